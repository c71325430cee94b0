/** Of all pods of all update Jobs of a job one acts, and the Job of the YAML applied last wins. */
import { Turns } from '../../../lib/savepoint/runtime/turn';
import { World } from '../../../lib/savepoint/runtime/world';
import { Flink } from '../../../lib/savepoint/runtime/flink';
import { FakeWorld, MODES } from '../../fakes/fake-world';
import { kubernetesFor, runJob, runPod, settingsFor } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

function turnsOf(world: FakeWorld, revision: string, pod: string, updateJob = `orders-deploy-${revision}`): Turns {
  const settings = settingsFor(world, revision, pod, { updateJob });
  const kubernetes = kubernetesFor(world, pod);
  world.kubernetes.put('pods', { metadata: { name: pod, labels: { 'job-name': updateJob } }, status: { phase: 'Running' } });
  return new Turns(settings, kubernetes, new World(settings, kubernetes, new Flink(settings.flinkUrl)));
}

describe.each(MODES)('%s', (mode) => {
  it('two pods of one Job: one acts at a time, and the job is updated once (promises 1, 3)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.apply('b2');
    const ends = await Promise.all([runPod(world, 'b2'), runPod(world, 'b2')]);
    expect(ends.map((end) => end.outcome)).toEqual(['done', 'done']);
    world.tick(5);
    expect(world.ledger).toMatchObject({ violations: [], starts: 2, stops: 1 });
    const acting = world.kubernetes.changes
      .filter((change) => /stop|deployments|PUT configmaps/.test(change))
      .map((change) => change.split(/[ .]/)[0]);
    expect(new Set(acting).size).toBe(1);
  });

  it('a newer YAML wins over an update that is at work, which ends at any instruction (promises 1, 2, 3, 4)', async () => {
    const at = ['RUNNING', 'STOPPING', 'STOPPED', 'STARTING'];
    for (const phase of at) {
      const world = (await makeWorld({ mode })).seed('a1');
      world.apply('b2');
      let newer: ReturnType<typeof runJob> | undefined;
      world.fate = (call) => {
        // The newer YAML is applied as soon as the older one's update is that far.
        if (!newer && call.mutating && world.recordData.phase === phase && world.kubernetes.find('leases', 'orders-update'))
          newer = runJob(world, 'c3');
        return 'serve';
      };
      const older = await runJob(world, 'b2', { tries: 1 });
      expect(['ended', 'gave-way', 'crashed', 'failed', 'done']).toContain(older.outcome);
      expect(await newer).toMatchObject({ outcome: 'done' });
      world.tick(10);
      expect(world.ledger.violations).toEqual([]);
      expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'c3' });
      expect(world.cluster!.metadata.labels!['cdk8s-flink/revision']).toBe('c3');
      expect(world.kubernetes.all('jobs').map((job) => job.metadata.name)).toEqual(['orders-deploy-c3']);
    }
  });
});

it('a Job whose YAML is no longer the applied one gives way, and names the newer (promise 1)', async () => {
  const world = (await makeWorld()).seed('a1');
  world.apply('b2');
  world.apply('c3');
  expect(await runPod(world, 'b2')).toMatchObject({ outcome: 'gave-way', message: expect.stringContaining('orders-deploy-c3') });
  expect(world.kubernetes.changes).toEqual([]);
});

it('a Job whose YAML is not applied yet waits for it, and says so (promise 6)', async () => {
  const world = (await makeWorld()).seed('a1');
  world.kubernetes.remove('jobs', 'orders-deploy-a1');
  world.kubernetes.put('jobs', { metadata: { name: 'orders-deploy-b2' } });
  expect(await runPod(world, 'b2')).toMatchObject({
    outcome: 'failed',
    message: expect.stringContaining('orders-config is of revision a1'),
  });
});

