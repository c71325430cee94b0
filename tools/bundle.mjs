// Bundles what runs, or is needed, outside the package: the update program with its shell scripts, and the part of Grafana's SDK that
// dashboards are made with.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const runtime = 'lib/savepoint/runtime';
const bundled = await build({
  entryPoints: [`${runtime}/main.ts`],
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  charset: 'utf8',
  write: false,
});
const text = (name, value) => `export const ${name} = ${JSON.stringify(value)};\n`;
writeFileSync(
  'lib/savepoint/program.generated.ts',
  '// Made by tools/bundle.mjs from runtime/; not in git.\n' +
    text('UPDATE_PROGRAM', bundled.outputFiles[0].text) +
    text('START_SCRIPT', readFileSync(`${runtime}/start.sh`, 'utf8')) +
    text('ENTRY_SCRIPT', readFileSync(`${runtime}/entry.sh`, 'utf8')) +
    text('JOB_MANAGER_SCRIPT', readFileSync(`${runtime}/jobmanager.sh`, 'utf8')),
);

const sdk = '@grafana/grafana-foundation-sdk';
const { version, license } = JSON.parse(readFileSync(`node_modules/${sdk}/package.json`, 'utf8'));
const parts = ['common', 'dashboard', 'prometheus', 'stat', 'timeseries'];
// Dashboards of the second version of Grafana's schema, which the others refer to, and nobody asks for here.
const unused = {
  name: 'unused',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\.\/dashboardv2/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: '' }));
  },
};
const packed = await build({
  stdin: { contents: parts.map((part) => `export * as ${part} from '${sdk}/${part}';`).join('\n'), resolveDir: '.' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  banner: { js: `/* Bundled by tools/bundle.mjs from ${sdk} ${version} (Grafana Labs, ${license}); not in git. */` },
  plugins: [unused],
  write: false,
});
// Beside what refers to it: in the sources, and in what is built of them.
for (const folder of ['lib/monitoring/dashboards', 'build/lib/monitoring/dashboards']) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/sdk.generated.js`, packed.outputFiles[0].text);
}
