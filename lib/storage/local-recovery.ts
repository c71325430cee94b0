import { Size, SizeRoundingBehavior } from 'cdk8s';
import type { FlinkVersion } from '../config/version';
import { Contribution } from '../private/contribution';

/** The volume that each TaskManager gets. */
export interface LocalVolumeProps {
  /** How much room each gets: the state of its slots, twice. */
  readonly size: Size;

  /**
   * The storage class.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
}

/** The volume's name, and where it is mounted. */
const LOCAL_VOLUME = 'local-state';
const MOUNT = '/flink-local';

/**
 * A second copy of the state that each TaskManager keeps near: one that is restarted restores from it, rather than from the
 * bucket. Standalone clusters of Flink 1.15 or later, whose TaskManagers then are a StatefulSet.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/large_state_tuning/#task-local-recovery
 */
export class LocalRecovery {
  /**
   * A persistent volume for each TaskManager (`process.taskmanager.working-dir`), which follows its pod. It is a copy, so
   * that it is deleted with the YAML; checkpoints and savepoints are in the job's `storage`.
   *
   * @throws where the size is no whole number of mebibytes, or none
   */
  public static persistentVolume(props: LocalVolumeProps): LocalRecovery {
    const size = props.size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
    if (!Number.isInteger(size) || size < 1)
      throw new Error(
        `localRecovery.size: ${size} MiB was given; allowed is a whole number of MiB, at least 1, such as Size.gibibytes(10)`,
      );
    return new LocalRecovery(props);
  }

  private constructor(private readonly props: LocalVolumeProps) {}

  /** @internal */
  public _contribute(version: FlinkVersion): Contribution {
    version._need('workingDirectory', 'localRecovery');
    return {
      prop: 'localRecovery',
      options: {
        'execution.state-recovery.from-local': 'true',
        ...(version._has('localBackup') ? { 'execution.checkpointing.local-backup.enabled': 'true' } : {}),
        'process.taskmanager.working-dir': MOUNT,
      },
    };
  }

  /** @internal */
  public get _mount(): Readonly<Record<string, unknown>> {
    return { mountPath: MOUNT, name: LOCAL_VOLUME };
  }

  /** @internal */
  public get _claim(): object {
    const { size, storageClassName } = this.props;
    return {
      metadata: { name: LOCAL_VOLUME },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: `${size.toMebibytes()}Mi` } },
        ...(storageClassName === undefined ? {} : { storageClassName }),
      },
    };
  }
}
