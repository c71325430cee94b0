import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as library from '../lib';

// What npm publishes, installed in a project that knows nothing of this one.

const ROOT = resolve(__dirname, '..');
const PACKED = ['package.json', 'tsconfig.json', 'LICENSE', 'README.md', 'lib', 'imports', 'tools'];
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };

const work = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
const copy = join(work, 'copy');
const project = join(work, 'project');
let packed: { filename: string; files: { path: string }[] };

const run = (folder: string, command: string, ...args: string[]): string => {
  try {
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
};

beforeAll(() => {
  // A copy is packed: packing builds, and other tests read what a build replaces.
  mkdirSync(copy);
  for (const file of PACKED) cpSync(join(ROOT, file), join(copy, file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const output = run(copy, 'npm', 'pack', '--json', '--foreground-scripts=false', '--pack-destination', work);
  [packed] = JSON.parse(output.slice(output.indexOf('[\n'))) as [typeof packed];

  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  const others = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'typescript', '@types/node'].map((name) => `${name}@${devDependencies[name]}`);
  run(project, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(work, packed.filename), ...others);
}, 300_000);

const EXAMPLE = `
const app = new App();
new FlinkApplication(app, 'orders', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V1_20,
  image: 'registry.example.com/orders:1.4.2',
  job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: ['--topic', 'orders'] }),
  parallelism: 4,
  storage: StateStorage.s3('s3://acme-flink/orders'),
  alerts: {},
  dashboards: {},
});
app.synth();
`;

/** What the sources make of the same example; packing has bundled the program that is in both. */
function expected(): string {
  writeFileSync(
    join(copy, 'example.ts'),
    `import { App } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } from './lib';
${EXAMPLE}`,
  );
  run(copy, 'node_modules/.bin/tsx', 'example.ts');
  return readFileSync(join(copy, 'dist/orders.k8s.yaml'), 'utf8');
}

const synthesized = () => readFileSync(join(project, 'dist/orders.k8s.yaml'), 'utf8');
beforeEach(() => rmSync(join(project, 'dist'), { recursive: true, force: true }));

test('The package holds what is built, and nothing of how it is made', () => {
  const files = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/yaml/'));
  expect(files).toEqual(expect.arrayContaining(['.jsii', 'LICENSE', 'README.md', 'build/lib/index.js', 'build/lib/index.d.ts']));
  expect(
    files.filter((file) => !/^(?:build\/(?:lib|imports)\/.+\.(?:js|d\.ts)|\.jsii|LICENSE|README\.md|package\.json)$/.test(file)),
  ).toEqual([]);
});

test('The package exports what lib/index.ts does', () => {
  const names = run(project, 'node', '-p', "Object.keys(require('cdk8s-flink')).sort().join()").trim().split(',');
  const ours = Object.entries(library as object).filter(([, value]) => value !== undefined);
  expect(names).toEqual(ours.map(([name]) => name).sort());
});

test('JavaScript synthesizes the example to the same file as this repository', () => {
  writeFileSync(
    join(project, 'orders.js'),
    `const { App } = require('cdk8s');
const { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } = require('cdk8s-flink');
${EXAMPLE}`,
  );
  run(project, 'node', 'orders.js');
  expect(synthesized()).toBe(expected());
}, 180_000);

test('JavaScript modules synthesize it, too', () => {
  writeFileSync(
    join(project, 'orders.mjs'),
    `import { App } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } from 'cdk8s-flink';
${EXAMPLE}`,
  );
  run(project, 'node', 'orders.mjs');
  expect(synthesized()).toBe(expected());
}, 180_000);

test('TypeScript compiles it, declarations of the package included, and it synthesizes the same file', () => {
  mkdirSync(join(project, 'ts'));
  writeFileSync(
    join(project, 'ts/orders.ts'),
    `import { App } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } from 'cdk8s-flink';
${EXAMPLE}`,
  );
  const options = [
    '--strict',
    '--module',
    'node20',
    '--target',
    'es2022',
    '--types',
    'node',
    '--skipLibCheck',
    'false',
    '--outDir',
    'ts/out',
  ];
  run(project, 'node_modules/.bin/tsc', ...options, '--ignoreConfig', 'ts/orders.ts');
  run(project, 'node', 'ts/out/orders.js');
  expect(synthesized()).toBe(expected());
}, 180_000);

test('TypeScript refuses a prop that there is none of', () => {
  writeFileSync(
    join(project, 'wrong.ts'),
    `import { FlinkJob } from 'cdk8s-flink';
FlinkJob.jar('/opt/flink/usrlib/orders.jar', { arguments: [] });
`,
  );
  expect(() => run(project, 'node_modules/.bin/tsc', '--noEmit', '--strict', '--module', 'node20', '--ignoreConfig', 'wrong.ts')).toThrow(
    "'arguments' does not exist in type 'JarJobProps'",
  );
}, 180_000);
