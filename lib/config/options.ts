import { RENAMED } from './releases';
import { FlinkVersion } from './version';

/** Flink options by key, as their texts. */
export type FlinkOptions = Readonly<Record<string, string>>;

/** What one prop adds to Flink's configuration. Keys are the newest release's. */
export interface OptionContribution {
  /** The prop that decides these options; named when a user sets one of them by hand. */
  readonly prop: string;
  readonly options: FlinkOptions;
}

/** The key by which a release knows an option. */
export function keyIn(version: FlinkVersion, key: string): string {
  const row = RENAMED.find((renamed) => renamed.key === key);
  return row && !version.isAtLeast(row.since) ? row.before : key;
}

/** The newest name of an option, whichever of its names is given. */
export function newestKey(key: string): string {
  return RENAMED.find((renamed) => renamed.before === key)?.key ?? key;
}

/** The oldest name of an option, which releases after the renaming still take. */
export function olderKey(key: string): string {
  return RENAMED.find((renamed) => renamed.key === key)?.before ?? key;
}

/** The options of all contributions, by the keys of a release, sorted. */
export function mergeOptions(
  version: FlinkVersion,
  defaults: FlinkOptions,
  users: FlinkOptions,
  owned: readonly OptionContribution[],
): FlinkOptions {
  const merged: Record<string, string> = {};
  const put = (options: FlinkOptions) => {
    for (const [key, value] of Object.entries(options)) merged[keyIn(version, key)] = value;
  };
  put(defaults);
  // As the user wrote them: a key of another release is a mistake to be told, not mended.
  Object.assign(merged, users);
  for (const contribution of owned) put(contribution.options);
  return sorted(merged);
}

export function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
