/**
 * The update's state machine: from the record and what is seen, the one next thing to do. Pure; every side effect is an
 * action that the loop carries out, after which everything is looked at again.
 */
import { Action, Wanted } from './action';
import { Observation, ObservedJob } from './observation';
import { advice } from './messages';
import { FIRST_RECORD, Phase, Takes, UpdateRecord, withSavepoint } from './record';
import { inFolder, knownStates, newestCheckpoint, newestState, ownCheckpoints, samePath } from './states';

/** How long a stop that may have been sent, and left no trace, is given to show itself before it is sent again (before 1.15). */
export const SILENT_STOP_GRACE = 10_000;

/** How long the container of Flink's client may be kept from starting, by its image say, before that is a failure. */
export const CLIENT_TROUBLE_GRACE = 30_000;

/** How long a job that does not run as it should is given to mend itself before its newest checkpoint will do. */
export const UNHEALTHY_GRACE = 60_000;

const ENDED = ['FINISHED', 'CANCELED', 'FAILED'];

/** The `stop` step: until the cluster can be started, or runs what is wanted. */
export function nextStop(record: UpdateRecord | undefined, seen: Observation, want: Wanted): Action {
  if (seen.deployment && !seen.deployment.ours) return { do: 'refuse', message: advice.foreignDeployment(want) };
  if (!record) return first(seen, want);
  if (record.mode !== want.mode && (record.phase !== Phase.STOPPED || remains(seen)))
    return { do: 'refuse', message: advice.otherMode(record, want) };
  const step = { [Phase.STARTING]: starting, [Phase.RUNNING]: running, [Phase.STOPPING]: stopping, [Phase.STOPPED]: stopped };
  return step[record.phase](record, seen, want);
}

function first(seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  if (want.suspended && !deployment && !remains(seen)) return { do: 'done', why: 'the job never ran, and is to be suspended' };
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (deployment) {
    // Somebody deleted the record of a job that runs: its state is in the job, and the record can be made again.
    const job = flink?.jobs[0];
    if (!job) return waitOr(seen, want.timeouts.start, advice.unreachable(want, seen), 'for the job of a cluster that has no record');
    return write(want, {
      ...FIRST_RECORD,
      phase: Phase.RUNNING,
      revision: deployment.revision,
      jobId: job.id,
      mode: want.mode,
      highAvailability: seen.ha !== undefined,
      deployed: true,
    });
  }
  if (seen.ha) return { do: 'refuse', message: advice.orphanedHa(want, seen.ha.maps) };
  if (seen.notApplied) return waitApplied(seen, want);
  return write(want, start(FIRST_RECORD, want));
}

