/** The state machine by example: a job that is suspended, and resumed. */
import { Wanted } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { DEPLOYMENT, flink, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, situations, TARGET, WANT, written } from './situations';

const SUSPENDED: Wanted = { ...WANT, suspended: true };
const SAME = { ...RUNS, deployment: { ...DEPLOYMENT, revision: 'new' } };

it.each(['old', 'new'])('a job of revision %s is stopped with a savepoint, when new is suspended (promise 3)', (revision) => {
  const seen = { ...RUNS, deployment: { ...DEPLOYMENT, revision } };
  expect(written(nextStop(record(Phase.RUNNING, { revision }), seen, SUSPENDED))).toMatchObject({
    phase: Phase.STOPPING,
    takes: Takes.SAVEPOINT,
    target: TARGET,
    revision,
  });
});

it('what is stopped is deleted, its HA metadata too, and nothing is started (promises 1, 3)', () => {
  const ha = { maps: ['orders-cluster-config-map'], checkpoints: 0, own: true, unowned: [] };
  expect(nextStop(record(Phase.STOPPED), RUNS, SUSPENDED).do).toBe('delete-deployment');
  expect(nextStop(record(Phase.STOPPED), { ...NOTHING, pods: 1 }, SUSPENDED).do).toBe('wait');
  expect(nextStop(record(Phase.STOPPED), { ...NOTHING, ha }, SUSPENDED).do).toBe('delete-ha');
  expect(nextStop(record(Phase.STOPPED), NOTHING, SUSPENDED)).toEqual({ do: 'done', why: expect.stringContaining(SAVEPOINT) });
});

it('nothing at all starts a job that is to be suspended', () => {
  const started = [...situations({ suspended: true, fallsBack: true })].filter(({ record: known, seen, want }) => {
    const action = nextStop(known, seen, want);
    return (
      action.do === 'start' || (action.do === 'write' && action.record.phase === Phase.STARTING && action.record.jobId !== known?.jobId)
    );
  });
  expect(started.slice(0, 3)).toEqual([]);
});

it('verify has nothing to see, and is done (promise 5)', () => {
  expect(nextVerify(record(Phase.STOPPED), NOTHING, SUSPENDED).do).toBe('done');
  expect(nextVerify(undefined, NOTHING, SUSPENDED).do).toBe('done');
});

it.each([Phase.STARTING, Phase.RUNNING, Phase.STOPPING])('verify fails where another update made it %s meanwhile (promise 6)', (phase) => {
  const action = nextVerify(record(phase), SAME, SUSPENDED);
  expect(action).toMatchObject({ do: 'fail', message: expect.stringContaining(phase) });
});

it('applied again it does nothing (promise 5)', () => {
  expect(nextStop(record(Phase.STOPPED, { revision: 'new' }), NOTHING, SUSPENDED).do).toBe('done');
  expect(nextStop(record(Phase.STOPPED), NOTHING, SUSPENDED).do).toBe('done');
});

it.each(['old', 'new'])('revision %s was suspended, and new goes on exactly where it stopped (promises 2, 3)', (revision) => {
  expect(written(nextStop(record(Phase.STOPPED, { revision }), NOTHING, WANT))).toMatchObject({
    phase: Phase.STARTING,
    revision: 'new',
    savepointPath: SAVEPOINT,
    jobId: WANT.fresh.jobId,
  });
});

it('a job that never ran is left so', () => {
  expect(nextStop(undefined, NOTHING, SUSPENDED).do).toBe('done');
});

it('a job that never ran waits for what is left of a cluster, and is not suspended beside one that runs (promise 1)', () => {
  expect(nextStop(undefined, { ...NOTHING, pods: 1 }, SUSPENDED).do).toBe('wait');
  expect(written(nextStop(undefined, RUNS, SUSPENDED))).toMatchObject({ phase: Phase.RUNNING, jobId: OLD_JOB });
});

it('a start of the same revision that never completed a checkpoint is given up (promises 2, 3)', () => {
  const seen = { ...SAME, flink: flink('RESTARTING'), ha: { maps: ['a'], checkpoints: 0, own: true, unowned: [] } };
  expect(written(nextStop(record(Phase.STARTING, { revision: 'new' }), seen, SUSPENDED))).toMatchObject({
    phase: Phase.STOPPED,
    abandoned: true,
    savepointPath: SAVEPOINT,
  });
});

it('what the YAML has of the cluster need not be there, since nothing is started', () => {
  const seen = { ...RUNS, notApplied: 'the JobManager' };
  expect(nextStop(record(Phase.RUNNING), seen, SUSPENDED).do).toBe('write');
  expect(nextStop(record(Phase.RUNNING), seen, WANT).do).toBe('wait');
});

it('a job of the same revision that restarts for ever is ended for its newest checkpoint, where that is allowed', () => {
  const ha = { maps: ['a'], checkpoints: 1, own: true, newest: 3, unowned: [] };
  const seen = { ...SAME, ha, waited: 60_000, flink: flink('RESTARTING', { completedCheckpoints: 3 }) };
  const want = { ...SUSPENDED, fallsBack: true };
  expect(written(nextStop(record(Phase.RUNNING, { revision: 'new' }), seen, want))).toMatchObject({ takes: Takes.CHECKPOINT });
});
