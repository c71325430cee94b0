import { Size } from 'cdk8s';
import { names } from '../private/names';
import { StorageKind } from './kind';

/** A claim that is made for the job, and outlives its YAML. */
export interface NewClaimProps {
  /** How much room is asked for. */
  readonly size: Size;

  /**
   * The storage class.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * Whether pods on several nodes may use it at once (ReadWriteMany). Without, all of the job's pods must run on one node.
   *
   * @default false
   */
  readonly shared?: boolean;
}

const MOUNT = '/flink-state';

/** A volume that is mounted into every pod. Each job has a folder of its own, so that jobs can share one. */
function volumeStorage(claimName: (name: string) => string): StorageKind {
  return {
    root: (name) => `file://${MOUNT}/${name}`,
    contribute: (_version, name) => ({
      volumes: [{ name: 'state', persistentVolumeClaim: { claimName: claimName(name) } }],
      mounts: [{ name: 'state', mountPath: MOUNT }],
    }),
  };
}

export function existingVolume(claimName: string): StorageKind {
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(claimName)) {
    throw new Error(`storage: '${claimName}' is no name of a PersistentVolumeClaim; give its metadata.name, not a path`);
  }
  return volumeStorage(() => claimName);
}

export function newVolume({ size, storageClassName, shared = false }: NewClaimProps): StorageKind {
  return {
    ...volumeStorage(names.claim),
    claim: (name) => ({
      name: names.claim(name),
      spec: {
        accessModes: [shared ? 'ReadWriteMany' : 'ReadWriteOnce'],
        resources: { requests: { storage: `${size.toMebibytes()}Mi` } },
        storageClassName,
      },
    }),
  };
}
