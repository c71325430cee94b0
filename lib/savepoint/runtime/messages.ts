/** What the program tells a person: what is, why it stopped there, and what to do. */
import type { KeptRevision } from './kept';
import type { Observation } from './observation';
import type { UpdateRecord } from './record';
import type { Wanted } from './action';
import { jobManagerName } from './labels';

/** Shell commands that a person is told to run. */
const again = (want: Wanted) => `delete the Job ${want.updateJob} and apply the YAML again`;
const patch = (want: Wanted, data: Record<string, string>) =>
  `kubectl -n ${want.namespace} patch configmap ${want.name}-savepoint --type merge -p '${JSON.stringify({ data })}'`;
const startFrom = (want: Wanted) => patch(want, { phase: 'STOPPED', savepointPath: '<path>', abandoned: 'false' });
const forget = (want: Wanted) => `kubectl -n ${want.namespace} delete configmap ${want.name}-savepoint`;
/** The JobManager's workload, and all pods of the cluster, for kubectl. */
const jobManagers = (want: Wanted) => `-l app.kubernetes.io/instance=${want.name},app.kubernetes.io/component=jobmanager --tail=-1`;
const idOf = (record: UpdateRecord, want: Wanted) => record.clusterId || want.name;
const jobManager = (record: UpdateRecord, want: Wanted) =>
  `deployment ${want.mode === 'standalone' ? jobManagerName(want.name) : idOf(record, want)}`;
/** In the foreground: it comes back when the pods are gone, too, and with them what could still complete a checkpoint. */
const deleteCluster = (record: UpdateRecord, want: Wanted) =>
  `kubectl -n ${want.namespace} delete --cascade=foreground ${jobManager(record, want)}`;
const pods = (want: Wanted) => `kubectl -n ${want.namespace} get pods -l app.kubernetes.io/instance=${want.name}`;
const quote = (cause: string) => (cause ? ` Flink says: ${cause}.` : '');
const trouble = (seen: Observation) => (seen.podTrouble ? ` Kubernetes says: ${seen.podTrouble}.` : '');
const newest = (record: UpdateRecord) => record.savepointPath || 'none, it started from empty';

