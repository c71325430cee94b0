import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { CheckpointProps, StateBackend } from '../checkpoints';
import type { FlinkVersion } from '../config/version';
import { HighAvailability } from '../high-availability';
import { FlinkJob } from '../job';
import { LoggingProps } from '../logging';
import { IngressProps } from '../network/ingress';
import { MetricsReporter } from '../reporters';
import { SecretKey } from '../security/secret-key';
import { FlinkScaling } from '../scaling';
import { LocalRecovery } from '../storage/local-recovery';
import { StateStorage } from '../storage/storage';

/** When a node pulls the image. */
export enum ImagePullPolicy {
  /** When the node has no image of that tag. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** At every start. */
  ALWAYS = 'Always',
  /** Never; somebody loads it. */
  NEVER = 'Never',
}

/** What the pods are allowed to do on their nodes. */
export enum PodSecurity {
  /**
   * Kubernetes' restricted Pod Security Standard: user 9999, no privilege escalation, no capabilities, the runtime's seccomp profile.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  RESTRICTED = 'RESTRICTED',
  /** What the image and the namespace say. */
  NONE = 'NONE',
}

/** The size of a JobManager or TaskManager, and what else its pods need. */
export interface ProcessProps {
  /**
   * Memory of the whole process, JVM included: request and limit of the pod (`jobmanager.memory.process.size`,
   * `taskmanager.memory.process.size`).
   *
   * @default Size.mebibytes(1600) for the JobManager, Size.mebibytes(1728) for a TaskManager
   */
  readonly memory?: Size;

  /**
   * CPUs that are requested (`kubernetes.jobmanager.cpu.amount`, `kubernetes.taskmanager.cpu.amount`).
   *
   * @default - 1 for the JobManager, one a slot for a TaskManager
   */
  readonly cpu?: number;

  /**
   * CPUs that may be used, where the node has them to spare (`kubernetes.*.cpu.limit-factor`; native clusters of Flink 1.15 or
   * later, before that the limit is the request; standalone clusters of every release). A JVM that starts at its request takes three times as long.
   *
   * @default - four times the request
   */
  readonly cpuLimit?: number;

  /**
   * More of the pods: tolerations, affinity, topology spread, volumes, sidecars, labels (Flink 1.13 or later). What the
   * library sets itself is added. Flink's container is called `flink-main-container`. Standalone clusters have it in every
   * release.
   *
   * @default - none
   * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/native_kubernetes/#pod-template
   */
  readonly podTemplate?: k8s.PodTemplateSpec;
}

/** What a streaming job is and needs. */
export interface FlinkClusterProps {
  /**
   * The namespace, which must be there.
   */
  readonly namespace: string;

  /**
   * The Flink release that is in the image.
   */
  readonly flinkVersion: FlinkVersion;

  /**
   * The image: Flink and the job. Use a fixed tag or a digest; a tag that moves hides changes (`kubernetes.container.image.ref`).
   */
  readonly image: string;

  /**
   * The job in the image.
   */
  readonly job: FlinkJob;

  /**
   * Where checkpoints, savepoints and HA metadata are kept.
   */
  readonly storage: StateStorage;

  /**
   * The job's name: a DNS label of at most 36 characters. It names the cluster and everything made for it.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How many tasks of each operator run side by side (`parallelism.default`).
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * Tasks of each operator that one TaskManager takes (`taskmanager.numberOfTaskSlots`). Flink makes as many TaskManagers as
   * parallelism needs.
   *
   * @default 1
   */
  readonly taskSlots?: number;

  /**
   * How the running job's parallelism changes.
   *
   * @default - by an update: a savepoint, and a new cluster that starts from it
   */
  readonly scaling?: FlinkScaling;

  /**
   * Whether an update makes the new cluster while the old one still works, its JobManager held back and its TaskManagers waiting,
   * so that the data stands still for less than half as long. Until the old one is gone, the node pool needs room for both; where
   * there is none, the old one goes first. Native clusters with high availability, Flink 1.16 or later.
   *
   * @default - true where it is possible
   */
  readonly prepareAhead?: boolean;

  /**
   * When nodes pull the image (`kubernetes.container.image.pull-policy`).
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets by which nodes pull the image (`kubernetes.container.image.pull-secrets`).
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * What happens when the JobManager dies.
   *
   * @default HighAvailability.kubernetes()
   */
  readonly highAvailability?: HighAvailability;

  /**
   * When and how checkpoints are taken.
   *
   * @default - every minute, exactly once
   */
  readonly checkpoints?: CheckpointProps;

  /**
   * Where working state lives (`state.backend.type`); checkpoints of RocksDB are incremental.
   *
   * @default StateBackend.ROCKSDB
   */
  readonly stateBackend?: StateBackend;

  /**
   * The JobManager's size and pod.
   *
   * @default - 1600 MiB, 1 CPU
   */
  readonly jobManager?: ProcessProps;

  /**
   * A TaskManager's size and pod.
   *
   * @default - 1728 MiB, 1 CPU a slot
   */
  readonly taskManager?: ProcessProps;

  /**
   * More Flink options, by the names that the release has.
   *
   * @default - none
   * @throws where an option belongs to a prop or to the library
   */
  readonly options?: { [key: string]: string };

  /**
   * Keys in `options` that Flink does not know and the job's own code reads; `a.b.*` stands for all below `a.b`.
   *
   * @default - none: an unknown option is an error
   */
  readonly customOptions?: string[];

  /**
   * Warnings that are not printed: names of known traps such as `idle-slots`, and keys of deprecated options.
   *
   * @default - none
   */
  readonly silencedWarnings?: string[];

  /**
   * Environment variables of the JobManager and the TaskManagers.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Environment variables from Secrets (`kubernetes.env.secretKeyRef`).
   *
   * @default - none
   */
  readonly secretEnvironment?: { [name: string]: SecretKey };

  /**
   * Secrets as files: the Secret's name, and the folder it is mounted at (`kubernetes.secrets`).
   *
   * @default - none
   */
  readonly secretMounts?: { [secretName: string]: string };

  /**
   * Log configuration.
   *
   * @default - INFO to standard output
   */
  readonly logging?: LoggingProps;

  /**
   * Whether metrics are exposed for Prometheus, at port 9249 of every pod.
   *
   * @default true
   */
  readonly metrics?: boolean;

  /**
   * Where else metrics go, each pushed by Flink (`metrics.reporters`).
   *
   * @default - nowhere else
   */
  readonly reporters?: MetricsReporter[];

  /**
   * A way in for browsers to Flink's UI. It has no login: put one in front.
   *
   * @default - none
   */
  readonly ingress?: IngressProps;

  /**
   * What the pods are allowed to do on their nodes. Flink 1.12 has no pod templates and cannot carry it; Flink 1.13 drops
   * the seccomp profile, so that a namespace that enforces the restricted standard refuses their pods.
   *
   * @default PodSecurity.RESTRICTED; the same without the seccomp profile for Flink 1.13; PodSecurity.NONE for Flink 1.12
   */
  readonly podSecurity?: PodSecurity;
}

/** Props of a standalone cluster. */
export interface FlinkStandaloneClusterProps extends FlinkClusterProps {
  /**
   * A volume for each TaskManager, from which one that is restarted restores its state; TaskManagers are a StatefulSet then
   * (Flink 1.15 or later).
   *
   * @default - TaskManagers are a Deployment, and restore from the storage
   */
  readonly localRecovery?: LocalRecovery;
}
