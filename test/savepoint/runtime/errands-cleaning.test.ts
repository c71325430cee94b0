/** Savepoints that are too many are deleted by Flink, last of all, and never one that anybody needs. */
import { FakeWorld, ModeName, MODES } from '../../fakes/fake-world';
import { Fate } from '../../fakes/fake-server';
import { dieAt, failFirst } from '../../fakes/faults';
import { Release, RELEASES } from '../../fakes/releases';
import { runSchedule } from '../../fakes/schedule-pod';
import { runJob, runPod } from '../../fakes/update-pod';
import { SavepointEntry } from '../../../lib/savepoint/runtime/record';
import { isolate, makeWorld } from './worlds';

isolate();

const history = (world: FakeWorld) => (JSON.parse(world.recordData.history) as SavepointEntry[]).map(({ path }) => path);
const savepoints = (world: FakeWorld) => [...world.ledger.states.keys()].filter((path) => path.includes('/savepoint-'));

/** Updates of a job, one after the other; where savepoints are kept, as many as the last one says. */
async function updated(world: FakeWorld, revisions: readonly string[], savepointsKept = 0): Promise<void> {
  for (const revision of revisions) expect(await runJob(world, revision, { savepointsKept })).toMatchObject({ outcome: 'done' });
}

function expectClean(world: FakeWorld, kept: number): void {
  expect(world.ledger).toMatchObject({ violations: [], broken: [] });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', disposing: '', message: '' });
  expect(history(world)).toHaveLength(kept);
  expect(savepoints(world).sort()).toEqual(history(world).sort());
  expect(world.jobManager!.job).toMatchObject({ state: 'RUNNING' });
}

const RUNS = MODES.flatMap((mode) => [RELEASES.v1_12, RELEASES.v1_20].map((release) => ({ mode, release })));

describe.each(RUNS)('$mode, Flink $release.version', ({ mode, release }) => {
  const seeded = async () => (await makeWorld({ mode, release })).seed('a1');

  it('nothing is deleted unless it is asked for', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3', 'd4']);
    expect(world.ledger.disposed).toEqual([]);
    expectClean(world, 3);
  });

  it('an update keeps the newest savepoints, and the job goes on from the newest (promises 2, 4)', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3', 'd4'], 2);
    expectClean(world, 2);
    expect(world.ledger.disposed).toHaveLength(1);
    await updated(world, ['e5'], 1);
    expectClean(world, 1);
    expect(history(world)).toEqual([world.recordData.savepointPath]);
    world.crash();
    world.tick(10);
    await updated(world, ['f6'], 1);
    expectClean(world, 1);
  });

  it('deleting comes when the record says RUNNING and all else is done', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3']);
    let phase = '';
    world.fate = (call) => {
      if (call.path === '/savepoint-disposal') phase = `${world.recordData.phase} ${world.recordData.revision} ${world.recordData.former}`;
      return 'serve';
    };
    await updated(world, ['d4'], 1);
    expect(phase).toBe('RUNNING d4 ');
  });

  it('a savepoint of the schedule makes an older one too many, but not the one that the job was started from (promise 2)', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3']);
    const { savepointPath } = world.recordData;
    for (const job of ['orders-savepoints-1', 'orders-savepoints-2'])
      expect(await runSchedule(world, { job, savepointsKept: 1 })).toMatchObject({ outcome: 'done' });
    expect(history(world)).toContain(savepointPath);
    // Before 1.15 Flink itself may go on from a savepoint of the job that runs.
    expectClean(world, release.ownTriggerId ? 2 : 3);
    world.crash();
    world.tick(10);
    await updated(world, ['d4'], 1);
    expectClean(world, 1);
  });

  it('a deletion that fails is told in the log, is not tried again, and fails no update (promise 6)', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3']);
    world.prepare = (jobManager) => (jobManager.disposalTrouble = 'AccessDeniedException: no right to delete');
    const [, oldest] = history(world);
    await updated(world, ['d4'], 2);
    expect(jest.spyOn(console, 'log').mock.calls.flat().join('\n')).toContain(`${oldest} could not be deleted`);
    expect(world.recordData).toMatchObject({ disposing: '', message: '' });
    const tried = () => world.calls.filter(({ path }) => path === '/savepoint-disposal').length;
    expect(tried()).toBe(1);
    expect(await runSchedule(world, { savepointsKept: 9 })).toMatchObject({ outcome: 'done' });
    expect(tried()).toBe(1);
  });

  it('a deletion that does not come to an end keeps an update for a minute at most', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3']);
    world.fate = (call) => {
      // It hangs from when it was asked for.
      if (call.path.startsWith('/savepoint-disposal/')) world.jobManager!.rest = busy(world.jobManager!.rest.bind(world.jobManager));
      return 'serve';
    };
    const before = Date.now();
    await updated(world, ['d4'], 1);
    expect(Date.now() - before).toBeLessThan(180_000);
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'd4', message: '' });
    // The one that hung is not tried again; the other one's turn is another time.
    expect(JSON.parse(world.recordData.disposing)).toHaveLength(1);
    world.fate = () => 'serve';
    await updated(world, ['e5'], 1);
    expect(world.recordData.disposing).toBe('');
    expect(world.ledger.violations).toEqual([]);
  });

  it('an update that comes meanwhile is not kept waiting', async () => {
    const world = await seeded();
    await updated(world, ['b2', 'c3']);
    let newer: ReturnType<typeof runJob> | undefined;
    world.fate = (call) => {
      if (!newer && call.path === '/savepoint-disposal') newer = runJob(world, 'e5', { savepointsKept: 1 });
      return 'serve';
    };
    world.apply('d4');
    expect(await runPod(world, 'd4', { savepointsKept: 1 })).toMatchObject({ outcome: 'done' });
    expect(await newer).toMatchObject({ outcome: 'done' });
    expectClean(world, 1);
  });
});

