/** The state machine by example: the main paths, and what it refuses. */
import { Action } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { DEPLOYMENT, flink, kept, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, TARGET, WANT } from './situations';

const HA = { maps: ['orders-cluster-config-map'], checkpoints: 0, own: true, unowned: [] };
const WITH_CHECKPOINTS = { ...HA, checkpoints: 1, newest: 1 };
const SAME = { ...RUNS, deployment: { ...DEPLOYMENT, revision: 'new' } };

function message(action: Action): string {
  expect(['refuse', 'fail']).toContain(action.do);
  return 'message' in action ? action.message : '';
}

describe('a first start', () => {
  it('is recorded before it is begun, and goes from empty (promises 2, 4)', () => {
    const action = nextStop(undefined, NOTHING, WANT);
    expect(action).toMatchObject({
      do: 'write',
      record: { phase: Phase.STARTING, revision: 'new', savepointPath: '', jobId: WANT.fresh.jobId },
    });
    const written = (action as Extract<Action, { do: 'write' }>).record;
    expect(nextStop(written, NOTHING, WANT)).toEqual({ do: 'start', record: written });
  });

  it('is refused where HA metadata of a forgotten cluster would come back (promise 2)', () => {
    expect(message(nextStop(undefined, { ...NOTHING, ha: HA }, WANT))).toMatch(
      /orders-cluster-config-map.*kubectl -n flink create configmap/,
    );
  });

  it('is refused where a Deployment of another owner has the name (promise 1)', () => {
    const deployment = { ...DEPLOYMENT, ours: false };
    expect(message(nextStop(undefined, { ...NOTHING, deployment }, WANT))).toContain('Nothing was touched');
  });

  it('waits for what is left of an older cluster (promise 1)', () => {
    expect(nextStop(undefined, { ...NOTHING, pods: 1 }, WANT).do).toBe('wait');
    expect(nextStop(undefined, { ...NOTHING, restService: true }, WANT).do).toBe('wait');
  });

  it('takes over a job that runs without a record, instead of starting another (promises 1, 2)', () => {
    expect(nextStop(undefined, { ...RUNS, ha: HA }, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.RUNNING, revision: 'old', jobId: OLD_JOB, highAvailability: true },
    });
  });
});

