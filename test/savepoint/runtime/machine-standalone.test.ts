/** The state machine by example: what only clusters have whose workloads are in the YAML, or that have several JobManagers. */
import { Action, Wanted } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { DEPLOYMENT, flink, kept, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, WANT } from './situations';

const mode = 'standalone' as const;
const STANDALONE: Wanted = { ...WANT, mode };
/** A standalone cluster has no Service of Flink's. */
const SEEN: Observation = { ...RUNS, restService: false };
const HA = { maps: ['orders-cluster-config-map'], checkpoints: 1, own: true, unowned: [] };

function message(action: Action): string {
  expect(['refuse', 'fail']).toContain(action.do);
  return 'message' in action ? action.message : '';
}

describe('a start', () => {
  const starting = record(Phase.STARTING, { mode, revision: 'new', deployed: false });
  const deployment = { ...DEPLOYMENT, revision: 'new' };

  it('is recorded with its mode before it is begun (promise 4)', () => {
    expect(nextStop(undefined, NOTHING, STANDALONE)).toMatchObject({ do: 'write', record: { phase: Phase.STARTING, mode } });
    expect(nextStop(starting, NOTHING, STANDALONE)).toEqual({ do: 'start', record: starting });
  });

  it('that is half made is begun again, since no JobManager of it can have run (promises 1, 4)', () => {
    const half = { ...deployment, complete: false, asked: false, rolled: false, held: false };
    expect(nextStop(starting, { ...SEEN, deployment: half, flink: undefined }, STANDALONE)).toEqual({
      do: 'delete-deployment',
      uid: DEPLOYMENT.uid,
      clusterId: DEPLOYMENT.clusterId,
    });
  });

  it('that somebody paused is rolled on, as long as a start may take, and then told of (promises 5, 6)', () => {
    const paused = { ...SEEN, deployment: { ...deployment, rolled: false, held: true }, flink: undefined };
    expect(nextStop(starting, paused, STANDALONE).do).toBe('done');
    expect(nextVerify(starting, paused, STANDALONE)).toEqual({ do: 'roll', record: starting });
    expect(message(nextVerify(starting, { ...paused, waited: WANT.timeouts.start }, STANDALONE))).toContain('does not run as it should');
  });

  it('is noted as deployed only when all its pods are asked for', () => {
    expect(nextVerify(starting, { ...SEEN, deployment: { ...deployment, rolled: false } }, STANDALONE).do).toBe('roll');
    expect(nextVerify(starting, { ...SEEN, deployment }, STANDALONE)).toMatchObject({ do: 'write', record: { deployed: true } });
  });

  it('is held when the job was seen running, before it is done', () => {
    const released = { ...SEEN, deployment: { ...deployment, held: false }, flink: flink('RUNNING', { completedCheckpoints: 1 }) };
    const deployed = { ...starting, deployed: true };
    expect(nextVerify(deployed, { ...released, flink: flink('CREATED') }, STANDALONE).do).toBe('wait');
    expect(nextVerify(deployed, released, STANDALONE)).toMatchObject({ do: 'write', record: { phase: Phase.RUNNING } });
    const running = { ...deployed, phase: Phase.RUNNING, kept: kept('new') };
    expect(nextVerify(running, released, STANDALONE)).toEqual({ do: 'hold' });
    expect(nextVerify(running, { ...released, deployment }, STANDALONE).do).toBe('done');
  });
});

describe('a stop', () => {
  it('notes how many TaskManagers there were, and the next start knows it', () => {
    const stopping = nextStop(record(Phase.RUNNING, { mode }), { ...SEEN, taskManagers: 3 }, STANDALONE);
    expect(stopping).toMatchObject({ do: 'write', record: { phase: Phase.STOPPING, taskManagers: 3 } });
    const stopped = record(Phase.STOPPED, { mode, taskManagers: 3 });
    expect(nextStop(stopped, NOTHING, STANDALONE)).toMatchObject({ do: 'write', record: { phase: Phase.STARTING, taskManagers: 3 } });
  });

  it('waits for pods that outlive the cluster (promise 1)', () => {
    expect(nextStop(record(Phase.STOPPED, { mode }), { ...NOTHING, pods: 1 }, STANDALONE).do).toBe('wait');
    const late = { ...NOTHING, pods: 1, waited: WANT.timeouts.deletion };
    expect(message(nextStop(record(Phase.STOPPED, { mode }), late, STANDALONE))).toContain('1 pod(s)');
  });

  it('is refused where somebody took the JobManager away meanwhile, and the folder is told (promises 2, 6)', () => {
    const stopping = record(Phase.STOPPING, { mode });
    const taken = { ...SEEN, deployment: { ...DEPLOYMENT, asked: false, complete: false } };
    expect(message(nextStop(stopping, taken, STANDALONE))).toContain(`${stopping.target}/`);
  });
});