function starting(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  const same = isWanted(record, want);
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (!deployment) {
    // The job id is the recorded one: HA metadata, if any, is of this very start, and Flink goes on from it.
    if (same) return seen.notApplied ? waitApplied(seen, want) : { do: 'start', record };
    if (want.takes === Takes.NOTHING) return end(record, Takes.NOTHING, seen, want);
    if (ownCheckpoints(record, seen) !== 'none')
      return fallBack(record, seen, want) ?? { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    // Without HA nobody can tell what a cluster that was there got done.
    if (record.deployed && !record.highAvailability) return { do: 'refuse', message: advice.goneByHand(record, want) };
    return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  }
  if (deployment.revision !== record.revision) return { do: 'refuse', message: advice.otherRevision(record, deployment.revision, want) };
  // Whoever made it died half-way, and no other pod is at it, since this one has the Lease. The JobManager cannot have started.
  if (!deployment.complete) return { do: 'delete-deployment', uid: deployment.uid };
  if (same) return { do: 'done', why: `revision ${want.revision} is started` };
  if (want.takes === Takes.NOTHING)
    return seen.notApplied && !want.suspended ? waitApplied(seen, want) : end(record, Takes.NOTHING, seen, want);

  const job = find(flink?.jobs, record.jobId);
  if (job?.state === 'RUNNING') return write(want, { ...withStates(record, seen), phase: Phase.RUNNING });
  // It never completed a checkpoint, so nothing of it was committed: what it started from still is the newest state.
  if (untouched(record, seen)) return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  if (job && ENDED.includes(job.state)) return ended(record, job.state, seen, want);
  return unhealthy(record, job?.state, seen, want);
}

function running(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  const same = isWanted(record, want);
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (!deployment?.asked) {
    // Same job, same id: Flink goes on from the newest checkpoint of its HA metadata.
    if (same && seen.ha?.checkpoints) return write(want, { ...record, phase: Phase.STARTING });
    if (want.takes === Takes.NOTHING) return end(record, Takes.NOTHING, seen, want);
    if (seen.ha?.checkpoints) return fallBack(record, seen, want) ?? { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    return { do: 'refuse', message: advice.goneByHand(record, want) };
  }
  if (deployment.revision !== record.revision) return { do: 'refuse', message: advice.otherRevision(record, deployment.revision, want) };
  if (same) return { do: 'done', why: `revision ${want.revision} runs already` };

  // What is to come after the end is there before it.
  if (seen.notApplied && !want.suspended) return waitApplied(seen, want);
  if (want.takes === Takes.NOTHING) return end(record, Takes.NOTHING, seen, want);
  const job = find(flink?.jobs, record.jobId);
  if (!flink && seen.jobEnded && !record.ownTriggerId)
    return { do: 'refuse', message: advice.ended(record, 'its JobManager exited', seen, want) };
  if (job && ENDED.includes(job.state)) return ended(record, job.state, seen, want);
  if (want.takes === Takes.CHECKPOINT && record.highAvailability) return end(record, Takes.CHECKPOINT, seen, want);
  if (!flink) return unhealthy(record, undefined, seen, want);
  if (job?.state === 'RUNNING' && job.allTasksRunning) {
    if (seen.jobManagers > 1 && !record.ownTriggerId) {
      return seen.waited < want.timeouts.savepoint ? { do: 'drop-standbys' } : { do: 'fail', message: advice.standbys(seen, want) };
    }
    return write(want, {
      ...withStates(record, seen),
      phase: Phase.STOPPING,
      takes: Takes.SAVEPOINT,
      taskManagers: seen.taskManagers,
      started: job.started,
      // What the release that runs can do counts, not what the next one can.
      triggerId: record.ownTriggerId ? want.fresh.triggerId : '',
      target: want.fresh.target,
      message: '',
    });
  }
  return unhealthy(record, job?.state, seen, want);
}

/** A job that cannot take a savepoint now: its newest checkpoint will do, once it had time to mend itself. */
function unhealthy(record: UpdateRecord, state: string | undefined, seen: Observation, want: Wanted): Action {
  const grace = Math.min(UNHEALTHY_GRACE, want.timeouts.savepoint);
  const other = seen.waited < grace || isWanted(record, want) ? undefined : fallBack(record, seen, want);
  const message = seen.flink ? advice.notRunning(record, state, seen, want) : advice.unreachable(want, seen);
  return other ?? waitOr(seen, want.timeouts.savepoint, message, `for the job of ${record.revision} to run`);
}

/** A job that ended by itself: FINISHED has nothing to go on from; of others the newest state is told, and final. */
function ended(record: UpdateRecord, state: string, seen: Observation, want: Wanted): Action {
  const path = newestState(seen.flink);
  if (state === 'FINISHED' || !checkpointWillDo(want) || path === '' || isWanted(record, want))
    return { do: 'refuse', message: advice.ended(record, state, seen, want) };
  return write(want, { ...withSavepoint(withStates(record, seen), path, want.fresh.now), phase: Phase.STOPPED, takes: Takes.CHECKPOINT });
}

/** Ends the job without a savepoint where that is allowed, and its newest checkpoint can be told when it is gone. */
function fallBack(record: UpdateRecord, seen: Observation, want: Wanted): Action | undefined {
  return checkpointWillDo(want) && record.highAvailability ? end(record, Takes.CHECKPOINT, seen, want) : undefined;
}

function checkpointWillDo(want: Wanted): boolean {
  return want.fallsBack || want.takes === Takes.CHECKPOINT;
}

function end(record: UpdateRecord, takes: Takes, seen: Observation, want: Wanted): Action {
  return write(want, { ...withStates(record, seen), phase: Phase.STOPPING, takes, triggerId: '', target: '', started: '', message: '' });
}

/** The cluster goes first, so that no newer checkpoint can come after the newest was read. */
function ending(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, ha } = seen;
  if (deployment && !deployment.deleting) return { do: 'delete-deployment', uid: deployment.uid };
  if (deployment || remains(seen)) return waitGone(seen, want);
  if (record.takes === Takes.NOTHING) return write(want, { ...record, phase: Phase.STOPPED, savepointPath: '' });
  // It ended for good, or somebody deleted it: then none left does not say that there was none.
  if (!ha?.own) return { do: 'refuse', message: advice.goneByHand(record, want) };
  const own = ownCheckpoints(record, seen);
  if (own === 'unknown') return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
  // It never completed one, so nothing of it was committed: what it started from still is the newest state.
  if (own === 'none') return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  const path = newestCheckpoint(record, seen, want.checkpointsFolder);
  return write(want, { ...withSavepoint({ ...record, states: { [ha.newest!]: path } }, path, want.fresh.now), phase: Phase.STOPPED });
}

function stopping(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  if (record.takes !== Takes.SAVEPOINT) return ending(record, seen, want);
  if (!deployment?.asked || deployment.deleting) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  // Its result was read, or waited for in vain: the JobManager that knew it does not come back.
  if (!flink && seen.jobEnded && !record.ownTriggerId) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  if (!flink) return waitOr(seen, want.timeouts.savepoint, advice.unreachable(want, seen), 'for the JobManager to answer');
  const { stop } = flink;
  if (stop.status === 'completed')
    return write(want, { ...withSavepoint(withStates(record, seen), stop.path, want.fresh.now), phase: Phase.STOPPED });
  if (stop.status === 'failed') {
    const message = advice.savepointFailed(record, stop.cause, want);
    return { do: 'write-and-fail', message, record: stamp(want, { ...record, phase: Phase.RUNNING, triggerId: '', target: '', message }) };
  }
  const timedOut = advice.savepointSlow(record, want);
  if (stop.status === 'in-progress') return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the savepoint');

  // No trace of the stop: it did not arrive, or the JobManager forgot it.
  const job = find(flink.jobs, record.jobId);
  if (!job) {
    const unknown = advice.savepointUnknown(record, want);
    return seen.waited < want.timeouts.savepoint ? { do: 'wait', why: 'for the job to show itself' } : { do: 'refuse', message: unknown };
  }
  // Another run of the job: its JobManager was restarted, perhaps after a stop that came through. Only with HA, and from 1.15
  // on, is that run no repetition of what was stopped; elsewhere its savepoint might bury the one that counts.
  const remembered = record.highAvailability && record.ownTriggerId;
  if (job.started !== record.started && !remembered) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  if (ENDED.includes(job.state)) {
    if (inFolder(flink.latestSavepoint, record.target))
      return write(want, { ...withSavepoint(withStates(record, seen), flink.latestSavepoint, want.fresh.now), phase: Phase.STOPPED });
    return job.state === 'FINISHED'
      ? { do: 'refuse', message: advice.savepointUnknown(record, want) }
      : ended(record, job.state, seen, want);
  }
  if (job.state === 'RUNNING' && job.allTasksRunning && !flink.savepointInProgress) {
    // A trigger id of ours makes repeating safe. Without one, a second stop would break the first: see that there is none.
    if (record.ownTriggerId || seen.unsent || seen.waited > SILENT_STOP_GRACE) return { do: 'send-stop', record };
  }
  // It was not taken, and cannot be by a job that does not run.
  const unsent = (record.ownTriggerId || seen.unsent) && !flink.savepointInProgress;
  if (unsent && !(job.state === 'RUNNING' && job.allTasksRunning)) return unhealthy(record, job.state, seen, want);
  return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the stop to show itself');
}

function stopped(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink, ha } = seen;
  if (deployment && !deployment.deleting) {
    // It completed a checkpoint after it was given up: what it started from is the newest state no more.
    const wrong = record.abandoned && (flink?.completedCheckpoints || (ha && ownCheckpoints(record, seen) === 'some'));
    return wrong ? write(want, { ...record, phase: Phase.STARTING, abandoned: false }) : { do: 'delete-deployment', uid: deployment.uid };
  }
  if (deployment || remains(seen)) return waitGone(seen, want);
  if (ha) {
    if (record.abandoned && ownCheckpoints(record, seen) !== 'none')
      return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    return { do: 'delete-ha', maps: ha.maps };
  }
  if (want.suspended) return { do: 'done', why: `the job is suspended; it goes on from ${record.savepointPath || 'empty'}` };
  return write(want, start(want.takes === Takes.NOTHING ? { ...record, savepointPath: '' } : record, want));
}

