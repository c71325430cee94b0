/** A standalone cluster: its starts, its numbers of pods, and what is refused. */
import { Flink } from '../../../lib/savepoint/runtime/flink';
import { FIRST_RECORD, Phase } from '../../../lib/savepoint/runtime/record';
import { World } from '../../../lib/savepoint/runtime/world';
import { clusterPods } from '../../fakes/mode';
import { kubernetesFor, runJob, settingsFor } from '../../fakes/update-pod';
import { runs } from '../../fakes/workloads';
import { expectStandalone, isolate, makeWorld } from './worlds';

isolate();

const KINDS = ['deployments', 'statefulsets'] as const;
const mode = 'standalone' as const;

describe('a first start', () => {
  it('makes the ConfigMap that pods wait for, then TaskManagers, then the JobManager, and holds them (promise 1)', async () => {
    const world = await makeWorld({ mode });
    expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done', pods: 1 });
    expectStandalone(world, 'a1');
    expect(world.ledger.runs).toMatchObject([{ who: 'client', from: '', jobId: world.recordData.jobId }]);
    const changes = world.kubernetes.changes
      .map((change) => change.replace(/^\S+ /, ''))
      .filter((change) => /start-|deployments/.test(change));
    expect(changes).toEqual([
      'POST configmaps/orders-start-a1',
      'PATCH deployments/orders-taskmanager',
      'PATCH deployments/orders-jobmanager',
      'PATCH deployments/orders-taskmanager',
      'PATCH deployments/orders-jobmanager',
    ]);
  });

  it('gives the pods Flink’s configuration, the job id and the savepoint, and goes with the YAML (promises 2, 7)', async () => {
    const world = await makeWorld({ mode });
    await runJob(world, 'a1');
    const first = world.cluster!;
    expect(first.data).toEqual({
      'flink-conf.yaml': '# a1',
      'job-id': world.recordData.jobId,
      'restore-arguments': '',
      'savepoint-path': '',
    });
    expect(first.metadata.ownerReferences).toMatchObject([{ kind: 'ConfigMap', name: 'orders-config' }]);
    world.tick(5);
    await runJob(world, 'b2');
    expect(world.cluster!.data).toEqual({
      'flink-conf.yaml': '# b2',
      'job-id': world.recordData.jobId,
      'restore-arguments': '',
      'savepoint-path': world.recordData.savepointPath,
    });
  });

  it('makes nothing as long as no update ran, whatever was applied (promises 1, 5)', async () => {
    const world = await makeWorld({ mode });
    world.apply('a1');
    world.tick(5);
    world.apply('b2');
    world.tick(5);
    expect(clusterPods(world.kubernetes)).toEqual([]);
  });

  it('is made where the TaskManagers are a StatefulSet, which Kubernetes does not hold back when it is new', async () => {
    const world = await makeWorld({ mode, taskManagerKind: 'statefulsets' });
    expect(await runJob(world, 'a1', { tries: 1 })).toMatchObject({ outcome: 'done' });
    world.tick(5);
    expectStandalone(world, 'a1');
  });

  it('asks a StatefulSet that is new for as many pods as it is to have', async () => {
    const world = await makeWorld({ mode, taskManagerKind: 'statefulsets' });
    world.apply('a1');
    world.tick(2);
    const settings = settingsFor(world, 'a1', 'some-pod');
    const { cluster } = new World(settings, kubernetesFor(world, 'some-pod'), new Flink(settings.flinkUrl));
    await cluster.start({ ...FIRST_RECORD, phase: Phase.STARTING, revision: 'a1', jobId: 'f'.repeat(32) });
    expect(world.standalone.taskManager).toMatchObject({
      spec: { replicas: 2 },
      metadata: { annotations: { 'cdk8s-flink/started': 'a1' } },
    });
  });
});