describe('several JobManagers', () => {
  const standbys = { ...SEEN, pods: 4, jobManagers: 3 };
  const old = record(Phase.RUNNING, { mode, ownTriggerId: false });

  it('are brought down to one before a stop that the release does not remember (promise 3)', () => {
    expect(nextStop(old, standbys, STANDALONE)).toEqual({ do: 'drop-standbys' });
    expect(nextStop(old, SEEN, STANDALONE)).toMatchObject({ do: 'write', record: { phase: Phase.STOPPING, triggerId: '' } });
  });

  it('stay where it does', () => {
    expect(nextStop(record(Phase.RUNNING, { mode }), standbys, STANDALONE)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STOPPING },
    });
  });

  it('stay where the job does not run, or runs the wanted revision (promise 5)', () => {
    expect(nextStop(old, { ...standbys, flink: flink('RESTARTING') }, STANDALONE).do).toBe('wait');
    const same = { ...standbys, deployment: { ...DEPLOYMENT, revision: 'new' } };
    expect(nextStop({ ...old, revision: 'new' }, same, STANDALONE).do).toBe('done');
  });
});

describe('a cluster of the other mode', () => {
  it.each([
    ['native', 'standalone'],
    ['standalone', 'native'],
  ] as const)('is refused in every phase but STOPPED: %s, and the YAML says %s (promises 1, 6)', (was, is) => {
    for (const phase of [Phase.STARTING, Phase.RUNNING, Phase.STOPPING]) {
      const action = nextStop(record(phase, { mode: was }), NOTHING, { ...WANT, mode: is });
      expect(action.do).toBe('refuse');
      expect(message(action)).toMatch(
        new RegExp(`old \\(${phase}\\) is a ${was} cluster, and new is a ${is} one.*Nothing was touched.*kubectl`),
      );
    }
  });

  it('is waited for by nobody while pods of it are left, and replaced when none is (promises 1, 2)', () => {
    const stopped = record(Phase.STOPPED);
    expect(message(nextStop(stopped, { ...NOTHING, pods: 1 }, STANDALONE))).toContain('is a native cluster');
    expect(nextStop(stopped, NOTHING, STANDALONE)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STARTING, mode, savepointPath: SAVEPOINT },
    });
  });

  it('that no record knows of is taken over by its own mode alone', () => {
    expect(nextStop(undefined, SEEN, STANDALONE)).toMatchObject({ do: 'write', record: { phase: Phase.RUNNING, mode, jobId: OLD_JOB } });
  });
});

describe('workloads that nobody asked for pods, of a job that ran', () => {
  const gone = { ...SEEN, deployment: { ...DEPLOYMENT, asked: false, complete: false, rolled: false }, flink: undefined };

  it('are a cluster that was deleted by hand: HA alone knows what to go on from (promise 2)', () => {
    const same = { ...gone, deployment: { ...gone.deployment, revision: 'new' } };
    const running = record(Phase.RUNNING, { mode, revision: 'new' });
    expect(nextStop(running, { ...same, ha: HA }, STANDALONE)).toMatchObject({
      do: 'write',
      record: { phase: Phase.STARTING, jobId: OLD_JOB },
    });
    expect(message(nextStop(running, same, STANDALONE))).toContain('deleted by hand');
    expect(message(nextStop(record(Phase.RUNNING, { mode }), { ...gone, ha: HA }, STANDALONE))).toContain('checkpoints newer');
  });
});

describe('a parallelism that the running job can be told', () => {
  const running = record(Phase.RUNNING, { mode, revision: 'new', parallelism: 2, kept: kept('new') });
  const same = { ...SEEN, deployment: { ...DEPLOYMENT, revision: 'new' } };
  const want = { ...STANDALONE, parallelism: 4 };

  const runs = { ...same, flink: flink('RUNNING', { completedCheckpoints: 1 }) };

  it('is told to a job that runs, without a stop (promise 5)', () => {
    expect(nextStop(running, runs, want).do).toBe('done');
    expect(nextVerify(running, runs, want)).toEqual({ do: 'rescale', record: running, parallelism: 4 });
    expect(nextVerify({ ...running, parallelism: 4 }, runs, want).do).toBe('done');
    expect(nextVerify(running, runs, STANDALONE).do).toBe('done');
  });

  it('is told, too, where it was applied while the job was being started', () => {
    const starting = { ...running, phase: Phase.STARTING };
    expect(nextVerify(starting, runs, want)).toEqual({ do: 'rescale', record: starting, parallelism: 4 });
    expect(nextVerify({ ...starting, parallelism: 4 }, runs, want)).toMatchObject({ do: 'write', record: { phase: Phase.RUNNING } });
  });

  it('waits for a job that does not run yet, and comes with the start of another revision', () => {
    expect(nextVerify(running, { ...same, flink: flink('RESTARTING') }, want).do).toBe('wait');
    expect(nextStop(record(Phase.STOPPED, { mode, parallelism: 2 }), NOTHING, want)).toMatchObject({
      do: 'write',
      record: { parallelism: 4 },
    });
  });
});

it('what a person is told to look at is what a standalone cluster has (promise 6)', () => {
  const late = { ...SEEN, flink: undefined, pods: 1, waited: 700_000 };
  const unreachable = message(nextStop(record(Phase.RUNNING, { mode }), late, STANDALONE));
  expect(unreachable).toContain('logs -l app.kubernetes.io/instance=orders,app.kubernetes.io/component=jobmanager');
  const notDeleted = message(nextStop(record(Phase.STOPPED, { mode }), { ...late, deployment: undefined }, STANDALONE));
  expect(notDeleted).toContain('get pods -l app.kubernetes.io/instance=orders');
});
