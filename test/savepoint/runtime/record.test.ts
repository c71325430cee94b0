import {
  FIRST_RECORD,
  formatRecord,
  HISTORY_LENGTH,
  parseRecord,
  Phase,
  RecordError,
  Takes,
  UpdateRecord,
  withSavepoint,
} from '../../../lib/savepoint/runtime/record';

const FULL: UpdateRecord = {
  phase: Phase.STOPPING,
  revision: 'abc',
  clusterId: 'orders-abc',
  former: 'orders-aaa',
  from: 'aaa',
  to: 'abc',
  jobId: '0'.repeat(32),
  savepointPath: 's3://b/sp/savepoint-1',
  mode: 'standalone',
  highAvailability: true,
  ownTriggerId: true,
  companions: ['orders-rest', 'flink-config-orders'],
  taskManagers: 3,
  parallelism: 4,
  deployed: true,
  started: '1795344063917',
  takes: Takes.CHECKPOINT,
  checkpoints: 's3://b/checkpoints',
  states: { 7: 's3://b/sp/savepoint-1' },
  triggerId: 'f'.repeat(32),
  target: 's3://b/sp/folder',
  abandoned: true,
  failed: 'abd',
  kept: {
    revision: 'aaa',
    clusterId: 'orders-aaa',
    mode: 'native',
    taskManagerKind: 'deployments',
    highAvailability: true,
    ownTriggerId: true,
    checkpoints: true,
    checkpointsFolder: 's3://b/checkpoints',
    parallelism: 0,
    companions: ['orders-aaa-rest'],
    foldersPerStart: { 'job-result-store.storage-path': 's3://b/ha/job-results' },
  },
  updateJob: 'orders-deploy-1',
  message: 'a "quoted"\nline',
  timeline: { STOPPING: '2026-01-01T00:00:00.000Z' },
  history: [
    {
      path: 's3://b/sp/savepoint-1',
      revision: 'abc',
      jobId: '0'.repeat(32),
      at: '2026-01-01T00:00:00.000Z',
      takenBy: 'orders-savepoints-1',
    },
  ],
  taking: { jobId: '0'.repeat(32), triggerId: 'e'.repeat(32), target: 's3://b/sp/next', at: '2026-01-02T00:00:00.000Z', takenBy: 'job' },
  disposing: ['s3://b/sp/old/savepoint-1'],
};

it('a record is read as it was written (promise 4)', () => {
  expect(parseRecord(formatRecord(FULL))).toEqual(FULL);
  const first = { ...FIRST_RECORD, phase: Phase.STARTING, revision: 'r', jobId: 'j' };
  expect(parseRecord(formatRecord(first))).toEqual(first);
});

it('a ConfigMap holds it: every value is a string', () => {
  for (const value of Object.values(formatRecord(FULL))) expect(typeof value).toBe('string');
});

it.each([undefined, '', 'RUNING', 'running'])('a record whose phase is %p is refused, with what is allowed (promise 6)', (phase) => {
  const damaged = { ...formatRecord(FULL), phase } as Record<string, string>;
  expect(() => parseRecord(damaged)).toThrow(RecordError);
  expect(() => parseRecord(damaged)).toThrow('STARTING, RUNNING, STOPPING, STOPPED');
});

it('a record that a person made by hand needs a phase and a path alone (promise 6)', () => {
  expect(parseRecord({ phase: 'STOPPED', savepointPath: 's3://b/sp' })).toEqual({
    ...FIRST_RECORD,
    phase: Phase.STOPPED,
    revision: '',
    jobId: '',
    savepointPath: 's3://b/sp',
  });
});

it('what only tells, and is damaged, hides no savepoint (promise 4)', () => {
  const read = parseRecord({ ...formatRecord(FULL), history: '[{', timeline: 'yesterday' });
  expect(read).toEqual({ ...FULL, history: [], timeline: {} });
});

it('the last savepoints are remembered, the newest first, each once', () => {
  let record: UpdateRecord = { ...FULL, history: [] };
  for (let i = 1; i <= HISTORY_LENGTH + 2; i++) record = withSavepoint(record, `sp-${i}`, `at-${i}`);
  const newest = HISTORY_LENGTH + 2;
  record = withSavepoint(record, `sp-${newest}`, 'again');
  expect(record.savepointPath).toBe(`sp-${newest}`);
  expect(record.history.map((entry) => entry.path)).toEqual(Array.from({ length: HISTORY_LENGTH }, (_, i) => `sp-${newest - i}`));
});