type Rest = NonNullable<FakeWorld['jobManager']>['rest'];
const busy =
  (rest: Rest): Rest =>
  (call) =>
    call.path.startsWith('/savepoint-disposal/') ? { status: 200, body: { status: { id: 'IN_PROGRESS' }, operation: null } } : rest(call);

const FATES: readonly Fate[] = [500, 429, 'cut-before', 'cut-after'];

it.each(MODES.flatMap((mode) => FATES.map((fate) => ({ mode, fate }))))(
  '$mode: the first call of every kind ends with $fate, and savepoints that are too many go all the same (promise 4)',
  async ({ mode, fate }) => {
    const world = (await makeWorld({ mode })).seed('a1');
    await updated(world, ['b2', 'c3']);
    const picked = (kind: string) => kind.includes('disposal') || kind.startsWith('PUT configmaps/orders-savepoint at RUNNING');
    const failed = failFirst(world, fate, picked);
    await updated(world, ['d4'], 1);
    expect([...failed].filter((kind) => kind.includes('disposal')).length).toBeGreaterThan(1);
    expectClean(world, 1);
  },
);

interface Sweep {
  readonly mode: ModeName;
  readonly release: Release;
  readonly when: 'cut-before' | 'cut-after';
}
const SWEEPS: readonly Sweep[] = RUNS.flatMap((run) => (['cut-before', 'cut-after'] as const).map((when) => ({ ...run, when })));

describe.each(SWEEPS)('$mode, Flink $release.version: the n-th change after a verified update is $when with its process', (sweep) => {
  it.each([1, 2, 3, 4, 5])(
    'nothing that is needed is deleted, and what is too many is not forgotten, when n is %d (promise 4)',
    async (n) => {
      const { mode, release, when } = sweep;
      const world = (await makeWorld({ mode, release })).seed('a1');
      await updated(world, ['b2', 'c3', 'd4']);
      // The same YAML with another figure: an update that has nothing else to do.
      const more = { savepointsKept: 1, updateJob: 'orders-deploy-again' };
      dieAt(world, n, when);
      await runJob(world, 'd4', { ...more, tries: 1 });
      world.fate = () => 'serve';
      expect(await runJob(world, 'd4', more)).toMatchObject({ outcome: 'done' });
      expectClean(world, 1);
    },
  );
});
