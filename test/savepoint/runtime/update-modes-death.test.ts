/** Promise 4 for updates that take a checkpoint along, and for suspension: the program may die at any instruction. */
import { Takes } from '../../../lib/savepoint/runtime/record';
import { Settings } from '../../../lib/savepoint/runtime/settings';
import { FakeWorld, ModeName, MODES } from '../../fakes/fake-world';
import { dieAt } from '../../fakes/faults';
import { Release, RELEASES } from '../../fakes/releases';
import { runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

interface Kind {
  readonly name: string;
  readonly asked: Partial<Settings>;
  /** What becomes of the job before the update. */
  readonly happen: (world: FakeWorld) => unknown;
  /** Whether the job is stopped with a savepoint, which a release before 1.15 may forget. */
  readonly savepoint: boolean;
}

const KINDS: readonly Kind[] = [
  { name: 'LAST_STATE', asked: { takes: Takes.CHECKPOINT }, happen: () => undefined, savepoint: false },
  { name: 'a job that fails for ever', asked: {}, happen: (world) => (world.jobManager!.stuck = true), savepoint: false },
  { name: 'a job that is FAILED', asked: {}, happen: (world) => world.jobManager!.fail('a bug'), savepoint: false },
  { name: 'a dead JobManager', asked: {}, happen: (world) => world.break(), savepoint: false },
  { name: 'a job to be suspended', asked: { suspended: true }, happen: () => undefined, savepoint: true },
  {
    name: 'a job to be suspended with its last state',
    asked: { suspended: true, takes: Takes.CHECKPOINT },
    happen: () => undefined,
    savepoint: false,
  },
];

/** More changes than an update makes: in the last runs nobody dies. */
const CHANGES = { native: 26, standalone: 24 };
const CHANGES_OF_SUSPENSION = { native: 14, standalone: 20 };

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

interface Sweep extends Kind {
  readonly mode: ModeName;
  readonly release: Release;
  readonly when: 'cut-before' | 'cut-after';
}

const SWEEPS: Sweep[] = KINDS.flatMap((kind) =>
  MODES.flatMap((mode) => [
    // Cut off after a change, or before the next one: to who comes then, it is the same.
    { ...kind, mode, release: RELEASES.v1_20, when: mode === 'native' ? ('cut-after' as const) : ('cut-before' as const) },
    // What differs between releases is how a job is stopped, and the names of HA metadata.
    ...(kind.asked.takes || kind.savepoint ? [{ ...kind, mode, release: RELEASES.v1_12, when: 'cut-after' as const }] : []),
  ]),
);

function expectRuns(world: FakeWorld, starts: number): void {
  world.tick(10);
  expect(world.ledger.violations).toEqual([]);
  expect(world.ledger.starts).toBe(starts);
  expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2', jobId: world.jobManager!.job!.id });
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
}

describe.each(SWEEPS)('$name, $mode, Flink $release.version: the n-th change is $when with its process', (sweep) => {
  const { mode, release, when, asked, happen, savepoint } = sweep;
  // It has less time to mend itself than the minute, so that the tests are short.
  const more = { fallsBack: true, timeouts: { savepoint: 15_000, deletion: 60_000, start: 60_000 } };

  const changes = (asked.suspended ? CHANGES_OF_SUSPENSION : CHANGES)[mode];
  it.each(upTo(changes))('the update converges, or refuses and starts nothing, when n is %d (promises 1, 2, 3, 4)', async (n) => {
    const world = await makeWorld({ mode, release });
    world.pods.grace.jobmanager = 3;
    world.seed('a1').tick(n % 3);
    happen(world);
    const death = dieAt(world, n, when);
    const end = await runJob(world, 'b2', { ...more, ...asked });
    if (n === changes) expect(death.last).toBeUndefined();
    world.tick(5);
    expect(world.ledger.violations).toEqual([]);
    if (!(savepoint && !release.ownTriggerId && mode === 'native')) expect(world.ledger.reruns).toEqual([]);
    if (end.outcome !== 'done') {
      // Only what a stop of a release before 1.15 told to a dead process is known to nobody.
      expect([end.outcome, savepoint, release.ownTriggerId]).toEqual(['refused', true, false]);
      expect(death.last).toMatch(/^(POST .*stop|PUT configmaps\/orders-savepoint) at STOPPING/);
      expect(world.ledger.starts).toBe(1);
      return;
    }
    if (!asked.suspended) return expectRuns(world, 2);
    expect(world.ledger.starts).toBe(1);
    expect([world.cluster, world.jobManager]).toEqual([undefined, undefined]);
    expect(world.recordData).toMatchObject({ phase: 'STOPPED' });
    expect(JSON.parse(world.recordData.history)).toHaveLength(1);
    world.fate = () => 'serve';
    expect(await runJob(world, 'b2', { ...more, updateJob: 'resume' })).toMatchObject({ outcome: 'done', pods: 1 });
    expectRuns(world, 2);
  });
});
