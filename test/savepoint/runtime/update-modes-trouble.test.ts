/** Update modes where the job, or its metadata, is not as one would like it. */
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { MODES } from '../../fakes/fake-world';
import { runJob } from '../../fakes/update-pod';
import { flink, NOTHING, OLD_JOB, record, RUNS, WANT, written } from './situations';
import { isolate, makeWorld } from './worlds';

isolate();

const HA = { maps: [`orders-${OLD_JOB}-config-map`], checkpoints: 1, own: true, newest: 7, unowned: [] };
const FALLS_BACK = { fallsBack: true, timeouts: { savepoint: 15_000, deletion: 60_000, start: 60_000 } };
const restarts: Observation = { ...RUNS, ha: HA, waited: 700_000, flink: flink('RESTARTING', { completedCheckpoints: 3 }) };
const failed: Observation = { ...RUNS, ha: HA, flink: flink('FAILED', { completedCheckpoints: 3, states: { 9: 's3://chk-9' } }) };

describe('LAST_STATE, where there is no other way but a failure', () => {
  const want = { ...WANT, takes: Takes.CHECKPOINT };

  it('ends a start that restarts for ever after checkpoints: it is asked for the newest one anyway', () => {
    expect(written(nextStop(record(Phase.STARTING), restarts, want))).toMatchObject({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT });
  });

  it.each([Phase.STARTING, Phase.RUNNING])('goes on from the HA metadata of a cluster that is gone, and was %s', (phase) => {
    expect(written(nextStop(record(phase), { ...NOTHING, ha: HA }, want))).toMatchObject({ takes: Takes.CHECKPOINT });
  });

  it('goes on from where Flink tells that a FAILED job was', () => {
    expect(written(nextStop(record(Phase.RUNNING), failed, want))).toMatchObject({ phase: Phase.STOPPED, savepointPath: 's3://chk-9' });
  });
});

describe('STATELESS', () => {
  const want = { ...WANT, takes: Takes.NOTHING, fallsBack: true };

  it.each([
    ['restarts for ever', restarts],
    ['is FAILED', failed],
    ['is gone, with HA metadata', { ...NOTHING, ha: HA }],
  ])('starts from empty after a start that %s, as after a job that ran', (_, seen) => {
    expect(nextStop(record(Phase.RUNNING), seen, want)).toMatchObject({ record: { takes: Takes.NOTHING } });
    expect(nextStop(record(Phase.STARTING), seen, want)).toMatchObject({ record: { takes: Takes.NOTHING } });
  });
});

describe.each(MODES)('%s: what a job is told to start from is among the checkpoints of its HA metadata, and no chk-n', (mode) => {
  it('LAST_STATE replaces a job that never completed a checkpoint, from what it started from (promises 2, 3)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.prepare = (jobManager) => (jobManager.stuck = true);
    expect(await runJob(world, 'b2', { ...FALLS_BACK, tries: 1 })).toMatchObject({ outcome: 'failed' });
    world.prepare = () => undefined;
    expect(await runJob(world, 'c3', { ...FALLS_BACK, takes: Takes.CHECKPOINT })).toMatchObject({ outcome: 'done' });
    expect(world.ledger.violations).toEqual([]);
  });

  it('a new revision whose JobManager dies at once is replaced, or refused, and starts from nothing else (promise 2)', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.prepare = (jobManager) => (jobManager.stuck = true);
    expect(await runJob(world, 'b2', { ...FALLS_BACK, tries: 1 })).toMatchObject({ outcome: 'failed' });
    world.prepare = () => undefined;
    world.break();
    const end = await runJob(world, 'c3', FALLS_BACK);
    expect(['done', 'refused']).toContain(end.outcome);
    expect(world.ledger.states.has(world.recordData.savepointPath)).toBe(true);
  });
});

describe.each(MODES)('%s', (mode) => {
  it('a job that fails for ever once its stop is recorded, and not sent, is ended for its newest checkpoint', async () => {
    const world = (await makeWorld({ mode })).seed('a1');
    world.fate = (call) => {
      if (call.method !== 'POST' || !call.path.endsWith('/stop')) return 'serve';
      world.jobManager!.stuck = true;
      return 'cut-before';
    };
    const end = await runJob(world, 'b2', FALLS_BACK);
    expect(end).toMatchObject({ outcome: 'done' });
    expect(world.ledger.violations).toEqual([]);
  });
});
