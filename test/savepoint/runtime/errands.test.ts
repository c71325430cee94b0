/** The schedule's pods against a fake Flink and a fake API server: never in the way of an update, whatever goes wrong. */
import { FakeWorld, ModeName, MODES } from '../../fakes/fake-world';
import { Fate } from '../../fakes/fake-server';
import { dieAt, failFirst, interruptAt } from '../../fakes/faults';
import { Release, RELEASES } from '../../fakes/releases';
import { runSchedule, runSchedulePod } from '../../fakes/schedule-pod';
import { runJob } from '../../fakes/update-pod';
import { SavepointEntry } from '../../../lib/savepoint/runtime/record';
import { isolate, makeWorld } from './worlds';

isolate();

const JOB = 'orders-savepoints-1';
const BY_JOB = expect.stringMatching(new RegExp(`^${JOB}/uid-`)) as string;
const history = (world: FakeWorld) => JSON.parse(world.recordData.history) as SavepointEntry[];
const holder = (world: FakeWorld) => world.kubernetes.find('leases', 'orders-update')?.spec.holderIdentity as string | undefined;

/** The savepoint is in the history, once, and the job runs as it did. */
function expectTaken(world: FakeWorld, savepoints = 1): void {
  expect(world.ledger).toMatchObject({ violations: [], broken: [], stops: 0, starts: 1, savepoints });
  expect(history(world)).toEqual([
    { path: expect.any(String), revision: 'a1', jobId: world.recordData.jobId, at: expect.any(String), takenBy: BY_JOB },
  ]);
  const { path } = history(world)[0];
  expect(world.ledger.states.has(path)).toBe(true);
  expect(Object.values(JSON.parse(world.recordData.states) as object)).toContain(path);
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', savepointPath: '', taking: '', message: '' });
  expect(world.jobManager!.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
  expect(holder(world)).toBe('');
}

/** An update after it goes as ever. */
async function expectUpdated(world: FakeWorld): Promise<void> {
  expect(await runJob(world, 'b2', { tries: 20 })).toMatchObject({ outcome: 'done' });
  world.tick(5);
  expect(world.ledger).toMatchObject({ violations: [], reruns: [], broken: [], starts: 2, stops: 1 });
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2', taking: '' });
  expect(world.jobManager!.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
}

const RUNS = MODES.flatMap((mode) => Object.values(RELEASES).map((release) => ({ mode, release })));

describe.each(RUNS)('$mode, Flink $release.version', ({ mode, release }) => {
  const seeded = async () => (await makeWorld({ mode, release })).seed('a1');

  it('a savepoint is taken of the job, which runs on, and the next update goes as ever (promises 3, 5)', async () => {
    const world = await seeded();
    expect(await runSchedule(world)).toMatchObject({ outcome: 'done', pods: 1 });
    expectTaken(world);
    await expectUpdated(world);
    expect(history(world)).toHaveLength(2);
  });

  it('nothing is done while an update is at work, and it is told which (promise 1)', async () => {
    const world = await seeded();
    world.apply('b2');
    expect(await runSchedule(world)).toMatchObject({ outcome: 'gave-way', pods: 1, message: expect.stringContaining('orders-deploy-b2') });
    expect(world.kubernetes.changes).toEqual([]);
    expect(world.ledger.savepoints).toBe(0);
  });

  it('an update that comes while a savepoint is taken gets the Lease within seconds, and waits for Flink alone (promises 1, 2, 3)', async () => {
    const world = await seeded();
    Object.assign(world.jobManager!, { savepointTicks: 25, lag: 8 });
    let update: ReturnType<typeof runJob> | undefined;
    let applied = 0;
    let given = 0;
    world.fate = (call) => {
      if (!update && world.ledger.savepoints === 1 && call.who.startsWith(JOB)) {
        applied = Date.now();
        update = runJob(world, 'b2');
      }
      if (applied && !given && holder(world) === '') given = Date.now();
      return 'serve';
    };
    expect(await runSchedulePod(world)).toMatchObject({
      outcome: 'gave-way',
      message: expect.stringContaining('goes on without this Job'),
    });
    expect(await update).toMatchObject({ outcome: 'done' });
    // Every look of either pod is a second here.
    expect(given - applied).toBeLessThan(10_000);
    expect(world.ledger).toMatchObject({ violations: [], broken: [], savepoints: 1, stops: 1, starts: 2 });
    // What the schedule had asked for is not lost.
    expect(history(world)).toMatchObject([{ path: world.recordData.savepointPath }, { takenBy: BY_JOB }]);
  });

  it('a savepoint that fails is told by termination message and Event, and the record’s message stays an update’s (promise 6)', async () => {
    const world = await seeded();
    world.jobManager!.savepointTrouble = 'no space left on device';
    const end = await runSchedule(world, { tries: 1 });
    expect(end).toMatchObject({ outcome: 'failed', termination: expect.stringMatching(/no space left on device.*goes on as it was/) });
    expect(world.kubernetes.all('events')).toMatchObject([
      { involvedObject: { name: JOB }, reason: 'SavepointFailed', message: end.message },
    ]);
    expect(world.recordData).toMatchObject({ message: '', taking: '', phase: 'RUNNING' });
    expect(world.ledger.violations).toEqual([]);
    world.jobManager!.savepointTrouble = '';
    await expectUpdated(world);
  });

  it('two pods at once take one savepoint between them (promise 1)', async () => {
    const world = await seeded();
    const ends = await Promise.all([runSchedulePod(world), runSchedulePod(world)]);
    expect(ends.map(({ outcome }) => outcome).sort()).toEqual(['done', 'gave-way']);
    expectTaken(world);
  });

  it('a job that does not run is waited for, and not for longer than a savepoint may take (promise 6)', async () => {
    const world = await seeded();
    world.jobManager!.stuck = true;
    world.tick();
    expect(await runSchedule(world, { tries: 1 })).toMatchObject({ outcome: 'failed', message: expect.stringContaining('60 s') });
    expect(world.ledger).toMatchObject({ savepoints: 0, violations: [] });
  });

  it('a JobManager that dies afterwards goes on from what it went on from before (promise 3)', async () => {
    const world = await seeded();
    expect(await runSchedule(world)).toMatchObject({ outcome: 'done' });
    world.crash();
    world.tick(10);
    expect(world.ledger).toMatchObject({ violations: [], reruns: [] });
    await expectUpdated(world);
  });

  it('a job that fails for good afterwards loses and repeats nothing by it (promises 2, 3)', async () => {
    const world = await seeded();
    expect(await runSchedule(world)).toMatchObject({ outcome: 'done' });
    world.jobManager!.fail('java.lang.IllegalStateException: a bug');
    expect(await runJob(world, 'b2', { fallsBack: true })).toMatchObject({ outcome: 'done' });
    expect(world.ledger).toMatchObject({ violations: [], reruns: [], starts: 2 });
  });

  it('an update that goes on from the newest checkpoint knows the savepoint from it (promises 2, 3)', async () => {
    const world = await seeded();
    world.jobManager!.savepointTicks = 1;
    expect(await runSchedule(world)).toMatchObject({ outcome: 'done' });
    // The savepoint is the newest state: no checkpoint follows.
    world.break();
    const end = await runJob(world, 'b2', { fallsBack: true });
    expect(end).toMatchObject({ outcome: 'done' });
    expect(world.ledger).toMatchObject({ violations: [], reruns: [], starts: 2 });
  });
});

const FATES: readonly Fate[] = [500, 429, 'cut-before', 'cut-after'];

describe.each(MODES.flatMap((mode) => FATES.map((fate) => ({ mode, fate }))))('$mode: calls that end with $fate', ({ mode, fate }) => {
  it.each([RELEASES.v1_20, RELEASES.v1_12])(
    'the first of every kind keeps no savepoint from being taken (promise 4), Flink $version',
    async (release) => {
      const world = (await makeWorld({ mode, release })).seed('a1');
      const failed = failFirst(world, fate);
      expect(await runSchedule(world, { tries: 5 })).toMatchObject({ outcome: 'done' });
      expect(failed.size).toBeGreaterThan(9);
      expect(history(world).length).toBe(1);
      expect(world.ledger).toMatchObject({ violations: [], broken: [], stops: 0, savepoints: 1 });
      world.fate = () => 'serve';
      await expectUpdated(world);
    },
  );
});

interface Sweep {
  readonly mode: ModeName;
  readonly release: Release;
  readonly when: 'cut-before' | 'cut-after';
}
const SWEEPS: readonly Sweep[] = MODES.flatMap((mode) =>
  [RELEASES.v1_20, RELEASES.v1_12].flatMap((release) => (['cut-before', 'cut-after'] as const).map((when) => ({ mode, release, when }))),
);

describe.each(SWEEPS)('$mode, Flink $release.version: the n-th change is $when with its process', ({ mode, release, when }) => {
  it.each([1, 2, 3, 4, 5, 6, 7])('another pod goes on when n is %d, with one savepoint in the history (promise 4)', async (n) => {
    const world = (await makeWorld({ mode, release })).seed('a1');
    dieAt(world, n, when);
    expect(await runSchedule(world, { tries: 4 })).toMatchObject({ outcome: 'done' });
    world.fate = () => 'serve';
    expect(history(world)).toHaveLength(1);
    expect(world.ledger).toMatchObject({ violations: [], broken: [], stops: 0 });
    if (release.ownTriggerId) expect(world.ledger.savepoints).toBe(1);
    await expectUpdated(world);
  });

  it.each([1, 2, 3, 4, 5])('an update goes on when n is %d, and keeps its promises (promises 1, 2, 3, 4)', async (n) => {
    const world = (await makeWorld({ mode, release })).seed('a1');
    world.jobManager!.lag = 2;
    dieAt(world, n, when);
    await runSchedulePod(world);
    world.fate = () => 'serve';
    await expectUpdated(world);
  });
});

describe.each(MODES.flatMap((mode) => [RELEASES.v1_20, RELEASES.v1_12].map((release) => ({ mode, release }))))(
  '$mode, Flink $release.version',
  ({ mode, release }) => {
    it.each([1, 4, 8, 12, 16, 20, 24, 28, 32])(
      'an update that is applied before the %d. request of the schedule keeps its promises (promises 1, 2, 3, 5)',
      async (n) => {
        const world = (await makeWorld({ mode, release })).seed('a1');
        world.jobManager!.lag = 3;
        let update: ReturnType<typeof runJob> | undefined;
        const { happened } = interruptAt(
          world,
          n,
          (call) => call.who.startsWith(JOB),
          () => {
            update = runJob(world, 'b2');
          },
        );
        const end = await runSchedulePod(world);
        expect(['done', 'gave-way']).toContain(end.outcome);
        expect(await (update ?? runJob(world, 'b2'))).toMatchObject({ outcome: 'done' });
        expect(happened).toBeDefined();
        expect(world.ledger).toMatchObject({ violations: [], reruns: [], broken: [], starts: 2, stops: 1 });
      },
    );
  },
);

it('a record that somebody else wrote meanwhile is read again, and nothing of it is lost (promise 4)', async () => {
  const world = (await makeWorld()).seed('a1');
  let conflicts = 0;
  world.fate = (call) => {
    if (call.method === 'PUT' && call.path.endsWith('/orders-savepoint') && conflicts++ < 2) {
      const { metadata, data } = world.kubernetes.find('configmaps', 'orders-savepoint')!;
      world.kubernetes.put('configmaps', { metadata, data: { ...data, message: `by hand ${conflicts}` } });
    }
    return 'serve';
  };
  expect(await runSchedule(world, { tries: 1 })).toMatchObject({ outcome: 'done' });
  expect(world.recordData.message).toBe('by hand 2');
  expect(history(world)).toHaveLength(1);
});

it('an update is not kept waiting by a JobManager that is slow to answer the schedule (promise 1)', async () => {
  const world = (await makeWorld()).seed('a1');
  const answer = world.jobManager!.rest.bind(world.jobManager);
  let asked = 0;
  world.jobManager!.rest = (call) => {
    // From then on the schedule's requests are left without an answer: what it looks at comes late.
    if (call.path === '/jobs/overview' && call.who.startsWith(JOB) && ++asked > 3) {
      world.apply('b2');
      return 'late';
    }
    return answer(call);
  };
  const began = performance.now();
  expect(await runSchedulePod(world)).toMatchObject({ outcome: 'gave-way', message: expect.stringContaining('orders-deploy-b2') });
  expect(performance.now() - began).toBeLessThan(4_000);
});

it('a Job of the name of one that had a savepoint taken has another one taken', async () => {
  const world = (await makeWorld()).seed('a1');
  expect(await runSchedule(world)).toMatchObject({ outcome: 'done' });
  world.kubernetes.remove('jobs', JOB);
  expect(await runSchedule(world)).toMatchObject({ outcome: 'done' });
  expect(history(world)).toHaveLength(2);
  expect(world.ledger).toMatchObject({ savepoints: 2, violations: [] });
});

it('an update that comes between the look and the Lease is seen before anything is done (promise 1)', async () => {
  const world = (await makeWorld()).seed('a1');
  world.fate = (call) => {
    if (call.mutating && call.path.includes('/leases')) world.apply('b2');
    return 'serve';
  };
  expect(await runSchedule(world)).toMatchObject({ outcome: 'gave-way' });
  expect(world.kubernetes.changes.filter((change) => !change.includes('leases'))).toEqual([]);
});

it('a suspended job is left alone', async () => {
  const world = (await makeWorld()).seed('a1');
  expect(await runJob(world, 'a1', { suspended: true, updateJob: 'orders-deploy-suspend' })).toMatchObject({ outcome: 'done' });
  expect(await runSchedule(world)).toMatchObject({ outcome: 'gave-way', message: expect.stringContaining('STOPPED') });
});
