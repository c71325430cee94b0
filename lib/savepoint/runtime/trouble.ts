/** What keeps pods from running, in Kubernetes' words. */
import { Manifest } from './kubernetes';

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

export function troubleOf(pod: Manifest): string {
  const { name } = pod.metadata;
  const unschedulable = pod.status?.conditions?.find(
    (c: any) => c.type === 'PodScheduled' && c.status === 'False' && c.reason === 'Unschedulable',
  );
  if (unschedulable) return `pod ${name}: Unschedulable, ${unschedulable.message}`;
  for (const container of [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]) {
    const trouble = troubleOfContainer(container.state);
    const ended = container.lastState?.terminated ?? container.state?.terminated;
    const said = ended?.message ? `: ${ended.message.trim()}` : '';
    if (trouble) return `pod ${name}: ${trouble}${said}`;
    if (ended && ended.exitCode !== 0) return `pod ${name}: its container ended with ${ended.reason} (exit code ${ended.exitCode})${said}`;
  }
  return '';
}
