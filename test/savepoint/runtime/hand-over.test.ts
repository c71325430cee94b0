import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handOver, PLAN, START, startOptions } from '../../../lib/savepoint/runtime/hand-over';
import { Kubernetes } from '../../../lib/savepoint/runtime/kubernetes';
import { FIRST_RECORD, Phase, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { Settings } from '../../../lib/savepoint/runtime/settings';
import { World } from '../../../lib/savepoint/runtime/world';

const OWNER = { apiVersion: 'v1', kind: 'ConfigMap', name: 'orders-config', uid: 'u-1' };
const RECORD: UpdateRecord = { ...FIRST_RECORD, phase: Phase.STARTING, revision: 'r2', jobId: 'f'.repeat(32) };
const settings = (): Settings =>
  ({
    revision: 'r2',
    configMap: 'orders-config',
    folder: mkdtempSync(join(tmpdir(), 'hand-over-')),
    foldersPerStart: { 'job-result-store.storage-path': 's3://b/ha/job-results' },
  }) as unknown as Settings;

/** A cluster that has applied a revision. */
const applied = (revision: string) => {
  const map = { metadata: { name: 'orders-config', labels: { 'cdk8s-flink/revision': revision } }, data: { 'config.yaml': 'a: b\n' } };
  const kubernetes = { get: () => Promise.resolve(map) } as unknown as Kubernetes;
  const world = { owner: () => Promise.resolve(OWNER) } as unknown as World;
  return { kubernetes, world };
};

test('A start goes by the recorded job id, into folders of its own, owned by the YAML, from the recorded savepoint (promises 2, 7)', () => {
  expect(startOptions(settings(), { ...RECORD, savepointPath: 's3://b/savepoints/x' }, OWNER)).toEqual([
    `-D$internal.pipeline.job-id=${'f'.repeat(32)}`,
    `-Djob-result-store.storage-path=s3://b/ha/job-results/${'f'.repeat(32)}`,
    '-Dkubernetes.jobmanager.owner.reference=apiVersion:v1,kind:ConfigMap,name:orders-config,uid:u-1,controller:false,blockOwnerDeletion:false',
    '--fromSavepoint',
    's3://b/savepoints/x',
  ]);
});

test('A first start names no savepoint', () => {
  expect(startOptions(settings(), RECORD, OWNER).join(' ')).not.toContain('--fromSavepoint');
});

test('The client is left the configuration of this revision, its options a line each, and the plan', async () => {
  const { kubernetes, world } = applied('r2');
  const own = settings();
  await handOver(own, kubernetes, world, { outcome: 'start', record: RECORD }, join(own.folder, PLAN));
  expect(readFileSync(join(own.folder, 'conf', 'config.yaml'), 'utf8')).toBe('a: b\n');
  expect(readFileSync(join(own.folder, START), 'utf8')).toBe(`${startOptions(own, RECORD, OWNER).join('\n')}\n`);
  expect(readFileSync(join(own.folder, PLAN), 'utf8')).toBe('start');
});

test('The configuration of another revision is not started under the name of this one (promise 4)', async () => {
  const { kubernetes, world } = applied('r3');
  const own = settings();
  await expect(handOver(own, kubernetes, world, { outcome: 'start', record: RECORD }, join(own.folder, PLAN))).rejects.toThrow(
    'a newer revision than r2 was applied meanwhile',
  );
  expect(existsSync(join(own.folder, START))).toBe(false);
  expect(existsSync(join(own.folder, PLAN))).toBe(false);
});

test('Where nothing is to be started, only the plan is left', async () => {
  const { kubernetes, world } = applied('r2');
  const own = settings();
  await handOver(own, kubernetes, world, { outcome: 'gave-way', message: '' }, join(own.folder, PLAN));
  expect(readFileSync(join(own.folder, PLAN), 'utf8')).toBe('gave-way');
  expect(existsSync(join(own.folder, START))).toBe(false);
});
