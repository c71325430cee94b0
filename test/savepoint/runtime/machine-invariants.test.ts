/** What every decision of the state machine keeps to, in every situation there is. */
import { Action } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { Situation, situations } from './situations';

interface Decision extends Situation {
  readonly action: Action;
}

const stops: Decision[] = [];
const verifies: Decision[] = [];
for (const situation of situations()) {
  const { record, seen, want } = situation;
  stops.push({ ...situation, action: nextStop(record, seen, want) });
  verifies.push({ ...situation, action: nextVerify(record, seen, want) });
}
const all = [...stops, ...verifies];

type Of<D extends Action['do']> = Extract<Action, { do: D }>;

/** Decisions of a kind that do not keep to a rule; the first few are enough to see why. */
function breaking<D extends Action['do']>(
  decisions: readonly Decision[],
  kind: D | readonly D[],
  rule: (d: Situation & { action: Of<D> }) => boolean,
) {
  const kinds: readonly string[] = typeof kind === 'string' ? [kind] : kind;
  const those = decisions.filter((d) => kinds.includes(d.action.do)) as (Situation & { action: Of<D> })[];
  // A rule about decisions that never come proves nothing.
  expect(those.length).toBeGreaterThan(0);
  return those.filter((d) => !rule(d)).slice(0, 3);
}

const gone = ({ seen }: Situation) => !seen.deployment && seen.pods === 0 && !seen.restService;
const job = ({ record, seen }: Situation) => seen.flink?.jobs.find((j) => j.id === record?.jobId);

it('there are many situations', () => expect(stops.length).toBeGreaterThan(100_000));

describe('promise 1: never two clusters', () => {
  it('starts only where no Deployment, pod or Service of a cluster is left', () => {
    expect(breaking(stops, 'start', (d) => gone(d) && d.record?.phase === Phase.STARTING)).toEqual([]);
  });

  it('records a start with another job only where nothing is left of the old cluster, nor of its HA metadata', () => {
    const rule = (d: Situation & { action: Of<'write'> }) =>
      d.action.record.phase !== Phase.STARTING || d.action.record.jobId === d.record?.jobId || (gone(d) && !d.seen.ha);
    expect(breaking(stops, 'write', rule)).toEqual([]);
  });

  it('never touches a cluster of the other mode', () => {
    const others = situations({ mode: 'standalone' });
    const decisions = [...others].map((situation) => ({
      ...situation,
      action: nextStop(situation.record, situation.seen, situation.want),
    }));
    const there = decisions.filter(
      (d) => d.record && (d.record.phase !== Phase.STOPPED || d.seen.pods > 0) && d.seen.deployment?.ours !== false,
    );
    expect(breaking(there, 'refuse', (d) => d.action.message.includes('is a native cluster'))).toEqual([]);
    expect(there.filter((d) => d.action.do !== 'refuse').slice(0, 3)).toEqual([]);
  });

  it('never touches what is not ours', () => {
    const foreign = stops.filter((d) => d.seen.deployment && !d.seen.deployment.ours);
    expect(breaking(foreign, 'refuse', () => true)).toEqual([]);
    expect(foreign.every((d) => d.action.do === 'refuse')).toBe(true);
  });
});

