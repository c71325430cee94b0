/** The state machine by example: what an update takes along of the job that it ends. */
import { Action, Wanted } from '../../../lib/savepoint/runtime/action';
import { TOLD_LATE, UNHEALTHY_GRACE } from '../../../lib/savepoint/runtime/ending';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { DEPLOYMENT, flink, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, TARGET, WANT, written } from './situations';

const MAPS = [`orders-${OLD_JOB}-config-map`];
const HA = { maps: MAPS, checkpoints: 1, own: true, newest: 7, unowned: [] };
const LAST_STATE: Wanted = { ...WANT, takes: Takes.CHECKPOINT };
const STATELESS: Wanted = { ...WANT, takes: Takes.NOTHING };
const FALLS_BACK: Wanted = { ...WANT, fallsBack: true };

/** A job that is being ended without a savepoint. */
const ending = (takes: Takes, more: Partial<UpdateRecord> = {}) =>
  record(Phase.STOPPING, { takes, triggerId: '', target: '', started: '', states: { 6: SAVEPOINT }, ...more });
/** A job that Flink restarts, for so many milliseconds. */
const restarting = (waited: number): Observation => ({ ...RUNS, ha: HA, waited, flink: flink('RESTARTING', { completedCheckpoints: 3 }) });

describe('LAST_STATE', () => {
  it('ends the job without a savepoint, which is recorded before anything is deleted (promise 4)', () => {
    const action = nextStop(record(Phase.RUNNING), { ...RUNS, ha: HA }, LAST_STATE);
    expect(written(action)).toEqual(
      expect.objectContaining({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT, triggerId: '', target: '', savepointPath: SAVEPOINT }),
    );
  });

  it('deletes the cluster, and sees it gone, before it reads the newest checkpoint (promises 1, 3)', () => {
    const stopping = ending(Takes.CHECKPOINT);
    expect(nextStop(stopping, { ...RUNS, ha: HA }, LAST_STATE)).toEqual({
      do: 'delete-deployment',
      uid: DEPLOYMENT.uid,
      clusterId: DEPLOYMENT.clusterId,
    });
    const going: Observation[] = [
      { ...NOTHING, ha: HA, deployment: { ...DEPLOYMENT, deleting: true } },
      { ...NOTHING, ha: HA, pods: 1 },
      { ...NOTHING, ha: HA, restService: true },
    ];
    for (const seen of going) {
      expect(nextStop(stopping, seen, LAST_STATE).do).toBe('wait');
      expect(nextStop(stopping, { ...seen, waited: 700_000 }, LAST_STATE).do).toBe('fail');
    }
  });

  it('goes on from the newest checkpoint of the job, and remembers it as it does a savepoint (promises 2, 3)', () => {
    const path = `s3://state/orders/of-old/${OLD_JOB}/chk-7`;
    const stopping = ending(Takes.CHECKPOINT, { checkpoints: 's3://state/orders/of-old' });
    const stopped = written(nextStop(stopping, { ...NOTHING, ha: HA }, LAST_STATE));
    expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: path, abandoned: false });
    expect(stopped.history[0]).toMatchObject({ path, jobId: OLD_JOB, revision: 'old' });
  });

  it('deletes HA metadata only once the path is recorded, and then starts from it (promises 2, 4)', () => {
    const path = `s3://state/orders/checkpoints/${OLD_JOB}/chk-7`;
    const stopped = written(nextStop(ending(Takes.CHECKPOINT), { ...NOTHING, ha: HA }, LAST_STATE));
    expect(nextStop(stopped, { ...NOTHING, ha: HA }, LAST_STATE)).toEqual({ do: 'delete-ha', maps: MAPS });
    expect(written(nextStop(stopped, NOTHING, LAST_STATE))).toMatchObject({ phase: Phase.STARTING, savepointPath: path });
  });

  it('looks where the checkpoints of the old revision are, and only where that is not known where the new ones go (promise 2)', () => {
    const want = { ...LAST_STATE, checkpointsFolder: 's3://elsewhere' };
    const pathOf = (checkpoints: string) =>
      written(nextStop(ending(Takes.CHECKPOINT, { checkpoints }), { ...NOTHING, ha: HA }, want)).savepointPath;
    expect(pathOf('s3://before')).toBe(`s3://before/${OLD_JOB}/chk-7`);
    expect(pathOf('')).toBe(`s3://elsewhere/${OLD_JOB}/chk-7`);
    expect(written(nextStop(undefined, NOTHING, want))).toMatchObject({ phase: Phase.STARTING, checkpoints: 's3://elsewhere' });
  });

  it('is refused where HA metadata names a number of which nobody knows what it is (promise 2)', () => {
    const refused = nextStop(ending(Takes.CHECKPOINT, { states: {} }), { ...NOTHING, ha: HA }, LAST_STATE);
    expect(refused).toMatchObject({ do: 'refuse', message: expect.stringContaining(SAVEPOINT) });
  });

  it('goes on from what it started from where no checkpoint came since (promises 2, 3)', () => {
    const stopped = written(nextStop(ending(Takes.CHECKPOINT, { states: { 7: SAVEPOINT } }), { ...NOTHING, ha: HA }, LAST_STATE));
    expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: SAVEPOINT, abandoned: true });
  });

  it('never starts past a checkpoint of another job (promise 2)', () => {
    const foreign = { maps: ['orders-other-config-map'], checkpoints: 1, own: false, newest: undefined, unowned: [] };
    const action = nextStop(ending(Takes.CHECKPOINT), { ...NOTHING, ha: foreign }, LAST_STATE);
    expect(action.do).toBe('refuse');
  });

  it('goes on from what the job started from where it never completed a checkpoint (promises 2, 3)', () => {
    const ha = { maps: MAPS, checkpoints: 0, own: true, unowned: [] };
    const stopped = written(nextStop(ending(Takes.CHECKPOINT), { ...NOTHING, ha }, LAST_STATE));
    expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: SAVEPOINT });
    expect(written(nextStop(stopped, NOTHING, LAST_STATE))).toMatchObject({ phase: Phase.STARTING, savepointPath: SAVEPOINT });
  });

  it('refuses where the job ended for good meanwhile, and Flink wiped its HA metadata (promise 2)', () => {
    const ha = { maps: ['orders-cluster-config-map'], checkpoints: 0, own: false, unowned: [] };
    expect(nextStop(ending(Takes.CHECKPOINT), { ...NOTHING, ha }, LAST_STATE).do).toBe('refuse');
  });

  it('refuses where the HA metadata is gone, since nobody knows the newest checkpoint (promises 2, 6)', () => {
    const action = nextStop(ending(Takes.CHECKPOINT), NOTHING, LAST_STATE);
    expect(action).toMatchObject({ do: 'refuse', message: expect.stringMatching(/its newest state is unknown.*kubectl/) });
  });

  it('takes a savepoint of a job without HA, whose newest checkpoint nobody would know (promise 2)', () => {
    const action = nextStop(record(Phase.RUNNING, { highAvailability: false }), RUNS, LAST_STATE);
    expect(written(action)).toMatchObject({ phase: Phase.STOPPING, takes: Takes.SAVEPOINT, target: TARGET });
  });

  it('waits for the whole YAML before it ends the job', () => {
    expect(nextStop(record(Phase.RUNNING), { ...RUNS, ha: HA, notApplied: 'the JobManager' }, LAST_STATE).do).toBe('wait');
  });

  it('restarts nothing where the wanted revision runs (promise 5)', () => {
    const seen = { ...RUNS, ha: HA, deployment: { ...DEPLOYMENT, revision: 'new' } };
    for (const want of [LAST_STATE, STATELESS, FALLS_BACK])
      expect(nextStop(record(Phase.RUNNING, { revision: 'new' }), seen, want).do).toBe('done');
  });

  it.each(Object.values(Takes))('once begun with %s is carried through, whatever is asked for next (promise 3)', (takes) => {
    const next = Object.values(Takes).map((other) => nextStop(ending(takes), { ...NOTHING, ha: HA }, { ...WANT, takes: other }));
    expect(new Set(next.map((action) => JSON.stringify(action))).size).toBe(1);
  });
});

