/** Roll-backs: a revision that does not run as it should is given up for the one before, from the savepoint of this update. */
import { FakeWorld, ModeName } from '../../fakes/fake-world';
import { dieAt, failFirst } from '../../fakes/faults';
import { Release, RELEASES } from '../../fakes/releases';
import { PodEnd, runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

interface Case {
  readonly what: string;
  readonly mode: ModeName;
  readonly release: Release;
  readonly prepared?: boolean;
}

const CASES: readonly Case[] = [
  { what: 'native, made ready ahead', mode: 'native', release: RELEASES.v1_20 },
  { what: 'native', mode: 'native', release: RELEASES.v2_3, prepared: false },
  { what: 'native, Flink 1.12', mode: 'native', release: RELEASES.v1_12 },
  { what: 'standalone', mode: 'standalone', release: RELEASES.v1_20 },
  { what: 'standalone, Flink 1.12', mode: 'standalone', release: RELEASES.v1_12 },
];
const ROLLS_BACK = { rollsBack: true };

/** A job of a1 that an update started and saw run, and b2, whose job never runs. */
async function updated({ mode, release, prepared }: Case): Promise<FakeWorld> {
  const world = await makeWorld({ mode, release, prepared });
  expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done' });
  world.tick(10);
  world.prepare = (jobManager) => (jobManager.stuck = isOf(world, 'b2'));
  return world;
}

/** Whether the JobManager that comes up is of a revision. */
function isOf(world: FakeWorld, revision: string): boolean {
  return (world.cluster?.metadata.labels?.['cdk8s-flink/revision'] ?? '') === revision;
}

/** The revision before runs, once, from the savepoint that was taken for the update. */
function expectBack(world: FakeWorld, end: PodEnd): void {
  expect(world.ledger.violations).toEqual([]);
  expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining('Revision b2 was given up for revision a1') });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1', failed: 'b2', message: end.message });
  expect(world.jobManager?.job).toMatchObject({ id: world.recordData.jobId, state: 'RUNNING', tasksRunning: true });
  const { runs } = world.ledger;
  expect(runs.at(-1)!.from).toBe(world.recordData.savepointPath);
  expect(JSON.parse(world.recordData.history)).toMatchObject([{ path: world.recordData.savepointPath, revision: 'a1' }]);
}

