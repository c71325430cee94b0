import { RELEASES } from '../releases';
import { OPTIONS } from './data';
import { HAND_WRITTEN } from './patterns';

/** What a span of releases says of an option; releases by their places in `RELEASES`. */
export interface Span {
  readonly key: string;
  readonly since: number;
  readonly until: number;
  /** `Boolean`, `Duration`, `Enum(A|B)`, `List<String>`, `Map` and so on. */
  readonly type: string;
  readonly standard?: string;
  /** Names of old that still work, and those that Flink will warn of. */
  readonly deprecatedKeys: readonly string[];
  /** Other options that stand in where this one is not set. */
  readonly fallbackKeys: readonly string[];
  readonly page: string;
  readonly deprecated: boolean;
}

/** A span whose key has parts of one's own. */
export interface Pattern extends Span {
  readonly regex: RegExp;
  /** The more of a key is literal, the better a pattern fits. */
  readonly literal: number;
}

export interface Catalog {
  readonly byKey: ReadonlyMap<string, readonly Span[]>;
  /** The options that know a key as an older or another name of theirs. */
  readonly byAlias: ReadonlyMap<string, readonly Span[]>;
  /** The best fits first. */
  readonly patterns: readonly Pattern[];
}

let parsed: Catalog | undefined;

/** Parsed when first asked for: who only imports the library does not pay for it. */
export function catalog(): Catalog {
  return (parsed ??= parse());
}

/** Whether this place in `RELEASES` lies in a span. */
export function holds(span: Span, release: number): boolean {
  return span.since <= release && release <= span.until;
}

function parse(): Catalog {
  const byKey = new Map<string, Span[]>();
  const byAlias = new Map<string, Span[]>();
  const patterns: Pattern[] = HAND_WRITTEN.map(({ key, since, until, type = 'String', page = '' }) =>
    patternOf(spanOf([key, since, until ?? '', type, '', '', '', page])),
  );
  for (const line of OPTIONS.slice(1, -1).split('\n')) {
    const span = spanOf(line.split('\t'));
    if (/[<#]/.test(span.key)) patterns.push(patternOf(span));
    else add(byKey, span.key, span);
    for (const alias of span.deprecatedKeys) add(byAlias, alias, span);
    for (const alias of span.fallbackKeys) add(byAlias, alias, span);
  }
  return { byKey, byAlias, patterns: patterns.sort((a, b) => b.literal - a.literal) };
}

function spanOf([key = '', since = '', until, type = '', standard, deprecated, fallback, page = '', flag]: string[]): Span {
  return {
    key,
    since: RELEASES.indexOf(since),
    until: until ? RELEASES.indexOf(until) : RELEASES.length - 1,
    type,
    standard: standard ? unescaped(standard) : undefined,
    deprecatedKeys: deprecated ? deprecated.split(',') : [],
    fallbackKeys: fallback ? fallback.split(',') : [],
    page,
    deprecated: !!flag,
  };
}

/** `<parameter>`, `<param>` and `<key>` at the end stand for any parts that are left; other names, and `#`, for one part. */
function patternOf(span: Span): Pattern {
  const parts = span.key.split(/(<\w+>|#)/);
  const source = parts.map((part) => {
    if (/^<(?:parameter|param|key)>$/.test(part)) return '.+';
    return /^[<#]/.test(part) ? '[^.]+' : part.replace(/[.$]/g, '\\$&');
  });
  const literal = parts.filter((part) => !/^[<#]/.test(part)).join('').length;
  return { ...span, regex: new RegExp(`^${source.join('')}$`), literal };
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const named: Record<string, string> = { t: '\t', n: '\n', r: '\r' };
  return text.replace(/\\(x[0-9a-f]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (named[code] ?? code),
  );
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}
