import type { FlinkVersion } from '../config/version';
import { Contribution } from '../private/contribution';
import { azureStorage, AzureStorageProps } from './azure';
import { gcsStorage, GcsStorageProps } from './gcs';
import { StorageKind } from './kind';
import { S3StorageProps, s3Storage } from './s3';
import { existingVolume, NewClaimProps, newVolume } from './volume';

/**
 * Where checkpoints, savepoints and HA metadata are kept: folders of their own (`checkpoints`, `savepoints`, `ha`) under
 * one place, which outlives clusters.
 *
 * Sets `execution.checkpointing.dir`, `execution.checkpointing.savepoint-dir` and `high-availability.storageDir`, and
 * switches on the file system's plugin, which official images carry in `opt/`.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/filesystems/overview/
 */
export class StateStorage {
  /**
   * A bucket of Amazon S3 or of a store that speaks its protocol.
   *
   * @param uri such as `s3://acme-flink/orders`
   * @throws where the URI is none of S3
   */
  public static s3(uri: string, props: S3StorageProps = {}): StateStorage {
    return new StateStorage(s3Storage(uri, props));
  }

  /**
   * A bucket of Google Cloud Storage; Flink 1.15 or later.
   *
   * @param uri such as `gs://acme-flink/orders`
   * @throws where the URI is none of Google Cloud Storage
   */
  public static gcs(uri: string, props: GcsStorageProps = {}): StateStorage {
    return new StateStorage(gcsStorage(uri, props));
  }

  /**
   * A container of Azure Blob Storage.
   *
   * @param uri such as `abfss://flink@acme.dfs.core.windows.net/orders`
   * @throws where the URI is none of Azure Blob Storage
   */
  public static azure(uri: string, props: AzureStorageProps = {}): StateStorage {
    return new StateStorage(azureStorage(uri, props));
  }

  /**
   * A volume claim that is on the cluster, for those without a bucket; Flink 1.13 or later. The job gets a folder of its
   * name in it.
   *
   * @param claimName its name, in the job's namespace
   * @throws where the name is none of a claim
   */
  public static persistentVolume(claimName: string): StateStorage {
    return new StateStorage(existingVolume(claimName));
  }

  /**
   * A volume claim `<name>-state` that the update Job makes before the first start; Flink 1.13 or later. It is not deleted
   * with the YAML, so that savepoints are kept.
   */
  public static newPersistentVolume(props: NewClaimProps): StateStorage {
    return new StateStorage(newVolume(props));
  }

  private constructor(private readonly kind: StorageKind) {}

  /** @internal */
  public _contribute(version: FlinkVersion, name: string): Contribution {
    const { checkpoints, savepoints } = this._folders(name);
    const contribution = this.kind.contribute(version, name);
    const options = {
      'execution.checkpointing.dir': checkpoints,
      'execution.checkpointing.savepoint-dir': savepoints,
      ...contribution.options,
    };
    return { ...contribution, prop: 'storage', options };
  }

  /** @internal */
  public _folders(name: string): { readonly checkpoints: string; readonly savepoints: string; readonly ha: string } {
    const root = this.kind.root(name).replace(/\/+$/, '');
    return { checkpoints: `${root}/checkpoints`, savepoints: `${root}/savepoints`, ha: `${root}/ha` };
  }

  /** @internal */
  public _claim(name: string): { readonly name: string; readonly spec: object } | undefined {
    return this.kind.claim?.(name);
  }
}
