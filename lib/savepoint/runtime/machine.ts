/**
 * The update's state machine: from the record and what is seen, the one next thing to do. Pure; every side effect is an
 * action that the loop carries out, after which everything is looked at again.
 */
import { Action, Wanted } from './action';
import { Observation, ObservedJob } from './observation';
import { advice } from './messages';
import { FIRST_RECORD, Phase, UpdateRecord, withSavepoint } from './record';

/** How long a stop that may have been sent, and left no trace, is given to show itself before it is sent again (before 1.15). */
export const SILENT_STOP_GRACE = 10_000;

/** How long the container of Flink's client may be kept from starting, by its image say, before that is a failure. */
export const CLIENT_TROUBLE_GRACE = 30_000;

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
  const { deployment, flink, ha } = seen;
  const same = record.revision === want.revision;
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (!deployment) {
    // The job id is the recorded one: HA metadata, if any, is of this very start, and Flink goes on from it.
    if (same) return seen.notApplied ? waitApplied(seen, want) : { do: 'start', record };
    if (ha?.checkpoints) return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    // Without HA nobody can tell what a cluster that was there got done.
    if (record.deployed && !record.highAvailability) return { do: 'refuse', message: advice.goneByHand(record, want) };
    return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  }
  if (deployment.revision !== record.revision) return { do: 'refuse', message: advice.otherRevision(record, deployment.revision, want) };
  // Whoever made it died half-way, and no other pod is at it, since this one has the Lease. The JobManager cannot have started.
  if (!deployment.complete) return { do: 'delete-deployment', uid: deployment.uid };
  if (same) return { do: 'done', why: `revision ${want.revision} is started` };

  const job = find(flink?.jobs, record.jobId);
  if (job?.state === 'RUNNING') return write(want, { ...record, phase: Phase.RUNNING });
  // It never completed a checkpoint, so nothing of it was committed: what it started from still is the newest state.
  if (untouched(record, seen)) return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  if (job && ENDED.includes(job.state)) return { do: 'refuse', message: advice.ended(record, job.state, seen, want) };
  return waitOr(
    seen,
    want.timeouts.savepoint,
    advice.notRunning(record, job?.state, seen, want),
    `for the job of ${record.revision} to run`,
  );
}

function running(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  const same = record.revision === want.revision;
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (!deployment?.asked) {
    // Same job, same id: Flink goes on from the newest checkpoint of its HA metadata.
    if (same && seen.ha?.checkpoints) return write(want, { ...record, phase: Phase.STARTING });
    if (seen.ha?.checkpoints) return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    return { do: 'refuse', message: advice.goneByHand(record, want) };
  }
  if (deployment.revision !== record.revision) return { do: 'refuse', message: advice.otherRevision(record, deployment.revision, want) };
  if (same) return { do: 'done', why: `revision ${want.revision} runs already` };

  const job = find(flink?.jobs, record.jobId);
  if (!flink && seen.jobEnded && !record.ownTriggerId)
    return { do: 'refuse', message: advice.ended(record, 'its JobManager exited', seen, want) };
  if (!flink) return waitOr(seen, want.timeouts.savepoint, advice.unreachable(want, seen), 'for the JobManager to answer');
  if (job && ENDED.includes(job.state)) return { do: 'refuse', message: advice.ended(record, job.state, seen, want) };
  if (job?.state === 'RUNNING' && job.allTasksRunning) {
    // What is to come after the stop is there before it.
    if (seen.notApplied) return waitApplied(seen, want);
    if (seen.jobManagers > 1 && !record.ownTriggerId) {
      return seen.waited < want.timeouts.savepoint ? { do: 'drop-standbys' } : { do: 'fail', message: advice.standbys(seen, want) };
    }
    return write(want, {
      ...record,
      phase: Phase.STOPPING,
      taskManagers: seen.taskManagers,
      started: job.started,
      // What the release that runs can do counts, not what the next one can.
      triggerId: record.ownTriggerId ? want.fresh.triggerId : '',
      target: want.fresh.target,
      message: '',
    });
  }
  return waitOr(
    seen,
    want.timeouts.savepoint,
    advice.notRunning(record, job?.state, seen, want),
    'for the job to run, so that it can be stopped',
  );
}

function stopping(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  if (!deployment?.asked || deployment.deleting) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  // Its result was read, or waited for in vain: the JobManager that knew it does not come back.
  if (!flink && seen.jobEnded && !record.ownTriggerId) return { do: 'refuse', message: advice.savepointUnknown(record, want) };
  if (!flink) return waitOr(seen, want.timeouts.savepoint, advice.unreachable(want, seen), 'for the JobManager to answer');
  const { stop } = flink;
  if (stop.status === 'completed') return write(want, { ...withSavepoint(record, stop.path, want.fresh.now), phase: Phase.STOPPED });
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
    return inFolder(flink.latestSavepoint, record.target)
      ? write(want, { ...withSavepoint(record, flink.latestSavepoint, want.fresh.now), phase: Phase.STOPPED })
      : { do: 'refuse', message: advice.savepointUnknown(record, want) };
  }
  if (job.state === 'RUNNING' && job.allTasksRunning && !flink.savepointInProgress) {
    // A trigger id of ours makes repeating safe. Without one, a second stop would break the first: see that there is none.
    if (record.ownTriggerId || seen.unsent || seen.waited > SILENT_STOP_GRACE) return { do: 'send-stop', record };
  }
  return waitOr(seen, want.timeouts.savepoint, timedOut, 'for the stop to show itself');
}

function stopped(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink, ha } = seen;
  if (deployment && !deployment.deleting) {
    // It completed a checkpoint after it was given up: what it started from is the newest state no more.
    if (record.abandoned && flink?.completedCheckpoints) return write(want, { ...record, phase: Phase.STARTING, abandoned: false });
    return { do: 'delete-deployment', uid: deployment.uid };
  }
  if (deployment || remains(seen)) return waitGone(seen, want);
  if (ha) {
    if (record.abandoned && ha.checkpoints > 0) return { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    return { do: 'delete-ha', maps: ha.maps };
  }
  return write(want, start(record, want));
}

/** The `verify` step: until the job that was started is seen running. */
export function nextVerify(record: UpdateRecord | undefined, seen: Observation, want: Wanted): Action {
  const { client, deployment, flink, ha } = seen;
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
  if (record.phase === Phase.STARTING || record.message) return write(want, { ...record, phase: Phase.RUNNING, message: '' });
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
    triggerId: '',
    target: '',
    abandoned: false,
    message: '',
  };
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
function untouched(record: UpdateRecord, { flink, ha }: Observation): boolean {
  const told = flink?.completedCheckpoints;
  if (!record.highAvailability) return told === 0;
  if (ha?.checkpoints || told) return false;
  if (!flink) return true;
  // Flink wipes the HA metadata of a job that ended, and may not show it any more: none left says nothing then.
  const job = find(flink.jobs, record.jobId);
  return job !== undefined && (told === 0 || !ENDED.includes(job.state));
}

/** Whether a path lies in a folder, however many slashes Flink writes after its scheme. */
export function inFolder(path: string, folder: string): boolean {
  const plain = (uri: string) => uri.replace(/^([a-z0-9]+):\/*/, '$1:/').replace(/\/+$/, '');
  return folder !== '' && plain(path).startsWith(`${plain(folder)}/`);
}
