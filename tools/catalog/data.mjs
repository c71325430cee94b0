// The committed data file: reads it, merges a release into it, writes it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const HEAD = `/**
 * Every option of every supported release of Flink: facts read off the released jars by tools/catalog, which writes this file.
 *
 * Tab-separated, a line for each option and span of releases that agree: key, first release, last release (empty: still there), type,
 * default, deprecated keys that work too, fallback keys, page of the documentation. \`<name>\` in a key stands for a part of one's own.
 * \`lib/config/catalog/parse.ts\` reads it.
 */
`;

/**
 * @typedef {{ releases: Map<string, string>, options: Map<string, Map<string, string>> }} Catalog
 * Patch releases by minor release, in order; and what is known of a key by minor release, as the columns that the file has.
 */

/** @returns {Catalog} */
export function readCatalog(file) {
  const catalog = { releases: new Map(), options: new Map() };
  if (!existsSync(file)) return catalog;
  const [releases, options] = [...readFileSync(file, 'utf8').matchAll(/String\.raw`([^`]*)`/g)].map(([, text]) => text);
  for (const patch of releases.split(' ')) catalog.releases.set(minorOf(patch), patch);
  const minors = [...catalog.releases.keys()];
  for (const line of options.trim().split('\n')) {
    const [key, since, until, ...facts] = line.split('\t');
    const byMinor = entry(catalog.options, key);
    for (const minor of minors.slice(minors.indexOf(since), until ? minors.indexOf(until) + 1 : undefined)) {
      byMinor.set(minor, facts.join('\t'));
    }
  }
  return catalog;
}

/**
 * What is known of a release, in place of what was known.
 *
 * @param {Catalog} catalog
 * @param {Map<string, string>} facts columns by key
 * @returns {Catalog}
 */
export function withRelease({ releases, options }, patch, facts) {
  const minor = minorOf(patch);
  const minors = [...new Map([...releases, [minor, patch]])].sort(([a], [b]) => ordinal(a) - ordinal(b));
  const merged = new Map([...options].map(([key, byMinor]) => [key, new Map([...byMinor].filter(([known]) => known !== minor))]));
  for (const [key, columns] of facts) entry(merged, key).set(minor, columns);
  return { releases: new Map(minors), options: merged };
}

/** @param {Catalog} catalog */
export function writeCatalog(file, { releases, options }) {
  const minors = [...releases.keys()];
  const lines = [...options].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, byMinor]) => spans(key, byMinor, minors));
  writeFileSync(
    file,
    `${HEAD}\nexport const OPTIONS = String.raw\`\n${lines.join('\n')}\n\`;\n`.replace(
      '\nexport',
      `\n/** The patch releases that were read. */\nexport const READ = String.raw\`${[...releases.values()].join(' ')}\`;\n\nexport`,
    ),
  );
}

/** A line for each run of releases in which the key has the same facts. */
function spans(key, byMinor, minors) {
  const lines = [];
  for (let from = 0; from < minors.length; from++) {
    const facts = byMinor.get(minors[from]);
    if (facts === undefined) continue;
    let to = from;
    while (byMinor.get(minors[to + 1]) === facts) to++;
    const until = to === minors.length - 1 ? '' : minors[to];
    lines.push([key, minors[from], until, facts].join('\t').trimEnd());
    from = to;
  }
  return lines;
}

function entry(map, key) {
  const found = map.get(key) ?? new Map();
  map.set(key, found);
  return found;
}

function minorOf(patch) {
  return patch.split('.').slice(0, 2).join('.');
}

/** 1.9 comes before 1.12. */
function ordinal(minor) {
  const [major, rest] = minor.split('.').map(Number);
  return major * 1000 + rest;
}