it('a Job whose YAML is half applied does not give way to an older one, which does nothing more (promise 6)', async () => {
  const world = (await makeWorld()).seed('a1');
  world.tick();
  // The Job of b2 is there and its ConfigMap is not; that of a1 is, with the Job that applied it long ago.
  const labels = { ...world.kubernetes.find('jobs', 'orders-deploy-a1')!.metadata.labels, 'cdk8s-flink/revision': 'b2' };
  world.kubernetes.put('jobs', { metadata: { name: 'orders-deploy-b2', labels } });
  expect(await turnsOf(world, 'b2', 'b2-1').take()).toMatchObject({
    turn: 'wait',
    why: expect.stringContaining('orders-config is of revision a1'),
  });
});

it('of two Jobs of one revision the later one goes on, and neither deletes the other for it (promise 4)', async () => {
  const world = (await makeWorld()).seed('a1');
  world.apply('b2', 'orders-deploy-early');
  world.tick();
  world.apply('b2', 'orders-deploy-late');
  expect(await turnsOf(world, 'b2', 'early-1', 'orders-deploy-early').take()).toMatchObject({ turn: 'give-way' });
  expect(world.kubernetes.find('jobs', 'orders-deploy-late')!.metadata.deletionTimestamp).toBeUndefined();
  expect(await turnsOf(world, 'b2', 'late-1', 'orders-deploy-late').take()).toEqual({ turn: 'mine' });
  expect(world.kubernetes.find('jobs', 'orders-deploy-early')!.metadata.deletionTimestamp).toBeDefined();
});

describe('the Lease (promise 1)', () => {
  async function two() {
    const world = (await makeWorld()).seed('a1');
    world.apply('b2');
    return { world, one: turnsOf(world, 'b2', 'pod-1'), other: turnsOf(world, 'b2', 'pod-2') };
  }

  it('is had by one pod until Kubernetes says that it ended, whatever the clock says', async () => {
    const { world, one, other } = await two();
    expect(await one.take()).toEqual({ turn: 'mine' });
    expect(await one.take()).toEqual({ turn: 'mine' });
    world.tick(100_000);
    expect(await other.take()).toMatchObject({ turn: 'wait', why: expect.stringContaining('pod-1') });
    expect([await one.has(), await other.has()]).toEqual([true, false]);
    world.kubernetes.put('pods', { metadata: { name: 'pod-1' }, status: { phase: 'Failed' } });
    expect(await other.take()).toEqual({ turn: 'mine' });
    expect([await one.has(), await other.has()]).toEqual([false, true]);
  });

  it('passes on when its pod is gone, and when it is let go', async () => {
    const { world, one, other } = await two();
    await one.take();
    world.kubernetes.remove('pods', 'pod-1');
    expect(await other.take()).toEqual({ turn: 'mine' });
    await one.release();
    expect(await other.has()).toBe(true);
    await other.release();
    expect(await other.has()).toBe(false);
  });

  it('goes to one of two that reach for it at once', async () => {
    const { one, other } = await two();
    const turns = await Promise.all([one.take(), other.take()]);
    expect(turns.map((turn) => turn.turn).sort()).toEqual(['mine', 'wait']);
  });

  it('goes with the YAML (promise 7)', async () => {
    const { world, one } = await two();
    await one.take();
    expect(world.kubernetes.find('leases', 'orders-update')!.metadata.ownerReferences).toMatchObject([
      { kind: 'ConfigMap', name: 'orders-config' },
    ]);
  });

  it('a pod that lost it acts no more', async () => {
    const world = (await makeWorld()).seed('a1');
    world.apply('b2');
    world.fate = (call) => {
      const lease = world.kubernetes.find('leases', 'orders-update');
      // Another pod took over while this one was cut off.
      if (lease && call.path.endsWith('/jobs/overview')) world.kubernetes.put('leases', { ...lease, spec: { holderIdentity: 'another' } });
      return 'serve';
    };
    expect(await runPod(world, 'b2')).toMatchObject({ outcome: 'failed', message: 'Another pod has the Lease of this update.' });
    expect(world.ledger.stops).toBe(0);
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1' });
  });
});
