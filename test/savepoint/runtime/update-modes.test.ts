/** The program against a world of fakes: updates that take a checkpoint along, or nothing, and suspension. */
import { Takes } from '../../../lib/savepoint/runtime/record';
import { FakeWorld, MODES, WorldOptions } from '../../fakes/fake-world';
import { CHECKPOINTS } from '../../fakes/job-manager';
import { RELEASES } from '../../fakes/releases';
import { clusterIdOf, haLabelsOf } from '../../fakes/mode';
import { runJob } from '../../fakes/update-pod';
import { isolate, makeWorld } from './worlds';

isolate();

const LAST_STATE = { takes: Takes.CHECKPOINT };
const STATELESS = { takes: Takes.NOTHING };
/** A minute that a job has to mend itself, and some more. */
const FALLS_BACK = { fallsBack: true, timeouts: { savepoint: 200_000, deletion: 60_000, start: 60_000 } };
const SUSPENDED = { suspended: true };

/** A world whose JobManager works on while it is deleted. */
async function seeded(options: WorldOptions): Promise<FakeWorld> {
  const world = await makeWorld(options);
  world.pods.grace.jobmanager = 5;
  return world.seed('a1');
}

/** One job of a revision runs, and went on exactly where the one before stopped. */
function expectRuns(world: FakeWorld, revision: string, starts: number): void {
  expect(world.ledger.violations).toEqual([]);
  expect(world.ledger.reruns).toEqual([]);
  expect(world.ledger.starts).toBe(starts);
  expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision, jobId: world.jobManager!.job!.id, message: '' });
  expect(world.ledger.runs.at(-1)!.from).toBe(world.recordData.savepointPath);
}

/** Nothing of a cluster is there, and the record says from what the job goes on. */
function expectSuspended(world: FakeWorld, starts: number): void {
  world.tick(5);
  expect(world.ledger.violations).toEqual([]);
  expect(world.ledger.starts).toBe(starts);
  expect(world.jobManager).toBeUndefined();
  expect(world.cluster).toBeUndefined();
  expect(world.recordData).toMatchObject({ phase: 'STOPPED', message: '' });
  expect(world.ledger.states.get(world.recordData.savepointPath)).toBe(world.ledger.committed);
}