describe('an update', () => {
  it('records the stop, then sends it, then records its savepoint, then deletes (promises 3, 4)', () => {
    expect(nextStop(record(Phase.RUNNING), RUNS, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STOPPING, triggerId: WANT.fresh.triggerId, target: TARGET, started: '1', savepointPath: SAVEPOINT },
    });
    expect(nextStop(record(Phase.STOPPING), RUNS, WANT).do).toBe('send-stop');
    const path = `${TARGET}/savepoint-aaaaaa-2`;
    const done: Observation = { ...RUNS, flink: flink('FINISHED', { stop: { status: 'completed', path } }) };
    expect(nextStop(record(Phase.STOPPING), done, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STOPPED, savepointPath: path, history: [{ path, jobId: OLD_JOB, revision: 'old' }] },
    });
    expect(nextStop(record(Phase.STOPPED), done, WANT)).toEqual({
      do: 'delete-deployment',
      uid: DEPLOYMENT.uid,
      clusterId: DEPLOYMENT.clusterId,
    });
    expect(nextStop(record(Phase.STOPPED), { ...NOTHING, pods: 1, ha: HA }, WANT).do).toBe('wait');
    expect(nextStop(record(Phase.STOPPED), { ...NOTHING, ha: HA }, WANT)).toEqual({ do: 'delete-ha', maps: HA.maps });
    expect(nextStop(record(Phase.STOPPED), NOTHING, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STARTING, revision: 'new', savepointPath: SAVEPOINT, jobId: WANT.fresh.jobId, triggerId: '', target: '' },
    });
  });

  it('from a release before 1.15 to one after it sends no trigger id, which the one that runs does not know', () => {
    const action = nextStop(record(Phase.RUNNING, { ownTriggerId: false }), RUNS, { ...WANT, ownTriggerId: true });
    expect(action).toMatchObject({ do: 'write', record: { phase: Phase.STOPPING, triggerId: '' } });
  });

  it('does not take a cluster for half made because the next revision has more beside it (promise 3)', () => {
    const restarting = { ...RUNS, flink: flink('RESTARTING', { completedCheckpoints: 5 }) };
    expect(nextStop(record(Phase.STARTING, { companions: ['orders-rest'] }), restarting, { ...WANT, companions: ['more'] }).do).toBe(
      'wait',
    );
  });

  it('waits for a job that restarts, and says so when it does not come (promise 6)', () => {
    const restarting = { ...RUNS, flink: flink('RESTARTING', { rootCause: 'java.io.IOException: no disk' }) };
    expect(nextStop(record(Phase.RUNNING), restarting, WANT).do).toBe('wait');
    expect(message(nextStop(record(Phase.RUNNING), { ...restarting, waited: 700_000 }, WANT))).toMatch(/RESTARTING.*no disk/);
  });

  it('changes nothing where the wanted revision runs (promise 5)', () => {
    expect(nextStop(record(Phase.RUNNING, { revision: 'new' }), SAME, WANT).do).toBe('done');
  });

  it('goes back to RUNNING, with the reason, when the savepoint fails (promise 6)', () => {
    const failed = { ...RUNS, flink: flink('RUNNING', { stop: { status: 'failed', cause: 'no room' } }) };
    expect(nextStop(record(Phase.STOPPING), failed, WANT)).toMatchObject({
      do: 'write-and-fail',
      record: { phase: Phase.RUNNING, triggerId: '', target: '', savepointPath: SAVEPOINT, message: expect.stringContaining('no room') },
    });
  });

  it('gives up a start that never completed a checkpoint, and goes from where it went from (promises 2, 3)', () => {
    const stuck = { ...RUNS, ha: HA, flink: flink('RESTARTING') };
    expect(nextStop(record(Phase.STARTING), stuck, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STOPPED, abandoned: true, savepointPath: SAVEPOINT },
    });
  });

  it('goes on from HA metadata when the Deployment of the wanted revision was deleted by hand (promise 2)', () => {
    const action = nextStop(record(Phase.RUNNING, { revision: 'new' }), { ...NOTHING, ha: WITH_CHECKPOINTS }, WANT);
    expect(action).toMatchObject({ do: 'write', record: { phase: Phase.STARTING, jobId: OLD_JOB } });
  });
});

describe('what only a person can decide is refused, and nothing is started (promises 2, 3, 6)', () => {
  const gone = { ...NOTHING, ha: WITH_CHECKPOINTS };
  it.each([
    ['the record says RUNNING, and neither cluster nor HA metadata is there', record(Phase.RUNNING), NOTHING, 'deleted by hand'],
    ['the wanted revision was RUNNING, and nothing is there', record(Phase.RUNNING, { revision: 'new' }), NOTHING, 'deleted by hand'],
    ['the old cluster is gone, with checkpoints newer than the savepoint', record(Phase.RUNNING), gone, 'checkpoints newer'],
    ['a start is gone, with checkpoints newer than the savepoint', record(Phase.STARTING), gone, 'checkpoints newer'],
    [
      'a start was given up, and HA metadata names a number of which nobody knows what it is',
      record(Phase.STOPPED, { abandoned: true }),
      gone,
      'checkpoints newer',
    ],
    [
      'the cluster is of a revision that the record does not know',
      record(Phase.RUNNING, { revision: 'other' }),
      RUNS,
      'something else made it',
    ],
    ['the job ended by itself', record(Phase.RUNNING), { ...RUNS, flink: flink('FAILED', { rootCause: 'bug' }) }, 'Flink says: bug'],
    [
      'a start ended by itself after checkpoints, and Flink wiped its HA metadata',
      record(Phase.STARTING),
      { ...RUNS, ha: HA, flink: flink('FINISHED', { completedCheckpoints: 4 }) },
      'ended by itself (FINISHED)',
    ],
    ['the cluster went while it was stopping', record(Phase.STOPPING), NOTHING, `${TARGET}/`],
    [
      'the job ended while it was stopping, with a savepoint elsewhere',
      record(Phase.STOPPING),
      { ...RUNS, flink: flink('FINISHED', { latestSavepoint: SAVEPOINT }) },
      `${TARGET}/`,
    ],
    [
      'before 1.15, the JobManager came back and runs the job anew while it was stopping',
      record(Phase.STOPPING, { ownTriggerId: false, started: '0' }),
      { ...RUNS, waited: 20_000 },
      `${TARGET}/`,
    ],
  ])('%s', (_, known, seen, words) => {
    const action = nextStop(known, seen, WANT);
    expect(action.do).toBe('refuse');
    expect(message(action)).toContain(words);
    expect(message(action)).toMatch(/kubectl/);
  });

  it('a JobManager that answers without the job that was being started is waited for, then told of', () => {
    const empty = { ...RUNS, ha: HA, flink: flink(undefined) };
    expect(nextStop(record(Phase.STARTING), empty, WANT).do).toBe('wait');
    expect(message(nextStop(record(Phase.STARTING), { ...empty, waited: 700_000 }, WANT))).toContain('not there');
  });
});

