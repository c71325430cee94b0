/** What the schedule decides about a savepoint of the job that runs, and what an update does about one that is under way. */
import { Errand, ErrandLook } from '../../../lib/savepoint/runtime/errand';
import { SILENT_STOP_GRACE, TOLD_LATE } from '../../../lib/savepoint/runtime/ending';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation, ObservedFlink } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes, Taking, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { nextSavepoint } from '../../../lib/savepoint/runtime/taking';
import { flink, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, WANT } from './situations';

const JOB = 'orders-savepoints-1';
const TARGET = 's3://state/orders/savepoints/three';
const PATH = `${TARGET}/savepoint-aaaaaa-3`;
const TAKING: Taking = { jobId: OLD_JOB, triggerId: 'e'.repeat(32), target: TARGET, at: '2026-01-01T00:00:00.000Z', takenBy: JOB };
const errand: Errand = {
  job: JOB,
  savepoints: 's3://state/orders/savepoints',
  kept: 0,
  timeout: 600_000,
  fresh: { triggerId: 'f'.repeat(32), target: TARGET, now: '2026-01-02T00:00:00.000Z' },
};
const look: ErrandLook = {
  applied: 'old',
  updates: [],
  flink: flink('RUNNING'),
  waited: 0,
  still: 0,
  unsent: false,
  deleting: '',
  deleted: [],
};
const running = (more: Partial<UpdateRecord> = {}) => record(Phase.RUNNING, more);
const taking = (more: Partial<UpdateRecord> = {}) => running({ taking: TAKING, ...more });
const old = { ownTriggerId: false, taking: { ...TAKING, triggerId: '' } };
const told = (taken: ObservedFlink['taken'], more: Partial<ObservedFlink> = {}) => ({ flink: flink('RUNNING', { taken, ...more }) });
const decide = (known: UpdateRecord | undefined, seen: Partial<ErrandLook> = {}) => nextSavepoint(known, { ...look, ...seen }, errand);

describe('an update comes first', () => {
  it.each<[string, UpdateRecord | undefined, Partial<ErrandLook>, RegExp]>([
    ['an update Job is at work', running(), { updates: ['orders-deploy-2'] }, /orders-deploy-2 is at work: no savepoint is taken/],
    ['the job was never started', undefined, {}, /no record/],
    ['another revision was applied', running(), { applied: 'new' }, /revision new is applied, and old runs/],
    ['nothing is applied', running(), { applied: '' }, /revision none is applied/],
    ['one turns up while the savepoint is taken', taking(), { updates: ['orders-deploy-2'] }, /goes on without this Job/],
    ...[Phase.STARTING, Phase.STOPPING, Phase.STOPPED].map(
      (phase) => [`the record says ${phase}`, record(phase), {}, new RegExp(phase)] as [string, UpdateRecord, object, RegExp],
    ),
  ])('when %s', (_, known, seen, why) => {
    expect(decide(known, seen)).toEqual({ do: 'give-way', why: expect.stringMatching(why) });
  });
});

describe('a savepoint of a job that runs', () => {
  it('is recorded, with an id of ours and a folder of its own, before it is asked for', () => {
    const { triggerId, target, now } = errand.fresh;
    const recorded = { jobId: OLD_JOB, triggerId, target, at: now, takenBy: JOB };
    expect(decide(running())).toEqual({ do: 'write', record: running({ taking: recorded }) });
    const known = { ownTriggerId: false };
    expect(decide(running(known))).toEqual({ do: 'write', record: running({ ...known, taking: { ...recorded, triggerId: '' } }) });
  });

  it('is not asked for while tasks do not run, or another one is being taken', () => {
    for (const seen of [
      flink('RESTARTING'),
      flink('RUNNING', {}, false),
      flink(undefined),
      flink('RUNNING', { savepointInProgress: true }),
    ]) {
      expect(decide(running(), { flink: seen })).toMatchObject({ do: 'wait' });
      expect(decide(running(), { flink: seen, waited: errand.timeout })).toMatchObject({
        do: 'fail',
        message: expect.stringContaining('600 s'),
      });
    }
    expect(decide(running(), { flink: undefined })).toMatchObject({ do: 'wait' });
    expect(decide(running(), { flink: undefined, waited: errand.timeout })).toMatchObject({ do: 'fail' });
  });

  it('is asked for as long as there is no trace of it, from 1.15 on', () => {
    expect(decide(taking())).toEqual({ do: 'take', record: taking() });
    expect(decide(taking(), { waited: errand.timeout })).toMatchObject({ do: 'fail' });
  });

  it('is asked for once before 1.15, and given up when it leaves no trace', () => {
    expect(decide(running(old), { unsent: true })).toMatchObject({ do: 'take' });
    expect(decide(running(old))).toMatchObject({ do: 'wait' });
    expect(decide(running(old), { still: SILENT_STOP_GRACE })).toMatchObject({ do: 'write', record: { taking: undefined } });
    const busy = { still: SILENT_STOP_GRACE, flink: flink('RUNNING', { savepointInProgress: true }) };
    expect(decide(running(old), busy)).toMatchObject({ do: 'wait' });
  });

  it('is waited for, and not for ever', () => {
    expect(decide(taking(), told({ status: 'in-progress' }))).toMatchObject({ do: 'wait' });
    const late = decide(taking(), { ...told({ status: 'in-progress' }), waited: errand.timeout });
    expect(late).toMatchObject({ do: 'fail', message: expect.stringContaining(TARGET) });
  });

  it('goes into the history and among the states by its number, and is none that the job was started from', () => {
    const states = { 6: SAVEPOINT, 7: 's3://chk-7' };
    const seen = told({ status: 'completed', path: PATH }, { latestSavepoint: PATH, states: { 9: PATH, 10: 's3://chk-10' } });
    const entry = { path: PATH, revision: 'old', jobId: OLD_JOB, at: errand.fresh.now, takenBy: JOB };
    // What is older than the newest is not asked for any more.
    const after = { history: [entry], taking: undefined, states: { 6: SAVEPOINT, 9: PATH, 10: 's3://chk-10' } };
    expect(decide(taking({ states }), seen)).toEqual({ do: 'write', record: running(after) });
    expect(decide(running(after))).toEqual({ do: 'done', why: expect.stringContaining(PATH) });
  });

  it('waits for its number, which Flink tells late', () => {
    const seen = told({ status: 'completed', path: PATH });
    expect(decide(taking(), seen)).toMatchObject({ do: 'wait' });
    expect(decide(taking(), { ...seen, still: TOLD_LATE })).toMatchObject({ do: 'write', record: { history: [{ path: PATH }] } });
  });

  it('is found by its folder when nobody knows its id', () => {
    expect(decide(running(old), told({ status: 'none' }, { latestSavepoint: PATH }))).toMatchObject({
      record: { history: [{ path: PATH }] },
    });
    expect(decide(running(old), told({ status: 'none' }, { latestSavepoint: SAVEPOINT }))).toMatchObject({ do: 'wait' });
  });

  it('that fails is told of, and the message of the record is an update’s', () => {
    const action = decide(taking({ message: 'an update failed' }), told({ status: 'failed', cause: 'no room' }));
    expect(action).toMatchObject({ do: 'write-and-fail', message: expect.stringMatching(/no room.*goes on as it was/) });
    expect(action).toMatchObject({ record: { taking: undefined, message: 'an update failed', history: [] } });
  });
});