describe('promise 2: never from older state than the newest known', () => {
  it('starts from the recorded savepoint, and from empty only a job that never had one', () => {
    const rule = (d: Situation & { action: Of<'write'> }) => {
      const { record: next } = d.action;
      return next.phase !== Phase.STARTING || next.savepointPath === (d.record?.savepointPath ?? '');
    };
    expect(breaking(stops, 'write', rule)).toEqual([]);
    expect(breaking(stops, 'start', (d) => d.action.record === d.record && d.record.revision === d.want.revision)).toEqual([]);
  });

  it('refuses where the record says RUNNING, and neither cluster nor HA metadata is there', () => {
    const lost = stops.filter(
      ({ record, seen }) =>
        record?.phase === Phase.RUNNING &&
        (gone({ record, seen } as Situation) || (seen.deployment && seen.deployment.ours && !seen.deployment.asked)) &&
        !seen.ha?.checkpoints,
    );
    expect(breaking(lost, 'refuse', (d) => d.action.message.includes('Nothing was started'))).toEqual([]);
    expect(lost.every((d) => d.action.do === 'refuse')).toBe(true);
  });

  it('deletes HA metadata only after the cluster is gone, and only where it holds nothing newer than the savepoint', () => {
    const rule = (d: Situation) => gone(d) && d.record?.phase === Phase.STOPPED && (!d.record.abandoned || d.seen.ha?.checkpoints === 0);
    expect(breaking(stops, 'delete-ha', rule)).toEqual([]);
  });

  it('gives up a job without a savepoint only where it never completed a checkpoint', () => {
    const rule = (d: Situation & { action: Of<'write'> }) => {
      const { record: next } = d.action;
      if (!next.abandoned || d.record?.abandoned) return true;
      const neverMade = !d.seen.deployment && !d.record?.deployed;
      const none = d.record?.highAvailability ? !d.seen.ha?.checkpoints : neverMade || d.seen.flink?.completedCheckpoints === 0;
      return d.record?.phase === Phase.STARTING && none && !(job(d)?.state === 'FINISHED' && d.seen.flink?.completedCheckpoints !== 0);
    };
    expect(breaking(stops, 'write', rule)).toEqual([]);
  });

  it('takes a path for the savepoint only from the stop itself, or from its own folder', () => {
    const rule = (d: Situation & { action: Of<'write'> }) => {
      const { record: next } = d.action;
      if (next.savepointPath === (d.record?.savepointPath ?? '')) return true;
      const { stop, latestSavepoint } = d.seen.flink!;
      const told = stop.status === 'completed' ? stop.path : latestSavepoint;
      return d.record?.phase === Phase.STOPPING && next.savepointPath === told && told.startsWith(`${d.record.target}/`);
    };
    expect(breaking(stops, 'write', rule)).toEqual([]);
  });
});

describe('promise 3: nothing lost or repeated', () => {
  it('sends a stop only to a job that runs with all its tasks, after the stop was recorded', () => {
    const rule = (d: Situation) => d.record?.phase === Phase.STOPPING && job(d)?.state === 'RUNNING' && job(d)!.allTasksRunning;
    expect(breaking(stops, 'send-stop', rule)).toEqual([]);
  });

  it('sends a stop that it may have sent before only with our own trigger id, or where none shows itself', () => {
    const rule = ({ record, seen }: Situation) =>
      !seen.flink!.savepointInProgress &&
      seen.flink!.stop.status === 'none' &&
      (record!.ownTriggerId || seen.unsent || seen.waited > 10_000);
    expect(breaking(stops, 'send-stop', rule)).toEqual([]);
  });

  it('sends no stop to another run of the job, where that may repeat what was stopped', () => {
    const rule = (d: Situation) => job(d)!.started === d.record!.started || (d.record!.highAvailability && d.record!.ownTriggerId);
    expect(breaking(stops, 'send-stop', rule)).toEqual([]);
  });

  it('deletes a Deployment only when its state is in the record, or when it cannot have run', () => {
    const rule = (d: Situation & { action: Of<'delete-deployment'> }) =>
      d.action.uid === d.seen.deployment?.uid &&
      (d.record?.phase === Phase.STOPPED || (d.record?.phase === Phase.STARTING && !d.seen.deployment.complete));
    expect(breaking(stops, 'delete-deployment', rule)).toEqual([]);
  });
});

describe('promise 3: several JobManagers', () => {
  it('leaves one before a stop that the release does not remember, and only of a job that runs', () => {
    const rule = (d: Situation) =>
      d.record?.phase === Phase.RUNNING && !d.record.ownTriggerId && d.seen.jobManagers > 1 && job(d)?.state === 'RUNNING';
    expect(breaking(stops, 'drop-standbys', rule)).toEqual([]);
    const begun = (d: Situation & { action: Of<'write'> }) =>
      d.action.record.phase !== Phase.STOPPING || d.record!.ownTriggerId || d.seen.jobManagers <= 1;
    expect(breaking(stops, 'write', begun)).toEqual([]);
  });
});

