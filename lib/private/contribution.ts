import { k8s } from 'cdk8s-plus-27';
import type { FlinkOptions } from '../config/options';

/** A key of a Secret that becomes an environment variable. */
export interface SecretVariable {
  readonly secret: string;
  readonly key: string;
}

/** An option of Flink whose value is in a Secret, and the variable by which a process is given it. */
export interface SecretOption extends SecretVariable {
  readonly variable: string;
}

/** What a value class adds to a cluster; every field is optional. */
export interface Contribution {
  /** The prop it came by; named when a user sets one of its options by hand. */
  readonly prop: string;
  readonly options?: FlinkOptions;
  /** Options by which Flink makes its own pods. Standalone clusters say the same in the pods' specs. */
  readonly native?: FlinkOptions;
  /** Environment of the JobManager and the TaskManagers. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly secretEnvironment?: Readonly<Record<string, SecretVariable>>;
  /** Options of JobManager and TaskManagers that no ConfigMap may have. */
  readonly secretOptions?: Readonly<Record<string, SecretOption>>;
  /** Plugins to switch on, by the names of their jars in the image's `opt/`. */
  readonly plugins?: readonly string[];
  readonly volumes?: readonly k8s.Volume[];
  readonly mounts?: readonly k8s.VolumeMount[];
  /** Annotations of the service accounts of JobManager and TaskManager. */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
}
