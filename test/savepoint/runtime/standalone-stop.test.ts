/** How a standalone cluster is stopped: what outlives the stop, what would run the job again, and what stands by. */
import { Flink } from '../../../lib/savepoint/runtime/flink';
import { World } from '../../../lib/savepoint/runtime/world';
import { ModeName, MODES } from '../../fakes/fake-world';
import { dieAt } from '../../fakes/faults';
import { RELEASES } from '../../fakes/releases';
import { clusterIdOf, clusterPods } from '../../fakes/mode';
import { kubernetesFor, runJob, runPod, settingsFor } from '../../fakes/update-pod';
import { expectStandalone, isolate, makeWorld } from './worlds';

isolate();

const mode = 'standalone' as const;

describe('pods that outlive the stop (promise 1)', () => {
  it.each(['jobmanager', 'taskmanager'] as const)('a %s that takes its time to go is waited for', async (component) => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.standalone.grace[component] = 30;
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done', pods: 1 });
    expectStandalone(world, 'b2');
  });

  it('a TaskManager that does not go in time ends the update, which says so, and starts nothing (promise 6)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.standalone.grace.taskmanager = 100;
    const end = await runJob(world, 'b2', { tries: 1 });
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining('2 pod(s)') });
    expect(world.ledger).toMatchObject({ starts: 1, stops: 1, violations: [] });
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expectStandalone(world, 'b2');
  });

  it.each(MODES)('a pod that was evicted stays on the list, and is not waited for: %s', async (of: ModeName) => {
    const world = (await makeWorld({ mode: of })).seed('a1');
    for (const component of ['jobmanager', 'taskmanager']) {
      const labels = { 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/component': component };
      world.kubernetes.put('pods', { metadata: { name: `evicted-${component}`, labels }, status: { phase: 'Failed', reason: 'Evicted' } });
    }
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done', pods: 1 });
    expect(world.ledger).toMatchObject({ starts: 2, stops: 1, violations: [] });
  });

  it('JobManagers are told to go before TaskManagers, without which the job would only restart', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    await runJob(world, 'b2');
    const scaled = world.calls.filter((call) => call.method === 'PATCH' && call.body.spec?.replicas === 0);
    expect(scaled.map((call) => call.path.replace(/.*\//, ''))).toEqual(['orders-jobmanager', 'orders-taskmanager']);
  });
});

it('a cluster that is another one by now is left alone (promise 3)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  const settings = settingsFor(world, 'a1', 'some-pod');
  const { cluster } = new World(settings, kubernetesFor(world, 'some-pod'), new Flink(settings.flinkUrl));
  await cluster.delete('another-uid', 'orders');
  expect(world.kubernetes.changes).toEqual([]);
  await cluster.delete(world.cluster!.metadata.uid!, 'orders');
  world.tick(3);
  expect([world.cluster, ...clusterPods(world.kubernetes)]).toEqual([undefined]);
});

describe('before 1.15, a JobManager that has told the savepoint exits cleanly', () => {
  it.each([true, false])('and does not run the job again while no update is at work; HA: %s (promises 3, 4)', async (highAvailability) => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12, highAvailability })).seed('a1');
    world.apply('b2');
    // The record is written; who would have deleted the cluster is dead.
    world.fate = (call) => {
      if (call.method !== 'PUT' || call.body.data?.phase !== 'STOPPED') return 'serve';
      world.dead.add(call.who);
      return 'cut-after';
    };
    expect(await runPod(world, 'b2')).toMatchObject({ outcome: 'failed' });
    const { committed } = world.ledger;
    world.tick(500);
    expect(world.jobManager).toBeUndefined();
    expect(world.ledger).toMatchObject({ committed, reruns: [], violations: [], starts: 1 });
    world.fate = () => 'serve';
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expectStandalone(world, 'b2');
  });

  it('whereas a native one, which remembers nothing, runs it again as soon as Kubernetes restarts it', async () => {
    const world = (await makeWorld({ mode: 'native', release: RELEASES.v1_12 })).seed('a1');
    dieAt(world, 5, 'cut-after');
    await runJob(world, 'b2', { tries: 1 });
    world.tick(100);
    expect(world.ledger.reruns).not.toEqual([]);
  });

  it('and, where its answer was lost, the folder of the savepoint is told of (promises 4, 6)', async () => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12 })).seed('a1');
    world.fate = (call) => {
      if (call.server !== 'flink' || call.method !== 'POST') return 'serve';
      // Flink's id of the stop is lost with the process.
      world.dead.add(call.who);
      return 'cut-after';
    };
    world.apply('b2');
    await runPod(world, 'b2');
    world.fate = () => 'serve';
    world.tick(200);
    const end = await runJob(world, 'b2');
    expect(world.ledger).toMatchObject({ stops: 1, reruns: [], violations: [] });
    expect(end).toMatchObject({ outcome: 'refused', termination: expect.stringContaining(`${world.recordData.target}/`) });
  });
});

describe('several JobManagers', () => {
  const jobManagers = 3;
  /** Those of the cluster that the update ends, not of the one that it prepares. */
  const count = (world: Awaited<ReturnType<typeof makeWorld>>) =>
    clusterPods(world.kubernetes, 'jobmanager').filter((pod) => pod.metadata.labels?.app !== clusterIdOf('native', 'b2')).length;

  it('are brought down to one before the stop where the release is before 1.15 (promise 3)', async () => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12, jobManagers })).seed('a1');
    expect(count(world)).toBe(3);
    const atStop: number[] = [];
    world.fate = (call) => {
      if (call.server === 'flink' && call.method === 'POST') atStop.push(count(world));
      return 'serve';
    };
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(atStop).toEqual([1]);
    world.tick(5);
    expect(world.ledger).toMatchObject({ starts: 2, stops: 1, reruns: [], violations: [] });
  });

  it.each(MODES)('stay until the job is stopped where the release remembers that it is: %s (promise 3)', async (of: ModeName) => {
    const world = (await makeWorld({ mode: of, release: RELEASES.v1_20, jobManagers })).seed('a1');
    const atStop: number[] = [];
    world.fate = (call) => {
      if (call.server === 'flink' && call.method === 'POST') atStop.push(count(world));
      return 'serve';
    };
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(atStop).toEqual([3]);
    expect(world.ledger).toMatchObject({ starts: 2, stops: 1, reruns: [], violations: [] });
  });

  it('are there again after the update', async () => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12, jobManagers })).seed('a1');
    await runJob(world, 'b2');
    world.tick(3);
    expect(count(world)).toBe(3);
    expectStandalone(world, 'b2', 4);
  });

  it('one of them that leads and dies hands over to another, and the job goes on', async () => {
    const world = (await makeWorld({ mode, jobManagers })).seed('a1');
    world.kubernetes.remove('pods', clusterPods(world.kubernetes, 'jobmanager')[0].metadata.name);
    world.tick(8);
    expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expectStandalone(world, 'b2', 4);
  });

  it('are waited for no longer than a savepoint may take (promise 6)', async () => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12, jobManagers })).seed('a1');
    world.standalone.grace.jobmanager = 10_000;
    const end = await runJob(world, 'b2', { tries: 1 });
    expect(world.ledger.violations).toEqual([]);
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining('kubectl') });
  });
});
