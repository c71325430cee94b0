/** The script in front of the processes of a native cluster, with a stub in the place of the image's entry point. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../../lib/savepoint/runtime/entry.sh');

interface Files {
  readonly conf: Readonly<Record<string, string>>;
  /** What lets the process go; none: there is nothing to wait for. */
  readonly gate?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Lays out the container's files. Returns where, and the command. */
function container({ conf, gate }: Files, entrypoint: string): { readonly folder: string; readonly command: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'entry-'));
  const put = (below: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(join(folder, below), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, below, file), text);
  };
  put('flink/conf', conf);
  if (gate) put('gate', { 'job-id': 'a'.repeat(32), ...gate });
  put('', { 'entrypoint.sh': `#!/usr/bin/env bash\n${entrypoint}\n` });
  chmodSync(join(folder, 'entrypoint.sh'), 0o755);
  // The paths of a pod are not those of this machine.
  const paths = {
    '/cdk8s-flink/gate': `${folder}/gate`,
    '/docker-entrypoint.sh': `${folder}/entrypoint.sh`,
    '/tmp/cdk8s-flink-conf': `${folder}/copy`,
  };
  const text = readFileSync(SCRIPT, 'utf8');
  for (const path of Object.keys(paths)) expect(text).toContain(path);
  put('', { 'entry.sh': Object.entries(paths).reduce((script, [path, other]) => script.replaceAll(path, other), text) });
  return { folder, command: [join(folder, 'entry.sh'), 'bash', '-c', 'x'] };
}

/** Runs the container, and tells what its process was given: its arguments, and the configuration that it reads. */
function run(files: Files): { readonly args: string; readonly read: (file: string) => string } {
  const { folder, command } = container(files, 'echo "$FLINK_CONF_DIR"\necho "$@"');
  const env = { PATH: process.env.PATH, FLINK_HOME: join(folder, 'flink'), ...files.variables };
  const [used, args] = execFileSync('bash', command, { env, encoding: 'utf8' }).split('\n');
  return { args, read: (file) => readFileSync(join(used || join(folder, 'flink/conf'), file), 'utf8') };
}

/** Runs the container, whose process says `up`, until it has said so, and tells it to end. Its exit code, and all that it said. */
async function end(files: Files): Promise<readonly [number | null, string]> {
  const { folder, command } = container(files, 'trap "echo down; exit 0" TERM\necho up\nwhile true; do sleep 0.02; done');
  const script = spawn('bash', command, { env: { PATH: process.env.PATH, FLINK_HOME: join(folder, 'flink') } });
  let said = '';
  script.stdout.on('data', (data) => {
    said += data;
    if (said === 'up\n') script.kill('SIGTERM');
  });
  const code = await new Promise<number | null>((resolve) => script.on('close', resolve));
  return [code, said];
}

const JOB_MANAGER = { conf: { 'config.yaml': 'a: b\n' }, gate: { 'config.yaml': 'c: d\n' } };

it('a JobManager that is told to end dies at once: one that shuts down may note half of its job’s end (promise 3)', async () => {
  expect(await end(JOB_MANAGER)).toEqual([143, 'up\n']);
});

it('a TaskManager that is told to end shuts down in order', async () => {
  expect(await end({ conf: JOB_MANAGER.conf })).toEqual([0, 'up\ndown\n']);
});

it.each([0, 1, 239])('a JobManager ends with the exit code of Flink: %d', (code) => {
  const { folder, command } = container(JOB_MANAGER, `exit ${code}`);
  const env = { PATH: process.env.PATH, FLINK_HOME: join(folder, 'flink') };
  expect(spawnSync('bash', [...command], { env }).status).toBe(code);
});

it('a process that waits for nothing is started as it is', () => {
  const { args, read } = run({ conf: { 'config.yaml': 'a: b\n' } });
  expect([args, read('config.yaml')]).toEqual(['bash -c x', 'a: b\n']);
});

it('what the start says is added to the configuration, and all other files are there (promise 2)', () => {
  const gate = { 'config.yaml': 'execution.savepoint.path: "s3://b/savepoint"\n' };
  const { args, read } = run({ conf: { 'config.yaml': 'a: b\nc:\n  d: e', 'log4j.properties': 'x' }, gate });
  expect(args).toBe('bash -c x');
  expect(read('config.yaml')).toBe('a: b\nc:\n  d: e\nexecution.savepoint.path: "s3://b/savepoint"\n');
  expect(read('log4j.properties')).toBe('x');
});

it('what the start says stands in the place of what was said before, once: no YAML has a key twice (promise 2)', () => {
  const conf = { 'flink-conf.yaml': 'execution.savepoint-restore-mode: NO_CLAIM\n\n# a comment: of two words\nz: y\n' };
  const { read } = run({ conf, gate: { 'flink-conf.yaml': 'execution.savepoint-restore-mode: CLAIM\n' } });
  expect(read('flink-conf.yaml')).toBe('\n# a comment: of two words\nz: y\nexecution.savepoint-restore-mode: CLAIM\n');
});

describe('An option whose value is in a Secret', () => {
  const variables = { CDK8S_FLINK_SECRET_OPTIONS: 'metrics.reporter.datadog.apikey=DATADOG_APIKEY', DATADOG_APIKEY: '12e4' };

  it.each([
    ['config.yaml', 'metrics.reporter.datadog.apikey: "12e4"'],
    ['flink-conf.yaml', 'metrics.reporter.datadog.apikey: 12e4'],
  ])('is in the copy of %s that the process reads, as text', (file, line) => {
    const { args, read } = run({ conf: { [file]: 'a: b', 'log4j.properties': 'x' }, variables });
    expect([args, read(file), read('log4j.properties')]).toEqual(['bash -c x', `a: b\n${line}\n`, 'x']);
  });

  it('is there beside what the start says', () => {
    const { read } = run({ conf: { 'config.yaml': 'a: b\n' }, gate: { 'config.yaml': 'a: c\n' }, variables });
    expect(read('config.yaml')).toBe('a: c\n\nmetrics.reporter.datadog.apikey: "12e4"\n');
  });
});
