/**
 * The savepoints and checkpoints that a job may be started from, and the numbers by which Flink knows them. A savepoint that a job
 * was told to start from is one more completed checkpoint in Flink's HA metadata, and nobody wrote a `chk-n` for its number.
 */
import { Observation, ObservedFlink, ObservedHa } from './observation';
import { UpdateRecord } from './record';

/** Where states are, by Flink's number of them. */
export type States = Readonly<Record<number, string>>;

/** What is known of a job's states: what its JobManager tells, and what it told before. */
export function knownStates(record: UpdateRecord, { flink }: Pick<Observation, 'flink'>): States {
  return { ...record.states, ...flink?.states };
}

/** The state of the highest number that Flink tells of; empty where it tells of none. */
export function newestState(flink: ObservedFlink | undefined): string {
  const states = flink?.states ?? {};
  return states[Math.max(...Object.keys(states).map(Number))] ?? '';
}

/** Whether, by its HA metadata, the recorded start completed a checkpoint of its own. Without HA metadata: none. */
export function ownCheckpoints(record: UpdateRecord, seen: Observation): 'none' | 'some' | 'unknown' {
  const newest = seen.ha?.newest;
  if (newest === undefined) return 'none';
  if (record.savepointPath === '') return 'some';
  const states = knownStates(record, seen);
  if (states[newest] !== undefined) return samePath(states[newest], record.savepointPath) ? 'none' : 'some';
  const first = Object.keys(states).find((number) => samePath(states[Number(number)], record.savepointPath));
  const number = first ?? /\/chk-(\d+)\/*$/.exec(record.savepointPath)?.[1];
  // Numbers go up: one above any known one is of this start.
  if (number === undefined) return Object.keys(states).length > 0 ? 'some' : 'unknown';
  return newest > Number(number) ? 'some' : 'none';
}

/**
 * Whether a run of the recorded job, which was told to stop, may repeat what is committed (1.15 and later, with HA): it began with an older state
 * than the newest known checkpoint, or than one that Flink had begun. That may be the stop's savepoint, which commits, and which Flink does not go on from.
 */
export function repeats(record: UpdateRecord, flink: ObservedFlink, ha: ObservedHa | undefined): boolean | 'unknown' {
  const checkpoints = Object.values(record.states).flatMap((path) => /\/chk-(\d+)\/*$/.exec(path)?.[1] ?? []);
  const newest = Math.max(ha?.given ?? 0, ...checkpoints.map(Number));
  if (newest === 0) return false;
  if (flink.completedCheckpoints !== undefined) return (flink.restored ?? 0) < newest;
  // What it does not tell yet is no newer than what its HA metadata points to.
  return ha?.own && (ha.newest ?? 0) < newest ? true : 'unknown';
}

/** Whether a stop may have made a savepoint that is newer than what the HA metadata of its job points to (1.15 and later). */
export function mayHaveSaved({ ownTriggerId }: UpdateRecord, { given = 0, newest = 0 }: ObservedHa): boolean {
  return ownTriggerId && given > newest;
}

/** Where the newest state is that the HA metadata of a job points to. */
export function newestCheckpoint(record: UpdateRecord, seen: Observation, folder: string): string {
  const newest = seen.ha?.newest ?? 0;
  return knownStates(record, seen)[newest] ?? `${record.checkpoints || folder}/${record.jobId}/chk-${newest}`;
}

/** Whether the state of a number that is not known may be a savepoint that the schedule had asked for, and nobody saw the end of. */
export function mayBeTaken({ ownTriggerId, states, taking }: UpdateRecord, number: number): boolean {
  // From 1.15 on, a savepoint of a job that runs on is no state that Flink goes on from by itself.
  return taking !== undefined && !ownTriggerId && states[number] === undefined;
}

/** Whether two paths name the same, however many slashes Flink writes after a scheme. */
export function samePath(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Whether a path lies in a folder. */
export function inFolder(path: string, folder: string): boolean {
  return folder !== '' && plain(path).startsWith(`${plain(folder)}/`);
}

function plain(uri: string): string {
  return uri.replace(/^([a-z0-9]+):\/*/, '$1:/').replace(/\/+$/, '');
}
