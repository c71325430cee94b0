// Keeps the names of metrics that real releases of Flink exposed: from what was recorded of them, and from what the end-to-end suite sees.
//   node tools/metric-names.mjs FOLDER   a folder of files `metrics-VERSION.txt`, a line a metric: who, type, name, labels
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'test/fixtures/metric-names.json';
const [folder = '../shared/flink'] = process.argv.slice(2);
const known = JSON.parse(readFileSync(file, 'utf8'));
for (const name of readdirSync(folder)) {
  const [, version] = /^metrics-(.+)\.txt$/.exec(name) ?? [];
  if (!version) continue;
  const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
  const names = lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(' ')[2]);
  known[version] = [...new Set(names)].sort();
}
const versions = Object.keys(known).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(versions.map((version) => [version, known[version]])), undefined, 1)}\n`);