export const advice = {
  foreignDeployment: (want: Wanted) =>
    `A Deployment ${want.clusterId} is there that does not belong to this job (no label app.kubernetes.io/instance=${want.name}). ` +
    `Nothing was touched. Delete it or give this job another name.`,

  orphanedHa: (want: Wanted, maps: readonly string[]) =>
    `This job has no record, yet HA metadata of an earlier cluster is left (${maps.join(', ')}), which Flink would bring back. ` +
    `To start from a savepoint or checkpoint: kubectl -n ${want.namespace} create configmap ${want.name}-savepoint ` +
    `--from-literal=phase=STOPPED --from-literal=savepointPath=<path>. ` +
    `To start from empty: delete those ConfigMaps. Then ${again(want)}.`,

  goneByHand: (record: UpdateRecord, want: Wanted) =>
    `The record says that revision ${record.revision} runs as job ${record.jobId}, but neither the job nor HA metadata of it is left: ` +
    `it was deleted by hand, or had ended for good, and its newest state is unknown (newest savepoint: ${newest(record)}). Nothing was started. ` +
    `Find the newest checkpoint (<checkpoint folder>/${record.jobId}/chk-<highest number>) or savepoint and start from it: ` +
    `${startFrom(want)}. To start from empty: delete its cluster, if that is still there (${deleteCluster(record, want)}), ` +
    `then ${forget(want)}. Then ${again(want)}.`,

  goneWithCheckpoints: (record: UpdateRecord, want: Wanted) =>
    `The cluster of revision ${record.revision} is gone, and its HA metadata points to checkpoints newer than the newest savepoint ` +
    `(${newest(record)}). Nothing was started. Apply the YAML of revision ${record.revision} again to let the job go on from them, or ` +
    `start from the newest one (<checkpoint folder>/${record.jobId}/chk-<highest number>): ${startFrom(want)} and delete the ConfigMaps ` +
    `labelled app=${idOf(record, want)},type=flink-native-kubernetes. Then ${again(want)}.`,

  otherRevision: (record: UpdateRecord, found: string, want: Wanted) =>
    `The record speaks of revision ${record.revision} (${record.phase}), but the cluster that runs is revision ${found || 'unknown'}: ` +
    `something else made it. Nothing was touched. If that cluster is right: ${patch(want, { phase: 'RUNNING', revision: found })} ` +
    `with its jobId; if not, stop it with a savepoint. Then ${again(want)}.`,

  halfApplied: (seen: Observation, want: Wanted) =>
    `The YAML of revision ${want.revision} is not applied as a whole: ${seen.notApplied}. Nothing was stopped or started for it. See what ` +
    `kubectl apply says of that object, mend it, and apply the whole YAML; then ${again(want)}.`,

  standbys: (seen: Observation, want: Wanted) =>
    `${seen.jobManagers} JobManagers are there after ${want.timeouts.savepoint / 1000} s, ` +
    `and one that stands by would run the job again once it is stopped (before Flink 1.15).${trouble(seen)} The job was left as it is. See: ${pods(want)}. Then ${again(want)}.`,

  otherMode: (record: UpdateRecord, want: Wanted) =>
    `Revision ${record.revision} (${record.phase}) is a ${record.mode} cluster, and ${want.revision} is a ${want.mode} one, ` +
    `which its update cannot make of it. Nothing was touched. Give the new one a name of its own, or stop the job with a savepoint, delete ` +
    `its cluster and the ConfigMaps labelled app=${idOf(record, want)},type=flink-native-kubernetes, and start from it: ${startFrom(want)}. ` +
    `Then ${again(want)}.`,

  ended: (record: UpdateRecord, state: string, seen: Observation, want: Wanted) =>
    `Job ${record.jobId} of revision ${record.revision} ended by itself (${state}), so there is nothing to take a savepoint of.` +
    `${quote(seen.flink?.rootCause ?? '')} Nothing was touched. To start the new revision from a savepoint or checkpoint: ${startFrom(want)}. ` +
    `To start from empty: delete its cluster (${deleteCluster(record, want)}), then ${forget(want)}. Then ${again(want)}.`,

  unreachable: (want: Wanted, seen: Observation) =>
    `The JobManager does not answer at http://${want.name}-ui.${want.namespace}:8081, so no savepoint can be taken.${trouble(seen)} ` +
    `The cluster was left as it is. See: kubectl -n ${want.namespace} logs ${jobManagers(want)}`,

  notRunning: (record: UpdateRecord, state: string | undefined, seen: Observation, want: Wanted) =>
    `Job ${record.jobId} of revision ${record.revision} is ${state ?? 'not there'}, so no savepoint can be taken.` +
    `${quote(seen.flink?.rootCause ?? '')}${trouble(seen)} It was left as it is, and goes on by itself when the cause is gone. ` +
    `Where only the new revision can mend it, start that from the newest checkpoint (<checkpoint folder>/${record.jobId}/chk-<highest number>): ` +
    `${startFrom(want)}, then ${again(want)}. Newest savepoint: ${newest(record)}. See: kubectl -n ${want.namespace} logs ${jobManagers(want)}`,

  savepointFailed: (record: UpdateRecord, cause: string, want: Wanted) =>
    `The savepoint of job ${record.jobId} to ${record.target} failed: ${cause}. The job goes on with revision ${record.revision}; nothing is lost. ` +
    `Mend the cause, then ${again(want)}.`,

  savepointSlow: (record: UpdateRecord, want: Wanted) =>
    `The savepoint of job ${record.jobId} was not there after ${want.timeouts.savepoint / 1000} s. The stop may still come through: ` +
    `another try of this Job goes on waiting for it (trigger ${record.triggerId || 'unknown'}, folder ${record.target}). ` +
    `Give it more time with savepointTimeout, or ${again(want)}.`,

  scheduledSlow: (record: UpdateRecord, want: Wanted) =>
    `A savepoint that the schedule had asked for (${record.taking?.target}) was not there after ${want.timeouts.savepoint / 1000} s. ` +
    `A stop would break it, so none was sent, and the job goes on as it was. Another try waits on. Give it more time with savepointTimeout, or ${again(want)}.`,

  scheduledUnknown: (record: UpdateRecord, want: Wanted) =>
    `The newest state of job ${record.jobId} may be a savepoint that the schedule had asked for, and the JobManager that knows where it is is gone. ` +
    `If it was made, it is the one folder in ${record.taking?.target}/ and holds a file _metadata. Nothing was started. If it is there: ` +
    `${startFrom(want)}. If it is not, use the newest checkpoint (<checkpoint folder>/${record.jobId}/chk-<highest number>). Then ${again(want)}.`,

  savepointUnknown: (record: UpdateRecord, want: Wanted) =>
    `Job ${record.jobId} was told to stop, and how that ended cannot be told any more: the JobManager that knew is gone. ` +
    `Its savepoint, if it was made, is the one folder in ${record.target}/ and holds a file _metadata. Nothing was started. If its cluster is ` +
    `there, delete that first, so that no newer state comes: ${deleteCluster(record, want)}. Then, if the savepoint is there: ` +
    `${startFrom(want)}. If it is not, use the newest checkpoint (<checkpoint folder>/${record.jobId}/chk-<highest number>). Then ${again(want)}.`,

  notDeleted: (want: Wanted, seen: Observation) =>
    `The old cluster was not gone after ${want.timeouts.deletion / 1000} s: ${seen.deployment ? 'its Deployment, ' : ''}${seen.pods} pod(s)` +
    `${seen.restService ? ` and the Service ${seen.deployment?.clusterId ?? want.name}-rest` : ''} are still there.${trouble(seen)} Nothing was started, so that two clusters ` +
    `never run at once; the savepoint is in the record. See: ${pods(want)}. Then ${again(want)}.`,

  formerNotDeleted: (seen: Observation, want: Wanted) =>
    `${seen.others.map(({ clusterId }) => clusterId).join(', ')} was not gone after ${want.timeouts.deletion / 1000} s. Its job is over and does not run ` +
    `again, and ${want.clusterId} runs; but its pods take room. See: ${pods(want)}. Delete what holds them, then ${again(want)}.`,

  notPrepared: (cause: string, want: Wanted) =>
    `The cluster of revision ${want.revision} could not be made ready: ${cause}. The job was not stopped, and goes on as it was. ` +
    `See: kubectl -n ${want.namespace} logs job/${want.updateJob} -c start, and ${pods(want)}. Mend the cause and apply the YAML again.`,

  notStarted: (record: UpdateRecord | undefined, want: Wanted) =>
    `Revision ${want.revision} was not started; the record says ${record ? `${record.phase} of ${record.revision}` : 'nothing'}. ` +
    `Another update may have taken over; if not, ${again(want)}.`,

  clientFailed: (cause: string, want: Wanted) =>
    `Flink's client did not make the cluster of revision ${want.revision}: ${cause}. Nothing runs; the savepoint is in the record, and the ` +
    `next start goes from it. See: kubectl -n ${want.namespace} logs job/${want.updateJob} -c start. Mend the cause and apply the YAML again.`,

  rolledBack: (record: UpdateRecord, kept: KeptRevision, cause: string, want: Wanted) =>
    `Revision ${want.revision} was given up for revision ${kept.revision}, which goes on from ${newest(record)}. ${cause} ` +
    `To mend it, change the job and apply it. To try ${want.revision} again as it is: ${patch(want, { failed: '', message: '' })}, then ${again(want)}.`,

  nothingKept: (want: Wanted) => `It was not rolled back: nothing that can be made again is kept of a revision before ${want.revision}.`,

  tooLateToRollBack: (kept: KeptRevision, want: Wanted) =>
    `It was not rolled back to ${kept.revision}: what ${want.revision} did since its start may be committed, and would be committed again.`,

  notVerified: (record: UpdateRecord | undefined, state: string | undefined, seen: Observation, want: Wanted) =>
    `Revision ${want.revision} was started, but does not run as it should: ` +
    `${seen.deployment ? `job ${record?.jobId ?? ''} is ${state ?? 'not there'}` : 'its Deployment is not there'}` +
    `${seen.flink ? `, ${seen.flink.completedCheckpoints ?? 0} checkpoint(s) completed` : ', its JobManager does not answer'}.` +
    `${quote(seen.flink?.rootCause ?? '')}${trouble(seen)} It was left as it is. ` +
    `It started from: ${record ? newest(record) : 'unknown'}. See: kubectl -n ${want.namespace} logs ${jobManagers(want)}`,
};
