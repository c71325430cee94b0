/** The update program against a world of fakes, over HTTP. */
import { readFileSync } from 'node:fs';
import { MODES } from '../../fakes/fake-world';
import { JobManager } from '../../fakes/job-manager';
import { RELEASES } from '../../fakes/releases';
import { clusterPods } from '../../fakes/mode';
import { runJob, runPod, settingsFor } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

describe.each(MODES.flatMap((mode) => Object.values(RELEASES).map((release) => ({ mode, release }))))(
  '$mode, Flink $release.version',
  ({ mode, release }) => {
    it.each([true, false])(
      'a first start, then an update that goes on exactly where the old job stopped; HA: %s (promises 1, 2, 3)',
      async (highAvailability) => {
        const world = await makeWorld({ mode, release, highAvailability });
        expect(await runJob(world, 'r1')).toMatchObject({ outcome: 'done', pods: 1 });
        world.tick(10);
        expect(await runJob(world, 'r2')).toMatchObject({ outcome: 'done', pods: 1 });
        world.tick(10);
        expect(world.ledger).toMatchObject({ violations: [], reruns: [], starts: 2, stops: 1 });
        expect(world.ledger.runs[0].from).toBe('');
        expect(world.ledger.runs[1].from).toBe(world.recordData.savepointPath);
      },
    );

    it('the same YAML applied again restarts nothing (promise 5)', async () => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      const { uid } = world.cluster!.metadata;
      expect(await runJob(world, 'a1', { updateJob: 'orders-deploy-again' })).toMatchObject({ outcome: 'done', pods: 1 });
      expect(world.cluster!.metadata.uid).toBe(uid);
      expect(world.ledger).toMatchObject({ starts: 1, stops: 0 });
    });

    it('a savepoint that fails leaves the job running, says why everywhere, and another try does it (promises 3, 6)', async () => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      world.jobManager!.savepointTrouble = 'no space left on device';
      const end = await runJob(world, 'b2', { tries: 1 });
      expect(end.outcome).toBe('failed');
      for (const text of [end.termination, world.recordData.message, world.kubernetes.all('events')[0].message]) {
        expect(text).toMatch(/no space left on device.*goes on with revision a1.*apply the YAML again/);
      }
      expect(world.jobManager!.job!.state).toBe('RUNNING');
      expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1' });
      world.jobManager!.savepointTrouble = '';
      expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
      expect(world.ledger).toMatchObject({ violations: [], starts: 2, stops: 2 });
      expect(world.recordData.message).toBe('');
    });

    it('a job that fails by itself is told of in the words of Flink, and left alone (promises 2, 6)', async () => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      world.jobManager!.fail('java.lang.IllegalStateException: a bug');
      const end = await runJob(world, 'b2');
      expect(end).toMatchObject({ outcome: 'refused', pods: 1 });
      expect(end.termination).toMatch(/FAILED.*java.lang.IllegalStateException: a bug/);
      expect(world.ledger).toMatchObject({ starts: 1, stops: 0 });
    });

    it('a JobManager that dies while the job is being stopped costs no record (promises 2, 3, 4)', async () => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      let crashed = false;
      world.fate = (call) => {
        // In the middle of the savepoint.
        if (!crashed && /savepoints\/\w+$/.test(call.path)) {
          crashed = true;
          world.crash();
        }
        return 'serve';
      };
      const end = await runJob(world, 'b2');
      expect(crashed).toBe(true);
      expect(world.ledger.violations).toEqual([]);
      if (release.ownTriggerId) expect(end.outcome).toBe('done');
      else {
        // It cannot be told from one that came back after the job was done.
        expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining(world.recordData.target) });
        expect(world.ledger).toMatchObject({ starts: 1, stops: 1 });
      }
    });
  },
);

