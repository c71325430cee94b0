/** How a job is ended: with a savepoint, for its newest checkpoint, or for nothing; and what is left of it then. */
import { Action, Wanted } from './action';
import { advice } from './messages';
import { Observation } from './observation';
import { Phase, Takes, UpdateRecord, withSavepoint } from './record';
import { inFolder, mayBeTaken, mayHaveSaved, newestCheckpoint, newestState, ownCheckpoints, repeats } from './states';
import { ENDED, find, isWanted, remains, remove, runs, stamp, start, waitGone, waitOr, withStates, write } from './transitions';

/** How long a stop that may have been sent, and left no trace, is given to show itself before it is sent again (before 1.15). */
export const SILENT_STOP_GRACE = 10_000;

/** How long Flink may take to note that a job is over, before its cluster is deleted first. */
export const NOTE_GRACE = 5_000;

/** How long a job that is over may take to show itself, and its savepoint. */
export const SHOW_GRACE = 30_000;

/** What Flink tells of a job's states is older than `web.refresh-interval`, 3 s, never by much. */
export const TOLD_LATE = 5_000;

/** How long a job that does not run as it should is given to mend itself before its newest checkpoint will do. */
export const UNHEALTHY_GRACE = 60_000;

/** A job that cannot take a savepoint now: its newest checkpoint will do, once it had time to mend itself. */
export function unhealthy(record: UpdateRecord, state: string | undefined, seen: Observation, want: Wanted): Action {
  const grace = Math.min(UNHEALTHY_GRACE, want.timeouts.savepoint);
  // It is over (1.15), and nobody knows how. What is left of its cluster tells a person more than nothing.
  const over = record.highAvailability && record.ownTriggerId && seen.flink && !state && seen.ha && !seen.ha.own;
  if (seen.waited >= grace && over) return { do: 'refuse', message: advice.goneByHand(record, want) };
  const other = seen.waited < grace || isWanted(record, want) ? undefined : fallBack(record, seen, want);
  const message = seen.flink ? advice.notRunning(record, state, seen, want) : advice.unreachable(want, seen);
  return other ?? waitOr(seen, want.timeouts.savepoint, message, `for the job of ${record.revision} to run`);
}

/** A job that ended by itself: FINISHED has nothing to go on from; of others the newest state is told, and final. */
export function ended(record: UpdateRecord, state: string, seen: Observation, want: Wanted): Action {
  const path = newestState(seen.flink);
  if (state === 'FINISHED' || !checkpointWillDo(want) || path === '' || isWanted(record, want))
    return { do: 'refuse', message: advice.ended(record, state, seen, want) };
  return write(want, { ...withSavepoint(withStates(record, seen), path, want.fresh.now), phase: Phase.STOPPED, takes: Takes.CHECKPOINT });
}

/** Ends the job without a savepoint where that is allowed, and its newest checkpoint can be told when it is gone. */
export function fallBack(record: UpdateRecord, seen: Observation, want: Wanted): Action | undefined {
  return checkpointWillDo(want) && record.highAvailability ? end(record, Takes.CHECKPOINT, seen, want) : undefined;
}

function checkpointWillDo(want: Wanted): boolean {
  return want.fallsBack || want.takes === Takes.CHECKPOINT;
}

export function end(record: UpdateRecord, takes: Takes, seen: Observation, want: Wanted): Action {
  // A stop that failed may have left its savepoint, and that may be the newest state.
  const target = record.phase === Phase.STOPPING && takes === Takes.CHECKPOINT ? record.target : '';
  const ended = { ...withStates(record, seen), phase: Phase.STOPPING, takes, triggerId: '', target, started: '', abandoned: false };
  return write(want, { ...ended, failed: '', message: '' });
}

/** The cluster goes first, so that no newer checkpoint can come after the newest was read. */
function ending(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, ha } = seen;
  if (deployment && !deployment.deleting) {
    if (!record.target || !seen.flink) return remove(deployment);
    if (seen.waited < TOLD_LATE) return { do: 'wait', why: 'for Flink to tell whether the stop that failed made a savepoint' };
    return { do: 'write', record: { ...withStates(record, seen), target: '', updateJob: want.updateJob } };
  }
  if (deployment || remains(seen)) return waitGone(seen, want);
  if (record.takes === Takes.NOTHING) return write(want, { ...record, phase: Phase.STOPPED, savepointPath: '' });
  // It ended for good, or somebody deleted it: then none left does not say that there was none.
  if (!ha?.own) return { do: 'refuse', message: advice.goneByHand(record, want) };
  if (record.target && mayHaveSaved(record, ha)) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  const own = ownCheckpoints(record, seen);
  if (own === 'unknown') return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
  // It never completed one, so nothing of it was committed: what it started from still is the newest state.
  if (own === 'none') return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  if (record.target && record.states[ha.newest!] === undefined) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  if (mayBeTaken(record, ha.newest!)) return { do: 'refuse', message: advice.scheduledUnknown(record, want) };
  const path = newestCheckpoint(record, seen, want.checkpointsFolder);
  return write(want, { ...withSavepoint({ ...record, states: { [ha.newest!]: path } }, path, want.fresh.now), phase: Phase.STOPPED });
}

