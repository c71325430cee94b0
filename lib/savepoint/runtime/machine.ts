/**
 * The update's state machine: from the record and what is seen, the one next thing to do. Pure; every side effect is an
 * action that the loop carries out, after which everything is looked at again.
 */
import { Action, Wanted } from './action';
import { goalOf } from './goal';
import { prepare, removeOthers } from './preparing';
import { end, ended, fallBack, stopped, stopping, unhealthy } from './ending';
import { advice } from './messages';
import { Observation } from './observation';
import { FIRST_RECORD, Phase, Takes, UpdateRecord } from './record';
import { ownCheckpoints } from './states';
import { settle } from './taking';
import {
  ENDED,
  find,
  isWanted,
  remains,
  remove,
  runs,
  start,
  untouched,
  waitApplied,
  waitGone,
  waitOr,
  withStates,
  write,
} from './transitions';

/** The `stop` step: until the cluster can be started, or runs what is wanted. */
export function nextStop(record: UpdateRecord | undefined, seen: Observation, wanted: Wanted): Action {
  const want = goalOf(record, wanted);
  if (seen.deployment && !seen.deployment.ours) return { do: 'refuse', message: advice.foreignDeployment(want) };
  if (seen.prepared && !seen.prepared.ours) return { do: 'refuse', message: advice.foreignDeployment(want) };
  if (!record) return first(seen, want);
  if (record.mode !== want.mode && (record.phase !== Phase.STOPPED || remains(seen)))
    return { do: 'refuse', message: advice.otherMode(record, want) };
  // The one before goes when its successor was started.
  const before = record.phase === Phase.STARTING && isWanted(record, want) ? record.former : '';
  const gone = removeOthers(seen, before);
  if (gone) return gone;
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
      clusterId: deployment.clusterId,
      jobId: job.id,
      mode: want.mode,
      highAvailability: seen.ha !== undefined,
      deployed: true,
    });
  }
  if (seen.ha) return { do: 'refuse', message: advice.orphanedHa(want, seen.ha.maps) };
  if (seen.notApplied) return waitApplied(seen, want);
  return write(want, start({ ...FIRST_RECORD, savepointPath: want.initialSavepoint }, want));
}

function starting(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, flink } = seen;
  const same = isWanted(record, want);
  if (deployment?.deleting || (!deployment && remains(seen))) return waitGone(seen, want);
  if (!deployment) {
    // The job id is the recorded one: HA metadata, if any, is of this very start, and Flink goes on from it.
    if (same) return startAgain(record, seen, want);
    if (want.takes === Takes.NOTHING) return end(record, Takes.NOTHING, seen, want);
    if (ownCheckpoints(record, seen) !== 'none')
      return fallBack(record, seen, want) ?? { do: 'refuse', message: advice.goneWithCheckpoints(record, want) };
    // Without HA nobody can tell what a cluster that was there got done.
    if (record.deployed && !record.highAvailability) return { do: 'refuse', message: advice.goneByHand(record, want) };
    return write(want, { ...record, phase: Phase.STOPPED, abandoned: true });
  }
  if (deployment.revision !== record.revision) return { do: 'refuse', message: advice.otherRevision(record, deployment.revision, want) };
  // Whoever made it died half-way, and no other pod is at it, since this one has the Lease. The JobManager cannot have started.
  if (!deployment.complete) return remove(deployment);
  if (same) return deployment.asked ? { do: 'done', why: `revision ${want.revision} is started` } : { do: 'start', record };
  if (want.takes === Takes.NOTHING)
    return seen.notApplied && !want.suspended ? waitApplied(seen, want) : end(record, Takes.NOTHING, seen, want);

  const job = find(flink?.jobs, record.jobId);
  if (job?.state === 'RUNNING') return write(want, { ...withStates(record, seen), phase: Phase.RUNNING });
  // It never completed a checkpoint, so nothing of it was committed: what it started from still is the newest state.
  if (untouched(record, seen)) return write(want, { ...withStates(record, seen), phase: Phase.STOPPED, abandoned: true });
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
  if (want.takes === Takes.NOTHING) return prepare(seen, want) ?? end(record, Takes.NOTHING, seen, want);
  const job = find(flink?.jobs, record.jobId);
  if (!flink && seen.jobEnded && !record.ownTriggerId)
    return { do: 'refuse', message: advice.ended(record, 'its JobManager exited', seen, want) };
  if (job && ENDED.includes(job.state)) return ended(record, job.state, seen, want);
  const preparing = prepare(seen, want);
  if (preparing) return preparing;
  const settling = settle(record, seen, want);
  if (settling) return settling;
  if (want.takes === Takes.CHECKPOINT && record.highAvailability) return end(record, Takes.CHECKPOINT, seen, want);
  if (!flink) return unhealthy(record, undefined, seen, want);
  if (job && runs(job)) {
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

/** Flink's client makes one cluster in a pod: where that is gone, another pod makes the next. What is kept needs no client, nor the YAML. */
function startAgain(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  if (want.rolledBackFrom) return { do: 'start', record };
  if (seen.notApplied) return waitApplied(seen, want);
  const { client } = seen;
  const cause = client.status === 'failed' ? client.cause : 'the cluster that it made is gone';
  return client.status === 'idle' || want.mode === 'standalone'
    ? { do: 'start', record }
    : { do: 'fail', message: advice.clientFailed(cause, want) };
}