describe.each(KINDS)('with TaskManagers as %s', (taskManagerKind) => {
  it('an update goes on exactly where the old job stopped, and going back is an update, too (promises 1, 2, 3)', async () => {
    const world = (await makeWorld({ mode, taskManagerKind })).seed('a1');
    for (const revision of ['b2', 'a1']) {
      expect(await runJob(world, revision)).toMatchObject({ outcome: 'done', pods: 1 });
      expectStandalone(world, revision);
      expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
      world.tick(5);
    }
    expect(world.ledger).toMatchObject({ starts: 3, stops: 2 });
  });

  it('the pods of the old revision stay as many as they are, whatever is applied, until the job is stopped (promises 3, 5)', async () => {
    const world = (await makeWorld({ mode, taskManagerKind })).seed('a1');
    // Somebody scaled the running job.
    const { taskManager } = world.standalone;
    world.kubernetes.put(taskManagerKind, { ...taskManager, spec: { ...taskManager.spec, replicas: 3 } });
    world.tick(3);
    const before = clusterPods(world.kubernetes).map((pod) => pod.metadata.uid);
    expect(before).toHaveLength(4);
    world.standalone.replicas = '1';
    const seen: unknown[] = [];
    world.fate = () => {
      if (['RUNNING', 'STOPPING'].includes(world.recordData.phase) && world.recordData.revision === 'a1')
        seen.push(clusterPods(world.kubernetes).map((pod) => pod.metadata.uid));
      return 'serve';
    };
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(seen.length).toBeGreaterThan(20);
    for (const uids of seen) expect(uids).toEqual(before);
    expectStandalone(world, 'b2', 1);
  });

  it.each([
    ['1-4', 3, 3],
    ['1-4', 6, 4],
    ['2-4', 1, 2],
    ['2', 5, 2],
  ])('TaskManagers that follow the load are kept within bounds: %s after %d are %d', async (replicas, before, after) => {
    const world = await makeWorld({ mode, taskManagerKind });
    world.standalone.replicas = '1-9';
    world.seed('a1');
    const { taskManager } = world.standalone;
    world.kubernetes.put(taskManagerKind, { ...taskManager, spec: { ...taskManager.spec, replicas: before } });
    world.tick(3);
    world.standalone.replicas = replicas;
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(world.recordData.taskManagers).toBe(String(before));
    world.tick(2);
    expectStandalone(world, 'b2', after);
  });
});

it('a StatefulSet is let go by its partition, and held once its revision is current, so that a pod made anew is of it', async () => {
  const world = (await makeWorld({ mode, taskManagerKind: 'statefulsets' })).seed('a1');
  const partitions: unknown[] = [];
  world.fate = (call) => {
    if (call.method === 'PATCH' && call.path.endsWith('statefulsets/orders-taskmanager') && call.body.spec.updateStrategy) {
      const { status } = world.standalone.taskManager;
      partitions.push([call.body.spec.updateStrategy.rollingUpdate.partition, status.currentRevision === 'orders-taskmanager-b2']);
    }
    return 'serve';
  };
  expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
  expect(partitions.map(([partition]: any) => partition)).toEqual([2147483647, 0, 2147483647]);
  expect(partitions.at(-1)).toEqual([2147483647, true]);
  world.kubernetes.remove('pods', 'orders-taskmanager-1');
  world.tick(3);
  expectStandalone(world, 'b2');
});

it('a status that is older than what was asked for last tells nothing', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  const settings = settingsFor(world, 'a1', 'some-pod');
  const real = new World(settings, kubernetesFor(world, 'some-pod'), new Flink(settings.flinkUrl));
  expect((await real.look()).seen.deployment).toMatchObject({ rolled: true, held: true });
  const { taskManager } = world.standalone;
  world.kubernetes.put('deployments', { ...taskManager, spec: { ...taskManager.spec, paused: false } });
  expect((await real.look()).seen.deployment).toMatchObject({ rolled: false, held: false });
  world.standalone.sync();
  expect((await real.look()).seen.deployment).toMatchObject({ rolled: true, held: false });
});

