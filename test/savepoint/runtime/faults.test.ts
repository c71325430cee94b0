/** Calls that go wrong without anybody dying: they are looked at again, and the update goes on. */
import { FakeWorld, MODES } from '../../fakes/fake-world';
import { Fate } from '../../fakes/fake-server';
import { failFirst } from '../../fakes/faults';
import { RELEASES } from '../../fakes/releases';
import { PodEnd, runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

function expectConverged(world: FakeWorld, end: PodEnd): void {
  expect(world.ledger.violations).toEqual([]);
  expect(end).toMatchObject({ outcome: 'done' });
  expect(world.ledger.starts).toBe(2);
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2' });
}

const FATES: readonly Fate[] = [500, 429, 'cut-before', 'cut-after'];

describe.each(MODES.flatMap((mode) => FATES.map((fate) => ({ mode, fate }))))(
  '$mode: the first call of every kind ends with $fate',
  ({ mode, fate }) => {
    it('an update of Flink 1.20 converges (promises 1, 2, 3, 4)', async () => {
      const world = (await makeWorld({ mode, release: RELEASES.v1_20 })).seed('a1');
      const failed = failFirst(world, fate);
      expectConverged(world, await runJob(world, 'b2', { tries: 20 }));
      expect(failed.size).toBeGreaterThan(40);
    });

    it('an update of Flink 1.12 converges, or refuses where the id of its stop was lost (promises 1, 2, 3, 4)', async () => {
      const world = (await makeWorld({ mode, release: RELEASES.v1_12 })).seed('a1');
      failFirst(world, fate);
      const end = await runJob(world, 'b2', { tries: 20 });
      if (fate !== 'cut-after') return expectConverged(world, end);
      expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining(`${world.recordData.target}/`) });
      expect(world.ledger).toMatchObject({ starts: 1, stops: 1, violations: [] });
    });
  },
);

/** Every kind of change that an update makes, by how it goes about it. */
const CHANGES = {
  // The new cluster is made ready before the stop, and the old one deleted when it runs.
  prepared: [
    'DELETE jobs/orders-deploy-a1 at RUNNING',
    'POST leases at RUNNING',
    'DELETE configmaps/orders-start-b2 at RUNNING',
    'POST deployments at RUNNING',
    'POST services at RUNNING',
    'POST configmaps at RUNNING',
    'POST pods at RUNNING',
    ...stop(),
    'POST configmaps at STARTING',
    'PATCH pods/orders-b2-jobmanager-\\d+ at STARTING',
    'PUT configmaps/orders-savepoint at STARTING',
    'DELETE configmaps/orders-start-a1 at RUNNING',
    'DELETE deployments/orders-a1 at RUNNING',
    'DELETE configmaps/orders-a1-cluster-config-map at RUNNING',
    ...end(),
  ],
  native: inOrder(
    ['DELETE deployments/orders-a1 at STOPPED'],
    ['POST deployments at STARTING', 'POST services at STARTING', 'POST configmaps at STARTING'],
    [],
  ),
  standalone: inOrder(
    [
      'PATCH deployments/orders-jobmanager at STOPPED',
      'PATCH deployments/orders-taskmanager at STOPPED',
      'DELETE configmaps/orders-start-a1 at STOPPED',
    ],
    ['POST configmaps at STARTING', 'PATCH deployments/orders-taskmanager at STARTING', 'PATCH deployments/orders-jobmanager at STARTING'],
    ['PATCH deployments/orders-taskmanager at RUNNING', 'PATCH deployments/orders-jobmanager at RUNNING'],
  ),
};

function inOrder(deletion: readonly string[], start: readonly string[], last: readonly string[]): string[] {
  return [
    'DELETE jobs/orders-deploy-a1 at RUNNING',
    'POST leases at RUNNING',
    ...stop(),
    ...deletion,
    'DELETE configmaps/orders-(a1-)?(cluster-config-map|dispatcher-leader) at STOPPED',
    'PUT configmaps/orders-savepoint at STOPPED',
    ...start,
    'PUT configmaps/orders-savepoint at STARTING',
    ...last,
    ...end(),
  ];
}

function stop(): string[] {
  return ['PUT configmaps/orders-savepoint at RUNNING', 'POST /jobs/<id>/stop at STOPPING', 'PUT configmaps/orders-savepoint at STOPPING'];
}

function end(): string[] {
  return ['PATCH configmaps/orders-(b2-)?<id>-(config-map|jobmanager-leader) at RUNNING', 'PUT leases/orders-update at RUNNING'];
}

const FAULTS = [
  { release: RELEASES.v1_20, fate: 500 },
  { release: RELEASES.v1_20, fate: 'cut-after' },
  { release: RELEASES.v1_12, fate: 500 },
] as const;

describe.each(MODES.flatMap((mode) => FAULTS.map((fault) => ({ mode, ...fault }))))(
  '$mode, Flink $release.version: one change ends with $fate',
  ({ mode, release, fate }) => {
    const prepared = mode === 'native' && release.ownTriggerId;
    it.each(CHANGES[prepared ? 'prepared' : mode])('an update converges after %s (promises 1, 2, 3, 4)', async (change) => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      const failed = failFirst(world, fate, (kind) => new RegExp(`^${change}$`).test(kind));
      expectConverged(world, await runJob(world, 'b2'));
      expect(failed.size).toBe(1);
    });
  },
);

describe.each(MODES)('%s', (mode) => {
  it('an API server that stays away is given up with its own words, and the job runs on (promise 6)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.fate = (call) => {
      if (call.server === 'flink') return 'serve';
      world.tick(10);
      return 500;
    };
    const end = await runJob(world, 'b2', { tries: 1 });
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringMatching(/Gave up after 120 s: GET .*500/) });
    expect(world.jobManager!.job!.state).toBe('RUNNING');
  });

  it.each<Fate>([500, 'cut-before', 'cut-after'])(
    'a path that 1.12 tells once is kept until it is recorded, through %s (promises 3, 4)',
    async (fate) => {
      const world = (await makeWorld({ mode, release: RELEASES.v1_12 })).seed('a1');
      let failures = 0;
      world.fate = (call) => (call.method === 'PUT' && call.body.data?.phase === 'STOPPED' && failures++ < 3 ? fate : 'serve');
      expectConverged(world, await runJob(world, 'b2', { tries: 1 }));
      expect(world.ledger.reruns).toEqual([]);
    },
  );

  it('a write that another one made first is not repeated over it (promise 4)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    let conflicts = 0;
    world.fate = (call) => {
      // Somebody else writes between the look and the write.
      if (call.method === 'PUT' && call.path.endsWith('/orders-savepoint') && conflicts++ < 3) {
        const { metadata, data } = world.kubernetes.find('configmaps', 'orders-savepoint')!;
        world.kubernetes.put('configmaps', { metadata, data: { ...data, message: `by hand ${conflicts}` } });
      }
      return 'serve';
    };
    expectConverged(world, await runJob(world, 'b2'));
    expect(conflicts).toBeGreaterThan(3);
  });
});
