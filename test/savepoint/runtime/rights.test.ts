/**
 * Promise 8, for the program: what its Roles allow is enough (the fakes answer 403 to all else, in every test) and not more than the
 * scenarios here take.
 */
import { SAVEPOINT_TAKER } from '../../../lib/security/identity';
import { FakeWorld, ModeName, MODES, WorldOptions } from '../../fakes/fake-world';
import { dieAt } from '../../fakes/faults';
import { RELEASES } from '../../fakes/releases';
import { rightFor, single, UPDATERS } from '../../fakes/rights';
import { runSchedule } from '../../fakes/schedule-pod';
import { runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

const KEPT = { rollsBack: true, claim: { name: 'orders-state', spec: {} } };

/** What Flink's client takes besides, in the same pod: it asks for the Service that it made. */
const CLIENT: Readonly<Record<ModeName, readonly string[]>> = { native: ["get services of ''"], standalone: [] };

/** What calls for every right. */
const SCENARIOS: Readonly<Record<string, (mode: ModeName) => Promise<FakeWorld>>> = {
  'an update, one that fails, and the way back': async (mode) => {
    const world = await makeWorld({ mode });
    await runJob(world, 'a1', KEPT);
    world.tick(10);
    world.prepare = (jobManager) => (jobManager.stuck = world.cluster?.metadata.labels?.['cdk8s-flink/revision'] === 'b2');
    await runJob(world, 'b2', KEPT);
    return world;
  },
  'an update of a job that is not made ready ahead, and standbys': async (mode) => {
    const world = (await makeWorld({ mode, release: RELEASES.v1_12, jobManagers: 2 })).seed('a1');
    await runJob(world, 'b2');
    return world;
  },
  'a pod after one that died with the Lease': async (mode) => {
    const world = (await makeWorld({ mode })).seed('a1');
    dieAt(world, 4, 'cut-before');
    await runJob(world, 'b2');
    return world;
  },
  'TaskManagers with volumes': async (mode) => {
    const options: WorldOptions = mode === 'standalone' ? { mode, taskManagerKind: 'statefulsets' } : { mode };
    const world = (await makeWorld(options)).seed('a1');
    await runJob(world, 'b2');
    return world;
  },
};

describe.each(MODES)('the program in update Jobs of %s clusters', (mode) => {
  it('takes every right of its Role', async () => {
    const taken = new Set<string>();
    for (const scenario of Object.values(SCENARIOS)) {
      const world = await scenario(mode);
      expect(world.ledger.violations).toEqual([]);
      for (const call of world.calls.filter(({ server, who }) => server === 'kubernetes' && !who.endsWith('.client')))
        taken.add(rightFor(call));
    }
    expect([...taken, ...CLIENT[mode]].sort()).toEqual(single(UPDATERS[mode]));
  });
});

it('the program in Jobs of a schedule takes every right of its Role', async () => {
  const world = (await makeWorld()).seed('a1');
  dieAt(world, 2, 'cut-before');
  await runSchedule(world);
  world.jobManager!.savepointTrouble = 'no space left on device';
  expect(await runSchedule(world, { job: 'orders-savepoints-2' })).toMatchObject({ outcome: 'failed' });
  expect(world.ledger.violations).toEqual([]);
  const taken = world.calls.filter(({ server }) => server === 'kubernetes').map(rightFor);
  expect([...new Set(taken)].sort()).toEqual(single(SAVEPOINT_TAKER));
});
