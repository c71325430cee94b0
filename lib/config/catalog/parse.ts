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
  /** What is before the first such part: quicker to compare than the whole. */
  readonly prefix: string;
  /** The more of a key is literal, the better a pattern fits. */
  readonly literal: number;
}

const spansByKey = new Map<string, readonly Span[]>();
const spansByAlias = new Map<string, readonly Span[]>();
let allPatterns: readonly Pattern[] | undefined;

/**
 * What releases say of an option of that very key.
 *
 * Found by searching the text: a job asks for a few dozen of two thousand lines, and parsing them all would take longer.
 */
export function spansOf(key: string): readonly Span[] {
  return remembered(spansByKey, key, () => {
    const spans: Span[] = [];
    const start = `\n${key}\t`;
    // All lines of a key follow each other.
    for (let at = OPTIONS.indexOf(start); at >= 0 && OPTIONS.startsWith(start, at); at = OPTIONS.indexOf('\n', at + 1)) {
      spans.push(lineAt(at + 1));
    }
    return spans;
  });
}

/** The options that know a key as an older or another name of theirs. */
export function spansOfAlias(alias: string): readonly Span[] {
  return remembered(spansByAlias, alias, () => {
    const spans: Span[] = [];
    for (let at = OPTIONS.indexOf(alias); at >= 0; at = OPTIONS.indexOf(alias, at + alias.length)) {
      if (!/[\t,]/.test(OPTIONS[at - 1]) || !/[\t,\n]/.test(OPTIONS[at + alias.length])) continue;
      const span = lineAt(OPTIONS.lastIndexOf('\n', at) + 1);
      // It may have been a default.
      if (span.deprecatedKeys.includes(alias) || span.fallbackKeys.includes(alias)) spans.push(span);
    }
    return spans;
  });
}

/** The keys with parts of one's own, the best fits first. */
export function patterns(): readonly Pattern[] {
  if (allPatterns) return allPatterns;
  const spans = HAND_WRITTEN.map(({ key, since, until, type = 'String', page = '' }) =>
    spanOf([key, since, until ?? '', type, '', '', '', page]),
  );
  for (const [line] of OPTIONS.matchAll(/^[\w.$-]*[<#].*$/gm)) spans.push(spanOf(line.split('\t')));
  return (allPatterns = spans.map(patternOf).sort((a, b) => b.literal - a.literal));
}

/** `<parameter>`, `<param>` and `<key>` stand for any parts that are left; other names, and `#`, for one part. */
const PART = /(<\w+>|#)/;

/** Whether a key is one of a pattern. */
export function fits({ key: pattern, prefix }: Pattern, key: string): boolean {
  if (!key.startsWith(prefix)) return false;
  const source = pattern.split(PART).map((part) => {
    if (/^<(?:parameter|param|key)>$/.test(part)) return '.+';
    return PART.test(part) ? '[^.]+' : part.replace(/[.$]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`).test(key);
}

/** All spans of all options without parts of one's own, sorted by key. Slow: for messages, not for every synth. */
export function allSpans(): Span[] {
  const lines = OPTIONS.slice(1, -1).split('\n');
  return lines.map((line) => spanOf(line.split('\t'))).filter(({ key }) => !/[<#]/.test(key));
}

/** Whether this place in `RELEASES` lies in a span. */
export function holds(span: Span, release: number): boolean {
  return span.since <= release && release <= span.until;
}

function lineAt(start: number): Span {
  return spanOf(OPTIONS.slice(start, OPTIONS.indexOf('\n', start)).split('\t'));
}

function remembered(memory: Map<string, readonly Span[]>, key: string, find: () => readonly Span[]): readonly Span[] {
  let found = memory.get(key);
  if (!found) {
    // What is no key cannot be searched for: the text is made of keys, tabs and commas.
    found = /^[\w.$-]+$/.test(key) ? find() : [];
    memory.set(key, found);
  }
  return found;
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

function patternOf(span: Span): Pattern {
  const parts = span.key.split(PART);
  return { ...span, prefix: parts[0], literal: parts.filter((part) => !PART.test(part)).join('').length };
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const named: Record<string, string> = { t: '\t', n: '\n', r: '\r' };
  return text.replace(/\\(x[0-9a-f]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (named[code] ?? code),
  );
}
