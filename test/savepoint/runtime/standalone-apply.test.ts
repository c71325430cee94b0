/** Applying YAML while an update of a standalone cluster is at work: it pauses what was let go, and may bring another template. */
import { Call } from '../../fakes/fake-server';
import { FakeWorld, WorldOptions } from '../../fakes/fake-world';
import { interruptAt } from '../../fakes/faults';
import { clusterPods } from '../../fakes/mode';
import { runJob } from '../../fakes/update-pod';
import { revisionOf, runs } from '../../fakes/workloads';
import { expectStandalone, isolate, makeWorld } from './worlds';

isolate();

const mode = 'standalone' as const;

/** Whether Kubernetes' controllers see what the program did before somebody applies the YAML. */
const CONTROLLERS = {
  'the controllers see': (world: FakeWorld) => world.standalone.sync(),
  'nobody sees': () => undefined,
};
const SWEEPS = (['deployments', 'statefulsets'] as const).flatMap((taskManagerKind) =>
  Object.entries(CONTROLLERS).map(([seen, act]) => ({ taskManagerKind, seen, act })),
);

/** Updates, each interrupted before one request more, until one is not interrupted any more. Returns how many were. */
async function sweep(
  options: WorldOptions,
  counts: (world: FakeWorld, call: Call) => boolean,
  run: (world: FakeWorld, interrupt: Interrupt) => Promise<void>,
) {
  for (let n = 1; ; n++) {
    const world = (await makeWorld({ mode, ...options })).seed('a1');
    let state = { happened: true };
    try {
      await run(world, (happen) => (state = interruptAt(world, n, (call) => counts(world, call), happen)));
    } catch (error) {
      throw new Error(`interrupted before request ${n}`, { cause: error });
    }
    await world.down();
    if (!state.happened) return n - 1;
  }
}
type Interrupt = (happen: () => void) => void;

describe.each(SWEEPS)('TaskManagers as $taskManagerKind, and $seen what the program did before', ({ taskManagerKind, act }) => {
  it('the same YAML applied again before any change pauses what was let go, and the start converges (promises 1, 3, 5)', async () => {
    const changes = await sweep(
      { taskManagerKind },
      (_, call) => call.mutating,
      async (world, interrupt) => {
        interrupt(() => {
          act(world);
          world.apply('b2');
        });
        expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'done' });
        world.tick(5);
        expectStandalone(world, 'b2');
        expect(world.ledger).toMatchObject({ starts: 2, stops: 1 });
      },
    );
    expect(changes).toBeGreaterThan(18);
  });
});

it('the same YAML applied again before any request of a start pauses what was let go, and the start converges (promises 1, 3, 5)', async () => {
  const requests = await sweep(
    {},
    (world) => world.recordData.phase === 'STARTING',
    async (world, interrupt) => {
      interrupt(() => world.apply('b2'));
      expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'done' });
      world.tick(5);
      expectStandalone(world, 'b2');
    },
  );
  expect(requests).toBeGreaterThan(60);
});

it.each(['deployments', 'statefulsets'] as const)(
  'a GitOps controller that applies the YAML after every request does not keep a start from its end: %s (promises 1, 3, 5)',
  async (taskManagerKind) => {
    const world = (await makeWorld({ mode, taskManagerKind })).seed('a1');
    world.fate = () => {
      world.standalone.sync();
      world.apply('b2');
      return 'serve';
    };
    expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'done' });
    world.tick(5);
    expectStandalone(world, 'b2');
    expect(world.ledger).toMatchObject({ starts: 2, stops: 1 });
  },
);

it('a third revision applied before any change is what runs in the end (promises 1, 2, 3, 4)', async () => {
  const changes = await sweep(
    {},
    (_, call) => call.mutating,
    async (world, interrupt) => {
      let newer: ReturnType<typeof runJob> | undefined;
      interrupt(() => {
        newer = runJob(world, 'c3');
      });
      await runJob(world, 'b2', { tries: 1 });
      if (!newer) return;
      expect(await newer).toMatchObject({ outcome: 'done' });
      world.tick(5);
      expectStandalone(world, 'c3');
    },
  );
  expect(changes).toBeGreaterThan(18);
});

