/** What the steps of the state machine are made of: records that are written, and waiting that has an end. */
import { Action, Wanted } from './action';
import { advice } from './messages';
import { Observation, ObservedJob } from './observation';
import { Phase, Takes, UpdateRecord } from './record';
import { knownStates, ownCheckpoints, samePath } from './states';

/** How long the container of Flink's client may be kept from starting, by its image say, before that is a failure. */
export const CLIENT_TROUBLE_GRACE = 30_000;

export const ENDED = ['FINISHED', 'CANCELED', 'FAILED'];

export function start(before: Omit<UpdateRecord, 'phase' | 'revision' | 'jobId'>, want: Wanted): UpdateRecord {
  return {
    ...before,
    phase: Phase.STARTING,
    revision: want.revision,
    clusterId: want.clusterId,
    jobId: want.fresh.jobId,
    mode: want.mode,
    parallelism: want.parallelism,
    highAvailability: want.highAvailability,
    ownTriggerId: want.ownTriggerId,
    companions: want.companions,
    deployed: false,
    started: '',
    takes: Takes.SAVEPOINT,
    checkpoints: want.checkpointsFolder,
    // Of those before, the one that it starts from is all that its JobManager will know.
    states: Object.fromEntries(Object.entries(before.states).filter(([, path]) => samePath(path, before.savepointPath))),
    triggerId: '',
    target: '',
    taking: undefined,
    abandoned: false,
    failed: want.rolledBackFrom,
    message: want.rolledBackFrom ? before.message : '',
  };
}

export function write(want: Wanted, record: UpdateRecord): Action {
  return { do: 'write', record: stamp(want, record) };
}

export function stamp(want: Wanted, record: UpdateRecord, moment: string = record.phase): UpdateRecord {
  // A timeline begins with the phase that begins an update.
  const before = record.phase === Phase.STOPPING ? {} : record.timeline;
  const stops = record.phase === Phase.STOPPING || record.phase === Phase.STOPPED;
  const from = stops ? record.revision : record.from;
  return { ...record, from, to: want.revision, updateJob: want.updateJob, timeline: { ...before, [moment]: want.fresh.now } };
}

export function withStates(record: UpdateRecord, seen: Observation): UpdateRecord {
  return { ...record, states: knownStates(record, seen) };
}

/** Whether the record's revision is what shall run. */
export function isWanted(record: UpdateRecord, want: Wanted): boolean {
  return record.revision === want.revision && !want.suspended;
}

export function find(jobs: readonly ObservedJob[] | undefined, id: string): ObservedJob | undefined {
  return jobs?.find((job) => job.id === id);
}

/** Whether a job works, with all its tasks. */
export function runs(job: ObservedJob | undefined): boolean {
  return job?.state === 'RUNNING' && job.allTasksRunning;
}

export function remains(seen: Observation): boolean {
  return seen.pods > 0 || seen.restService;
}

export function waitOr(seen: Observation, timeout: number, message: string, why: string): Action {
  return seen.waited < timeout ? { do: 'wait', why } : { do: 'fail', message };
}

export function waitGone(seen: Observation, want: Wanted): Action {
  return waitOr(seen, want.timeouts.deletion, advice.notDeleted(want, seen), 'for the old cluster to be gone');
}

export function waitApplied(seen: Observation, want: Wanted): Action {
  return waitOr(seen, want.timeouts.start, advice.halfApplied(seen, want), 'for the whole YAML to be applied');
}

/** Whether the started job surely never completed a checkpoint. */
export function untouched(record: UpdateRecord, seen: Observation): boolean {
  const { flink } = seen;
  const told = flink?.completedCheckpoints;
  if (!record.highAvailability) return told === 0;
  if (told || ownCheckpoints(record, seen) !== 'none') return false;
  if (!flink) return true;
  // Flink wipes the HA metadata of a job that ended, and may not show it any more: none left says nothing then.
  const job = find(flink.jobs, record.jobId);
  if (!job) return cameToNothing(record, seen);
  // Its program failed, or its state could not be restored: it never came to tasks, unless a process before this one did.
  const never = job.tasks === 0 && !seen.restarted;
  return told === 0 || never || !ENDED.includes(job.state);
}

/**
 * Whether a start is over whose state could not be restored, say: its JobManager ended of it, and is up again without the job. Flink forgets
 * a job's HA metadata once it has stored that the job is over (1.15), and from then on no JobManager runs it.
 */
export function cameToNothing(record: UpdateRecord, seen: Observation): boolean {
  const over = record.highAvailability && record.ownTriggerId && !seen.ha?.own && !find(seen.flink?.jobs, record.jobId);
  return seen.neverBegan && over;
}

/** Whether nothing was committed by a start: not by its cluster, nor by one that is gone. */
export function nothingDone(record: UpdateRecord, seen: Observation): boolean {
  if (seen.deployment) return untouched(record, seen);
  // Without HA nobody can tell what a cluster that was there got done.
  return ownCheckpoints(record, seen) === 'none' && (record.highAvailability || !record.deployed);
}

export function remove({ uid, clusterId }: { readonly uid: string; readonly clusterId: string }): Action {
  return { do: 'delete-deployment', uid, clusterId };
}
