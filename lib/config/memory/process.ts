/**
 * From what is given to the whole process, for JobManager and TaskManager alike.
 *
 * Every step, and the order of steps, is Flink's (`ProcessMemoryUtils`): of several things that are wrong with a set of
 * options, the one that Flink would name is the one that is told here.
 */
import { MemoryOption, MemoryOptions, Range } from './options';
import { addSizes, LARGEST_SIZE, MemoryError, multiplySize, showSize } from './size';

/** The options of a process that the arithmetic goes by. */
export interface ProcessOptions {
  readonly process: MemoryOption;
  readonly flink: MemoryOption;
  readonly metaspace: MemoryOption;
  readonly overheadMin: MemoryOption;
  readonly overheadMax: MemoryOption;
  readonly overheadFraction: MemoryOption;
  readonly legacyHeap: MemoryOption;
  readonly legacyHeapMegabytes: MemoryOption;
}

/** What a process does with the memory that is Flink's. */
export interface FlinkArithmetic<T extends { readonly totalFlink: bigint }> {
  /** The options that, when all are given, decide the rest. */
  readonly inner: readonly MemoryOption[];
  fromInner(options: MemoryOptions): T;
  fromTotal(options: MemoryOptions, totalFlink: bigint): T;
}

interface JvmSizes {
  readonly jvmMetaspace: bigint;
  readonly jvmOverhead: bigint;
}

/** All sizes of a process. */
export function layOut<T extends { readonly totalFlink: bigint }>(
  options: MemoryOptions,
  of: ProcessOptions,
  arithmetic: FlinkArithmetic<T>,
): T & JvmSizes & { readonly totalProcess: bigint } {
  const whole = (flink: T, jvm: JvmSizes) => ({
    ...flink,
    ...jvm,
    totalProcess: addSizes(flink.totalFlink, jvm.jvmMetaspace, jvm.jvmOverhead),
  });
  if (arithmetic.inner.every((option) => options.has(option))) {
    const flink = arithmetic.fromInner(options);
    return whole(flink, jvmBesideFlink(options, of, flink.totalFlink));
  }
  if (options.has(of.flink)) {
    const totalFlink = options.size(of.flink);
    const flink = arithmetic.fromTotal(options, totalFlink);
    return whole(flink, jvmBesideFlink(options, of, totalFlink));
  }
  if (options.has(of.process)) {
    const totalProcess = options.size(of.process);
    const jvm = jvmOfProcess(options, of, totalProcess);
    return whole(arithmetic.fromTotal(options, totalProcess - jvm.jvmMetaspace - jvm.jvmOverhead), jvm);
  }
  throw nothingGiven(options, of, arithmetic.inner);
}

/**
 * What releases before 2.0 make of the options from before Flink 1.10: the size of another option that is not given.
 *
 * @param target the option they stand for, which depends on where the process runs
 */
export function withLegacyHeap(options: MemoryOptions, of: ProcessOptions, target: MemoryOption): MemoryOptions {
  if (options.has(target)) return options;
  if (options.has(of.legacyHeap)) return options.with(target, options.size(of.legacyHeap));
  if (!options.has(of.legacyHeapMegabytes)) return options;
  const { key } = of.legacyHeapMegabytes;
  const megabytes = options.whole(of.legacyHeapMegabytes);
  if (megabytes < 0n) throw new MemoryError('negative', `${key}: ${megabytes} was given; allowed is a size of at least 0`, key);
  return options.with(target, megabytes << 20n);
}

/** A fraction of a size, within its limits. */
export function fractionOf(size: bigint, range: Range): bigint {
  return within(range, multiplySize(size, range.fraction));
}

/** What a part is, when it is that fraction of a whole and the rest of the whole is known. */
export function fractionBeside(rest: bigint, range: Range): bigint {
  return within(range, multiplySize(rest, range.fraction / (1 - range.fraction)));
}

