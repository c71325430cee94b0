import { Duration } from 'cdk8s';
import type { FlinkVersion } from './config/version';
import { Contribution } from './private/contribution';
import { checkWhole } from './private/validate';

/** Where a job's working state lives. */
export enum StateBackend {
  /** In RocksDB on the TaskManager's disk: as large as the disk, with incremental checkpoints. */
  ROCKSDB = 'ROCKSDB',
  /** On the TaskManager's heap: fast, as large as the heap. */
  HASHMAP = 'HASHMAP',
}

/** What a checkpoint guarantees for the state. */
export enum CheckpointMode {
  /** Every record counts once. */
  EXACTLY_ONCE = 'EXACTLY_ONCE',
  /** After a failure, records may count twice; no alignment, so less latency. */
  AT_LEAST_ONCE = 'AT_LEAST_ONCE',
}

/**
 * When and how checkpoints are taken.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/checkpoints/
 */
export interface CheckpointProps {
  /**
   * Whether checkpoints are taken at all.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Time between the starts of two checkpoints (`execution.checkpointing.interval`).
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * What a checkpoint guarantees (`execution.checkpointing.mode`).
   *
   * @default CheckpointMode.EXACTLY_ONCE
   */
  readonly mode?: CheckpointMode;

  /**
   * How long a checkpoint or savepoint may take before it is given up (`execution.checkpointing.timeout`).
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;

  /**
   * Time that passes at least between the end of a checkpoint and the start of the next (`execution.checkpointing.min-pause`).
   *
   * @default - none
   */
  readonly minPause?: Duration;

  /**
   * Whether barriers overtake records, so that backpressure does not delay checkpoints (`execution.checkpointing.unaligned.enabled`).
   *
   * @default false
   */
  readonly unaligned?: boolean;

  /**
   * How many completed checkpoints are kept (`execution.checkpointing.num-retained`).
   *
   * @default 3
   */
  readonly retained?: number;

  /**
   * How many checkpoints in a row may fail before the job is restarted (`execution.checkpointing.tolerable-failed-checkpoints`).
   *
   * @default 3
   */
  readonly tolerableFailures?: number;
}

/** Milliseconds between two checkpoints; undefined where there are none. */
export function checkpointInterval({ enabled = true, interval = Duration.minutes(1) }: CheckpointProps): number | undefined {
  return enabled ? interval.toMilliseconds() : undefined;
}

/** Flink's options for checkpoints. Checkpoints are retained when a job is cancelled: they may be the newest state there is. */
export function checkpointContribution(props: CheckpointProps): Contribution {
  const interval = checkpointInterval(props);
  const {
    mode = CheckpointMode.EXACTLY_ONCE,
    timeout = Duration.minutes(10),
    minPause,
    unaligned = false,
    retained = 3,
    tolerableFailures = 3,
  } = props;
  const prop = 'checkpoints';
  if (interval === undefined) return { prop };
  for (const [what, milliseconds] of Object.entries({ interval, timeout: timeout.toMilliseconds() })) {
    if (milliseconds < 10)
      throw new Error(
        `checkpoints.${what}: ${milliseconds} ms was given; Flink allows no less than 10 ms. Give a Duration of seconds or minutes`,
      );
  }
  if (unaligned && mode !== CheckpointMode.EXACTLY_ONCE) {
    throw new Error(
      `checkpoints.unaligned: only ${CheckpointMode.EXACTLY_ONCE} checkpoints can be unaligned, and mode is ${mode}. Leave one of them out`,
    );
  }
  checkWhole('checkpoints.retained', retained, 1);
  checkWhole('checkpoints.tolerableFailures', tolerableFailures, 0);
  return {
    prop,
    options: {
      'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
      'execution.checkpointing.interval': duration(interval),
      ...(minPause ? { 'execution.checkpointing.min-pause': duration(minPause.toMilliseconds()) } : {}),
      'execution.checkpointing.mode': mode,
      'execution.checkpointing.num-retained': String(retained),
      'execution.checkpointing.timeout': duration(timeout.toMilliseconds()),
      'execution.checkpointing.tolerable-failed-checkpoints': String(tolerableFailures),
      'execution.checkpointing.unaligned.enabled': String(unaligned),
    },
  };
}

/** Milliseconds in Flink's syntax, in the largest unit that is even. */
export function duration(milliseconds: number): string {
  const [size, unit] = (
    [
      [60_000, 'min'],
      [1000, 's'],
      [1, 'ms'],
    ] as const
  ).find(([size]) => milliseconds % size === 0) ?? [1, 'ms'];
  return `${milliseconds / size}${unit}`;
}

/** Flink's options for the state backend. */
export function backendContribution(version: FlinkVersion, backend: StateBackend): Contribution {
  const onHeap = version._has('hashmapBackend') ? 'hashmap' : 'filesystem';
  return {
    prop: 'stateBackend',
    options: {
      'state.backend.type': backend === StateBackend.ROCKSDB ? 'rocksdb' : onHeap,
      'execution.checkpointing.incremental': String(backend === StateBackend.ROCKSDB),
    },
  };
}
