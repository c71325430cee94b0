/** A start whose state cannot be restored: its JobManager ends of it within a second, and is up again without the job. */
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { neverBegan, troubleOf } from '../../../lib/savepoint/runtime/trouble';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { FakeWorld, ModeName } from '../../fakes/fake-world';
import { RELEASES } from '../../fakes/releases';
import { runJob } from '../../fakes/update-pod';
import { DEPLOYMENT, flink, kept, OLD_JOB, record, RUNS, WANT } from './situations';
import { expectStandalone, isolate, makeWorld } from './worlds';

const SAID = `Job ${OLD_JOB} reached terminal state FAILED.\nFatal error occurred in the cluster entrypoint. SomeException: no such state\n`;
const ended = (message: string) => ({ terminated: { exitCode: 2, reason: 'Error', message } });
const pod = (...containerStatuses: object[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x' },
  status: { containerStatuses },
});

describe('That a job never began', () => {
  it.each([
    ['just now', pod({ restartCount: 0, state: ended(SAID) })],
    ['before it was started again', pod({ restartCount: 1, state: { running: {} }, lastState: ended(SAID) })],
  ])('is told by a JobManager that ended %s', (_, one) => {
    expect(neverBegan([one], OLD_JOB)).toBe(true);
  });

  it.each([
    ['of which none ended', [pod({ restartCount: 0, state: { running: {} } })]],
    ['of which there are none', []],
    ['that ended of something else', [pod({ restartCount: 1, state: { running: {} }, lastState: ended('out of memory') })]],
    ['that say nothing', [pod({ restartCount: 1, state: { running: {} }, lastState: { terminated: { exitCode: 137 } } })]],
    ['that told it of another job', [pod({ restartCount: 1, lastState: ended(SAID.replace(OLD_JOB, 'f'.repeat(32))) })]],
    ['that ended twice: the second one may have run it', [pod({ restartCount: 2, state: { running: {} }, lastState: ended(SAID) })]],
    ['of which the second one ended, too', [pod({ restartCount: 1, state: ended(''), lastState: ended(SAID) })]],
    ['of which another one ended, too', [pod({ restartCount: 0, state: ended(SAID) }), pod({ restartCount: 1, lastState: ended('') })]],
  ])('is not told by JobManagers %s', (_, pods) => {
    expect(neverBegan(pods, OLD_JOB)).toBe(false);
  });

  it('is quoted in one line', () => {
    expect(troubleOf(pod({ restartCount: 1, lastState: ended(SAID) }))).toBe(
      `pod x: its container ended with Error (exit code 2): Job ${OLD_JOB} reached terminal state FAILED. ` +
        'Fatal error occurred in the cluster entrypoint. SomeException: no such state',
    );
  });
});

/** The JobManager is up again, and its job is not there any more, nor HA metadata of it. */
const HA = { maps: ['cluster'], checkpoints: 0, own: false, unowned: [] };
const GONE: Observation = {
  ...RUNS,
  ha: HA,
  flink: flink(undefined, { completedCheckpoints: undefined }),
  restarted: true,
  neverBegan: true,
};
const STARTING = record(Phase.STARTING);

describe('A start that never began, and is over', () => {
  it('has committed nothing: the next one goes from what it was to go from, at once (promises 2, 3)', () => {
    expect(nextStop(STARTING, GONE, WANT)).toMatchObject({ do: 'write', record: { phase: Phase.STOPPED, abandoned: true } });
  });

  it.each<[string, Partial<Observation>, object]>([
    ['nothing tells that it never began', { neverBegan: false }, {}],
    ['Flink has not forgotten it: it may run again', { ha: { ...HA, own: true } }, {}],
    ['its release does not remember that a job is over', {}, { ownTriggerId: false }],
    ['nothing is kept of its checkpoints', {}, { highAvailability: false }],
    ['it was seen to run before that', {}, { phase: Phase.RUNNING }],
  ])('is not given up where %s (promise 3)', (_, seen, known) => {
    expect(nextStop({ ...STARTING, ...known }, { ...GONE, ...seen }, WANT)).not.toMatchObject({ record: { phase: Phase.STOPPED } });
  });

  it('is not given up where its job is there (promises 1, 3)', () => {
    const seen = { ...GONE, flink: flink('RUNNING') };
    expect(nextStop(STARTING, seen, WANT)).toMatchObject({ record: { phase: Phase.RUNNING } });
  });

  const wanted = record(Phase.STARTING, { revision: WANT.revision });
  const seen = { ...GONE, deployment: { ...DEPLOYMENT, revision: WANT.revision }, podTrouble: 'pod x: no such state' };

  it('fails its update at once, with the cause', () => {
    const action = nextVerify(wanted, seen, WANT);
    expect(action).toMatchObject({ do: 'fail', late: false });
    expect((action as { message: string }).message).toContain('Kubernetes says: pod x: no such state');
    expect(nextVerify(wanted, { ...seen, neverBegan: false }, WANT).do).toBe('wait');
  });
});

