import { inFolder, newestCheckpoint, ownCheckpoints } from '../../../lib/savepoint/runtime/states';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { flink, NOTHING, OLD_JOB, record, SAVEPOINT } from './situations';

describe('inFolder', () => {
  it.each([
    ['file:/state/sp/savepoint-1', 'file:///state/sp', true],
    ['s3://bucket/a/savepoint-1', 's3://bucket/a/', true],
    ['s3://bucket/ab/savepoint-1', 's3://bucket/a', false],
    ['s3://bucket/a', 's3://bucket/a', false],
    ['', 's3://bucket/a', false],
    ['s3://bucket/a/savepoint-1', '', false],
  ])('%s in %s: %s', (path, folder, within) => expect(inFolder(path, folder)).toBe(within));
});

describe('ownCheckpoints', () => {
  const started = record(Phase.RUNNING);
  const ha = (newest?: number) => ({ ...NOTHING, ha: { maps: ['m'], checkpoints: 1, own: true, unowned: [], newest } });

  it.each<[string, Parameters<typeof ownCheckpoints>, string]>([
    ['no HA metadata', [started, NOTHING], 'none'],
    ['HA metadata without checkpoints', [started, ha()], 'none'],
    ['one, of a start from empty', [{ ...started, savepointPath: '' }, ha(1)], 'some'],
    ['the number of the savepoint that it started from', [{ ...started, states: { 7: SAVEPOINT } }, ha(7)], 'none'],
    ['a higher one than that of the savepoint', [{ ...started, states: { 7: SAVEPOINT } }, ha(8)], 'some'],
    ['one of which nothing is known', [started, ha(7)], 'unknown'],
    ['the number of the checkpoint that it started from', [{ ...started, savepointPath: 's3://b/c/aaaa/chk-7' }, ha(7)], 'none'],
    ['a higher one than that of the checkpoint', [{ ...started, savepointPath: 's3://b/c/aaaa/chk-7' }, ha(8)], 'some'],
    [
      'one that the JobManager tells is its own',
      [started, { ...ha(8), flink: flink('RUNNING', { states: { 8: 's3://b/c/chk-8' } }) }],
      'some',
    ],
    [
      'one that the JobManager tells it was restored from',
      [started, { ...ha(7), flink: flink('RUNNING', { states: { 7: `${SAVEPOINT}/` } }) }],
      'none',
    ],
  ])('%s', (_, [known, seen], own) => expect(ownCheckpoints(known, seen)).toBe(own));
});

describe('newestCheckpoint', () => {
  const seen = { ...NOTHING, ha: { maps: ['m'], checkpoints: 1, own: true, unowned: [], newest: 8 } };
  it('is where Flink told it is', () => {
    expect(newestCheckpoint({ ...record(Phase.STOPPING), states: { 8: 's3://b/told/chk-8' } }, seen, 's3://b/new')).toBe(
      's3://b/told/chk-8',
    );
  });
  it('is in the folder of the revision that wrote it, or of the wanted one where that is not known', () => {
    expect(newestCheckpoint({ ...record(Phase.STOPPING), checkpoints: 's3://b/old' }, seen, 's3://b/new')).toBe(
      `s3://b/old/${OLD_JOB}/chk-8`,
    );
    expect(newestCheckpoint(record(Phase.STOPPING), seen, 's3://b/new')).toBe(`s3://b/new/${OLD_JOB}/chk-8`);
  });
});
