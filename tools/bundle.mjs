// Bundles the update program, and the shell scripts, into lib/savepoint/program.generated.ts.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

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