describe('A job that was seen to run, and never began again', () => {
  const wanted = record(Phase.RUNNING, { revision: WANT.revision, kept: kept('before') });
  const seen = { ...GONE, deployment: { ...DEPLOYMENT, revision: WANT.revision } };

  it('fails its update at once', () => {
    expect(nextVerify(wanted, seen, WANT).do).toBe('fail');
  });

  it('is not given up for the one before: it may have committed something (promise 3)', () => {
    const history = [{ path: wanted.savepointPath, revision: 'before', jobId: 'x', at: 'then' }];
    const action = nextVerify({ ...wanted, history }, seen, { ...WANT, rollsBack: true });
    expect(action).toMatchObject({ do: 'fail', message: expect.stringContaining('It was not rolled back to before') });
    // Where it was not seen to run, it is.
    const given = nextVerify({ ...wanted, history, phase: Phase.STARTING }, seen, { ...WANT, rollsBack: true });
    expect(given).toMatchObject({ do: 'write', record: { phase: Phase.STOPPED, failed: WANT.revision } });
  });
});

describe('A job that is over, and that nothing tells of', () => {
  const seen = { ...GONE, neverBegan: false, waited: 61_000 };
  const falls = { ...WANT, fallsBack: true };

  it.each([Phase.STARTING, Phase.RUNNING])('is left to a person, with its cluster, in the phase %s (promises 2, 4)', (phase) => {
    const action = nextStop(record(phase), seen, falls);
    expect(action).toMatchObject({ do: 'refuse', message: expect.stringContaining('had ended for good') });
    // Without its record, a cluster whose job is not there would be waited for in vain.
    expect((action as { message: string }).message).toMatch(
      /start from empty: delete its cluster.*kubectl -n \S+ delete --cascade=foreground deployment \S+\), then kubectl/,
    );
    expect(nextStop(record(phase), { ...seen, waited: 0 }, falls).do).toBe('wait');
  });

  it('ends for its newest checkpoint where there is HA metadata of it', () => {
    expect(nextStop(record(Phase.RUNNING), { ...seen, ha: { ...HA, own: true } }, falls)).toMatchObject({
      record: { phase: Phase.STOPPING },
    });
  });
});

describe.each<[ModeName, boolean]>([
  ['native', false],
  ['native', true],
  ['standalone', false],
])('A revision that cannot restore the state, %s (made ready ahead: %s)', (mode, prepared) => {
  isolate();

  async function updated(): Promise<FakeWorld> {
    const world = await makeWorld({ mode, release: RELEASES.v1_20, prepared });
    expect(await runJob(world, 'a1')).toMatchObject({ outcome: 'done' });
    world.tick(10);
    world.prepare = (jobManager) => jobManager.job && jobManager.neverBegin();
    return world;
  }

  it('is replaced by the next one, from the savepoint that it was to start from (promises 2, 3)', async () => {
    const world = await updated();
    const end = await runJob(world, 'b2', { tries: 1 });
    expect(end).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/Revision b2 was started.*SomeException: no such state/),
    });
    const { savepointPath } = world.recordData;
    expect(savepointPath).toMatch(/savepoint/);
    // The JobManager is up again, without the job, for as long as it takes to mend it.
    world.tick(200);
    expect(world.jobManager).toMatchObject({ job: undefined });
    world.prepare = () => undefined;
    expect(await runJob(world, 'c3')).toMatchObject({ outcome: 'done' });
    world.tick(10);
    expect(world.ledger.violations).toEqual([]);
    expect(world.ledger.runs.at(-1)!.from).toBe(savepointPath);
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'c3' });
    if (mode === 'standalone') expectStandalone(world, 'c3');
  });

  it('is given up for the one before, where that is asked for (promises 2, 3)', async () => {
    const world = await updated();
    let boots = 0;
    world.prepare = (jobManager) => jobManager.job && ++boots === 1 && jobManager.neverBegin();
    const end = await runJob(world, 'b2', { rollsBack: true });
    expect(end).toMatchObject({ outcome: 'refused', message: expect.stringContaining('Revision b2 was given up for revision a1') });
    expect(world.ledger.violations).toEqual([]);
    expect(world.recordData).toMatchObject({ phase: 'RUNNING', revision: 'a1' });
  });
});