describe('STATELESS', () => {
  it('deletes the cluster without a savepoint, and starts from empty; the history keeps what was (promise 1)', () => {
    const stopping = written(nextStop(record(Phase.RUNNING, { history: [] }), RUNS, STATELESS));
    expect(stopping).toMatchObject({ phase: Phase.STOPPING, takes: Takes.NOTHING, savepointPath: SAVEPOINT });
    expect(nextStop(stopping, RUNS, STATELESS).do).toBe('delete-deployment');
    expect(nextStop(stopping, { ...NOTHING, pods: 1 }, STATELESS).do).toBe('wait');
    const stopped = written(nextStop(stopping, { ...NOTHING, ha: HA }, STATELESS));
    expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: '' });
    expect(nextStop(stopped, { ...NOTHING, ha: HA }, STATELESS)).toEqual({ do: 'delete-ha', maps: MAPS });
    expect(written(nextStop(stopped, NOTHING, STATELESS))).toMatchObject({ phase: Phase.STARTING, savepointPath: '' });
  });

  it('is what only those get who ask for it (promise 2)', () => {
    for (const want of [WANT, LAST_STATE, FALLS_BACK, { ...LAST_STATE, fallsBack: true, suspended: true }]) {
      for (const seen of [RUNS, { ...RUNS, ha: HA }, { ...RUNS, waited: 700_000, flink: undefined }, { ...NOTHING, ha: HA }, NOTHING]) {
        const action = nextStop(record(Phase.RUNNING), seen, want);
        if (action.do === 'write') expect(action.record.takes).not.toBe(Takes.NOTHING);
      }
    }
  });
});

