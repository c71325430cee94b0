/** A job that runs again although it was stopped: its JobManager ended as the stop came through, and noted half of it, or nothing. */
import { stopped, stopping } from '../../../lib/savepoint/runtime/ending';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { repeats } from '../../../lib/savepoint/runtime/states';
import { MODES } from '../../fakes/fake-world';
import { runJob } from '../../fakes/update-pod';
import { DEPLOYMENT, flink, record, RUNS, SAVEPOINT, WANT } from './situations';
import { isolate, makeWorld } from './worlds';

isolate();

const CHECKPOINTS = 's3://state/orders/checkpoints/job';
const STATES = { 6: SAVEPOINT, 8: `${CHECKPOINTS}/chk-8`, 9: `${CHECKPOINTS}/chk-9` };

describe.each(MODES)('%s', (mode) => {
  it.each(['is told to end', 'dies'] as const)(
    'is deleted before it commits, and a person told where the savepoint is, when its JobManager, as it ends, %s (promises 2, 3, 6)',
    async (lastMoment) => {
      const world = (await makeWorld({ mode })).seed('a1');
      world.lastMoment = lastMoment;
      const end = await runJob(world, 'b2');
      expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining(`${world.recordData.target}/`) });
      world.tick(20);
      expect(world.ledger).toMatchObject({ stops: 1 });
      // That Flink began it again nobody can help.
      expect(world.ledger.violations.filter((violation) => !violation.startsWith('promise 2: restart began'))).toEqual([]);
      expect(world.jobManager).toBeUndefined();
    },
  );

  it('where its JobManager died before the stop came, is told to stop, and nobody is needed (promises 2, 3)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.fate = (call) => {
      if (!call.path.endsWith('/stop') || world.ledger.stops > 0) return 'serve';
      world.fate = () => 'serve';
      world.crash();
      return 'cut-before';
    };
    expect(await runJob(world, 'b2')).toMatchObject({ outcome: 'done' });
    expect(world.ledger.violations).toEqual([]);
  });
});

describe('a run of the job that is not the one that was told to stop', () => {
  const before = record(Phase.STOPPING, { states: STATES, started: '1' });
  const run = (more: Parameters<typeof flink>[1], ha?: Observation['ha']): Observation => {
    const told = flink('RUNNING', { completedCheckpoints: 0, ...more });
    return { ...RUNS, ha, flink: { ...told, jobs: told.jobs.map((job) => ({ ...job, started: '2' })) } };
  };

  it.each<[string, Parameters<typeof flink>[1]]>([
    ['from what the job was started from', { restored: 6 }],
    ['from an older checkpoint', { restored: 8 }],
    ['from empty', {}],
  ])('and that began %s, is deleted (promise 3)', (_, more) => {
    expect(stopping(before, run(more), WANT)).toMatchObject({ do: 'delete-deployment', clusterId: DEPLOYMENT.clusterId });
  });

  it.each<[string, Parameters<typeof flink>[1]]>([
    ['from the newest checkpoint', { restored: 9 }],
    ['from one that was newer than any that is known', { restored: 10 }],
  ])('and that began %s, is told to stop (promises 2, 3)', (_, more) => {
    expect(stopping(before, run(more), WANT)).toMatchObject({ do: 'send-stop' });
  });

  const ha = (newest: number, given: number) => ({ maps: ['one'], checkpoints: 1, own: true, newest, given, unowned: [] });

  it('and that began with the newest checkpoint, is deleted where Flink had begun what may be the savepoint, and else is told to stop (promise 3)', () => {
    const told = { restored: 9, completedCheckpoints: 0 };
    expect(stopping(before, run(told, ha(9, 10)), WANT)).toMatchObject({ do: 'delete-deployment', clusterId: DEPLOYMENT.clusterId });
    expect(stopping(before, run(told, ha(9, 9)), WANT)).toMatchObject({ do: 'send-stop' });
    expect(stopping({ ...before, states: {} }, run(told, ha(9, 10)), WANT)).toMatchObject({ do: 'delete-deployment' });
  });

  it('and that does not tell yet what it begins with, is deleted at once where its HA metadata tells (promise 3)', () => {
    const untold = { completedCheckpoints: undefined };
    expect(stopping(before, run(untold, ha(9, 10)), WANT)).toMatchObject({ do: 'delete-deployment' });
    expect(stopping(before, run(untold, ha(9, 9)), WANT)).toMatchObject({ do: 'wait' });
  });

  it('and that failed for good, hides whether the one before was stopped: a person is told (promises 2, 3, 6)', () => {
    const failed: Observation = { ...RUNS, flink: flink('FAILED', { states: { 9: STATES[9] } }) };
    const again = { ...failed, flink: { ...failed.flink!, jobs: failed.flink!.jobs.map((job) => ({ ...job, started: '2' })) } };
    const want = { ...WANT, fallsBack: true };
    expect(stopping(before, again, want)).toMatchObject({ do: 'refuse', message: expect.stringContaining(`${before.target}/`) });
    expect(stopping(before, failed, want)).toMatchObject({ do: 'write', record: { savepointPath: STATES[9] } });
  });

  it('is waited for where it does not tell what it began with, unless no checkpoint is known (promise 3)', () => {
    const seen = run({ completedCheckpoints: undefined });
    expect(stopping(before, seen, WANT)).toMatchObject({ do: 'wait', why: 'for the job to tell what it began with' });
    expect(stopping({ ...before, states: {} }, seen, WANT)).toMatchObject({ do: 'send-stop' });
  });

  it('once its savepoint is known, is deleted at once, and not waited for to be noted (promise 3)', () => {
    const now = { ...run({ restored: 10 }), waited: 0, ha: ha(10, 10) };
    const want = { ...WANT, prepared: true };
    const prepared = { uid: 'next', ours: true, deleting: false, complete: true, ready: true, lacking: false, trouble: '' };
    const known = { ...before, phase: Phase.STOPPED, savepointPath: SAVEPOINT };
    expect(stopped(known, { ...now, prepared }, want)).toMatchObject({ do: 'delete-deployment' });
    expect(stopped({ ...known, started: '2' }, { ...now, prepared }, want)).toMatchObject({ do: 'wait' });
  });
});

it('A savepoint of a job that runs on is nothing that Flink goes on from: its number says nothing', () => {
  const taken = record(Phase.STOPPING, { states: { ...STATES, 10: SAVEPOINT } });
  expect(repeats(taken, flink('RUNNING', { restored: 9, completedCheckpoints: 0 }), undefined)).toBe(false);
  expect(repeats(record(Phase.STOPPING, { states: {} }), flink('RUNNING', { completedCheckpoints: 0 }), undefined)).toBe(false);
});