it.each(['orders-taskmanager', 'orders-jobmanager'])(
  'a third template that is applied between the look at %s and its release is not let go (promises 1, 4)',
  async (name) => {
    const world = (await makeWorld({ mode })).seed('a1');
    let newer: ReturnType<typeof runJob> | undefined;
    world.fate = (call) => {
      if (!newer && call.method === 'PATCH' && call.path.endsWith(name) && call.body.spec.paused === false) newer = runJob(world, 'c3');
      return 'serve';
    };
    await runJob(world, 'b2', { tries: 1 });
    expect(await newer).toMatchObject({ outcome: 'done' });
    world.tick(5);
    expectStandalone(world, 'c3');
    expect(world.ledger).toMatchObject({ starts: 2, stops: 1 });
  },
);

it('a YAML that is applied half-way is waited for: no JobManager of the revision before is let go (promises 1, 4)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  const jobManager = world.standalone.applyJobManager.bind(world.standalone);
  world.standalone.applyJobManager = () => undefined;
  const released: string[] = [];
  let looks = 0;
  world.fate = (call) => {
    if (call.method === 'PATCH' && call.path.endsWith('-jobmanager') && call.body.spec.paused === false)
      released.push(revisionOf(world.standalone.jobManager.spec.template));
    // The rest comes a little later, and the job runs on until then.
    if (call.method === 'GET' && call.path.endsWith('/orders-jobmanager') && ++looks === 10) {
      expect(world.ledger.stops).toBe(0);
      jobManager('b2');
    }
    return 'serve';
  };
  expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'done' });
  expect(new Set(released)).toEqual(new Set(['b2']));
  world.tick(3);
  expectStandalone(world, 'b2');
  expect(world.ledger).toMatchObject({ starts: 2, stops: 1 });
});

it('files of another revision are not started under the name of this one (promise 4)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  const files: unknown[] = [];
  let applied = false;
  world.fate = (call) => {
    // The newer YAML comes in, its ConfigMap first, as the start is about to read it.
    if (!applied && world.recordData.phase === 'STARTING' && call.path.endsWith('configmaps/orders-config')) {
      applied = true;
      world.applyConfig('c3');
    }
    if (call.method === 'POST' && call.body?.metadata?.name === 'orders-start-b2') files.push(call.body.data);
    return 'serve';
  };
  expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({
    outcome: 'failed',
    message: expect.stringContaining('a newer revision than b2'),
  });
  expect(applied).toBe(true);
  expect(files).toEqual([]);
  world.fate = () => 'serve';
  expect(await runJob(world, 'c3')).toMatchObject({ outcome: 'done' });
  expectStandalone(world, 'c3');
});

describe.each(['JobManager', 'TaskManagers'] as const)(
  'a YAML of which the %s are not applied, since Kubernetes refused them say',
  (part) => {
    async function refused() {
      const world = (await makeWorld({ mode })).seed('a1');
      world.standalone[`apply${part}`] = () => undefined;
      return { world, end: await runJob(world, 'b2', { tries: 1, patience: 20_000 }) };
    }

    it('is not started with the other part alone (promises 1, 2)', async () => {
      const { world } = await refused();
      expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1' });
      expect(world.ledger.starts).toBe(1);
    });

    it('is given up in time, with what to do (promise 6)', async () => {
      const { world, end } = await refused();
      expect(world.ledger.violations).toEqual([]);
      expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining('is of revision a1') });
    });

    it('leaves the job that runs alone (promise 6)', async () => {
      const { world } = await refused();
      expect(world.ledger.stops).toBe(0);
      expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING' });
    });
  },
);

it('a pod of another revision that somebody has made does not run, and the update tells that it is in the way (promises 1, 6)', async () => {
  const world = (await makeWorld({ mode })).seed('a1');
  let scaled = false;
  world.fate = () => {
    // Somebody scales what was scaled to none, after the old cluster was deleted.
    if (!scaled && world.recordData.phase === 'STOPPED' && !world.cluster && clusterPods(world.kubernetes).length === 0) {
      scaled = true;
      const { jobManager } = world.standalone;
      world.kubernetes.put('deployments', { ...jobManager, spec: { ...jobManager.spec, replicas: 1 } });
      world.tick(2);
      expect(clusterPods(world.kubernetes).map((pod) => [revisionOf(pod), runs(pod)])).toEqual([['a1', false]]);
    }
    return 'serve';
  };
  const end = await runJob(world, 'b2', { tries: 1 });
  expect(scaled).toBe(true);
  expect(world.ledger).toMatchObject({ violations: [], reruns: [] });
  expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringContaining('1 pod(s)') });
  const { jobManager } = world.standalone;
  world.kubernetes.put('deployments', { ...jobManager, spec: { ...jobManager.spec, replicas: 0 } });
  expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
  expectStandalone(world, 'b2');
});
