/** What every release of Flink knows of an option, by its key. Pure: text in, facts out. */
import { documentation } from './catalog/documentation';
import { nearestOf } from './catalog/nearest';
import { allSpans, fits, holds, patterns, Span, spansOf, spansOfAlias } from './catalog/parse';
import { MAPS_BY_PREFIX_SINCE } from './catalog/patterns';
import { RELEASES } from './releases';
import type { FlinkVersion } from './version';

/** An option as a release has it. */
export interface CatalogOption {
  /** The key that was asked for, or the one that an alias stands for. */
  readonly key: string;
  /** As `parseValue` takes it: `Duration`, `Enum(A|B)`, `List<String>` and so on. */
  readonly type: string;
  /** The closed set of values of an enum, or of the items of a list of enums. */
  readonly values?: readonly string[];
  /** The default, as one would write it; none where there is none, or an empty one. */
  readonly default?: string;
  /** What Flink sets for itself. */
  readonly internal: boolean;
  /** The page of the documentation that tells of it. */
  readonly url?: string;
}

export type Lookup =
  /** The release has it. */
  | { readonly kind: 'known'; readonly option: CatalogOption }
  /** It works, and Flink advises against it: because it is called otherwise, or (without `newKey`) because it has had its day. */
  | { readonly kind: 'deprecated'; readonly newKey?: string; readonly option: CatalogOption }
  /** A later release has it; `instead` is its name in this one. */
  | { readonly kind: 'notYet'; readonly since: string; readonly instead?: string }
  /** The last release that had it, and the name that this one has for it. */
  | { readonly kind: 'gone'; readonly until: string; readonly newKey?: string }
  /** An option of something else than a cluster: of a table's WITH clause, say. In a cluster's configuration nothing reads it. */
  | { readonly kind: 'elsewhere'; readonly option: CatalogOption }
  | { readonly kind: 'unknown' };

/** What a release knows of a key. */
export function lookup(key: string, version: FlinkVersion): Lookup {
  const release = RELEASES.indexOf(version.minor);
  const here = at(key, release);
  if (here) return here;
  const others = RELEASES.map((_, other) => other).filter((other) => at(key, other));
  const later = others.find((other) => other > release);
  if (later !== undefined) return { kind: 'notYet', since: RELEASES[later], instead: olderName(key, later, release) };
  if (others.length) return { kind: 'gone', until: RELEASES[others.at(-1)!], newKey: newerName(key, release) };
  const elsewhere = spansOf(key).find((span) => holds(span, release)) ?? patternAt(key, release, true);
  return elsewhere ? { kind: 'elsewhere', option: optionOf(elsewhere, key, release) } : { kind: 'unknown' };
}

/** Up to three keys of a release that this one may have been meant to be, the likeliest first. */
export function nearest(key: string, version: FlinkVersion): string[] {
  return nearestOf(key, keysOf(version), 3);
}

const keysByRelease = new Map<string, readonly string[]>();

/** Every key of a release that a cluster's configuration can have, sorted; without what Flink advises against or sets itself. */
export function keysOf(version: FlinkVersion): readonly string[] {
  const found = keysByRelease.get(version.minor);
  if (found) return found;
  const release = RELEASES.indexOf(version.minor);
  const spans = allSpans().filter((span) => ofCluster(span) && holds(span, release));
  const renamed = new Set(spans.flatMap((span) => span.deprecatedKeys.filter((key) => key !== span.key)));
  const keys = spans.filter((span) => !span.deprecated && span.page !== 'internal' && !renamed.has(span.key)).map((span) => span.key);
  keysByRelease.set(version.minor, keys);
  return keys;
}

/** What a release says of a key, where it is of use there. */
function at(key: string, release: number): Extract<Lookup, { kind: 'known' | 'deprecated' }> | undefined {
  const own = spansOf(key).find((span) => ofCluster(span) && holds(span, release));
  const others = spansOfAlias(key).filter((span) => span.key !== key && ofCluster(span) && holds(span, release));
  const renamed = others.filter((span) => span.deprecatedKeys.includes(key)).sort(byMerit)[0];
  // Read through the new name, and so as the new type: some were plain texts or numbers once.
  if (renamed) return { kind: 'deprecated', newKey: renamed.key, option: optionOf(renamed, renamed.key, release) };
  const span = own ?? others[0] ?? patternAt(key, release, false);
  if (span) return { kind: span.deprecated ? 'deprecated' : 'known', option: optionOf(span, key, release) };
  return belowMap(key, release);
}

/** One entry of a map, where its release takes those as keys of their own. */
function belowMap(key: string, release: number): ReturnType<typeof at> {
  const map = release < RELEASES.indexOf(MAPS_BY_PREFIX_SINCE) ? undefined : mapAbove(key, release);
  return map && { kind: 'known', option: { ...optionOf(map, key, release), type: 'String', default: undefined } };
}

/** The option that is a map, and that a key would be an entry of. */
function mapAbove(key: string, release: number): Span | undefined {
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
    const map = spansOf(key.slice(0, dot)).find((span) => span.type === 'Map' && ofCluster(span) && holds(span, release));
    if (map) return map;
  }
  return undefined;
}

function patternAt(key: string, release: number, elsewhere: boolean): Span | undefined {
  return patterns().find((pattern) => holds(pattern, release) && (pattern.page === 'ddl') === elsewhere && fits(pattern, key));
}

/** The name that a release has for what later ones call `key`. */
function olderName(key: string, later: number, release: number): string | undefined {
  const span = spansOf(key).find((candidate) => holds(candidate, later));
  const names = [...(span?.deprecatedKeys ?? []), ...(span?.fallbackKeys ?? [])];
  const known = names.find((name) => at(name, release)?.kind === 'known');
  return known ?? names.find((name) => at(name, release)) ?? mapAbove(key, release)?.key;
}

/** The name that a release has for what earlier ones called `key`: it may have been renamed more than once. */
function newerName(key: string, release: number, seen: readonly string[] = []): string | undefined {
  const names = [
    ...new Set(
      spansOfAlias(key)
        .filter(ofCluster)
        .sort(byMerit)
        .map((span) => span.key),
    ),
  ].filter((name) => name !== key && !seen.includes(name));
  const works = names.find((name) => at(name, release)?.kind === 'known');
  if (works) return works;
  for (const name of names) {
    const newer = newerName(name, release, [...seen, key]);
    if (newer) return newer;
  }
  return undefined;
}

function ofCluster(span: Span): boolean {
  return span.page !== 'ddl';
}

/** Of several options that took a key over, one that is there to stay, and the one with the newest name. */
function byMerit(a: Span, b: Span): number {
  return Number(a.deprecated) - Number(b.deprecated) || b.until - a.until || b.since - a.since || (a.key < b.key ? -1 : 1);
}

function optionOf(span: Span, key: string, release: number): CatalogOption {
  const values = /^(?:List<)?Enum\((.*?)\)>?$/.exec(span.type)?.[1]?.split('|');
  return {
    key,
    type: span.type,
    values,
    default: span.standard,
    internal: span.page === 'internal',
    url: documentation(span.page, span.key, RELEASES[release]),
  };
}
