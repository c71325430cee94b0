/** Labels that the library puts on what it makes, shared by the constructs and the program. */
export const LABELS = {
  instance: 'app.kubernetes.io/instance',
  component: 'app.kubernetes.io/component',
  revision: 'cdk8s-flink/revision',
  /** On update Jobs, the job's name: a GitOps controller may write its own application's name into `app.kubernetes.io/instance`. */
  job: 'cdk8s-flink/job',
  /** On pods that expose metrics. */
  metrics: 'cdk8s-flink/metrics',
} as const;

/** Components of a job, as the label `app.kubernetes.io/component` says them. */
export const COMPONENTS = { jobManager: 'jobmanager', taskManager: 'taskmanager', update: 'update', savepoints: 'savepoints' } as const;

/** The labels by which Flink marks the HA metadata of a native cluster, in every release. */
export const haLabels = (clusterId: string) => ({ app: clusterId, type: 'flink-native-kubernetes' });

/** The name of the record of a job. */
export const recordName = (name: string) => `${name}-savepoint`;

/** The name of the Lease that holds other updates of a job off. */
export const leaseName = (name: string) => `${name}-update`;

/** The component of the ConfigMap that a standalone cluster is started with. */
export const START_COMPONENT = 'start';

/**
 * The ConfigMap that the pods of a revision of a standalone cluster cannot start without: Flink's configuration, the job id and
 * the path to start from. It is there from the start of a cluster to its deletion.
 */
export const startName = (name: string, revision: string) => `${name}-start-${revision}`;

/** Its keys beside the configuration files. */
export const START_KEYS = { jobId: 'job-id', savepointPath: 'savepoint-path', restore: 'restore-arguments' } as const;

/** Annotation of a standalone cluster's workloads: how many pods they have once they are started, as `2` or, where they follow the load, `1-4`. */
export const REPLICAS = 'cdk8s-flink/replicas';

/** Annotation of a native JobManager's pod: the job that it was let go for. */
export const OPENED = 'cdk8s-flink/opened';

/** Annotation by which the program notes on a workload that it was started, and of which revision. */
export const STARTED = 'cdk8s-flink/started';

/** The partition that holds every pod of a StatefulSet at the revision that it has. */
export const HELD_BACK = 2147483647;

/** The names of a standalone cluster's workloads. */
export const jobManagerName = (name: string) => `${name}-jobmanager`;
export const taskManagerName = (name: string) => `${name}-taskmanager`;

/** Annotations of what an update makes for good, and no YAML has: no GitOps controller is to miss it there, or to delete it. */
export const NOT_IN_GIT = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
} as const;
