/** The options that decide of memory, release by release, and how their texts are read. */
import { FlinkVersion } from '../version';
import { parseFraction } from './fraction';
import { LARGEST_SIZE, MemoryError, parseSize, showSize } from './size';

/** An option: what differs between releases is in its row. */
export interface MemoryOption {
  readonly key: string;
  /** Older names that every release reads still, where the newest one is not given. */
  readonly old?: readonly string[];
  /** The defaults by the first release that has them, the oldest first; none where it counts only when given. */
  readonly defaults?: readonly (readonly [since: string, text: string])[];
  /** The first release that does not read it any more. */
  readonly gone?: string;
}

const FIRST = '1.12';
const always = (text: string) => [[FIRST, text]] as const;
const NO_LIMIT = `${LARGEST_SIZE}b`;

/** What both processes have. */
function ofProcess(process: 'jobmanager' | 'taskmanager') {
  return {
    process: { key: `${process}.memory.process.size` },
    flink: { key: `${process}.memory.flink.size` },
    metaspace: { key: `${process}.memory.jvm-metaspace.size`, defaults: always('256m') },
    overheadMin: { key: `${process}.memory.jvm-overhead.min`, defaults: always('192m') },
    overheadMax: { key: `${process}.memory.jvm-overhead.max`, defaults: always('1g') },
    overheadFraction: { key: `${process}.memory.jvm-overhead.fraction`, defaults: always('0.1') },
    /** What there was before Flink 1.10; read until 2.0. */
    legacyHeap: { key: `${process}.heap.size`, gone: '2.0' },
    legacyHeapMegabytes: { key: `${process}.heap.mb`, gone: '2.0' },
  } satisfies Record<string, MemoryOption>;
}

export const JOB_MANAGER = {
  ...ofProcess('jobmanager'),
  heap: { key: 'jobmanager.memory.heap.size' },
  offHeap: { key: 'jobmanager.memory.off-heap.size', defaults: always('128m') },
} satisfies Record<string, MemoryOption>;

export const TASK_MANAGER = {
  ...ofProcess('taskmanager'),
  frameworkHeap: { key: 'taskmanager.memory.framework.heap.size', defaults: always('128m') },
  frameworkOffHeap: { key: 'taskmanager.memory.framework.off-heap.size', defaults: always('128m') },
  taskHeap: { key: 'taskmanager.memory.task.heap.size' },
  taskOffHeap: { key: 'taskmanager.memory.task.off-heap.size', defaults: always('0b') },
  managed: { key: 'taskmanager.memory.managed.size', old: ['taskmanager.memory.size'] },
  managedFraction: { key: 'taskmanager.memory.managed.fraction', defaults: always('0.4') },
  networkMin: { key: 'taskmanager.memory.network.min', old: ['taskmanager.network.memory.min'], defaults: always('64m') },
  networkMax: {
    key: 'taskmanager.memory.network.max',
    old: ['taskmanager.network.memory.max'],
    defaults: [
      [FIRST, '1g'],
      ['1.17', NO_LIMIT],
    ],
  },
  networkFraction: { key: 'taskmanager.memory.network.fraction', old: ['taskmanager.network.memory.fraction'], defaults: always('0.1') },
  legacyNetworkBuffers: { key: 'taskmanager.network.numberOfBuffers', gone: '2.0' },
  segmentSize: { key: 'taskmanager.memory.segment-size', defaults: always('32k') },
} satisfies Record<string, MemoryOption>;

/** The options that one minimum, maximum and fraction come from, and what Flink makes of them. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
  readonly fraction: number;
}

/** A set of options as one release reads it. */
export class MemoryOptions {
  public constructor(
    private readonly options: Readonly<Record<string, string>>,
    public readonly version: FlinkVersion,
  ) {}

  /** Whether it is given, by any of its names, in a release that reads it. */
  public has(option: MemoryOption): boolean {
    return this.given(option) !== undefined;
  }

  /** Whether it is given in vain: this release does not read it any more. */
  public isIgnored(option: MemoryOption): boolean {
    return this.options[option.key] !== undefined && !this.reads(option);
  }

  /** These options with one more, as if it were given. */
  public with(option: MemoryOption, size: bigint): MemoryOptions {
    return new MemoryOptions({ ...this.options, [option.key]: `${size}b` }, this.version);
  }

  public size(option: MemoryOption): bigint {
    const text = this.text(option);
    try {
      return parseSize(text);
    } catch (error) {
      throw new MemoryError('unreadable', `${option.key}: '${text}' is no memory size: ${(error as Error).message}`, option.key);
    }
  }

  public whole(option: MemoryOption): bigint {
    const text = this.text(option);
    const number = /^[+-]?\d+$/.test(text) ? BigInt(text) : undefined;
    if (number === undefined || BigInt.asIntN(32, number) !== number)
      throw new MemoryError('unreadable', `${option.key}: '${text}' is no whole number of 32 bits; give one, without a unit`, option.key);
    return number;
  }

  /** A fraction with its limits, none where there are none; checked as Flink checks them, the limits first. */
  public range(fractionOption: MemoryOption, limits?: { readonly min: MemoryOption; readonly max: MemoryOption }): Range {
    const [min, max] = limits ? [this.size(limits.min), this.size(limits.max)] : [0n, LARGEST_SIZE];
    const fraction = this.number(fractionOption);
    const { key } = fractionOption;
    if (limits && min > max) {
      throw new MemoryError(
        'min-above-max',
        `${limits.min.key}: ${showSize(min)} is above ${limits.max.key}, which is ${showSize(max)}; lower the one or raise the other`,
        key,
      );
    }
    if (!(fraction >= 0 && fraction < 1))
      throw new MemoryError('fraction', `${key}: '${this.text(fractionOption)}' was given; allowed is a number from 0 to below 1`, key);
    return { min, max, fraction };
  }

  private number(option: MemoryOption): number {
    const text = this.text(option);
    const number = parseFraction(text);
    if (number !== undefined) return number;
    throw new MemoryError('unreadable', `${option.key}: '${text}' is no number; allowed is one from 0 to below 1, as in '0.4'`, option.key);
  }

  private text(option: MemoryOption): string {
    const given = this.given(option);
    if (given !== undefined) return given;
    const { defaults = [] } = option;
    const text = defaults.filter(([since]) => this.version.isAtLeast(since)).at(-1)?.[1];
    if (text === undefined) throw new Error(`${option.key} has no default; ask whether it is given first`);
    return text;
  }

  private given(option: MemoryOption): string | undefined {
    if (!this.reads(option)) return undefined;
    return [option.key, ...(option.old ?? [])].map((key) => this.options[key]).find((text) => text !== undefined);
  }

  private reads({ gone }: MemoryOption): boolean {
    return gone === undefined || !this.version.isAtLeast(gone);
  }
}
