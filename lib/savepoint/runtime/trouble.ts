/** What keeps pods and jobs from running, in the words of Kubernetes and Flink. */
import { Manifest } from './kubernetes';
import { Observation } from './observation';
import { Phase, Takes, UpdateRecord } from './record';

/** Container states that a pod does not leave by itself in time. */
const TROUBLE = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

export function troubleOfContainer(state: any): string {
  const waiting = state?.waiting;
  if (!waiting || !TROUBLE.includes(waiting.reason)) return '';
  return waiting.message ? `${waiting.reason}, ${waiting.message}` : waiting.reason;
}

/** Why no pod of a workload could be made: a quota, or a security level that refuses it. */
export function refusalOf(workload: Manifest | undefined): string {
  const failure = workload?.status?.conditions?.find((c: any) => c.type === 'ReplicaFailure' && c.status === 'True');
  return failure ? `no pod of ${workload!.metadata.name} can be made, ${failure.message}` : '';
}

/** Whether a pod is gone, or none of its processes will run again. Kubernetes keeps one that was evicted on its list. */
export function hasEnded(pod: Manifest | undefined): boolean {
  return !pod || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Whether a standalone JobManager's process told by its exit code that its job is over; `jobmanager.sh` knows the codes. */
export function jobEnded({ status }: Manifest): boolean {
  return (status?.containerStatuses ?? []).some((c: any) => [0, 163].includes((c.lastState?.terminated ?? c.state?.terminated)?.exitCode));
}

/**
 * Whether the one process of JobManagers that ended so far told, as the log configuration has it do, that a job failed before it had tasks.
 * A second one may have run that job, and told nothing.
 */
export function neverBegan(jobManagers: readonly Manifest[], jobId: string): boolean {
  const containers = jobManagers.flatMap(({ status }) => status?.containerStatuses ?? []);
  const ends = containers.flatMap(({ lastState, state }) => [lastState?.terminated, state?.terminated]).filter(Boolean);
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return restarts <= 1 && ends.length === 1 && String(ends[0].message).includes(`Job ${jobId} reached terminal state FAILED`);
}

export function troubleOf(pod: Manifest): string {
  const { name } = pod.metadata;
  const unschedulable = pod.status?.conditions?.find(
    (c: any) => c.type === 'PodScheduled' && c.status === 'False' && c.reason === 'Unschedulable',
  );
  if (unschedulable) return `pod ${name}: Unschedulable, ${unschedulable.message}`;
  for (const container of [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]) {
    const trouble = troubleOfContainer(container.state);
    const ended = container.lastState?.terminated ?? container.state?.terminated;
    const said = ended?.message ? `: ${ended.message.trim().replace(/\s*\n\s*/g, ' ')}` : '';
    if (trouble) return `pod ${name}: ${trouble}${said}`;
    if (ended && ended.exitCode !== 0) return `pod ${name}: its container ended with ${ended.reason} (exit code ${ended.exitCode})${said}`;
  }
  return '';
}

/** All trouble that is seen while something is waited for; none of pods that are to go: they tell of it as of a failure. */
export function troubleIn(
  record: UpdateRecord | undefined,
  { client, flink, podTrouble, prepared }: Pick<Observation, 'client' | 'flink' | 'podTrouble' | 'prepared'>,
): string {
  const goes = record?.phase === Phase.STOPPED || (record?.phase === Phase.STOPPING && record.takes !== Takes.SAVEPOINT);
  if (goes) return '';
  const job = flink?.jobs.find(({ id }) => id === record?.jobId);
  const failure = flink?.rootCause && job?.state !== 'RUNNING' ? `Flink says: ${flink.rootCause}` : '';
  return ['trouble' in client ? client.trouble : '', prepared?.trouble, podTrouble, failure].filter(Boolean).join('; ');
}