describe.each(CASES)('$what', (one) => {
  it('a revision that never runs is given up for the one before, from the savepoint of this update (promises 2, 3, 6)', async () => {
    const world = await updated(one);
    const end = await runJob(world, 'b2', ROLLS_BACK);
    expectBack(world, end);
    expect(end.pods).toBe(1);
    // From empty, from the savepoint, and from the same savepoint once more.
    expect(world.ledger.starts).toBe(3);
    expect(end.termination).toContain('kubectl -n flink patch configmap orders-savepoint');
  });

  it('is not tried again by its own YAML, nor rolled back again (promise 5)', async () => {
    const world = await updated(one);
    await runJob(world, 'b2', ROLLS_BACK);
    const { starts } = world.ledger;
    world.tick(5);
    expectBack(world, await runJob(world, 'b2', ROLLS_BACK));
    expect(world.ledger.starts).toBe(starts);
  });

  it('is tried again where a person says so, as the message tells', async () => {
    const world = await updated(one);
    await runJob(world, 'b2', ROLLS_BACK);
    world.prepare = () => undefined;
    const record = world.kubernetes.find('configmaps', 'orders-savepoint')!;
    world.kubernetes.put('configmaps', { ...record, data: { ...record.data, failed: '', message: '' } });
    world.kubernetes.remove('jobs', 'orders-deploy-b2');
    world.tick(5);
    expect(await runJob(world, 'b2', ROLLS_BACK)).toMatchObject({ outcome: 'done' });
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2', failed: '' });
    expect(world.ledger.violations).toEqual([]);
  });

  it('makes room for the next revision, which goes on from what the one before did since (promises 2, 3)', async () => {
    const world = await updated(one);
    await runJob(world, 'b2', ROLLS_BACK);
    world.tick(10);
    expect(await runJob(world, 'c3', ROLLS_BACK)).toMatchObject({ outcome: 'done' });
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'c3', failed: '', message: '' });
    expect(JSON.parse(world.recordData.kept)).toMatchObject({ revision: 'c3' });
    expect(world.ledger.violations).toEqual([]);
  });

  it('is forgotten where the YAML of the one before is applied again (promise 5)', async () => {
    const world = await updated(one);
    await runJob(world, 'b2', ROLLS_BACK);
    const { starts } = world.ledger;
    world.kubernetes.remove('jobs', 'orders-deploy-a1');
    expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done' });
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1', failed: '', message: '' });
    expect(world.ledger.starts).toBe(starts);
  });

  it('is kept where the YAML does not say otherwise (promise 6)', async () => {
    const world = await updated(one);
    expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'failed' });
    expect(world.recordData).toMatchObject({ phase: 'STARTING', revision: 'b2', failed: '' });
    expect(world.ledger.violations).toEqual([]);
  });

  it('is kept where it is the first one: there is nothing to go back to (promise 6)', async () => {
    const { mode, release, prepared } = one;
    const world = await makeWorld({ mode, release, prepared });
    world.prepare = (jobManager) => (jobManager.stuck = true);
    expect(await runJob(world, 'b2', { ...ROLLS_BACK, tries: 1 })).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('nothing that can be made again is kept'),
    });
  });

  it('is kept where it completed a checkpoint: what it did may be committed (promise 3)', async () => {
    const world = await updated(one);
    // Its tasks run just long enough.
    world.prepare = (jobManager) => {
      if (!isOf(world, 'b2')) return;
      jobManager.completed = 1;
      jobManager.stuck = true;
    };
    const end = await runJob(world, 'b2', { ...ROLLS_BACK, tries: 1 });
    expect(end).toMatchObject({ outcome: 'failed', message: expect.stringContaining('would be committed again') });
    expect(world.recordData).toMatchObject({ revision: 'b2', failed: '' });
  });

  it('a roll-back that does not run either is not rolled back (promise 6)', async () => {
    const world = await updated(one);
    world.prepare = (jobManager) => (jobManager.stuck = true);
    const end = await runJob(world, 'b2', { ...ROLLS_BACK, tries: 2 });
    expect(end).toMatchObject({ outcome: 'failed' });
    expect(world.recordData).toMatchObject({ phase: 'STARTING', revision: 'a1', failed: 'b2' });
    expect(world.ledger.violations).toEqual([]);
  });

  it.each([500, 'cut-before', 'cut-after'] as const)('comes through when every first call ends with %s (promises 1 to 4)', async (fate) => {
    const world = await updated(one);
    failFirst(world, fate);
    const end = await runJob(world, 'b2', { ...ROLLS_BACK, tries: 20 });
    // Before 1.15 the id of a stop is in an answer that was lost.
    if (!one.release.ownTriggerId && fate === 'cut-after') return expect(end.outcome).toBe('refused');
    expectBack(world, end);
  });
});

describe.each(CASES.filter(({ release }) => release.ownTriggerId))('$what: the program dies', (one) => {
  /** A roll-back makes fewer than 40 changes. Before and after a change take turns: the next death is before the next change. */
  const deaths = Array.from({ length: 20 }, (_, at) => ({
    n: 2 * at + 1,
    when: at % 2 ? ('cut-before' as const) : ('cut-after' as const),
  }));

  it.each(deaths)('with its change number $n ($when), and the roll-back comes through (promises 1 to 4)', async ({ n, when }) => {
    const world = await updated(one);
    dieAt(world, n, when);
    expectBack(world, await runJob(world, 'b2', ROLLS_BACK));
  });
});