export function stopping(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  if (record.takes !== Takes.SAVEPOINT) return ending(record, seen, want);
  if (!deployment?.asked || deployment.deleting) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  // Its result was read, or waited for in vain: the JobManager that knew it does not come back.
  if (!flink && seen.jobEnded && !record.ownTriggerId) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  if (!flink) return waitOr(seen, want.timeouts.savepoint, advice.unreachable(want, seen), 'for the JobManager to answer');
  const { stop } = flink;
  if (stop.status === 'completed')
    return write(want, { ...withSavepoint(withStates(record, seen), stop.path, want.fresh.now), phase: Phase.STOPPED });
  const job = find(flink.jobs, record.jobId);
  if (stop.status === 'failed') {
    // It failed since the job did: then the job is not healthy, however well it looked when the stop was sent.
    const other = runs(job) ? undefined : fallBack(record, seen, want);
    if (other) return other;
    const message = advice.savepointFailed(record, stop.cause, want);
    return { do: 'write-and-fail', message, record: stamp(want, { ...record, phase: Phase.RUNNING, triggerId: '', target: '', message }) };
  }
  const timedOut = advice.savepointSlow(record, want);
  if (stop.status === 'in-progress' && job && !['RUNNING', ...ENDED].includes(job.state)) return unhealthy(record, job.state, seen, want);
  if (stop.status === 'in-progress') return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the savepoint');

  // No trace of the stop: it did not arrive, or the JobManager forgot it.
  if (!job) {
    const unknown = advice.savepointUnknown(record, want);
    // With HA, and from 1.15 on, a job without HA metadata of its own is over: it does not come back, nor does what its JobManager knew.
    const over = record.highAvailability && record.ownTriggerId && !seen.ha?.own;
    const patience = over ? Math.min(SHOW_GRACE, want.timeouts.savepoint) : want.timeouts.savepoint;
    return seen.waited < patience ? { do: 'wait', why: 'for the job to show itself' } : { do: 'refuse', message: unknown };
  }
  // Another run of the job: its JobManager was restarted, perhaps after a stop that came through. Only with HA, and from 1.15
  // on, can be told that it was not; elsewhere a savepoint of that run might bury the one that counts.
  const again = job.started !== record.started;
  const remembered = record.highAvailability && record.ownTriggerId;
  if (again && !remembered) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  // The JobManager may have died after the savepoint, and before it noted the end; or have shut down, and kept the checkpoints neither.
  const repetition = again && !ENDED.includes(job.state) && repeats(record, flink, seen.ha);
  if (repetition === 'unknown') return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the job to tell what it began with');
  if (repetition) return remove(deployment);
  if (ENDED.includes(job.state)) {
    if (inFolder(flink.latestSavepoint, record.target))
      return write(want, { ...withSavepoint(withStates(record, seen), flink.latestSavepoint, want.fresh.now), phase: Phase.STOPPED });
    // Of one that ran again, and ended, nobody can tell any more whether it had been stopped.
    return again || job.state === 'FINISHED'
      ? { do: 'refuse', message: advice.savepointUnknown(record, want) }
      : ended(record, job.state, seen, want);
  }
  if (runs(job) && !flink.savepointInProgress) {
    // A trigger id of ours makes repeating safe. Without one, a second stop would break the first: see that there is none.
    if (record.ownTriggerId || seen.unsent || seen.waited > SILENT_STOP_GRACE) return { do: 'send-stop', record };
  }
  // It was not taken, and cannot be by a job that does not run.
  const unsent = (record.ownTriggerId || seen.unsent) && !flink.savepointInProgress;
  if (unsent && !runs(job)) return unhealthy(record, job.state, seen, want);
  return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the stop to show itself');
}

export function stopped(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink, ha } = seen;
  if (isOver(record, seen, want)) {
    // Flink forgets the job's HA metadata once it has noted that the job is over: from then on no JobManager runs it again.
    if (!ha?.own) return write(want, { ...start(record, want), former: deployment!.clusterId });
    // One that runs again was not noted, and commits nothing before its first checkpoint.
    const job = find(flink?.jobs, record.jobId);
    const again = job !== undefined && job.started !== record.started;
    if (!again && seen.waited < NOTE_GRACE) return { do: 'wait', why: 'for Flink to note that the job is over' };
  }
  if (deployment && !deployment.deleting) {
    // It completed a checkpoint after it was given up: what it started from is the newest state no more.
    const wrong = record.abandoned && (flink?.completedCheckpoints || (ha && ownCheckpoints(record, seen) === 'some'));
    return wrong ? write(want, { ...record, phase: Phase.STARTING, abandoned: false, failed: '', message: '' }) : remove(deployment);
  }
  if (deployment || remains(seen)) return waitGone(seen, want);
  if (ha) {
    const own = record.abandoned ? ownCheckpoints(record, seen) : 'none';
    if (own === 'unknown') return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    // It completed a checkpoint between the look by which it was given up and its end: that is the newest state now.
    if (own === 'some') return end(record, Takes.CHECKPOINT, seen, want);
    return { do: 'delete-ha', maps: ha.maps };
  }
  // The cluster that is made again has the id of one that may still be going.
  if (want.rolledBackFrom && seen.others.length > 0)
    return waitOr(seen, want.timeouts.deletion, advice.formerNotDeleted(seen, want), 'for the cluster before to be gone');
  if (want.suspended) return { do: 'done', why: `the job is suspended; it goes on from ${record.savepointPath || 'empty'}` };
  if (want.rolledBackFrom) return write(want, { ...start(record, want), former: '' });
  return write(want, start(want.takes === Takes.NOTHING ? { ...record, savepointPath: '' } : record, want));
}

/** Whether the next cluster is ready, and the one before may be deleted after its start: its job is over, and cannot run again. */
function isOver(record: UpdateRecord, { deployment, others, prepared }: Observation, want: Wanted): boolean {
  const stoppedForGood = record.takes === Takes.SAVEPOINT && !record.abandoned && record.ownTriggerId && record.highAvailability;
  const next = want.prepared && !want.suspended && want.takes !== Takes.NOTHING && prepared?.ready === true && !prepared.deleting;
  return (
    stoppedForGood &&
    next &&
    !others.some(({ clusterId }) => clusterId === record.former) &&
    deployment !== undefined &&
    !deployment.deleting
  );
}
