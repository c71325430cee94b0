/** What differs between the modes of a cluster: who makes its pods. */
import { LABELS } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FakeKubernetes } from './fake-kubernetes';

export const NAME = 'orders';

/** Flink's id of the cluster of a revision. */
export function clusterIdOf(mode: 'native' | 'standalone', revision: string): string {
  return mode === 'native' ? `${NAME}-${revision}` : NAME;
}

/** Flink's labels of a cluster's HA metadata, and of what its client makes. */
export const haLabelsOf = (clusterId: string) => ({ app: clusterId, type: 'flink-native-kubernetes' });

/** Where the JobManager that leads has its process, or will have it. */
export interface Leader {
  readonly clusterId: string;
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
  needTaskManagers(leader: Leader): void;
  /** Pods of another cluster that have a process, and whose job is not over for good. */
  strangers(leader: Leader, isOver: (jobId: string) => boolean): Manifest[];
}

/** Pods of the cluster, its TaskManagers included; without those that have ended, which no controller counts. */
export function clusterPods(kubernetes: FakeKubernetes, component?: string): Manifest[] {
  const components = component ? [component] : ['jobmanager', 'taskmanager'];
  return kubernetes
    .all('pods', { [LABELS.instance]: NAME })
    .filter((pod) => components.includes(pod.metadata.labels![LABELS.component] ?? '') && pod.status?.phase !== 'Failed');
}
