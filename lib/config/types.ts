/** Whether Flink can read a text as a value of a type, in Flink's own syntax: proved against its parsers by test/fixtures/values.json. */
import { RELEASES } from './releases';
import { splitQuoted, yamlFlow } from './types/split';
import type { FlinkVersion } from './version';

/** From these releases on. */
const SINCE = { minutesAsM: '1.15', yamlValues: '1.19', longDurations: '2.0', isoDurations: '2.1' };
type Feature = keyof typeof SINCE;

const LARGEST_LONG = 2n ** 63n - 1n;
const DAY = 86_400n;

/**
 * What is wrong with a text as a value, to be read after the text: `is no duration; write ...`. Undefined where nothing is.
 *
 * @param type as the catalog has it
 * @param version the release that will read it; without it, what any of the supported ones reads is good
 */
export function parseValue(type: string, text: string, version?: FlinkVersion): string | undefined {
  const can = (feature: Feature) => !version || RELEASES.indexOf(version.minor) >= RELEASES.indexOf(SINCE[feature]);
  const [, outer, inner] = /^(List|Enum)[<(](.*)[>)]$/.exec(type) ?? [];
  if (outer === 'List') return listProblem(inner, text, can('yamlValues'), version);
  if (outer === 'Enum') return enumProblem(inner.split('|'), text);
  switch (type) {
    case 'Boolean':
      return /^(?:true|false)$/i.test(text.trim()) ? undefined : "is no boolean; write 'true' or 'false'";
    case 'Integer':
      return wholeProblem(text, 31n);
    case 'Long':
      return wholeProblem(text, 63n);
    case 'Float':
    case 'Double':
      return isJavaDouble(text) ? undefined : "is no number; write it as '0.5'";
    case 'Duration':
      return durationProblem(text, can);
    case 'MemorySize':
      return sizeProblem(text);
    case 'Map':
      return mapProblem(text, can('yamlValues'));
    default:
      // Any text is a String; of a type that is not known here, nothing can be said.
      return undefined;
  }
}

function enumProblem(values: readonly string[], text: string): string | undefined {
  // Flink minds no case here, and takes '-' for no '_'.
  if (values.some((value) => value.toUpperCase() === text.trim().toUpperCase())) return undefined;
  return `is none of the values that there are; write one of ${values.map((value) => `'${value}'`).join(', ')}`;
}

function wholeProblem(text: string, bits: bigint): string | undefined {
  if (!/^[+-]?\d+$/.test(text.trim())) return "is no whole number; write digits alone, such as '4'";
  const value = BigInt(text.trim().replace(/^\+/, ''));
  const [least, largest] = [-(2n ** bits), 2n ** bits - 1n];
  return value < least || value > largest ? `is out of range; write a whole number from ${least} to ${largest}` : undefined;
}

function isJavaDouble(text: string): boolean {
  const decimal = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;
  const hexadecimal = /^[+-]?0x(?:[\da-f]+\.?[\da-f]*|\.[\da-f]+)p[+-]?\d+[fd]?$/i;
  return decimal.test(text.trim()) || hexadecimal.test(text.trim());
}

/** Seconds, where the unit is longer than one; else 0: what is counted in it cannot be too much. */
function secondsIn(unit: string, minutesAsM: boolean): bigint | undefined {
  if (/^(?:d|days?)$/.test(unit)) return DAY;
  if (/^(?:h|hours?)$/.test(unit)) return 3_600n;
  if (/^(?:min|minutes?)$/.test(unit) || (minutesAsM && unit === 'm')) return 60n;
  if (/^(?:s|secs?|seconds?)$/.test(unit)) return 1n;
  return /^(?:|ms|millis?|milliseconds?|µs|micros?|microseconds?|ns|nanos?|nanoseconds?)$/.test(unit) ? 0n : undefined;
}

