// Measures the synth of one job, first use in a fresh process, with the catalog of options and without it:
//   npm run bench
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RUNS = 15;
const LIMIT = 20;

const ENTRY = `
const start = performance.now();
const { Testing } = require('cdk8s');
const dependencies = performance.now();
const { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } = require('./lib');
const loaded = performance.now();
console.warn = () => {};
const app = new FlinkApplication(Testing.app(), 'orders', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V1_20,
  image: 'registry.example.com/orders:1.4.2',
  job: FlinkJob.jar('/opt/flink/usrlib/orders.jar'),
  storage: StateStorage.s3('s3://acme-flink/orders'),
  options: { 'web.timeout': '300000', 'state.backend.rocksdb.thread.num': '4' },
});
const manifests = Testing.synth(app);
const synthesized = performance.now();
if (!manifests.length) throw new Error('nothing was synthesized');
// The catalog by itself: parsed, and asked for as many options as a large job has.
const { keysOf, lookup } = require('./lib/config/catalog');
const { parseValue } = require('./lib/config/types');
const keys = process.env.KEYS.split(',');
const before = performance.now();
for (const key of keys) {
  const { option } = lookup(key, FlinkVersion.V1_20);
  if (option?.default) parseValue(option.type, option.default, FlinkVersion.V1_20);
}
console.log(JSON.stringify({ load: loaded - dependencies, synth: synthesized - loaded, lookups: performance.now() - before }));
`;

/** What knows everything: the library as if there were no catalog. */
const withoutCatalog = {
  name: 'without-catalog',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lib[\\/]config[\\/]catalog\.ts$/ }, () => ({
      contents: `export const lookup = (key) => ({ kind: 'known', option: { key, type: 'String', internal: false } });
export const nearest = () => []; export const keysOf = () => [];`,
    }));
  },
};
const KEYS = [
  ...['high-availability.type', 'state.backend.type', 'execution.checkpointing.dir', 'metrics.reporter.prom.port', 's3.endpoint'],
  ...Array.from({ length: 55 }, (_, i) => `containerized.master.env.VARIABLE_${i}`),
].join(',');

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const variants = { 'without the catalog': [withoutCatalog], 'with the catalog': [] };
  for (const [name, plugins] of Object.entries(variants)) {
    await build({
      stdin: { contents: ENTRY, resolveDir: resolve('.'), loader: 'js' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      // Dependencies are what they are, in both.
      external: ['cdk8s', 'cdk8s-plus-27', 'constructs'],
      outfile: join(folder, `${name}.cjs`),
      plugins,
    });
  }
  const runs = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  // By turns, so that what else the machine does falls on both.
  for (let run = 0; run < RUNS; run++) {
    for (const name of Object.keys(variants)) runs[name].push(once(join(folder, `${name}.cjs`)));
  }
  const total = { median: {}, least: {} };
  for (const [name, times] of Object.entries(runs)) {
    const part = (key) => times.map((time) => time[key]);
    const both = times.map(({ load, synth }) => load + synth);
    total.median[name] = median(both);
    total.least[name] = Math.min(...both);
    const lookups = name === 'with the catalog' ? `; then ${KEYS.split(',').length} look-ups ${ms(median(part('lookups')))}` : '';
    console.log(`${name}: load ${ms(median(part('load')))}, synth of one job ${ms(median(part('synth')))}${lookups}`);
  }
  const [middle, least] = Object.values(total).map((times) => times['with the catalog'] - times['without the catalog']);
  console.log(`the catalog costs ${ms(middle)} (medians of ${RUNS} runs; ${ms(least)} between the quickest); it may cost ${ms(LIMIT)}`);
  // The quickest runs are those that nothing else on the machine disturbed.
  if (least > LIMIT) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function once(file) {
  const env = { ...process.env, KEYS, NODE_PATH: resolve('node_modules') };
  return JSON.parse(execFileSync(process.execPath, [file], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
