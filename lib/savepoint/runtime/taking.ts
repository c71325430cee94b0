/** A savepoint of a job that runs on, as the schedule has it taken. Pure: from the record and what is seen, the one next thing to do. */
import { Action, Wanted } from './action';
import { SILENT_STOP_GRACE, TOLD_LATE } from './ending';
import { comesFirst, Errand, ErrandAction, ErrandLook } from './errand';
import { advice } from './messages';
import { Observation, ObservedFlink } from './observation';
import { Takes, Taking, UpdateRecord, withEntry } from './record';
import { inFolder, knownStates, samePath } from './states';
import { find, runs, waitOr, write } from './transitions';

/** The `savepoint` step: until a savepoint that this Job had taken is in the history, unless something comes first. */
export function nextSavepoint(record: UpdateRecord | undefined, seen: ErrandLook, want: Errand): ErrandAction {
  const first = comesFirst(record, seen);
  if (!record || first) {
    const then = record?.taking ? 'the savepoint that was asked for goes on without this Job' : 'no savepoint is taken';
    return { do: 'give-way', why: `${first}: ${then}` };
  }
  const taken = record.history.find(({ takenBy }) => takenBy === want.job);
  if (taken) return { do: 'done', why: `the savepoint is ${taken.path}` };
  const { flink } = seen;
  if (!flink) return inTime(seen, want, 'the JobManager does not answer', 'for the JobManager to answer');
  const { taking } = record;
  if (taking) return go(record, taking, flink, seen, want);
  const job = find(flink.jobs, record.jobId);
  if (!runs(job)) return inTime(seen, want, `job ${record.jobId} is ${job?.state ?? 'not there'}`, 'for the job to run');
  if (flink.savepointInProgress) return inTime(seen, want, 'another savepoint is being taken', 'for another savepoint to be there');
  const { target, triggerId, now } = want.fresh;
  const next = { jobId: record.jobId, triggerId: record.ownTriggerId ? triggerId : '', target, at: now, takenBy: want.job };
  return { do: 'write', record: { ...record, taking: next } };
}

/** From the record of a savepoint to its path in the history. */
function go(record: UpdateRecord, taking: Taking, flink: ObservedFlink, seen: ErrandLook, want: Errand): ErrandAction {
  const { status } = flink.taken;
  const path = pathOf(taking, flink);
  if (path) {
    const told = samePath(path, flink.latestSavepoint) || seen.still >= TOLD_LATE;
    return told ? { do: 'write', record: withTaken(record, taking, path, flink, want.fresh.now) } : { do: 'wait', why: 'for its number' };
  }
  if (flink.taken.status === 'failed') {
    const message = failed(`its savepoint failed: ${flink.taken.cause}`);
    return { do: 'write-and-fail', message, record: { ...record, taking: undefined } };
  }
  const slow = `its savepoint is not there (folder ${taking.target})`;
  if (status === 'in-progress') return inTime(seen, want, slow, 'for the savepoint');
  // No trace of it: it did not arrive, or the JobManager forgot it. An id of ours makes asking again safe.
  if (runs(find(flink.jobs, record.jobId)) && (record.ownTriggerId || seen.unsent) && seen.waited < want.timeout)
    return { do: 'take', record };
  // Whoever was told its id is gone, and nothing shows up in its folder. Another one does no harm.
  if (!record.ownTriggerId && !flink.savepointInProgress && seen.still >= SILENT_STOP_GRACE)
    return { do: 'write', record: { ...record, taking: undefined } };
  return inTime(seen, want, slow, 'for the savepoint to show itself');
}

/**
 * What an update does about a savepoint that the schedule had asked for: waits for it, and records where it is.
 * Undefined where there is none, or no longer a trace of it.
 */
export function settle(record: UpdateRecord, seen: Observation, want: Wanted): Action | undefined {
  const { taking } = record;
  const { flink } = seen;
  if (!taking || !flink) return undefined;
  const path = pathOf(taking, flink);
  if (path) {
    // Before 1.15 it is among the states that HA metadata knows by their numbers alone.
    const told = record.ownTriggerId || samePath(path, flink.latestSavepoint) || seen.waited >= TOLD_LATE;
    if (!told) return { do: 'wait', why: 'for Flink to tell the number of a savepoint' };
    return write(want, withTaken(record, taking, path, flink, want.fresh.now));
  }
  // From 1.15 on, its newest checkpoint is as good with the savepoint as without.
  if (record.ownTriggerId && want.takes === Takes.CHECKPOINT) return undefined;
  const hidden = taking.triggerId === '' && flink.taken.status === 'none' && seen.waited < SILENT_STOP_GRACE;
  if (!flink.savepointInProgress && !hidden) return undefined;
  return waitOr(seen, want.timeouts.savepoint, advice.scheduledSlow(record, want), 'for a savepoint that the schedule takes');
}

/** Where it is; empty as long as Flink does not tell. */
function pathOf({ target }: Taking, { taken, latestSavepoint }: ObservedFlink): string {
  if (taken.status === 'completed') return taken.path;
  // Where its id is not known any more: nothing else goes to its folder.
  return inFolder(latestSavepoint, target) ? latestSavepoint : '';
}

function withTaken(record: UpdateRecord, { jobId, takenBy }: Taking, path: string, flink: ObservedFlink, at: string): UpdateRecord {
  const { history, savepointPath, revision } = record;
  // A schedule that runs for years must not fill the record: numbers of what is older are not asked for any more.
  const lasting = [savepointPath, ...history.map((entry) => entry.path), ...Object.values(flink.states)];
  const states = Object.entries(knownStates(record, { flink })).filter(([, state]) => lasting.some((one) => samePath(one, state)));
  return withEntry({ ...record, taking: undefined, states: Object.fromEntries(states) }, { path, revision, jobId, at, takenBy });
}

function inTime({ waited }: ErrandLook, { timeout }: Errand, what: string, why: string): ErrandAction {
  if (waited < timeout) return { do: 'wait', why };
  return { do: 'fail', message: failed(`${what}, after ${timeout / 1000} s`) };
}

function failed(what: string): string {
  return `No savepoint was taken of the job that runs: ${what}. The job goes on as it was. The schedule tries again at its next time.`;
}
