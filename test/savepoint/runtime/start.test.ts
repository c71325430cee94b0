/** The script that waits beside the program to run Flink's client, with a stub in the client's place. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../../lib/savepoint/runtime/start.sh');

/** Runs the container in a folder, with a second's patience. */
function container(first = 60): { readonly folder: string; readonly ended: Promise<number | null>; readonly ran: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/flink'), `#!/usr/bin/env bash\nprintf '%s ' "$@" >'${folder}/ran'\n`);
  chmodSync(join(folder, 'bin/flink'), 0o755);
  const text = readFileSync(SCRIPT, 'utf8');
  expect(text).toContain('patience=20');
  expect(text).toContain('first=60');
  writeFileSync(join(folder, 'start.sh'), text.replace('patience=20', 'patience=1').replace('first=60', `first=${first}`));
  const env = { ...process.env, FOLDER: folder, FLINK_HOME: folder };
  const script = spawn('bash', [join(folder, 'start.sh'), 'run-application', '--target', 'somewhere'], { env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => script.on('exit', resolve));
  return { folder, ended, ran: () => (existsSync(join(folder, 'ran')) ? readFileSync(join(folder, 'ran'), 'utf8') : '') };
}

test('Flink’s client is run once the program says how (promise 2)', async () => {
  const { folder, ended, ran } = container();
  writeFileSync(join(folder, 'start'), '-Da=b\n--fromSavepoint\ns3://here\n');
  expect(await ended).toBe(0);
  expect(ran()).toBe('run-application -Da=b --fromSavepoint s3://here --target somewhere ');
});

test('It ends with the program that has nothing to start', async () => {
  const { folder, ended, ran } = container();
  writeFileSync(join(folder, 'end'), '');
  expect(await ended).toBe(0);
  expect(ran()).toBe('');
});

test('A program that was killed is not waited for: its Job makes another pod once this one has ended (promise 4)', async () => {
  const { folder, ended, ran } = container();
  writeFileSync(join(folder, 'alive'), '1');
  expect(await ended).toBe(1);
  expect(ran()).toBe('');
}, 30_000);

test('A program that was killed before it said anything is not waited for, either (promise 4)', async () => {
  const { ended, ran } = container(2);
  expect(await ended).toBe(1);
  expect(ran()).toBe('');
}, 30_000);

test('A program that lives, or is not there yet, is waited for', async () => {
  const { folder, ended, ran } = container();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  let beats = 0;
  const program = setInterval(() => writeFileSync(join(folder, 'alive'), String(++beats)), 200);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  writeFileSync(join(folder, 'start'), 'now\n');
  expect(await ended).toBe(0);
  clearInterval(program);
  expect(ran()).toContain('now');
}, 30_000);
