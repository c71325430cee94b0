// Condenses the option catalogs of real Flink releases (options-VERSION.tsv) into test/fixtures/option-keys.json.
//   node tools/option-keys.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TARGET = 'test/fixtures/option-keys.json';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('name the folder of options-VERSION.tsv: node tools/option-keys.mjs FOLDER');

const catalogs = readdirSync(folder)
  .map((file) => /^options-((\d+)\.(\d+))\.\d+\.tsv$/.exec(file))
  .filter(Boolean)
  .sort((a, b) => a[2] - b[2] || a[3] - b[3])
  .map(([file, minor]) => ({ minor, rows: rowsOf(readFileSync(join(folder, file), 'utf8')) }));
if (catalogs.length === 0) throw new Error(`${folder} holds no options-VERSION.tsv`);

const keys = [...new Set(catalogs.flatMap(({ rows }) => [...rows.keys()]))].sort();
const lines = keys.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(entryOf(key))}`);
writeFileSync(TARGET, `{\n"releases": ${JSON.stringify(catalogs.map(({ minor }) => minor))},\n"options": {\n${lines.join(',\n')}\n}\n}\n`);

function rowsOf(text) {
  const [, ...lines] = text.trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [key, , , deprecated, fallback, values] = line.split('\t');
      return [key, { old: list(`${deprecated},${fallback}`), values: list(values) }];
    }),
  );
}

/** In which releases a key is an option ("1.12-1.16,1.18"), its other names, and its values where they are a closed set. */
function entryOf(key) {
  const has = catalogs.map(({ rows }) => rows.has(key));
  const ranges = [];
  for (let from = 0; from < has.length; from++) {
    if (!has[from]) continue;
    let to = from;
    while (has[to + 1]) to++;
    ranges.push(from === to ? catalogs[from].minor : `${catalogs[from].minor}-${catalogs[to].minor}`);
    from = to;
  }
  const all = (field) => [...new Set(catalogs.flatMap(({ rows }) => rows.get(key)?.[field] ?? []))];
  const [old, values] = [all('old'), all('values')];
  return { in: ranges.join(), ...(old.length ? { old } : {}), ...(values.length ? { values } : {}) };
}

function list(text) {
  return (text ?? '').split(',').filter(Boolean);
}
