import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, dismissClient, endPod, startOptions } from '../../../lib/savepoint/runtime/client';
import { Kubernetes } from '../../../lib/savepoint/runtime/kubernetes';
import { FIRST_RECORD, Phase, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { Settings } from '../../../lib/savepoint/runtime/settings';

const OWNER = { apiVersion: 'v1', kind: 'ConfigMap', name: 'orders-config', uid: 'u-1' };
const RECORD: UpdateRecord = { ...FIRST_RECORD, phase: Phase.STARTING, revision: 'r2', jobId: 'f'.repeat(32) };
const settings = (): Settings =>
  ({
    revision: 'r2',
    pod: 'pod',
    configMap: 'orders-config',
    folder: mkdtempSync(join(tmpdir(), 'client-')),
    restoreArguments: [],
    foldersPerStart: { 'job-result-store.storage-path': 's3://b/ha/job-results' },
  }) as unknown as Settings;

/** An API server with the configuration of a revision, and what it says of the client's container. */
const applied = (revision: string, state?: object) => {
  const map = { metadata: { name: 'orders-config', labels: { 'cdk8s-flink/revision': revision } }, data: { 'config.yaml': 'a: b\n' } };
  const pod = { status: { containerStatuses: [{ name: 'start', state }] } };
  return { get: (resource: string) => Promise.resolve(resource === 'pods' ? pod : map) } as unknown as Kubernetes;
};

test('A start goes by the recorded job id, into folders of its own, owned by the YAML, from the recorded savepoint (promises 2, 7)', () => {
  expect(startOptions(settings(), OWNER, { ...RECORD, savepointPath: 's3://b/savepoints/x' })).toEqual([
    '-Dkubernetes.jobmanager.owner.reference=apiVersion:v1,kind:ConfigMap,name:orders-config,uid:u-1,controller:false,blockOwnerDeletion:false',
    `-D$internal.pipeline.job-id=${'f'.repeat(32)}`,
    `-Djob-result-store.storage-path=s3://b/ha/job-results/${'f'.repeat(32)}`,
    '--fromSavepoint',
    's3://b/savepoints/x',
  ]);
});

test('A first start names no savepoint, and a cluster that waits is told neither job nor savepoint', () => {
  expect(startOptions(settings(), OWNER, RECORD).join(' ')).not.toContain('--fromSavepoint');
  expect(startOptions(settings(), OWNER)).toHaveLength(1);
});

test('It is left the configuration of this revision, and its options a line each, once', async () => {
  const own = settings();
  const client = new Client(own, applied('r2'));
  expect(await client.look()).toEqual({ status: 'idle', trouble: '' });
  await client.run(OWNER, RECORD);
  expect(readFileSync(join(own.folder, 'conf', 'config.yaml'), 'utf8')).toBe('a: b\n');
  expect(readFileSync(join(own.folder, 'start'), 'utf8')).toBe(`${startOptions(own, OWNER, RECORD).join('\n')}\n`);
  expect(await client.look()).toEqual({ status: 'pending', trouble: '' });
  await expect(client.run(OWNER, RECORD)).rejects.toThrow('another pod makes another one');
});

test('The configuration of another revision is not started under the name of this one (promise 4)', async () => {
  const own = settings();
  await expect(new Client(own, applied('r3')).run(OWNER, RECORD)).rejects.toThrow('a newer revision than r2 was applied meanwhile');
  expect(existsSync(join(own.folder, 'start'))).toBe(false);
});

test('What became of it is told by its exit code, and by what it said last', async () => {
  const look = (state: object) => new Client(settings(), applied('r2', state)).look();
  expect(await look({ terminated: { exitCode: 0 } })).toEqual({ status: 'done' });
  const message = 'starting\njava.lang.NoSuchMethodError: main\n\tat Main';
  expect(await look({ terminated: { exitCode: 1, message } })).toEqual({
    status: 'failed',
    cause: 'exit code 1, java.lang.NoSuchMethodError: main',
  });
  expect(await look({ waiting: { reason: 'ErrImagePull', message: 'no such tag' } })).toEqual({
    status: 'idle',
    trouble: 'ErrImagePull, no such tag',
  });
});

test('It is dismissed by a file when nothing more is to be made', () => {
  const own = settings();
  dismissClient(own.folder);
  expect(existsSync(join(own.folder, 'end'))).toBe(true);
});

test.each([
  ['waiting', { waiting: { reason: 'ImagePullBackOff' } }, true],
  ['at work', { running: {} }, false],
  ['done', { terminated: { exitCode: 0 } }, false],
])(
  'A pod whose client is %s ends with the program: its Job does not wait for what cannot start (promise 6): %j',
  async (_what, state, ended) => {
    const patched: unknown[] = [];
    const kubernetes = {
      get: () =>
        Promise.resolve({
          status: {
            containerStatuses: [
              { name: 'update', state: { running: {} } },
              { name: 'start', state },
            ],
          },
        }),
      patch: (...call: unknown[]) => Promise.resolve(void patched.push(call)),
    } as unknown as Kubernetes;
    await endPod({ pod: 'pod' }, kubernetes);
    expect(patched).toEqual(ended ? [['pods', 'pod', { spec: { activeDeadlineSeconds: 1 } }]] : []);
    await expect(endPod({ pod: 'pod' }, {} as Kubernetes)).resolves.toBeUndefined();
  },
);
