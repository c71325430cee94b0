/** Promise 4: the program may die at any instruction, and be run again by another pod. */
import { FakeWorld, ModeName, MODES } from '../../fakes/fake-world';
import { dieAt } from '../../fakes/faults';
import { Release, RELEASES } from '../../fakes/releases';
import { runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

/** More changes than an update makes: in the last runs nobody dies. */
const CHANGES = { native: upTo(22), standalone: upTo(24) };

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

interface Sweep {
  readonly mode: ModeName;
  readonly release: Release;
  readonly highAvailability: boolean;
  readonly when: 'cut-before' | 'cut-after';
  readonly last: 'pods' | 'deployment';
  /** Seconds until the next pod. */
  readonly gap: number;
}

function inEveryMode(sweeps: readonly Omit<Sweep, 'mode'>[]): Sweep[] {
  return MODES.flatMap((mode) => sweeps.map((sweep) => ({ ...sweep, mode })));
}

async function die({ mode, release, highAvailability, when, last, gap }: Sweep, n: number) {
  const world = (await makeWorld({ mode, release, highAvailability, last })).seed('a1');
  const death = dieAt(world, n, when);
  const end = await runJob(world, 'b2', { gap });
  world.tick(5);
  return { world, end, death };
}

/** What must be true at the end, whoever died. */
function expectTruth(world: FakeWorld): void {
  expect(world.ledger.violations).toEqual([]);
  expect(world.ledger.starts).toBe(2);
  expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'b2', jobId: world.jobManager!.job!.id });
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
  expect(JSON.parse(world.recordData.history)).toHaveLength(1);
}

describe.each<Sweep>(
  inEveryMode([
    { release: RELEASES.v1_20, highAvailability: true, when: 'cut-before', last: 'pods', gap: 3 },
    { release: RELEASES.v1_20, highAvailability: false, when: 'cut-after', last: 'pods', gap: 400 },
    { release: RELEASES.v2_3, highAvailability: true, when: 'cut-after', last: 'deployment', gap: 3 },
  ]),
)(
  '$mode, Flink $release.version, HA $highAvailability: the n-th change is $when with its process, the next comes $gap s later',
  (sweep) => {
    it.each(CHANGES[sweep.mode])(
      'the update ends with one cluster on the exact savepoint when n is %d (promises 1, 2, 3, 4)',
      async (n) => {
        const { world, end } = await die(sweep, n);
        expect(end).toMatchObject({ outcome: 'done' });
        expectTruth(world);
        expect(world.ledger.reruns).toEqual([]);
      },
    );
  },
);

describe.each<Sweep>(
  inEveryMode([
    { release: RELEASES.v1_12, highAvailability: true, when: 'cut-before', last: 'pods', gap: 3 },
    { release: RELEASES.v1_12, highAvailability: true, when: 'cut-after', last: 'pods', gap: 3 },
    { release: RELEASES.v1_12, highAvailability: false, when: 'cut-after', last: 'pods', gap: 400 },
  ]),
)('$mode, Flink 1.12, HA $highAvailability: the n-th change is $when with its process, the next comes $gap s later', (sweep) => {
  it.each(CHANGES[sweep.mode])('the update converges, or refuses and starts nothing, when n is %d (promises 1, 2, 3, 4)', async (n) => {
    const { world, end, death } = await die(sweep, n);
    // A standalone JobManager remembers that its job ended.
    if (sweep.mode === 'standalone') expect(world.ledger.reruns).toEqual([]);
    if (world.ledger.reruns.length > 0) {
      // Nothing keeps 1.12 from running a stopped job again but the deletion of its Deployment; its process died before that.
      expect(death.last).toMatch(/^(POST .*stop|PUT configmaps\/orders-savepoint|DELETE deployments\/orders-a1) at STOP/);
    }
    if (end.outcome === 'done') return expectTruth(world);
    // The path was told to the dead process, or to nobody. The folder is known, and one stop was sent to it.
    expect(death.last).toMatch(/^(POST .*stop|PUT configmaps\/orders-savepoint) at STOPPING/);
    expect(end.outcome).toBe('refused');
    expect(end.termination).toContain(`${world.recordData.target}/`);
    expect(world.recordData).toMatchObject({ phase: 'STOPPING', revision: 'a1', message: end.message });
    expect(world.ledger).toMatchObject({ starts: 1, stops: 1, violations: [] });
  });
});