/** The `verify` step: until the job that was started is seen running. */
export function nextVerify(record: UpdateRecord | undefined, seen: Observation, want: Wanted): Action {
  const { client, deployment, flink, ha } = seen;
  if (want.suspended) {
    const idle = !record || record.phase === Phase.STOPPED;
    return idle ? { do: 'done', why: 'the job is suspended' } : { do: 'fail', message: advice.notStarted(record, want) };
  }
  if (record?.revision !== want.revision || (record.phase !== Phase.STARTING && record.phase !== Phase.RUNNING)) {
    return { do: 'fail', message: advice.notStarted(record, want) };
  }
  if (client.status === 'failed') return { do: 'fail', message: advice.clientFailed(client.cause, want) };
  const job = find(flink?.jobs, record.jobId);
  const failed = advice.notVerified(record, job?.state, seen, want);
  if (!deployment) {
    if (client.status === 'done') return { do: 'fail', message: failed };
    const patience = client.trouble ? CLIENT_TROUBLE_GRACE : want.timeouts.start;
    return waitOr(seen, patience, advice.clientFailed(client.trouble || 'it did not end in time', want), "for Flink's client");
  }
  // Somebody who applies the YAML in this very moment pauses what was let go for the start.
  if (!deployment.rolled) {
    const late = seen.waited >= want.timeouts.start;
    return late ? { do: 'fail', message: failed } : { do: 'roll', record };
  }
  if (!record.deployed) return { do: 'write', record: stamp(want, { ...record, deployed: true }, 'DEPLOYED') };
  if (job && ENDED.includes(job.state)) {
    // A bounded job may be done before anybody looks.
    if (job.state !== 'FINISHED') return { do: 'fail', message: failed };
  } else {
    if (job?.state !== 'RUNNING' || !job.allTasksRunning) return waitOr(seen, want.timeouts.start, failed, 'for the job to run');
    if (want.checkpoints && !flink?.completedCheckpoints) return waitOr(seen, want.timeouts.start, failed, 'for the first checkpoint');
  }
  if (job?.state === 'RUNNING' && want.parallelism > 0 && want.parallelism !== record.parallelism)
    return { do: 'rescale', record, parallelism: want.parallelism };
  if (record.phase === Phase.STARTING || record.message)
    return write(want, { ...withStates(record, seen), phase: Phase.RUNNING, message: '' });
  if (!deployment.held) return { do: 'hold' };
  if (ha?.unowned.length) return { do: 'own-ha', maps: ha.unowned };
  return { do: 'done', why: `revision ${want.revision} runs as job ${record.jobId}` };
}

