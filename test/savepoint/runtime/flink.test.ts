/** The client of Flink's REST API against answers that real releases gave. */
import { Flink, rootCauseOf } from '../../../lib/savepoint/runtime/flink';
import { Phase, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { newestState } from '../../../lib/savepoint/runtime/states';
import { FakeServer } from '../../fakes/fake-server';
import { OLD_JOB, record, TARGET } from './situations';

const open: FakeServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

type Answers = Record<string, [status: number, body: unknown]>;
const asked: { path: string; body: any }[] = [];

/** Flink with these answers; what is not among them cuts the connection. */
async function flink(answers: Answers): Promise<Flink> {
  asked.length = 0;
  const server = new FakeServer(
    'flink',
    ({ path, body }) => {
      asked.push({ path, body });
      const [status, answer] = answers[path] ?? [];
      return status === undefined ? undefined : { status, body: answer };
    },
    () => 'serve',
  );
  open.push(server);
  return new Flink(await server.listen());
}

const TRIGGER = 'd'.repeat(32);
const STATUS = `/jobs/${OLD_JOB}/savepoints/${TRIGGER}`;
const stopping = record(Phase.STOPPING);

function overview(state: string, running = 4): Answers {
  const tasks = { total: 4, running, finished: 0 };
  return { '/jobs/overview': [200, { jobs: [{ jid: OLD_JOB, name: 'j', state, 'start-time': 1795344063917, tasks }] }] };
}
const checkpoints = (body: object): Answers => ({
  [`/jobs/${OLD_JOB}/checkpoints`]: [200, { counts: { completed: 2 }, latest: {}, history: [], ...body }],
});

describe('observe', () => {
  it('tells of a job and its stop in progress', async () => {
    const history = [{ is_savepoint: true, status: 'IN_PROGRESS' }];
    const latest = { savepoint: { external_path: 'file:/state/sp/savepoint-1' }, restored: null };
    const client = await flink({
      ...overview('RUNNING'),
      ...checkpoints({ history, latest }),
      [STATUS]: [200, { status: { id: 'IN_PROGRESS' }, operation: null }],
    });
    expect(await client.observe(stopping)).toEqual({
      jobs: [{ id: OLD_JOB, state: 'RUNNING', started: '1795344063917', allTasksRunning: true, tasks: 4 }],
      stop: { status: 'in-progress' },
      taken: { status: 'none' },
      savepointInProgress: true,
      latestSavepoint: 'file:/state/sp/savepoint-1',
      states: {},
      completedCheckpoints: 2,
      rootCause: '',
    });
  });

  it('reads the result of a stop from a JobManager that answers for nothing else (1.12; promise 3)', async () => {
    const client = await flink({ [STATUS]: [200, { status: { id: 'COMPLETED' }, operation: { location: `${TARGET}/savepoint-1` } }] });
    expect((await client.observe(stopping))?.stop).toEqual({ status: 'completed', path: `${TARGET}/savepoint-1` });
  });

  it('knows a trigger that Flink does not know as none', async () => {
    const client = await flink({ ...overview('RUNNING'), ...checkpoints({}), [STATUS]: [404, { errors: ['NotFoundException'] }] });
    expect((await client.observe(stopping))?.stop).toEqual({ status: 'none' });
  });

  it('counts the checkpoint that a restarted JobManager went on from, and no savepoint', async () => {
    const restored = async (is_savepoint: boolean) => {
      const client = await flink({
        ...overview('RUNNING'),
        ...checkpoints({ counts: { completed: 0 }, latest: { restored: { is_savepoint } } }),
      });
      return (await client.observe(record(Phase.RUNNING)))?.completedCheckpoints;
    };
    expect([await restored(false), await restored(true)]).toEqual([1, 0]);
  });

  it.each<[string, object, string]>([
    [
      'a checkpoint after a savepoint',
      { completed: { id: 9, external_path: 'chk-9' }, savepoint: { id: 8, external_path: 'sp' } },
      'chk-9',
    ],
    ['a savepoint after a checkpoint', { completed: { id: 9, external_path: 'chk-9' }, savepoint: { id: 10, external_path: 'sp' } }, 'sp'],
    ['what it was restored from, where nothing came since', { completed: null, restored: { id: 7, external_path: 'from' } }, 'from'],
    [
      'a checkpoint after what it was restored from',
      { completed: { id: 9, external_path: 'c' }, restored: { id: 7, external_path: 'f' } },
      'c',
    ],
    ['nothing where there is nothing', {}, ''],
  ])('tells as the newest state of a job %s (promise 2)', async (_, latest, path) => {
    const client = await flink({ ...overview('FAILED', 0), ...checkpoints({ latest }), [`/jobs/${OLD_JOB}/exceptions`]: [200, {}] });
    expect(newestState(await client.observe(record(Phase.RUNNING)))).toBe(path);
  });

  it.each<[string, object]>([
    ['1.12 and 1.20', { 'root-exception': 'x.JobException: no\nCaused by: java.io.IOException: disk\n\tat a.b', 'all-exceptions': [] }],
    [
      '2.3',
      {
        exceptionHistory: {
          entries: [{ stacktrace: 'x.JobException: no\nCaused by: java.io.IOException: disk\n\tat a.b' }],
          truncated: false,
        },
      },
    ],
  ])('tells why a job failed, as %s says it (promise 6)', async (_, body) => {
    const client = await flink({ ...overview('FAILED', 0), ...checkpoints({}), [`/jobs/${OLD_JOB}/exceptions`]: [200, body] });
    expect((await client.observe(record(Phase.RUNNING)))?.rootCause).toBe('java.io.IOException: disk');
  });

  it.each<[string, Answers]>([
    ['is not there', {}],
    ['elects a leader', { '/jobs/overview': [503, { errors: ['Service temporarily unavailable due to an ongoing leader election.'] }] }],
    ['goes in the middle', overview('RUNNING')],
  ])('says nothing where the JobManager %s: half an answer decides nothing', async (_, answers) => {
    expect(await (await flink(answers)).observe(record(Phase.RUNNING))).toBeUndefined();
  });
});

describe('sendStop', () => {
  const stop = `/jobs/${OLD_JOB}/stop`;
  it.each<[string, Partial<UpdateRecord>, object]>([
    ['our trigger id from 1.15 on', {}, { triggerId: TRIGGER }],
    ['no trigger id before, not even one that Flink made', { ownTriggerId: false }, {}],
  ])('sends %s', async (_, more, sent) => {
    const client = await flink({ [stop]: [202, { 'request-id': 'e'.repeat(32) }] });
    expect(await client.sendStop({ ...stopping, ...more })).toBe('e'.repeat(32));
    expect(asked[0].body).toEqual({ drain: false, targetDirectory: TARGET, ...sent });
  });

  it('says why Flink did not take it (promise 6)', async () => {
    const errors = ['RestHandlerException: Request did not match expected format StopWithSavepointRequestBody.\n\tat x.y'];
    await expect((await flink({ [stop]: [400, { errors }] })).sendStop(stopping)).rejects.toThrow(
      /^stop: 400 .*StopWithSavepointRequestBody\.$/,
    );
  });
});

describe('rootCauseOf', () => {
  it.each([
    ['java.io.IOException: no room\n\tat a.b(C.java:1)', 'java.io.IOException: no room'],
    ['a.B: outer\n\tat a\nCaused by: c.D: middle\n\tat b\n\t... 3 more\nCaused by: e.F: innermost\n\t... 9 more', 'e.F: innermost'],
    [
      'java.util.concurrent.CompletionException: java.util.concurrent.CompletionException: org.apache.flink.runtime.checkpoint.CheckpointException: Trigger checkpoint failure.\n\tat x',
      'org.apache.flink.runtime.checkpoint.CheckpointException: Trigger checkpoint failure.',
    ],
    ['java.util.concurrent.TimeoutException: too slow', 'java.util.concurrent.TimeoutException: too slow'],
    ['', ''],
  ])('%j is %j', (trace, cause) => expect(rootCauseOf(trace)).toBe(cause));
});

describe('savepoints of a job that runs on', () => {
  const taking = { jobId: OLD_JOB, triggerId: 'e'.repeat(32), target: TARGET, at: '', takenBy: 'job' };
  const path = `/jobs/${OLD_JOB}/savepoints`;
  const accepted: [number, unknown] = [202, { 'request-id': taking.triggerId }];

  it.each([
    ['from 1.15 on', true, { triggerId: taking.triggerId }],
    // 1.12 answers 400 to a field that it does not know.
    ['before', false, {}],
  ])('are asked for without a stop, with an id of ours %s', async (_, own, more) => {
    const client = await flink({ [path]: accepted });
    expect(await client.takeSavepoint(taking, own)).toBe(taking.triggerId);
    expect(asked).toEqual([{ path, body: { 'target-directory': TARGET, 'cancel-job': false, ...more } }]);
  });

  it('are told of by their id at once, when the statistics do not know them yet', async () => {
    const status: Answers = { [`${path}/${taking.triggerId}`]: [200, { status: { id: 'IN_PROGRESS' }, operation: null }] };
    const client = await flink({ ...overview('RUNNING'), ...checkpoints({}), ...status });
    const seen = await client.observe(record(Phase.RUNNING, { taking }));
    expect(seen).toMatchObject({ taken: { status: 'in-progress' }, savepointInProgress: true, stop: { status: 'none' } });
  });

  it('are deleted by their path', async () => {
    const client = await flink({ '/savepoint-disposal': accepted });
    expect(await client.dispose('s3://b/savepoint-1')).toBe(taking.triggerId);
    expect(asked).toEqual([{ path: '/savepoint-disposal', body: { 'savepoint-path': 's3://b/savepoint-1' } }]);
  });

  it.each<[unknown, string | undefined]>([
    [{ status: { id: 'IN_PROGRESS' }, operation: null }, undefined],
    [{ status: { id: 'COMPLETED' }, operation: {} }, ''],
    [
      {
        status: { id: 'COMPLETED' },
        operation: { 'failure-cause': { 'stack-trace': 'a.B: x\nCaused by: java.io.FileNotFoundException: gone' } },
      },
      'java.io.FileNotFoundException: gone',
    ],
  ])('that are deleted: %j is %j', async (body, told) => {
    const client = await flink({ '/savepoint-disposal/1': [200, body] });
    expect(await client.disposal('1')).toBe(told);
  });

  it.each([400, 500])('a request that ends with %d was not taken', async (status) => {
    const client = await flink({ [path]: [status, { errors: ['org.X: no\n\tat a.b'] }], '/savepoint-disposal/1': [status, {}] });
    await expect(client.takeSavepoint(taking, true)).rejects.toThrow(`savepoints: ${status} org.X: no`);
    await expect(client.disposal('1')).rejects.toThrow(`savepoint disposal: ${status}`);
  });
});
