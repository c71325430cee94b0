/** What differs between the modes of a cluster: who makes its pods. */
import { LABELS } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FakeKubernetes } from './fake-kubernetes';

export const NAME = 'orders';

/** Flink's labels of the cluster's HA metadata, and of what its client makes. */
export const CLUSTER = { app: NAME, type: 'flink-native-kubernetes' };

/** Where the JobManager that leads has its process, or will have it. */
export interface Leader {
  /** The uid of what stands for the cluster. */
  readonly cluster: string;
  /** Where the process lives: another place is another process. */
  readonly place: string;
  readonly jobId: string;
  readonly savepointPath: string;
  /** Whether all is there that its container needs. */
  readonly bootable: boolean;
  /** Whether it is being deleted: it works on until it is gone, and is not started again. */
  readonly ending: boolean;
}

export interface FakeMode {
  /** What is there from the start of the cluster to its end. */
  readonly cluster: Manifest | undefined;
  /** Ticks that a JobManager takes to go once it is told to. */
  readonly grace: { jobmanager: number };
  /** Puts there what the YAML of a revision has of the cluster. */
  apply(revision: string): void;
  /** Makes a cluster as an update long ago left it. */
  seed(revision: string, jobId: string): void;
  /** What is left as the update leaves it, once the seeded job runs. */
  settle(): void;
  /** A person deletes the cluster, and leaves its HA metadata. */
  deleteByHand(): void;
  /** One second of Kubernetes' controllers. */
  tick(): void;
  leader(): Leader | undefined;
  /** The process ended by itself, its job being done. */
  exited(leader: Leader): void;
  hasTaskManagers(leader: Leader): boolean;
  /** The job asks for tasks to be run. */
  needTaskManagers(): void;
  /** Pods of another cluster that have a process. */
  strangers(leader: Leader): Manifest[];
}

/** Pods of the cluster, its TaskManagers included; without those that have ended, which no controller counts. */
export function clusterPods(kubernetes: FakeKubernetes, component?: string): Manifest[] {
  const components = component ? [component] : ['jobmanager', 'taskmanager'];
  return kubernetes
    .all('pods', { [LABELS.instance]: NAME })
    .filter((pod) => components.includes(pod.metadata.labels![LABELS.component] ?? '') && pod.status?.phase !== 'Failed');
}