function within({ min, max }: Range, size: bigint): bigint {
  if (size > max) return max;
  return size < min ? min : size;
}

/** The process is given: metaspace and overhead come off it, and the rest is Flink's. */
function jvmOfProcess(options: MemoryOptions, of: ProcessOptions, totalProcess: bigint): JvmSizes {
  const jvmMetaspace = options.size(of.metaspace);
  const jvmOverhead = fractionOf(totalProcess, overheadRange(options, of));
  if (addSizes(jvmMetaspace, jvmOverhead) > totalProcess) {
    throw new MemoryError(
      'jvm-above-process',
      `${of.process.key}: ${showSize(totalProcess)} is less than the JVM itself needs: metaspace of ${showSize(jvmMetaspace)} ` +
        `(${of.metaspace.key}) and overhead of ${showSize(jvmOverhead)} (${of.overheadMin.key}, ${of.overheadFraction.key}); ` +
        'give more to the process, or less to those',
    );
  }
  return { jvmMetaspace, jvmOverhead };
}

/** Flink's memory is known: the overhead is what the process has left, or its fraction of the process to be. */
function jvmBesideFlink(options: MemoryOptions, of: ProcessOptions, totalFlink: bigint): JvmSizes {
  const jvmMetaspace = options.size(of.metaspace);
  const without = addSizes(totalFlink, jvmMetaspace);
  if (!options.has(of.process)) return { jvmMetaspace, jvmOverhead: fractionBeside(without, overheadRange(options, of)) };

  const totalProcess = options.size(of.process);
  const jvmOverhead = totalProcess - without;
  if (jvmOverhead < 0n) {
    throw new MemoryError(
      'flink-above-process',
      `${of.process.key}: ${showSize(totalProcess)} is less than Flink's memory of ${showSize(totalFlink)} and the JVM's metaspace of ` +
        `${showSize(jvmMetaspace)} (${of.metaspace.key}); leave ${of.process.key} out, or give at least ${showSize(without)} and some for overhead`,
    );
  }
  const { min, max } = overheadRange(options, of);
  if (jvmOverhead < min || jvmOverhead > max) {
    throw new MemoryError(
      'overhead-outside',
      `${of.process.key}: ${showSize(totalProcess)} leaves ${showSize(jvmOverhead)} for the JVM's overhead, beside Flink's memory of ` +
        `${showSize(totalFlink)} and metaspace of ${showSize(jvmMetaspace)}; ${showAllowed(of.overheadMin, of.overheadMax, min, max)}. ` +
        `Leave ${of.process.key} out, or the sizes of its parts`,
    );
  }
  return { jvmMetaspace, jvmOverhead };
}

/** `allowed is 64 MiB to 1 GiB`, and by which options. */
export function showAllowed(minOption: MemoryOption, maxOption: MemoryOption, min: bigint, max: bigint): string {
  return max === LARGEST_SIZE
    ? `allowed is at least ${showSize(min)} (${minOption.key})`
    : `allowed is ${showSize(min)} to ${showSize(max)} (${minOption.key}, ${maxOption.key})`;
}

function overheadRange(options: MemoryOptions, of: ProcessOptions): Range {
  return options.range(of.overheadFraction, { min: of.overheadMin, max: of.overheadMax });
}

function nothingGiven(options: MemoryOptions, of: ProcessOptions, inner: readonly MemoryOption[]): MemoryError {
  const ignored = [of.legacyHeap, of.legacyHeapMegabytes].filter((option) => options.isIgnored(option));
  const why = ignored.length
    ? `: ${ignored.map(({ key }) => key).join(' and ')} is not read by Flink ${options.version.minor} any more`
    : '';
  return new MemoryError(
    'nothing-given',
    `no size is given that the others follow from${why}; give ${of.process.key} (best), or ${of.flink.key}, or ${inner.map(({ key }) => key).join(' and ')}`,
  );
}