describe('an update', () => {
  const stop = (known: UpdateRecord, seen: Partial<Observation> = {}, want = {}) =>
    nextStop(known, { ...RUNS, ...seen }, { ...WANT, ...want });

  it('waits for a savepoint that is being taken before it sends a stop, and not for ever (promise 3)', () => {
    const seen = told({ status: 'in-progress' }, { savepointInProgress: true });
    expect(stop(taking(), seen)).toMatchObject({ do: 'wait', why: expect.stringContaining('schedule') });
    expect(stop(taking(), { ...seen, waited: WANT.timeouts.savepoint })).toMatchObject({
      do: 'fail',
      message: expect.stringContaining(TARGET),
    });
  });

  it('records where it is, and goes on', () => {
    const action = stop(taking(), told({ status: 'completed', path: PATH }));
    expect(action).toMatchObject({ do: 'write', record: { phase: 'RUNNING', taking: undefined, savepointPath: SAVEPOINT } });
    expect(action).toMatchObject({ record: { history: [{ path: PATH, takenBy: JOB }] } });
  });

  it('does not wait for one that failed, or that there is no trace of', () => {
    expect(stop(taking(), told({ status: 'failed', cause: 'no room' }))).toMatchObject({ record: { phase: 'STOPPING' } });
    expect(stop(taking(), told({ status: 'none' }))).toMatchObject({ record: { phase: 'STOPPING' } });
  });

  it('gives one whose id was lost time to show itself, before 1.15', () => {
    expect(stop(running(old))).toMatchObject({ do: 'wait' });
    expect(stop(running(old), { waited: SILENT_STOP_GRACE })).toMatchObject({ record: { phase: 'STOPPING' } });
  });

  it('waits for its number before 1.15, where HA metadata knows it by that alone (promise 2)', () => {
    const seen = told({ status: 'completed', path: PATH });
    expect(stop(taking({ ownTriggerId: false }), seen)).toMatchObject({ do: 'wait' });
    const numbered = told({ status: 'completed', path: PATH }, { latestSavepoint: PATH, states: { 9: PATH } });
    expect(stop(taking({ ownTriggerId: false }), numbered)).toMatchObject({ record: { states: { 9: PATH } } });
  });

  it('for the newest checkpoint waits for it before 1.15 alone', () => {
    const seen = told({ status: 'in-progress' }, { savepointInProgress: true });
    const want = { takes: Takes.CHECKPOINT };
    expect(stop(taking(), seen, want)).toMatchObject({ record: { phase: 'STOPPING', takes: 'CHECKPOINT' } });
    expect(stop(taking({ ownTriggerId: false }), seen, want)).toMatchObject({ do: 'wait' });
  });

  it('does not guess a checkpoint where the newest state may be such a savepoint (promise 2)', () => {
    const maps = [`orders-${OLD_JOB}-config-map`];
    const ha = { maps, checkpoints: 1, own: true, newest: 9, unowned: [] };
    const ending = (more: Partial<UpdateRecord>) =>
      record(Phase.STOPPING, { takes: Takes.CHECKPOINT, triggerId: '', target: '', states: { 6: SAVEPOINT }, taking: TAKING, ...more });
    expect(nextStop(ending({ ownTriggerId: false }), { ...NOTHING, ha }, WANT)).toEqual({
      do: 'refuse',
      message: expect.stringContaining(`${TARGET}/`),
    });
    const known = ending({ ownTriggerId: false, states: { 6: SAVEPOINT, 9: 's3://chk-9' } });
    expect(nextStop(known, { ...NOTHING, ha }, WANT)).toMatchObject({ record: { savepointPath: 's3://chk-9' } });
    expect(nextStop(ending({}), { ...NOTHING, ha }, WANT)).toMatchObject({ record: { savepointPath: expect.stringMatching(/chk-9$/) } });
  });

  it('that starts another job forgets it', () => {
    const stopped = record(Phase.STOPPED, { taking: TAKING });
    expect(nextStop(stopped, NOTHING, WANT)).toMatchObject({ record: { phase: 'STARTING', taking: undefined } });
  });
});
