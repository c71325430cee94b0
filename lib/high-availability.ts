import type { FlinkVersion } from './config/version';
import { Contribution } from './private/contribution';

/**
 * What happens when a JobManager dies.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/ha/overview/
 */
export abstract class HighAvailability {
  /**
   * A new JobManager goes on from the newest checkpoint, which ConfigMaps point to (`high-availability.type: kubernetes`).
   * The metadata itself is in the storage.
   */
  public static kubernetes(): HighAvailability {
    return new KubernetesHighAvailability();
  }

  /** A JobManager that dies starts its job anew, from the savepoint that the last update took. */
  public static none(): HighAvailability {
    return new NoHighAvailability();
  }

  /** Whether a JobManager's death is survived. */
  public abstract readonly enabled: boolean;

  /** @internal */
  public abstract _contribute(version: FlinkVersion, folder: string): Contribution;
}

class KubernetesHighAvailability extends HighAvailability {
  public readonly enabled = true;

  /** @internal */
  public _contribute(version: FlinkVersion, folder: string): Contribution {
    const type = version._has('shortHaName') ? 'kubernetes' : 'org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory';
    return { prop: 'highAvailability', options: { 'high-availability.type': type, 'high-availability.storageDir': folder } };
  }
}

class NoHighAvailability extends HighAvailability {
  public readonly enabled = false;

  /** @internal */
  public _contribute(): Contribution {
    return { prop: 'highAvailability', options: { 'high-availability.type': 'NONE' } };
  }
}
