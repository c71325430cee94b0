/** Which savepoints are deleted, and which never are. */
import { CLEANING_TIME, disposable, neededPaths, nextCleaning } from '../../../lib/savepoint/runtime/cleaning';
import { Errand, ErrandLook } from '../../../lib/savepoint/runtime/errand';
import { Phase, SavepointEntry, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { OLD_JOB, record } from './situations';

const FOLDER = 's3://state/orders/savepoints';
/** A savepoint in a folder of its own, of the n-th day. */
const own = (day: number) => `${FOLDER}/2026-01-${String(day).padStart(2, '0')}T00-00-00-000Z-00ff/savepoint-aaaaaa-${day}`;
const entry = (path: string, jobId = 'c'.repeat(32)): SavepointEntry => ({ path, revision: 'r', jobId, at: '' });
const days = (...all: number[]) => all.map((day) => entry(own(day)));
const running = (history: readonly SavepointEntry[], more: Partial<UpdateRecord> = {}) => record(Phase.RUNNING, { history, ...more });
const errand: Errand = { job: 'j', savepoints: FOLDER, kept: 2, timeout: 1, fresh: { triggerId: '', target: '', now: '' } };
const look: ErrandLook = { applied: 'old', updates: [], waited: 0, still: 0, unsent: false, deleting: '', deleted: [] };
const decide = (known: UpdateRecord | undefined, seen: Partial<ErrandLook> = {}) => nextCleaning(known, { ...look, ...seen }, errand);

describe('what is deleted', () => {
  it('is what is beyond the newest that are kept, the oldest first', () => {
    expect(disposable(running(days(5, 4, 3, 2)), errand)).toEqual([own(2), own(3)]);
    expect(disposable(running(days(5, 4)), errand)).toEqual([]);
    expect(disposable(running(days(5, 4, 3)), { ...errand, kept: 3 })).toEqual([]);
  });

  it.each([
    ['a checkpoint', `s3://state/orders/checkpoints/${OLD_JOB}/chk-7`],
    ['a checkpoint below the folder of savepoints', `${FOLDER}/2026-01-01T00-00-00-000Z-00ff/chk-7`],
    ['a path that was given by hand', 's3://elsewhere/savepoint-1'],
    ['a savepoint that somebody took into the folder', `${FOLDER}/savepoint-aaaaaa-1`],
    ['one in a folder of another form', `${FOLDER}/mine/savepoint-aaaaaa-1`],
    ['one deeper down', `${FOLDER}/2026-01-01T00-00-00-000Z-00ff/more/savepoint-1`],
    ['one of another job', own(1).replace('orders', 'clicks')],
  ])('is never %s, nor does it count', (_, path) => {
    expect(disposable(running([entry(path), ...days(5, 4), entry(path)]), errand)).toEqual([]);
    expect(disposable(running([entry(path), ...days(5, 4, 3), entry(path)]), errand)).toEqual([own(3)]);
  });

  it('is known however many slashes Flink writes after a scheme', () => {
    const file = (path: string) => path.replace('s3://', 'file:/');
    const history = days(5, 4, 3).map((e) => ({ ...e, path: file(e.path) }));
    expect(disposable(running(history), { ...errand, savepoints: FOLDER.replace('s3://', 'file:///') })).toEqual([file(own(3))]);
  });
});

describe('what is needed', () => {
  it('is what the job was started from, however old', () => {
    expect(disposable(running(days(5, 4, 3, 2), { savepointPath: own(2) }), errand)).toEqual([own(3)]);
  });

  it('is what a checkpoint that the job was started from may hold files of', () => {
    const [first, second] = ['1', '2'].map((digit) => digit.repeat(32));
    const chk = (jobId: string) => `s3://state/orders/checkpoints/${jobId}/chk-7`;
    // The second job went on from a checkpoint of the first one, which was started from the savepoint of day 1; so did the third from the second's.
    const scheduled = [entry(own(9), OLD_JOB), entry(own(8), OLD_JOB)];
    const history = [
      ...scheduled,
      entry(chk(second), second),
      entry(own(3), second),
      entry(chk(first), first),
      entry(own(2), first),
      ...days(1),
    ];
    const known = running(history, { savepointPath: chk(second) });
    expect(neededPaths(known)).toEqual(expect.arrayContaining([chk(second), chk(first), own(1)]));
    expect(disposable(known, errand)).toEqual([own(2), own(3)]);
  });

  it('is every savepoint of the job that runs before 1.15, when Flink itself may go on from it', () => {
    const history = [...[9, 8, 7].map((day) => entry(own(day), OLD_JOB)), ...days(2, 1)];
    expect(disposable(running(history, { ownTriggerId: false }), errand)).toEqual([own(1), own(2)]);
    expect(disposable(running(history), errand)).toEqual([own(1), own(2), own(7)]);
  });
});

describe('cleaning', () => {
  it('writes what is to be deleted, and takes it out of the history, before anything is', () => {
    const known = running(days(5, 4, 3, 2));
    expect(decide(known)).toEqual({ do: 'write', record: { ...known, disposing: [own(2), own(3)], history: days(5, 4) } });
  });

  it('deletes one after the other, and then clears them', () => {
    const known = running(days(5, 4), { disposing: [own(2), own(3)] });
    expect(decide(known)).toEqual({ do: 'dispose', path: own(2) });
    expect(decide(known, { deleting: own(2) })).toMatchObject({ do: 'wait' });
    expect(decide(known, { deleted: [own(2)] })).toEqual({ do: 'dispose', path: own(3) });
    expect(decide(known, { deleted: [own(2), own(3)] })).toEqual({ do: 'write', record: { ...known, disposing: [] } });
    expect(decide({ ...known, disposing: [] })).toMatchObject({ do: 'done' });
  });

  it('has an end: one that does not come to its is not tried again, others are, another time', () => {
    const known = running(days(5, 4, 1), { disposing: [own(2), own(3)] });
    const late = { waited: CLEANING_TIME, deleting: own(2) };
    expect(decide(known, late)).toEqual({ do: 'write', record: { ...known, disposing: [own(3)] } });
    expect(decide({ ...known, disposing: [own(3)] }, late)).toEqual({ do: 'done', why: expect.stringContaining(own(3)) });
    expect(decide(running(days(5, 4, 3)), late)).toMatchObject({ do: 'done' });
  });

  it('leaves one alone that somebody has the job go on from by now', () => {
    const known = running(days(5, 4), { disposing: [own(2)], savepointPath: own(2) });
    expect(decide(known)).toEqual({ do: 'write', record: { ...known, disposing: [] } });
  });

  it.each<[string, UpdateRecord | undefined, Partial<ErrandLook>]>([
    ['another update is at work', running(days(5, 4, 3)), { updates: ['orders-deploy-2'] }],
    ['another revision was applied', running(days(5, 4, 3)), { applied: 'new' }],
    ['the job does not run', record(Phase.STOPPED, { history: days(5, 4, 3) }), {}],
    ['there is no record', undefined, {}],
  ])('gives way when %s', (_, known, seen) => {
    expect(decide(known, seen)).toMatchObject({ do: 'give-way' });
  });
});
