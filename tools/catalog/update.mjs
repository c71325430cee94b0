// Reads every option of a Flink release off its jars, and merges them into lib/config/catalog/data.ts:
//   node tools/catalog/update.mjs 2.3.0        adds or refreshes a release
//   node tools/catalog/update.mjs all          refreshes those that are in the file
//   node tools/catalog/update.mjs --again ...  takes nothing from the cache
// A new minor release wants its rows in lib/config/releases.ts as well; the tests tell.
// Needs python3, tar, mvn and java (11 or later), and the package registries. A release is half a gigabyte, which goes when it is read.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCatalog, withRelease, writeCatalog } from './data.mjs';
import { factsOf } from './facts.mjs';
import { fetchJars } from './fetch.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const DATA = join(ROOT, 'lib', 'config', 'catalog', 'data.ts');
/** What was extracted, so that a change of the merge needs no download. Git knows nothing of it. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'flink-catalog');

const again = process.argv.includes('--again');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--again');
if (!wanted.length || wanted.some((argument) => argument !== 'all' && !/^\d+\.\d+\.\d+$/.test(argument))) {
  throw new Error("name patch releases, such as 2.3.0, or 'all': node tools/catalog/update.mjs 2.3.0");
}

let catalog = readCatalog(DATA);
for (const version of wanted.includes('all') ? catalog.releases.values() : wanted) {
  const facts = factsOf(extraction(version));
  catalog = withRelease(catalog, version, facts);
  console.log(`Flink ${version}: ${facts.size} options`);
}
mkdirSync(dirname(DATA), { recursive: true });
writeCatalog(DATA, catalog);

/** What Options.java prints of a release. */
function extraction(version) {
  const cached = join(CACHE, `options-${version}.tsv`);
  if (existsSync(cached) && !again) return readFileSync(cached, 'utf8');
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'jars-'));
  try {
    const cloud = fetchJars(version, folder, join(CACHE, 'venv'));
    console.log(`Flink ${version}: cloud file systems ${JSON.stringify(cloud)}`);
    const text = extract(folder);
    writeFileSync(cached, text);
    return text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extract(folder) {
  // Defaults that follow the machine are those of a plain container.
  const machine = ['-Djava.io.tmpdir=/tmp', '-Duser.home=/root', '-Duser.dir=/', '-XX:TieredStopAtLevel=1'];
  return execFileSync('java', [...machine, join(HERE, 'extract', 'Options.java'), folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
