/** The second half of the state machine: from a cluster that is being made to one that was seen to run. Pure, as the first. */
import { Action, Wanted } from './action';
import { goalOf } from './goal';
import { advice } from './messages';
import { Observation } from './observation';
import { Phase, Takes, UpdateRecord } from './record';
import { removeOthers } from './preparing';
import { cameToNothing, CLIENT_TROUBLE_GRACE, ENDED, find, nothingDone, runs, stamp, waitOr, withStates, write } from './transitions';

/** The `verify` step: until the job that was started is seen running. */
export function nextVerify(record: UpdateRecord | undefined, seen: Observation, wanted: Wanted): Action {
  const want = goalOf(record, wanted);
  const { client, deployment, flink } = seen;
  if (want.suspended) {
    const idle = !record || record.phase === Phase.STOPPED;
    return idle ? { do: 'done', why: 'the job is suspended' } : { do: 'fail', message: advice.notStarted(record, want) };
  }
  if (record?.revision !== want.revision || (record.phase !== Phase.STARTING && record.phase !== Phase.RUNNING)) {
    if (want.rolledBackFrom) return { do: 'again', why: `revision ${want.revision} is to be started again` };
    return { do: 'fail', message: advice.notStarted(record, want) };
  }
  const wait = (timeout: number, message: string, why: string): Action =>
    seen.waited < timeout ? { do: 'wait', why } : giveUp(record, message, seen, want);
  // What is made again is made of what is kept, whatever became of the client.
  if (client.status === 'failed' && !want.rolledBackFrom) return giveUp(record, advice.clientFailed(client.cause, want), seen, want);
  const job = find(flink?.jobs, record.jobId);
  const failed = advice.notVerified(record, job?.state, seen, want);
  if (!deployment) {
    if (client.status === 'done' || client.status === 'failed') return giveUp(record, failed, seen, want);
    const patience = client.trouble ? CLIENT_TROUBLE_GRACE : want.timeouts.start;
    return wait(patience, advice.clientFailed(client.trouble || 'it did not end in time', want), "for Flink's client");
  }
  // Somebody who applies the YAML in this very moment pauses what was let go for the start.
  if (!deployment.rolled) return seen.waited < want.timeouts.start ? { do: 'roll', record } : giveUp(record, failed, seen, want);
  if (!record.deployed) return { do: 'write', record: stamp(want, { ...record, deployed: true }, 'DEPLOYED') };
  if (cameToNothing(record, seen)) return giveUp(record, failed, seen, want);
  if (job && ENDED.includes(job.state)) {
    // A bounded job may be done before anybody looks.
    if (job.state !== 'FINISHED') return giveUp(record, failed, seen, want);
  } else {
    if (!runs(job)) return wait(want.timeouts.start, failed, 'for the job to run');
    if (want.checkpoints && !flink?.completedCheckpoints) return wait(want.timeouts.start, failed, 'for the first checkpoint');
  }
  if (job?.state === 'RUNNING' && want.parallelism > 0 && want.parallelism !== record.parallelism)
    return { do: 'rescale', record, parallelism: want.parallelism };
  const told = want.rolledBackFrom ? record.message : '';
  if (record.phase === Phase.STARTING || record.message !== told || record.failed !== want.rolledBackFrom)
    return write(want, { ...withStates(record, seen), phase: Phase.RUNNING, message: told, failed: want.rolledBackFrom });
  return settle(record, seen, want);
}

/** What is left to do once the job was seen to run. */
function settle(record: UpdateRecord, seen: Observation, want: Wanted): Action {
  const { deployment, ha } = seen;
  const gone = removeOthers(seen);
  if (gone) return gone;
  if (seen.others.length > 0)
    return waitOr(seen, want.timeouts.deletion, advice.formerNotDeleted(seen, want), 'for the cluster before to be gone');
  if (record.former) return { do: 'write', record: { ...record, former: '', updateJob: want.updateJob } };
  if (!deployment!.held) return { do: 'hold' };
  if (ha?.unowned.length) return { do: 'own-ha', maps: ha.unowned };
  if (want.rolledBackFrom) return { do: 'refuse', message: record.message };
  if (record.kept?.revision !== record.revision) {
    // Until all of the one is kept, nothing is: objects of one revision never pass for another's.
    return record.kept ? { do: 'write', record: { ...record, kept: undefined, updateJob: want.updateJob } } : { do: 'keep', record };
  }
  return { do: 'done', why: `revision ${want.revision} runs as job ${record.jobId}` };
}

/**
 * A revision does not run as it should: it is left for a person, or given up for the one before. That only where it committed nothing,
 * or what it committed would be committed again; and never for a second time.
 */
function giveUp(record: UpdateRecord, message: string, seen: Observation, want: Wanted): Action {
  const { kept } = record;
  const { flink, podTrouble } = seen;
  // Where its state is not restored, it fails before it has anything to tell the cause of; its JobManager ends of it.
  const late = flink?.rootCause === '' && !podTrouble && ENDED.includes(find(flink.jobs, record.jobId)?.state ?? '');
  if (!want.rollsBack) return { do: 'fail', message, late };
  const same = kept?.mode === want.mode && kept.taskManagerKind === want.taskManagerKind && kept.revision !== record.revision;
  if (!kept || !same) return { do: 'fail', message: `${message} ${advice.nothingKept(want)}` };
  // From a state of its own alone: one that the new revision wrote since is not what it left off with.
  const own = record.history.find(({ path }) => path === record.savepointPath)?.revision === kept.revision;
  // Once it was seen to run, that there is nothing to see of its checkpoints does not say that there were none.
  if (!own || record.phase !== Phase.STARTING || !nothingDone(record, seen))
    return { do: 'fail', message: `${message} ${advice.tooLateToRollBack(kept, want)}` };
  const told = advice.rolledBack(record, kept, message, want);
  const given = { ...withStates(record, seen), phase: Phase.STOPPED, takes: Takes.SAVEPOINT, abandoned: true };
  return write(want, { ...given, failed: want.revision, message: told });
}