function start(before: Omit<UpdateRecord, 'phase' | 'revision' | 'jobId'>, want: Wanted): UpdateRecord {
  return {
    ...before,
    phase: Phase.STARTING,
    revision: want.revision,
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
    abandoned: false,
    message: '',
  };
}

function withStates(record: UpdateRecord, seen: Observation): UpdateRecord {
  return { ...record, states: knownStates(record, seen) };
}

/** Whether the record's revision is what shall run. */
function isWanted(record: UpdateRecord, want: Wanted): boolean {
  return record.revision === want.revision && !want.suspended;
}

function write(want: Wanted, record: UpdateRecord): Action {
  return { do: 'write', record: stamp(want, record) };
}

function stamp(want: Wanted, record: UpdateRecord, moment: string = record.phase): UpdateRecord {
  // A timeline begins with the phase that begins an update.
  const before = record.phase === Phase.STOPPING ? {} : record.timeline;
  return { ...record, updateJob: want.updateJob, timeline: { ...before, [moment]: want.fresh.now } };
}

function find(jobs: readonly ObservedJob[] | undefined, id: string): ObservedJob | undefined {
  return jobs?.find((job) => job.id === id);
}

function remains(seen: Observation): boolean {
  return seen.pods > 0 || seen.restService;
}

function waitGone(seen: Observation, want: Wanted): Action {
  return waitOr(seen, want.timeouts.deletion, advice.notDeleted(want, seen), 'for the old cluster to be gone');
}

function waitApplied(seen: Observation, want: Wanted): Action {
  return waitOr(seen, want.timeouts.start, advice.halfApplied(seen, want), 'for the whole YAML to be applied');
}

function waitOr(seen: Observation, timeout: number, message: string, why: string): Action {
  return seen.waited < timeout ? { do: 'wait', why } : { do: 'fail', message };
}

/** Whether the started job surely never completed a checkpoint. */
function untouched(record: UpdateRecord, seen: Observation): boolean {
  const { flink } = seen;
  const told = flink?.completedCheckpoints;
  if (!record.highAvailability) return told === 0;
  if (told || ownCheckpoints(record, seen) !== 'none') return false;
  if (!flink) return true;
  // Flink wipes the HA metadata of a job that ended, and may not show it any more: none left says nothing then.
  const job = find(flink.jobs, record.jobId);
  return job !== undefined && (told === 0 || !ENDED.includes(job.state));
}