function durationProblem(text: string, can: (feature: Feature) => boolean): string | undefined {
  if (can('isoDurations') && isIsoDuration(text.trim())) return undefined;
  const [, digits, unit] = /^(\d+)\s*(.*)$/.exec(text.trim().toLowerCase()) ?? [];
  const seconds = unit === undefined ? undefined : secondsIn(unit, can('minutesAsM'));
  if (seconds === undefined) {
    const units = "'d', 'h', 'min', 's', 'ms', 'µs' or 'ns'";
    return `is no duration; write a whole number and one unit, ${units}, such as '${suggested(digits, unit)}'`;
  }
  const value = BigInt(digits);
  // Long ones: numbers of any length, as long as the seconds can be counted.
  const fits = (can('longDurations') || value <= LARGEST_LONG) && value * seconds <= LARGEST_LONG;
  return fits ? undefined : 'is too long a duration for Flink to count; write a shorter one';
}

/** What was meant, where the unit tells. */
function suggested(digits = '10', unit = ''): string {
  if (/^m(?:in)?s?$/.test(unit)) return `${digits} min`;
  if (/^hrs?$/.test(unit)) return `${digits} h`;
  if (unit === 'us') return `${digits} µs`;
  return unit === 'msec' || unit === 'msecs' ? `${digits} ms` : '10 min';
}

function isIsoDuration(text: string): boolean {
  return /^P(?=.)(?:[+-]?\d+D)?(?:T(?=.)(?:[+-]?\d+H)?(?:[+-]?\d+M)?(?:[+-]?\d+(?:\.\d{0,9})?S)?)?$/i.test(text);
}

const SIZES: readonly (readonly [RegExp, bigint])[] = [
  [/^(?:|b|bytes)$/, 1n],
  [/^(?:k|kb|kibibytes)$/, 2n ** 10n],
  [/^(?:m|mb|mebibytes)$/, 2n ** 20n],
  [/^(?:g|gb|gibibytes)$/, 2n ** 30n],
  [/^(?:t|tb|tebibytes)$/, 2n ** 40n],
];

function sizeProblem(text: string): string | undefined {
  const [, digits, unit] = /^(\d+)\s*(.*)$/.exec(text.trim().toLowerCase()) ?? [];
  const bytes = SIZES.find(([units]) => unit !== undefined && units.test(unit))?.[1];
  if (bytes === undefined) {
    const meant = /^([kmgt])i?b?$/.exec(unit ?? '')?.[1];
    return `is no memory size; write a whole number and one unit, 'b', 'k', 'm', 'g' or 't', such as '${meant ? digits + meant : '512m'}'`;
  }
  return BigInt(digits) * bytes <= LARGEST_LONG ? undefined : 'is more memory than Flink can count; write a smaller size';
}

function mapProblem(text: string, yaml: boolean): string | undefined {
  if (yaml) {
    const flow = yamlFlow(text);
    if (flow instanceof Map && [...flow.values()].every((value) => value !== null)) return undefined;
  }
  const entries = splitQuoted(text, ',');
  const good = entries?.every((entry) => splitQuoted(entry, ':')?.length === 2);
  return good ? undefined : "is no map; write 'key:value,key:value', with a value that has a ':' or a ',' in single quotes";
}

function listProblem(item: string, text: string, yaml: boolean, version?: FlinkVersion): string | undefined {
  if (yaml) {
    const flow = yamlFlow(text);
    if (Array.isArray(flow) && flow.every((part) => itemIsGood(item, part, version))) return undefined;
  }
  const items = splitQuoted(text, ';');
  if (!items) return "is no list; a quote is open at its end: write 'a;b', with an item that has a ';' in single quotes";
  for (const part of items) {
    const problem = parseValue(item, part, version);
    if (problem) return `is no list, for its item '${part}' ${problem}; items are separated by ';'`;
  }
  return undefined;
}

function itemIsGood(type: string, item: unknown, version?: FlinkVersion): boolean {
  if (type === 'Map') return item instanceof Map;
  return typeof item === 'string' ? parseValue(type, item, version) === undefined : type === 'String';
}
