/** What an update tells while it is under way: what it waits for, what keeps it, and how long its steps took. */
import { FIRST_RECORD, formatRecord, Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { log } from '../../../lib/savepoint/runtime/log';
import { troubleIn } from '../../../lib/savepoint/runtime/trouble';
import { runJob } from '../../fakes/update-pod';
import { flink, NOTHING, record, RUNS } from './situations';
import { isolate, makeWorld } from './worlds';

isolate();

const PULL = { reason: 'ImagePullBackOff', message: 'no such tag' };

describe('trouble', () => {
  it.each<[string, Partial<typeof RUNS>, string]>([
    ['pods', { podTrouble: 'pod x: OOMKilled' }, 'pod x: OOMKilled'],
    ['Flink’s client', { client: { status: 'pending', trouble: 'ErrImagePull' } }, 'ErrImagePull'],
    ['the job', { flink: flink('RESTARTING', { rootCause: 'no such topic' }) }, 'Flink says: no such topic'],
  ])('of %s is told', (_, more, text) => {
    expect(troubleIn(record(Phase.STARTING), { ...RUNS, ...more })).toBe(text);
  });

  it('that is over is told no more: a job that runs again still knows why it failed', () => {
    expect(troubleIn(record(Phase.RUNNING), { ...RUNS, flink: flink('RUNNING', { rootCause: 'no such topic' }) })).toBe('');
  });

  it('of pods that are to go is none', () => {
    const seen = { ...NOTHING, podTrouble: 'pod x: its container ended with Error (exit code 143)' };
    expect(troubleIn(record(Phase.STOPPED), seen)).toBe('');
    expect(troubleIn(record(Phase.STOPPING, { takes: Takes.CHECKPOINT }), seen)).toBe('');
    expect(troubleIn(record(Phase.STOPPING), seen)).not.toBe('');
  });

  it('is in an Event on the Job, in the record and in the log while the update still waits, once for each of it', async () => {
    const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const world = (await makeWorld({ mode: 'standalone' })).seed('a1');
    world.standalone.troubles.b2 = PULL;
    const seen: string[] = [];
    world.fate = () => {
      const { waiting } = world.recordData;
      if (waiting && waiting !== seen.at(-1)) seen.push(waiting);
      return 'serve';
    };
    expect(await runJob(world, 'b2', { tries: 1 })).toMatchObject({ outcome: 'failed' });
    expect(seen).toEqual([expect.stringMatching(/^for .*ImagePullBackOff, no such tag/)]);
    const events = world.kubernetes.all('events').filter(({ reason }) => reason === 'UpdateTrouble');
    expect(events.map(({ message, involvedObject }) => [involvedObject.kind, message])).toEqual([
      ['Job', expect.stringMatching(/^Waiting for .*ImagePullBackOff, no such tag/)],
    ]);
    const told = lines.mock.calls.map(([line]) => JSON.parse(line as string)).filter(({ event }) => event === 'trouble');
    expect(told).toHaveLength(1);
    expect(told[0].message).toContain('no such tag');
  });
});

describe('the record', () => {
  it('says of an update from which revision it went to which, since when it is where it is, and how long each step took', async () => {
    const world = (await makeWorld({ mode: 'native' })).seed('a1');
    await runJob(world, 'b2');
    const { from, to, since, durations, timeline, waiting } = world.recordData;
    expect({ from, to, waiting }).toEqual({ from: 'a1', to: 'b2', waiting: '' });
    expect(since).toBe(JSON.parse(timeline).RUNNING);
    expect(durations).toMatch(/^stop \d+\.\d s, hand-over \d+\.\d s, start \d+\.\d s, in all \d+\.\d s$/);
  });

  it('tells durations of what is over alone', () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const of = (phase: Phase, timeline: Record<string, string>) =>
      formatRecord({ ...FIRST_RECORD, phase, revision: 'r', jobId: 'j', timeline }).durations;
    expect(of(Phase.STOPPING, { STOPPING: at(0) })).toBe('');
    expect(of(Phase.STOPPED, { STOPPING: at(0), STOPPED: at(1.25) })).toBe('stop 1.3 s');
    expect(of(Phase.RUNNING, { STOPPING: at(0), STOPPED: at(1), STARTING: at(3), RUNNING: at(9) })).toBe(
      'stop 1.0 s, hand-over 2.0 s, start 6.0 s, in all 9.0 s',
    );
    // A first start.
    expect(of(Phase.RUNNING, { STARTING: at(3), RUNNING: at(9) })).toBe('start 6.0 s');
    expect(of(Phase.RUNNING, { STARTING: 'yesterday' })).toBe('');
  });
});

describe('the log', () => {
  const written = (format: string | undefined) => {
    const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const before = process.env.LOG_FORMAT;
    if (format) process.env.LOG_FORMAT = format;
    log('phase', 'STOPPED a1', { savepointPath: 's3://b/sp' });
    if (before === undefined) delete process.env.LOG_FORMAT;
    return lines.mock.calls.at(-1)![0] as string;
  };

  it('is one JSON object a line', () => {
    expect(JSON.parse(written(undefined))).toEqual({
      at: expect.any(String),
      event: 'phase',
      message: 'STOPPED a1',
      savepointPath: 's3://b/sp',
    });
  });

  it('is text where that is asked for', () => {
    expect(written('TEXT')).toMatch(/^\d{4}-\S+Z phase: STOPPED a1 savepointPath="s3:\/\/b\/sp"$/);
  });
});