it('TaskManagers that become a StatefulSet leave none of the Deployment’s pods (promise 1)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  world.standalone.taskManagerKind = 'statefulsets';
  expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
  world.tick(3);
  expectStandalone(world, 'b2');
  expect(world.kubernetes.find('deployments', 'orders-taskmanager')!.spec.replicas).toBe(0);
});

describe('a cluster of the other mode is refused, and nothing is touched (promises 1, 6)', () => {
  it.each([
    ['native', 'standalone'],
    ['standalone', 'native'],
  ] as const)('%s, and the YAML says %s', async (was, is) => {
    const world = (await makeWorld({ mode: was })).seed('a1');
    const pods = clusterPods(world.kubernetes);
    world.role = is;
    const end = await runJob(world, 'b2', { mode: is });
    expect(end).toMatchObject({ outcome: 'refused', pods: 1 });
    expect(end.termination).toMatch(new RegExp(`a1 \\(RUNNING\\) is a ${was} cluster, and b2 is a ${is} one.*Nothing was touched`));
    const changes = world.kubernetes.changes.map((change) => change.replace(/^\S+ /, ''));
    // What tells of it, and whose turn it is.
    expect(changes.filter((change) => !/^(DELETE jobs|POST leases|POST events|PATCH configmaps\/orders-savepoint)/.test(change))).toEqual(
      [],
    );
    world.tick(5);
    expect(clusterPods(world.kubernetes)).toEqual(pods);
    expect(world.ledger).toMatchObject({ stops: 0, starts: 1, violations: [] });
  });

  it('unless it was stopped and is gone: then its savepoint is gone on from (promise 2)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.ledger.states.set('s3://by-hand', world.ledger.committed);
    const data = { ...world.recordData, phase: 'STOPPED', mode: 'native', savepointPath: 's3://by-hand' };
    world.kubernetes.put('configmaps', { metadata: { name: 'orders-savepoint' }, data });
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'refused' });
    world.pods.deleteByHand();
    world.tick(5);
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(world.ledger.runs.at(-1)!.from).toBe('s3://by-hand');
  });
});

describe('workloads that were deleted by hand, and applied again', () => {
  async function deleted(highAvailability: boolean) {
    const world = (await makeWorld({ mode, highAvailability })).seed('a1');
    for (const name of ['orders-jobmanager', 'orders-taskmanager']) world.kubernetes.remove('deployments', name);
    world.tick(5);
    expect(clusterPods(world.kubernetes)).toEqual([]);
    return world;
  }

  it('are started again from the newest checkpoint that HA knows of (promise 2)', async () => {
    const world = await deleted(true);
    expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done' });
    expectStandalone(world, 'a1');
  });

  it.each(['a1', 'b2'])('are not started from older state, as %s, where nothing knows of a newer one (promises 2, 6)', async (revision) => {
    const world = await deleted(false);
    const end = await runJob(world, revision, { tries: 1 });
    expect(end).toMatchObject({ outcome: 'refused', termination: expect.stringContaining('deleted by hand') });
    expect(clusterPods(world.kubernetes).filter(runs)).toEqual([]);
    expect(world.ledger).toMatchObject({ starts: 1, violations: [] });
  });
});

it('a record that somebody deleted is made anew from the job that runs, which is then updated (promise 2)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  world.kubernetes.remove('configmaps', 'orders-savepoint');
  expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done', pods: 1 });
  expectStandalone(world, 'b2');
});

it('pods that do not come up are told of in the words of Kubernetes (promise 6)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  world.standalone.troubles.b2 = { reason: 'ImagePullBackOff', message: 'no such tag' };
  const end = await runJob(world, 'b2', { tries: 1 });
  expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringMatching(/started from: s3:/) });
  expect(end.termination).toMatch(/Kubernetes says: pod orders-jobmanager-\d+: ImagePullBackOff, no such tag/);
  // The next revision goes from the same savepoint.
  expect(await runJob(world, 'c3')).toMatchObject({ outcome: 'done' });
  expectStandalone(world, 'c3');
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
});