describe('verify', () => {
  const started = record(Phase.STARTING, { revision: 'new' });
  const runs = { ...SAME, flink: flink('RUNNING', { completedCheckpoints: 1 }), ha: { ...HA, unowned: HA.maps } };

  it('records RUNNING, then gives the HA metadata an owner, then keeps what a roll-back needs, then is done (promises 6, 7)', () => {
    expect(nextVerify(started, runs, WANT)).toMatchObject({ do: 'write', record: { phase: Phase.RUNNING, jobId: OLD_JOB } });
    const running = record(Phase.RUNNING, { revision: 'new' });
    expect(nextVerify(running, runs, WANT)).toEqual({ do: 'own-ha', maps: HA.maps });
    expect(nextVerify(running, { ...runs, ha: HA }, WANT)).toEqual({ do: 'keep', record: running });
    expect(nextVerify({ ...running, kept: kept('new') }, { ...runs, ha: HA }, WANT).do).toBe('done');
  });

  it('waits for the first checkpoint, where the job takes any', () => {
    const none = { ...runs, flink: flink('RUNNING') };
    expect(nextVerify(started, none, WANT)).toEqual({ do: 'wait', why: 'for the first checkpoint' });
    expect(nextVerify(started, none, { ...WANT, checkpoints: false }).do).toBe('write');
  });

  it('fails with what Flink and Kubernetes say (promise 6)', () => {
    const trouble = { ...runs, flink: flink('FAILED', { rootCause: 'bad argument' }), podTrouble: 'pod x: ErrImagePull' };
    expect(message(nextVerify(started, trouble, WANT))).toMatch(/FAILED.*bad argument.*ErrImagePull.*kubectl/);
    expect(message(nextVerify(record(Phase.STOPPED), runs, WANT))).toContain('STOPPED of old');
    expect(message(nextVerify(undefined, runs, WANT))).toContain('says nothing');
  });
});

