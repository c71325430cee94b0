/** The script that runs the JobManager of a standalone cluster, with a stub in the place of Flink's. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SCRIPT = join(__dirname, '../../../lib/savepoint/runtime/jobmanager.sh');

interface Pod {
  readonly folder: string;
  readonly marker: string;
  readonly termination: string;
  /** What the stub noted. */
  readonly log: () => string[];
}

/** A pod whose Flink is a stub. */
function pod(stub: string): Pod {
  const folder = mkdtempSync(join(tmpdir(), 'jobmanager-'));
  mkdirSync(join(folder, 'flink/bin'), { recursive: true });
  mkdirSync(join(folder, 'memory'));
  const file = join(folder, 'flink/bin/standalone-job.sh');
  writeFileSync(file, `#!/usr/bin/env bash\nnote() { printf '%s\\n' "$@" >>'${folder}/log'; }\n${stub}\n`);
  chmodSync(file, 0o755);
  // The paths of a pod are not those of this machine.
  const text = readFileSync(SCRIPT, 'utf8');
  const paths = { '/cdk8s-flink/': `${folder}/memory/`, '/dev/termination-log': `${folder}/termination` };
  for (const path of Object.keys(paths)) expect(text).toContain(path);
  const copy = Object.entries(paths).reduce((script, [path, other]) => script.replaceAll(path, other), text);
  writeFileSync(join(folder, 'jobmanager.sh'), copy);
  const log = join(folder, 'log');
  return {
    folder,
    marker: join(folder, 'memory/ended'),
    termination: join(folder, 'termination'),
    log: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

interface Run {
  readonly args?: readonly string[];
  readonly savepoint?: string;
  readonly restore?: string;
  /** Sends a signal once the stub notes that it is up. */
  readonly signal?: NodeJS.Signals;
}

/** Runs the container once. Returns its exit code. */
async function run({ folder, log }: Pod, { args = [], savepoint = '', restore = '', signal }: Run = {}): Promise<number | null> {
  const start = { START_JOB_ID: 'a'.repeat(32), START_SAVEPOINT_PATH: savepoint, START_RESTORE_ARGUMENTS: restore };
  const env = { ...process.env, FLINK_HOME: join(folder, 'flink'), ...start };
  const script = spawn('bash', [join(folder, 'jobmanager.sh'), ...args], { env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => script.on('exit', (code) => resolve(code)));
  if (signal) {
    while (!log().includes('up')) await sleep(10);
    script.kill(signal);
  }
  return ended;
}

it.each([
  [0, 'FINISHED'],
  [163, 'FAILED'],
])('a job that ended with exit code %d (%s) is not run again as long as the pod is there (promise 3)', async (code) => {
  const own = pod(`note run; exit ${code}`);
  expect(await run(own)).toBe(code);
  expect(readFileSync(own.marker, 'utf8').trim()).toBe(String(code));
  expect([await run(own), await run(own)]).toEqual([0, 0]);
  expect(own.log()).toEqual(['run']);
  expect(readFileSync(own.termination, 'utf8')).toContain(`The job ended with exit code ${code}; this pod does not run it again.`);
});

it.each([1, 2, 137, 143, 239])('a JobManager that died with exit code %d is run again, and goes on from its HA metadata', async (code) => {
  const own = pod(`note run; exit ${code}`);
  expect([await run(own), await run(own)]).toEqual([code, code]);
  expect(own.log()).toEqual(['run', 'run']);
  expect(existsSync(own.marker)).toBe(false);
});

it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
  '%s ends it at once: a JobManager that shuts down may note half of its job’s end (promise 3)',
  async (signal) => {
    const own = pod('trap "note down; exit 0" TERM INT; note up; while true; do sleep 0.02; done');
    expect(await run(own, { signal })).toBe(143);
    expect(own.log()).toEqual(['up']);
    expect(existsSync(own.marker)).toBe(false);
  },
);

it('a first start names the job id and no savepoint (promise 2)', async () => {
  const own = pod('note "$@"');
  await run(own);
  expect(own.log()).toEqual(['start-foreground', '--job-id', 'a'.repeat(32)]);
});

it('a start goes from the savepoint that it is given, whatever characters its path has (promise 2)', async () => {
  const own = pod('note "$@"');
  await run(own, { savepoint: "s3://b/a b/$x/'s" });
  expect(own.log()).toEqual(['start-foreground', '--job-id', 'a'.repeat(32), '--fromSavepoint', "s3://b/a b/$x/'s"]);
});

it('a start says how state is restored, and a first start, which restores none, does not (promise 2)', async () => {
  const restore = '--allowNonRestoredState --restoreMode CLAIM';
  const [first, later] = [pod('note "$@"'), pod('note "$@"')];
  await run(first, { restore });
  expect(first.log()).toHaveLength(3);
  await run(later, { restore, savepoint: 's3://b/s' });
  expect(later.log().slice(3)).toEqual(['--fromSavepoint', 's3://b/s', '--allowNonRestoredState', '--restoreMode', 'CLAIM']);
});

it('arguments are passed on untouched, after the options of the start', async () => {
  const args = ['-Dkey=a b', '--job-classname', 'x.Y', '--', '--flag', '', '*', '$HOME', "it's", '"quoted"', '\\n', '--fromSavepoint'];
  const own = pod('note "$@"');
  await run(own, { args });
  expect(own.log()).toEqual(['start-foreground', '--job-id', 'a'.repeat(32), ...args]);
});