describe.each(MODES.flatMap((mode) => [RELEASES.v1_12, RELEASES.v1_20].map((release) => ({ mode, release }))))(
  '$mode, Flink $release.version',
  ({ mode, release }) => {
    it.each([0, 1, 2])('LAST_STATE goes on exactly where the job was ended, however far it was: %d s (promises 1, 2, 3)', async (age) => {
      const world = await seeded({ mode, release });
      world.tick(age);
      const { id } = world.jobManager!.job!;
      expect(await runJob(world, 'b2', LAST_STATE)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'b2', 2);
      expect(world.recordData.savepointPath).toMatch(new RegExp(`^${CHECKPOINTS}/${id}/chk-\\d+$`));
      expect(world.ledger.stops).toBe(0);
      // From a checkpoint to a checkpoint, and on to a savepoint.
      expect(await runJob(world, 'c3', LAST_STATE)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'c3', 3);
      expect(await runJob(world, 'd4')).toMatchObject({ outcome: 'done', pods: 1 });
      expectRuns(world, 'd4', 4);
      expect(world.ledger.stops).toBe(1);
    });

    it('LAST_STATE knows the newest checkpoint after the JobManager was restarted (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      world.crash();
      world.tick(12);
      expect(await runJob(world, 'b2', LAST_STATE)).toMatchObject({ outcome: 'done' });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('LAST_STATE goes on from no checkpoint of another job, however high its number is (promise 2)', async () => {
      const world = await seeded({ mode, release });
      const data = { 'checkpointID-0000000000000000999': `${CHECKPOINTS}/other/chk-999` };
      world.kubernetes.put('configmaps', {
        metadata: { name: `orders-${'9'.repeat(32)}-config-map`, labels: haLabelsOf(clusterIdOf(mode, 'a1')) },
        data,
      });
      expect(await runJob(world, 'b2', LAST_STATE)).toMatchObject({ outcome: 'done' });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('LAST_STATE without HA takes a savepoint (promise 2)', async () => {
      const world = await seeded({ mode, release, highAvailability: false });
      expect(await runJob(world, 'b2', { ...LAST_STATE, fallsBack: true })).toMatchObject({ outcome: 'done' });
      expectRuns(world, 'b2', 2);
      expect(world.ledger.stops).toBe(1);
    });

    it('a job that fails for ever is mended by an update, from its newest checkpoint (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      world.jobManager!.stuck = true;
      expect(await runJob(world, 'b2', FALLS_BACK)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'b2', 2);
      expect(world.ledger.stops).toBe(0);
    });

    it('a job that mends itself within a minute is stopped with a savepoint (promise 3)', async () => {
      const world = await seeded({ mode, release });
      world.jobManager!.stuck = true;
      let calls = 0;
      world.fate = () => {
        if (++calls === 100) world.jobManager!.stuck = false;
        return 'serve';
      };
      expect(await runJob(world, 'b2', FALLS_BACK)).toMatchObject({ outcome: 'done', pods: 1 });
      expectRuns(world, 'b2', 2);
      expect(world.ledger.stops).toBe(1);
    });

    it('a savepoint that fails on a job that runs is a failed update, and ends nothing (promises 3, 6)', async () => {
      const world = await seeded({ mode, release });
      world.jobManager!.savepointTrouble = 'no space left on device';
      const end = await runJob(world, 'b2', { ...FALLS_BACK, tries: 3 });
      expect(end).toMatchObject({ outcome: 'failed', message: expect.stringContaining('no space left on device') });
      expect(world.ledger).toMatchObject({ violations: [], starts: 1, stops: 3 });
      expect(world.jobManager!.job!.state).toBe('RUNNING');
    });

    it('a JobManager that never comes up again is replaced, from its newest checkpoint (promises 1, 2)', async () => {
      const world = await seeded({ mode, release });
      world.break();
      expect(await runJob(world, 'b2', FALLS_BACK)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('a JobManager that never comes up again stays as it is where nobody allowed another way (promise 6)', async () => {
      const world = await seeded({ mode, release });
      world.break();
      const { uid } = world.cluster!.metadata;
      expect(await runJob(world, 'b2', { tries: 2 })).toMatchObject({
        outcome: 'failed',
        message: expect.stringContaining('does not answer'),
      });
      expect(world.cluster!.metadata.uid).toBe(uid);
      expect(world.ledger).toMatchObject({ violations: [], starts: 1 });
    });

    it.each(['FAILED', 'CANCELED'] as const)('a job that is %s for good is gone on from as Flink tells (promises 2, 3)', async (state) => {
      const world = await seeded({ mode, release });
      world.jobManager!.fail('java.lang.IllegalStateException: a bug', state);
      expect(await runJob(world, 'b2', FALLS_BACK)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('a cluster that was deleted by hand is gone on from, in another revision (promise 2)', async () => {
      const world = await seeded({ mode, release });
      world.pods.deleteByHand();
      world.tick(10);
      expect(await runJob(world, 'b2', FALLS_BACK)).toMatchObject({ outcome: 'done' });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('a new revision that fails at once is replaced by the next one, from where it went from (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      world.prepare = (jobManager) => (jobManager.stuck = true);
      expect(await runJob(world, 'b2', { ...FALLS_BACK, tries: 1 })).toMatchObject({ outcome: 'failed' });
      world.prepare = () => undefined;
      expect(await runJob(world, 'c3', FALLS_BACK)).toMatchObject({ outcome: 'done' });
      world.tick(10);
      expectRuns(world, 'c3', 3);
    });

    it('STATELESS starts from empty, and only then (promise 1)', async () => {
      const world = await seeded({ mode, release });
      expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
      world.ledger.stateless = true;
      expect(await runJob(world, 'c3', STATELESS)).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'c3', 3);
      expect(world.ledger.runs.at(-1)!.from).toBe('');
      expect(await runJob(world, 'd4')).toMatchObject({ outcome: 'done' });
      expectRuns(world, 'd4', 4);
      expect(world.recordData.savepointPath).not.toBe('');
    });

    it('a suspended job has a savepoint and no cluster, stays so, and goes on from it (promises 1, 2, 3, 5)', async () => {
      const world = await seeded({ mode, release });
      expect(await runJob(world, 'a1', { ...SUSPENDED, updateJob: 'suspend' })).toMatchObject({ outcome: 'done', pods: 1 });
      expectSuspended(world, 1);
      const { savepointPath } = world.recordData;
      expect(await runJob(world, 'a1', { ...SUSPENDED, updateJob: 'again' })).toMatchObject({ outcome: 'done', pods: 1 });
      expectSuspended(world, 1);
      expect(world.recordData).toMatchObject({ savepointPath });
      expect(await runJob(world, 'a1', { updateJob: 'resume' })).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'a1', 2);
      expect(world.ledger.runs.at(-1)!.from).toBe(savepointPath);
    });

    it('another revision goes on from where a job was suspended (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      await runJob(world, 'a1', { ...SUSPENDED, updateJob: 'suspend' });
      expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(10);
      expectRuns(world, 'b2', 2);
    });

    it('another revision can be applied suspended, and goes on later (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      expect(await runJob(world, 'b2', { ...SUSPENDED, updateJob: 'suspend' })).toMatchObject({ outcome: 'done', pods: 1 });
      expectSuspended(world, 1);
      expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done', pods: 1 });
      expectRuns(world, 'b2', 2);
    });

    it('a job that fails for ever is suspended with its newest checkpoint (promises 2, 3)', async () => {
      const world = await seeded({ mode, release });
      world.jobManager!.stuck = true;
      expect(await runJob(world, 'a1', { ...FALLS_BACK, ...SUSPENDED, updateJob: 'suspend' })).toMatchObject({ outcome: 'done' });
      expectSuspended(world, 1);
      expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
      expectRuns(world, 'b2', 2);
    });

    it('a job that never ran is suspended by doing nothing, and started later', async () => {
      const world = await makeWorld({ mode, release });
      expect(await runJob(world, 'a1', { ...SUSPENDED, updateJob: 'suspend' })).toMatchObject({ outcome: 'done', pods: 1 });
      world.tick(5);
      expect([world.cluster, world.jobManager]).toEqual([undefined, undefined]);
      expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done', pods: 1 });
      expectRuns(world, 'a1', 1);
    });
  },
);