describe("Flink's client, beside verify", () => {
  const started = record(Phase.STARTING, { revision: 'new', deployed: false, timeline: { STARTING: '2025-12-31T23:59:00.000Z' } });
  const pending = { status: 'pending' as const, trouble: '' };

  it('is waited for, as long as a start may take', () => {
    expect(nextVerify(started, { ...NOTHING, client: pending }, WANT)).toEqual({ do: 'wait', why: "for Flink's client" });
    expect(message(nextVerify(started, { ...NOTHING, client: pending, waited: WANT.timeouts.start }, WANT))).toContain(
      'did not end in time',
    );
  });

  it('is told of within half a minute when its image cannot be pulled (promise 6)', () => {
    const client = { ...pending, trouble: 'ImagePullBackOff, no such tag' };
    expect(nextVerify(started, { ...NOTHING, client, waited: 29_000 }, WANT).do).toBe('wait');
    expect(message(nextVerify(started, { ...NOTHING, client, waited: 30_000 }, WANT))).toMatch(
      /ImagePullBackOff, no such tag.*apply the YAML/,
    );
  });

  it('is told of at once when it failed, or made nothing (promise 6)', () => {
    const client = { status: 'failed' as const, cause: 'exit code 1, java.lang.NoSuchMethodError' };
    expect(message(nextVerify(started, { ...NOTHING, client }, WANT))).toMatch(/exit code 1, java\.lang\.NoSuchMethodError/);
    expect(message(nextVerify(started, { ...NOTHING, client: { status: 'done' } }, WANT))).toContain('its Deployment is not there');
  });

  it('leaves a cluster that is noted when it is first seen, which is no new phase', () => {
    const timeline = { ...started.timeline, DEPLOYED: WANT.fresh.now };
    expect(nextVerify(started, SAME, WANT)).toEqual({
      do: 'write',
      record: { ...started, deployed: true, to: WANT.revision, updateJob: WANT.updateJob, timeline },
    });
  });

  it('may have been kept from its work: without a cluster ever seen, another revision starts from the same savepoint', () => {
    const never = record(Phase.STARTING, { deployed: false, highAvailability: false });
    expect(nextStop(never, NOTHING, WANT)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STOPPED, abandoned: true, savepointPath: SAVEPOINT },
    });
  });

  it('made a cluster that is gone: without HA nobody knows what it got done (promise 2)', () => {
    expect(message(nextStop(record(Phase.STARTING, { highAvailability: false }), NOTHING, WANT))).toContain(
      'neither the job nor HA metadata of it is left',
    );
  });
});

describe('A start that was given up', () => {
  const given = record(Phase.STOPPED, { abandoned: true });

  it('and completed a checkpoint before it was gone is gone on from by that, which nobody need decide (promises 2, 3)', () => {
    const seen = { ...NOTHING, ha: WITH_CHECKPOINTS };
    const known = { ...given, states: { [WITH_CHECKPOINTS.newest - 1]: SAVEPOINT } };
    const stopping = nextStop(known, seen, WANT);
    expect(stopping).toMatchObject({ do: 'write', record: { phase: Phase.STOPPING, takes: Takes.CHECKPOINT, abandoned: false } });
    const stopped = nextStop((stopping as Extract<Action, { do: 'write' }>).record, seen, WANT);
    const path = `${WANT.checkpointsFolder}/${OLD_JOB}/chk-${WITH_CHECKPOINTS.newest}`;
    expect(stopped).toMatchObject({ do: 'write', record: { phase: Phase.STOPPED, savepointPath: path, abandoned: false } });
    expect(nextStop((stopped as Extract<Action, { do: 'write' }>).record, seen, WANT).do).toBe('delete-ha');
  });

  it('is ended where it completed no checkpoint', () => {
    expect(nextStop(given, { ...RUNS, flink: flink('RUNNING') }, WANT)).toMatchObject({ do: 'delete-deployment' });
  });

  it('is taken up again where it completed one after all: what it started from is not the newest state (promises 2, 3)', () => {
    for (const state of ['RUNNING', 'FAILED']) {
      const seen = { ...RUNS, flink: flink(state, { completedCheckpoints: 1 }) };
      expect(nextStop(given, seen, WANT)).toMatchObject({ do: 'write', record: { phase: Phase.STARTING, abandoned: false } });
    }
  });
});

describe('A start that FAILED before its job came to tasks', () => {
  const jobs = [{ id: OLD_JOB, state: 'FAILED', started: '1', allTasksRunning: false, tasks: 0 }];
  const seen = { ...RUNS, flink: flink('FAILED', { jobs, completedCheckpoints: undefined }) };

  it('has committed nothing: the next one goes from what it was to go from (promises 2, 3)', () => {
    expect(nextStop(record(Phase.STARTING), seen, WANT)).toMatchObject({ record: { phase: Phase.STOPPED, abandoned: true } });
  });

  it('may have committed something where its JobManager was started anew, or where it had tasks (promise 3)', () => {
    expect(nextStop(record(Phase.STARTING), { ...seen, restarted: true }, WANT).do).toBe('refuse');
    const ran = { ...seen, flink: { ...seen.flink, jobs: [{ ...jobs[0], tasks: 4 }] } };
    expect(nextStop(record(Phase.STARTING), ran, WANT).do).toBe('refuse');
  });
});
