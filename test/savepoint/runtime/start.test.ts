/** The script that waits beside the program to run Flink's client, with stubs in the places of both. */
import { ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SCRIPT = join(__dirname, '../../../lib/savepoint/runtime/start.sh');

interface Pod {
  readonly folder: string;
  /** The exit code of the client's container. */
  readonly ended: Promise<number | null>;
  /** What Flink's client was called with. */
  readonly ran: () => string;
  /** Starts a program that says nothing, for ever. */
  readonly program: () => ChildProcess;
}

/**
 * Runs the client's container in a folder.
 * @param patience seconds
 * @param said what the program wrote before, and where
 */
function pod(patience = 3600, said: Readonly<Record<string, string>> = {}): Pod {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/flink'), `#!/usr/bin/env bash\nprintf '%s ' "$@" >'${folder}/ran'\n`);
  chmodSync(join(folder, 'bin/flink'), 0o755);
  const text = readFileSync(SCRIPT, 'utf8');
  expect(text).toContain('patience=60');
  writeFileSync(join(folder, 'start.sh'), text.replace('patience=60', `patience=${patience}`));
  for (const [file, words] of Object.entries(said)) writeFileSync(join(folder, file), words);
  const env = { ...process.env, FOLDER: folder, FLINK_HOME: folder };
  const script = spawn('bash', [join(folder, 'start.sh'), 'run-application', '--target', 'somewhere'], { env, stdio: 'ignore' });
  return {
    folder,
    ended: new Promise((resolve) => script.on('exit', resolve)),
    ran: () => (existsSync(join(folder, 'ran')) ? readFileSync(join(folder, 'ran'), 'utf8') : ''),
    program: () => {
      writeFileSync(join(folder, 'update.js'), 'setInterval(() => undefined, 1000);');
      return spawn('node', [join(folder, 'update.js'), 'update'], { stdio: 'ignore' });
    },
  };
}

/** Longer than it takes the script to look a few times. */
const A_WHILE = 2_000;

test('Flink’s client is run once the program says how (promise 2)', async () => {
  const { ended, ran } = pod(3600, { start: '-Da=b\n--fromSavepoint\ns3://here\n' });
  expect(await ended).toBe(0);
  expect(ran()).toBe('run-application -Da=b --fromSavepoint s3://here --target somewhere ');
});

test('It ends with the program that has nothing to start', async () => {
  const { ended, ran } = pod(3600, { end: '' });
  expect(await ended).toBe(0);
  expect(ran()).toBe('');
});

test('A program that was killed is not waited for: its Job makes another pod once this one has ended (promise 4)', async () => {
  const { ended, ran, program } = pod();
  const started = program();
  await sleep(A_WHILE);
  started.kill('SIGKILL');
  expect(await ended).toBe(1);
  expect(ran()).toBe('');
}, 30_000);

test('What a program said before it was killed holds', async () => {
  const { ended, ran } = pod(0, { start: 'now\n' });
  expect(await ended).toBe(0);
  expect(ran()).toContain('now');
  expect(await pod(0, { end: '' }).ended).toBe(0);
});

test('A program that was killed before it was seen is not waited for, either (promise 4)', async () => {
  const { ended, ran } = pod(1);
  expect(await ended).toBe(1);
  expect(ran()).toBe('');
}, 30_000);

test('A program that lives, or is not there yet, is waited for', async () => {
  const { folder, ended, ran, program } = pod();
  await sleep(A_WHILE);
  const started = program();
  await sleep(A_WHILE);
  writeFileSync(join(folder, 'start'), 'now\n');
  expect(await ended).toBe(0);
  started.kill();
  expect(ran()).toContain('now');
}, 30_000);

test('A program that is seen late is waited for however long it takes', async () => {
  const { folder, ended, program } = pod(2);
  const started = program();
  await sleep(2_000 + A_WHILE);
  writeFileSync(join(folder, 'end'), '');
  expect(await ended).toBe(0);
  started.kill();
}, 30_000);