describe('a job that cannot take a savepoint', () => {
  it('is given a minute to mend itself, then ended for its newest checkpoint (promises 2, 3)', () => {
    expect(nextStop(record(Phase.RUNNING), restarting(UNHEALTHY_GRACE - 1), FALLS_BACK).do).toBe('wait');
    const after = written(nextStop(record(Phase.RUNNING), restarting(UNHEALTHY_GRACE), FALLS_BACK));
    expect(after).toMatchObject({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT, savepointPath: SAVEPOINT });
  });

  it.each<[string, Partial<Observation>]>([
    ['has a JobManager that does not answer', { flink: undefined }],
    ['runs without all its tasks', { flink: flink('RUNNING', { completedCheckpoints: 3 }, false) }],
    ['is not known to its JobManager', { flink: flink(undefined) }],
  ])('is ended for its newest checkpoint in the same way where it %s', (_, seen) => {
    const at = (waited: number) => nextStop(record(Phase.RUNNING), { ...RUNS, ha: HA, waited, ...seen }, FALLS_BACK);
    expect(at(0).do).toBe('wait');
    expect(written(at(UNHEALTHY_GRACE))).toMatchObject({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT });
  });

  it('is left alone where the wanted revision is the one that restarts (promise 5)', () => {
    const seen = { ...restarting(700_000), deployment: { ...DEPLOYMENT, revision: 'new' } };
    expect(nextStop(record(Phase.RUNNING, { revision: 'new' }), seen, FALLS_BACK).do).toBe('done');
  });

  it('without HA is not ended: what it got done would be forgotten (promise 2)', () => {
    const known = record(Phase.RUNNING, { highAvailability: false });
    expect(nextStop(known, { ...restarting(UNHEALTHY_GRACE), ha: undefined }, FALLS_BACK).do).toBe('wait');
    expect(nextStop(known, { ...restarting(700_000), ha: undefined }, FALLS_BACK).do).toBe('fail');
    expect(nextStop(known, { ...NOTHING }, FALLS_BACK).do).toBe('refuse');
  });

  it('is left as it is where nobody allowed another way (promise 6)', () => {
    expect(nextStop(record(Phase.RUNNING), restarting(UNHEALTHY_GRACE), WANT).do).toBe('wait');
    expect(nextStop(record(Phase.RUNNING), restarting(700_000), WANT).do).toBe('fail');
    expect(nextStop(record(Phase.RUNNING), { ...NOTHING, ha: HA }, WANT).do).toBe('refuse');
  });

  it('whose cluster is gone, with HA metadata, is gone on from: there is nothing to wait for (promise 2)', () => {
    for (const phase of [Phase.RUNNING, Phase.STARTING])
      expect(written(nextStop(record(phase), { ...NOTHING, ha: HA }, FALLS_BACK))).toMatchObject({ takes: Takes.CHECKPOINT });
  });

  it('whose savepoint failed although it runs is not ended: it is stopped with a savepoint again (promises 3, 6)', () => {
    const stop = { status: 'failed', cause: 'no room' } as const;
    const action = nextStop(record(Phase.STOPPING), { ...RUNS, ha: HA, flink: flink('RUNNING', { stop }) }, FALLS_BACK);
    expect(action).toMatchObject({ do: 'write-and-fail', record: { phase: Phase.RUNNING, takes: Takes.SAVEPOINT } });
    const after = (action as Extract<Action, { do: 'write-and-fail' }>).record;
    const again = nextStop(after, { ...RUNS, ha: HA, waited: 700_000 }, FALLS_BACK);
    expect(written(again)).toMatchObject({ phase: Phase.STOPPING, takes: Takes.SAVEPOINT, target: TARGET });
  });

  describe('that fails while its savepoint is taken', () => {
    const failed = (state: string): Observation => ({
      ...RUNS,
      ha: HA,
      flink: flink(state, { completedCheckpoints: 3, stop: { status: 'failed', cause: 'the job failed' } }),
    });
    const given = (seen = failed('RESTARTING')) =>
      written(nextStop(record(Phase.STOPPING, { states: { 6: SAVEPOINT } }), seen, FALLS_BACK));
    const savepoint = `${TARGET}/savepoint-1`;

    it('is ended for its newest checkpoint, at once, where that is allowed (promise 3)', () => {
      expect(given()).toMatchObject({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT, target: TARGET, triggerId: '' });
      expect(nextStop(record(Phase.STOPPING), failed('RESTARTING'), WANT).do).toBe('write-and-fail');
    });

    it('is given time to show a savepoint that was made all the same, which then is the newest state (promises 2, 3)', () => {
      const told = flink('RESTARTING', { states: { 7: savepoint } });
      const seen = { ...RUNS, ha: HA, flink: flink('RESTARTING') };
      expect(nextStop(given(), { ...seen, waited: TOLD_LATE - 1 }, FALLS_BACK).do).toBe('wait');
      const known = written(nextStop(given(), { ...seen, flink: told, waited: TOLD_LATE }, FALLS_BACK));
      expect(known).toMatchObject({ phase: Phase.STOPPING, takes: Takes.CHECKPOINT, target: '', states: { 7: savepoint } });
      expect(nextStop(known, seen, FALLS_BACK).do).toBe('delete-deployment');
      expect(written(nextStop(known, { ...NOTHING, ha: HA }, FALLS_BACK))).toMatchObject({
        phase: Phase.STOPPED,
        savepointPath: savepoint,
      });
    });

    it('is gone on from its newest checkpoint where no savepoint showed itself (promise 2)', () => {
      const known = written(nextStop(given(), { ...RUNS, ha: HA, flink: flink('RESTARTING'), waited: TOLD_LATE }, FALLS_BACK));
      expect(written(nextStop(known, { ...NOTHING, ha: HA }, FALLS_BACK)).savepointPath).toMatch(/\/chk-7$/);
    });

    it('is not gone on from at a guess where nobody can tell any more whether there is a savepoint (promises 2, 6)', () => {
      const silent: Observation = { ...RUNS, ha: HA, flink: undefined };
      expect(nextStop(given(), silent, FALLS_BACK).do).toBe('delete-deployment');
      const action = nextStop(given(), { ...NOTHING, ha: HA }, FALLS_BACK);
      expect(action).toMatchObject({ do: 'refuse', message: expect.stringContaining(TARGET) });
      // From 1.15 on, the number that was given to it tells that there may be one, though the newest checkpoint is known.
      const checkpoint = { ...given(), states: { 7: `s3://state/orders/checkpoints/${OLD_JOB}/chk-7` } };
      expect(written(nextStop(checkpoint, { ...NOTHING, ha: { ...HA, given: 7 } }, FALLS_BACK)).savepointPath).toMatch(/chk-7$/);
      expect(nextStop(checkpoint, { ...NOTHING, ha: { ...HA, given: 8 } }, FALLS_BACK)).toEqual(action);
      const before = { ...checkpoint, ownTriggerId: false };
      expect(written(nextStop(before, { ...NOTHING, ha: { ...HA, given: 8 } }, FALLS_BACK)).savepointPath).toMatch(/chk-7$/);
      // Where it is known which state the newest is, nothing is guessed.
      const known = { ...given(), states: { 7: savepoint } };
      expect(written(nextStop(known, { ...NOTHING, ha: HA }, FALLS_BACK)).savepointPath).toBe(savepoint);
    });

    it('takes its time: while it may yet mend itself, a stop that goes on is waited for (promise 3)', () => {
      const going = (waited: number): Observation => ({
        ...RUNS,
        ha: HA,
        waited,
        flink: flink('RESTARTING', { stop: { status: 'in-progress' } }),
      });
      expect(nextStop(record(Phase.STOPPING), going(UNHEALTHY_GRACE - 1), FALLS_BACK).do).toBe('wait');
      expect(written(nextStop(record(Phase.STOPPING), going(UNHEALTHY_GRACE), FALLS_BACK))).toMatchObject({
        takes: Takes.CHECKPOINT,
        target: TARGET,
      });
    });
  });

  it('whose savepoint takes too long is not ended (promise 3)', () => {
    const seen = { ...RUNS, ha: HA, waited: 700_000, flink: flink('RUNNING', { stop: { status: 'in-progress' } }) };
    expect(nextStop(record(Phase.STOPPING), seen, FALLS_BACK).do).toBe('fail');
  });
});