describe('promise 4: no savepoint is forgotten', () => {
  it('never writes a record that knows less of savepoints than the one before', () => {
    const rule = (d: Situation & { action: Of<'write' | 'write-and-fail'> }) => {
      const { record: next } = d.action;
      if (!d.record?.savepointPath) return true;
      return next.savepointPath === d.record.savepointPath || (next.history[0].path === next.savepointPath && next.savepointPath !== '');
    };
    expect(breaking(all, ['write', 'write-and-fail'], rule)).toEqual([]);
  });

  it('stamps every record with the Job and the time', () => {
    const rule = ({ action: { record: after }, record: before, want }: Situation & { action: Of<'write' | 'write-and-fail'> }) => {
      const seenFirst = after.deployed && before?.deployed === false && before.phase === after.phase;
      return after.updateJob === want.updateJob && after.timeline[seenFirst ? 'DEPLOYED' : after.phase] === want.fresh.now;
    };
    expect(breaking(all, ['write', 'write-and-fail'], rule)).toEqual([]);
  });
});

describe('promise 5: the same YAML again restarts nothing', () => {
  it('leaves alone a complete cluster of the revision that is wanted', () => {
    const same = stops.filter(
      ({ record, seen: { deployment } }) =>
        deployment?.revision === 'new' &&
        deployment.complete &&
        record?.revision === 'new' &&
        [Phase.RUNNING, Phase.STARTING].includes(record.phase),
    );
    expect(same.length).toBeGreaterThan(0);
    expect(same.filter((d) => d.action.do !== 'done').slice(0, 3)).toEqual([]);
  });
});

describe('promise 6: a failed update says why, and what to do', () => {
  it('tells a person what to do, with every refusal and every failure', () => {
    const rule = (d: { action: Of<'fail' | 'refuse' | 'write-and-fail'> }) => /kubectl|apply|Delete it or/.test(d.action.message);
    expect(breaking(all, ['fail', 'refuse', 'write-and-fail'], rule)).toEqual([]);
    expect(breaking(all, ['fail', 'refuse', 'write-and-fail'], (d) => !/undefined|NaN|\[object/.test(d.action.message))).toEqual([]);
  });

  it('says what it waits for, and what is done', () => {
    expect(breaking(all, ['wait', 'done'], (d) => d.action.why !== '')).toEqual([]);
  });

  it('waits for nothing longer than its timeout', () => {
    const late = all.filter((d) => d.seen.waited > 600_000);
    expect(late.filter((d) => d.action.do === 'wait').slice(0, 3)).toEqual([]);
  });

  it('a failed savepoint leaves a job that runs, with the record saying why', () => {
    const rule = ({ action, record }: Situation & { action: Of<'write-and-fail'> }) =>
      record?.phase === Phase.STOPPING &&
      action.record.phase === Phase.RUNNING &&
      action.record.message === action.message &&
      action.message.includes('no room');
    expect(breaking(stops, 'write-and-fail', rule)).toEqual([]);
  });
});

describe('the verify step', () => {
  it('changes nothing but the record, the owner of HA metadata, and what holds the workloads back (promises 1, 3)', () => {
    const allowed = ['write', 'own-ha', 'roll', 'hold', 'keep', 'wait', 'done', 'fail'];
    expect(verifies.filter((d) => !allowed.includes(d.action.do)).slice(0, 3)).toEqual([]);
  });

  it('asks only for pods of the start that is recorded, and only those that are not asked for yet (promises 1, 3)', () => {
    const rule = ({ record, seen, want, action }: Situation & { action: Of<'roll'> }) =>
      seen.deployment?.rolled === false && action.record === record && record?.revision === want.revision;
    expect(breaking(verifies, 'roll', rule)).toEqual([]);
  });

  it('holds the workloads only once the job runs, and is never done before', () => {
    expect(breaking(verifies, 'hold', (d) => d.record?.phase === Phase.RUNNING && d.seen.deployment!.rolled)).toEqual([]);
    for (const last of ['keep', 'done'] as const)
      expect(breaking(verifies, last, (d) => d.seen.deployment!.rolled && d.seen.deployment!.held)).toEqual([]);
  });

  it('is done only with a job that runs and completed a checkpoint, or that is FINISHED', () => {
    const rule = (d: Situation) =>
      job(d)?.state === 'FINISHED' || (job(d)?.state === 'RUNNING' && job(d)!.allTasksRunning && d.seen.flink!.completedCheckpoints! > 0);
    expect(breaking(verifies, 'done', rule)).toEqual([]);
  });
});
