/** Sizes as Flink reads, adds, multiplies and shows them: whole bytes, in 64 bits with a sign. */

/** The largest size there is, which is also how Flink writes `no limit`. */
export const LARGEST_SIZE = 2n ** 63n - 1n;

/** What Flink refuses a layout for. */
export type MemoryReason =
  /** The text of an option is no size, or no number. */
  | 'unreadable'
  /** Neither of the sizes is given that all others follow from. */
  | 'nothing-given'
  /** A minimum above its maximum. */
  | 'min-above-max'
  /** A fraction below 0, or of 1 and more. */
  | 'fraction'
  /** Metaspace and overhead leave nothing of the process. */
  | 'jvm-above-process'
  /** Total Flink memory and metaspace are more than the process. */
  | 'flink-above-process'
  /** What is left of the process for the JVM's overhead is outside its limits. */
  | 'overhead-outside'
  /** The parts of Flink's memory are more than the whole. */
  | 'parts-above-flink'
  /** The heap is more than the whole of Flink's memory. */
  | 'heap-above-flink'
  /** Heap and off-heap memory are not the whole. */
  | 'parts-not-flink'
  /** Off-heap memory leaves nothing for the heap. */
  | 'off-heap-above-flink'
  /** What is left for the network is outside its limits. */
  | 'network-outside'
  /** What is left for the network is not what its number of buffers needs. */
  | 'network-not-buffers'
  /** Memory segments of a size that Flink has not. */
  | 'segment-size'
  /** A size below 0. */
  | 'negative'
  /** More bytes than 64 bits can count. */
  | 'overflow';

/** A set of options that Flink would refuse, in plain words. */
export class MemoryError extends Error {
  /**
   * @param reason which of Flink's checks refuses it
   * @param message what was given, what is allowed, what to do
   * @param key the option at fault, where it is one
   */
  public constructor(
    public readonly reason: MemoryReason,
    message: string,
    public readonly key?: string,
  ) {
    super(message);
    this.name = 'MemoryError';
  }
}

const UNITS: readonly (readonly [factor: bigint, ...names: string[]])[] = [
  [1n, '', 'b', 'bytes'],
  [2n ** 10n, 'k', 'kb', 'kibibytes'],
  [2n ** 20n, 'm', 'mb', 'mebibytes'],
  [2n ** 30n, 'g', 'gb', 'gibibytes'],
  [2n ** 40n, 't', 'tb', 'tebibytes'],
];

/**
 * A size in bytes: a whole number and a unit, in bytes where it has none.
 *
 * @throws with what is wrong, to be told together with the option
 */
export function parseSize(text: string): bigint {
  // Java's trim() takes every control character, and no other white space than the ASCII one.
  const trimmed = trimLikeJava(text);
  const [, digits, rest] = /^([0-9]+)([^]*)$/.exec(trimmed) ?? [];
  if (digits === undefined) throw new Error("it must begin with a whole number, as in '512m'");
  const unit = trimLikeJava(rest).toLowerCase();
  const factor = UNITS.find(([, ...names]) => names.includes(unit))?.[0];
  if (factor === undefined) throw new Error(`'${unit}' is no unit; allowed are b, k, m, g and t, as in '512m'`);
  const bytes = BigInt(digits) * factor;
  if (bytes > LARGEST_SIZE) throw new Error('it is more than 64 bits can count');
  return bytes;
}

/** What Java's `trim()` leaves. */
export function trimLikeJava(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && text[from] <= ' ') from++;
  while (from < to && text[to - 1] <= ' ') to--;
  return text.slice(from, to);
}

/** @throws where the sum does not fit */
export function addSizes(...sizes: readonly bigint[]): bigint {
  return fitting(sizes.reduce((sum, size) => sum + size, 0n));
}

/**
 * A size times a number of at least 0, without its fraction of a byte.
 *
 * Flink multiplies in decimals, by those that name the number: binary floating point would be off by bytes. (Java before
 * 19 names some numbers by one digit more than needed, which is less than a byte of any memory there is.)
 */
export function multiplySize(size: bigint, factor: number): bigint {
  const [, whole, decimals = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(factor)) ?? [];
  const product = size * BigInt(whole + decimals);
  const shift = Number(exponent) - decimals.length;
  return fitting(shift < 0 ? product / 10n ** BigInt(-shift) : product * 10n ** BigInt(shift));
}

function fitting(size: bigint): bigint {
  if (size > LARGEST_SIZE)
    throw new MemoryError('overflow', `the sizes given amount to ${size} bytes, more than 64 bits can count; give smaller ones`);
  return size;
}

/** A size for people: `512 MiB`, and the bytes where it is not whole. */
export function showSize(size: bigint): string {
  if (size === LARGEST_SIZE) return 'no limit';
  const mebibytes = Number(size) / 2 ** 20;
  if (Number.isInteger(mebibytes)) return `${mebibytes} MiB`;
  return mebibytes < 1 ? `${size} bytes` : `${showMebibytes(Number(size))} (${size} bytes)`;
}

/** A size for a table: in mebibytes, to a tenth. */
export function showMebibytes(bytes: number): string {
  return `${Number((bytes / 2 ** 20).toFixed(1))} MiB`;
}
