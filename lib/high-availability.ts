import type { FlinkVersion } from './config/version';
import { Contribution } from './private/contribution';
import { checkWhole } from './private/validate';

/** How Kubernetes HA is set up. */
export interface KubernetesHaProps {
  /**
   * How many JobManagers there are: one leads, the others stand by and take over when it dies (standalone clusters of
   * Flink 1.14 or later, native ones of 1.15 or later: `kubernetes.jobmanager.replicas`). With one, its successor has to be scheduled and started first.
   *
   * Another one leads once the lease of the one that died has run out (`high-availability.kubernetes.leader-election.lease-duration`, 15 s
   * where it is not set); one whose pod is deleted or evicted dies at once, too, so that it cannot note half of its job's end.
   *
   * @default 1
   */
  readonly jobManagers?: number;
}

/**
 * What happens when a JobManager dies.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/ha/overview/
 */
export abstract class HighAvailability {
  /**
   * A new JobManager goes on from the newest checkpoint, which ConfigMaps point to (`high-availability.type: kubernetes`).
   * The metadata itself is in the storage.
   *
   * @throws where the number of JobManagers is none
   */
  public static kubernetes(props: KubernetesHaProps = {}): HighAvailability {
    return new KubernetesHighAvailability(props);
  }

  /** A JobManager that dies starts its job anew, from the savepoint that the last update took. */
  public static none(): HighAvailability {
    return new NoHighAvailability();
  }

  /** Whether a JobManager's death is survived. */
  public abstract readonly enabled: boolean;

  /** How many JobManagers there are. */
  public abstract readonly jobManagers: number;

  /** @internal */
  public abstract _contribute(version: FlinkVersion, folder: string): Contribution;
}

class KubernetesHighAvailability extends HighAvailability {
  public readonly enabled = true;
  public readonly jobManagers: number;

  public constructor({ jobManagers = 1 }: KubernetesHaProps) {
    super();
    checkWhole('highAvailability.jobManagers', jobManagers, 1);
    this.jobManagers = jobManagers;
  }

  /** @internal */
  public _contribute(version: FlinkVersion, folder: string): Contribution {
    const { jobManagers } = this;
    if (jobManagers > 1) version._need('severalJobManagers', 'highAvailability.jobManagers');
    const type = version._has('shortHaName') ? 'kubernetes' : 'org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory';
    return {
      prop: 'highAvailability',
      options: { 'high-availability.type': type, 'high-availability.storageDir': folder },
      native: jobManagers > 1 ? { 'kubernetes.jobmanager.replicas': String(jobManagers) } : {},
    };
  }
}

class NoHighAvailability extends HighAvailability {
  public readonly enabled = false;
  public readonly jobManagers = 1;

  /** @internal */
  public _contribute(): Contribution {
    return { prop: 'highAvailability', options: { 'high-availability.type': 'NONE' } };
  }
}