describe.each(MODES)('%s', (mode) => {
  it.each([
    ['1.12', '1.20', RELEASES.v1_12, true],
    ['1.20', '1.12', RELEASES.v1_20, false],
  ])('an update from %s to %s stops the old job in the way of the old release (promise 3)', async (_, __, release, ownTriggerId) => {
    const world = (await makeWorld({ mode, release })).seed('a1');
    expect(await runJob(world, 'b2', { ownTriggerId })).toMatchObject({ outcome: 'done', pods: 1 });
    expect(world.ledger).toMatchObject({ violations: [], starts: 2, stops: 1 });
  });

  it('a new revision that never runs is given up for the next one, from the same savepoint (promises 2, 3)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.prepare = (jobManager: JobManager) => (jobManager.stuck = true);
    const end = await runJob(world, 'b2', { tries: 2 });
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining('It started from: s3://state') });
    world.prepare = () => undefined;
    // A job that cannot be stopped is left alone, and started anew by a person or by its own end.
    world.jobManager!.fail('java.lang.OutOfMemoryError');
    expect(await runJob(world, 'c3')).toMatchObject({ outcome: 'done' });
    expect(world.ledger.violations).toEqual([]);
    expect(world.ledger.runs.map((run) => run.from)).toEqual(['', world.recordData.savepointPath, world.recordData.savepointPath]);
  });

  it('a cluster of the wanted revision that was deleted by hand comes back from its newest checkpoint (promise 2)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.pods.deleteByHand();
    world.tick(10);
    expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done' });
    expect(world.ledger).toMatchObject({ violations: [], starts: 2 });
  });

  it('a cluster of another revision that was deleted by hand is not replaced by older state (promises 2, 6)', async () => {
    const world = (await makeWorld({ mode, highAvailability: false })).seed('a1');
    world.pods.deleteByHand();
    world.tick(10);
    const end = await runJob(world, 'b2');
    expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining('kubectl') });
    expect(readFileSync(settingsFor(world, 'b2', end.pod).terminationLog, 'utf8')).toBe(end.message);
    expect(world.cluster).toBeUndefined();
  });

  it('pods of an old cluster that do not go hold the new one back (promises 1, 6)', async () => {
    const world = (await makeWorld({ mode, prepared: false })).seed('a1');
    const remove = world.kubernetes.remove.bind(world.kubernetes);
    const pods = clusterPods(world.kubernetes).map((pod) => pod.metadata.name);
    world.kubernetes.remove = (resource, name) => void (pods.includes(name) || remove(resource, name));
    const end = await runPod(world, 'b2', { updateJob: world.apply('b2') });
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining(`${pods.length} pod(s)`) });
    expect(pods.length).toBeGreaterThan(1);
    expect(world.cluster).toBeUndefined();
    world.kubernetes.remove = remove;
    world.tick(10);
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(world.ledger).toMatchObject({ violations: [], starts: 2, stops: 1 });
  });

  it('pods of a stopped cluster that do not go fail the update, and leave the new one running (promises 1, 6)', async () => {
    if (mode === 'standalone') return;
    const world = (await makeWorld({ mode })).seed('a1');
    const remove = world.kubernetes.remove.bind(world.kubernetes);
    const pods = clusterPods(world.kubernetes).map((pod) => pod.metadata.name);
    world.kubernetes.remove = (resource, name) => void (pods.includes(name) || remove(resource, name));
    const end = await runPod(world, 'b2', { updateJob: world.apply('b2') });
    expect(end).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/orders-a1.*not gone.*orders-b2.*runs/) });
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2', former: 'orders-a1' });
    world.kubernetes.remove = remove;
    world.tick(10);
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(world.recordData.former).toBe('');
    expect(world.ledger).toMatchObject({ violations: [], starts: 2, stops: 1 });
  });

  it('a record that was damaged by hand is refused, with what to correct (promise 6)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.kubernetes.put('configmaps', { metadata: { name: 'orders-savepoint' }, data: { ...world.recordData, phase: 'RUNING' } });
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/RUNING.*RUNNING/) });
  });
});

it('what an update makes for good, and no YAML has, is left alone by GitOps controllers, also where a person made it (promises 2, 7)', async () => {
  const world = await makeWorld();
  const claim = { name: 'orders-state', spec: {} };
  world.kubernetes.put('configmaps', { metadata: { name: 'orders-savepoint' }, data: { phase: 'STOPPED', savepointPath: '' } });
  await runJob(world, 'a1', { claim });
  for (const [resource, name] of [['configmaps', 'orders-savepoint'] as const, ['persistentvolumeclaims', 'orders-state'] as const]) {
    const { annotations, ownerReferences } = world.kubernetes.find(resource, name)!.metadata;
    expect(annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=false',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    expect(ownerReferences).toBeUndefined();
  }
  // All else has an owner, by which they know that it is not theirs.
  for (const name of ['orders-kept', 'orders-start-a1'])
    expect(world.kubernetes.find('configmaps', name)!.metadata.ownerReferences).toMatchObject([{ name: 'orders-config' }]);
});
