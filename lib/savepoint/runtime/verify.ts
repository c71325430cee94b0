/** The second half of the state machine: from a cluster that is being made to one that was seen to run. Pure, as the first. */
import { Action, Wanted } from './action';
import { advice } from './messages';
import { Observation } from './observation';
import { Phase, UpdateRecord } from './record';
import { removeOthers } from './preparing';
import { CLIENT_TROUBLE_GRACE, ENDED, find, runs, stamp, waitOr, withStates, write } from './transitions';

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
    if (!runs(job)) return waitOr(seen, want.timeouts.start, failed, 'for the job to run');
    if (want.checkpoints && !flink?.completedCheckpoints) return waitOr(seen, want.timeouts.start, failed, 'for the first checkpoint');
  }
  if (job?.state === 'RUNNING' && want.parallelism > 0 && want.parallelism !== record.parallelism)
    return { do: 'rescale', record, parallelism: want.parallelism };
  if (record.phase === Phase.STARTING || record.message)
    return write(want, { ...withStates(record, seen), phase: Phase.RUNNING, message: '' });
  const gone = removeOthers(seen);
  if (gone) return gone;
  if (seen.others.length > 0)
    return waitOr(seen, want.timeouts.deletion, advice.formerNotDeleted(seen, want), 'for the cluster before to be gone');
  if (record.former) return { do: 'write', record: { ...record, former: '', updateJob: want.updateJob } };
  if (!deployment.held) return { do: 'hold' };
  if (ha?.unowned.length) return { do: 'own-ha', maps: ha.unowned };
  return { do: 'done', why: `revision ${want.revision} runs as job ${record.jobId}` };
}
