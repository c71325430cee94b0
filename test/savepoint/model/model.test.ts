import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { FIRST_RECORD, Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Rules, SHIPPED } from './events';
import { search } from './search';
import { FOLDER, KEPT, Policy, World } from './world';

type Left = World['left'];

/** How often each thing may happen: a checkpoint, the program's death, the JobManager's, another apply, trouble of the job, a lost request. */
const ONE_EACH: Left = { commits: 1, crashes: 1, deaths: 1, applies: 1, troubles: 1, lost: 0 };
/** The same for several clusters, of which there are too many worlds for all at once. */
const IN_TURNS: readonly Left[] = [
  { ...ONE_EACH, applies: 0 },
  { ...ONE_EACH, deaths: 0, troubles: 0 },
  { ...ONE_EACH, crashes: 0, troubles: 0 },
  { ...ONE_EACH, crashes: 0, deaths: 0 },
  { ...ONE_EACH, applies: 0, deaths: 0, lost: 1 },
];

/** What it takes to give a revision up, with one other thing at a time. */
const GIVEN_UP: Left = { ...ONE_EACH, crashes: 0, deaths: 0, applies: 0 };
const ONE_MORE: readonly Left[] = [
  { ...GIVEN_UP, crashes: 1 },
  { ...GIVEN_UP, deaths: 1 },
  { ...GIVEN_UP, applies: 1 },
];

/** A job that an update started, and a newer revision that was just applied. */
const RUNS: World = {
  record: {
    ...FIRST_RECORD,
    phase: Phase.RUNNING,
    revision: 'a',
    clusterId: 'a',
    jobId: 'job0',
    highAvailability: true,
    ownTriggerId: true,
    checkpoints: FOLDER,
    deployed: true,
    kept: { ...KEPT, revision: 'a', clusterId: 'a' },
  },
  version: 1,
  clusters: {
    a: {
      uid: 1,
      revision: 'a',
      jobId: 'job0',
      from: '',
      complete: true,
      deleting: false,
      pods: true,
      up: { job: { state: 'RUNNING', run: 0, completed: 1, states: { 1: `${FOLDER}/job0/chk-1` } } },
    },
  },
  ha: { a: { jobId: 'job0', newest: 1 } },
  over: [],
  states: { [`${FOLDER}/job0/chk-1`]: 1 },
  committed: 1,
  applied: 'b',
  programs: [],
  settled: '',
  counts: { starts: 0, stops: 0, uids: 1 },
  left: ONE_EACH,
};
/** A first start. */
const NEW: World = { ...RUNS, record: undefined, version: 0, clusters: {}, ha: {}, states: {}, committed: 0 };

const POLICIES: [string, Policy, readonly Left[]][] = [
  ['with a savepoint, and no other way', { takes: Takes.SAVEPOINT, fallsBack: false, prepared: false, rollsBack: false }, [ONE_EACH]],
  [
    'with a savepoint, or the newest checkpoint where none can be had',
    { takes: Takes.SAVEPOINT, fallsBack: true, prepared: false, rollsBack: false },
    [ONE_EACH],
  ],
  ['with the newest checkpoint', { takes: Takes.CHECKPOINT, fallsBack: true, prepared: false, rollsBack: false }, [ONE_EACH]],
  [
    'with a savepoint, and the next cluster made ready before',
    { takes: Takes.SAVEPOINT, fallsBack: true, prepared: true, rollsBack: false },
    IN_TURNS,
  ],
  [
    'with the newest checkpoint, and the next cluster made ready before',
    { takes: Takes.CHECKPOINT, fallsBack: true, prepared: true, rollsBack: false },
    IN_TURNS,
  ],
  [
    'with a savepoint, and a revision that does not run given up for the one before',
    { takes: Takes.SAVEPOINT, fallsBack: true, prepared: false, rollsBack: true },
    ONE_MORE,
  ],
  [
    'with a savepoint, the next cluster made ready before, and a revision that does not run given up for the one before',
    { takes: Takes.SAVEPOINT, fallsBack: true, prepared: true, rollsBack: true },
    ONE_MORE,
  ],
  ['with nothing', { takes: Takes.NOTHING, fallsBack: true, prepared: false, rollsBack: false }, [ONE_EACH]],
  [
    'with nothing, and the next cluster made ready before',
    { takes: Takes.NOTHING, fallsBack: true, prepared: true, rollsBack: false },
    IN_TURNS,
  ],
];

describe.each(POLICIES)('an update %s', (_, policy, lefts) => {
  test.each([
    ['a job that runs', RUNS],
    ['a job that never ran', NEW],
  ])('of %s breaks no promise, whatever happens, and can always come to an end (promises 1 to 6)', (_what, first) => {
    let worlds = 0;
    for (const left of lefts) {
      const found = search({ ...first, left }, policy, SHIPPED);
      expect(found.violation ? [found.violation.what, ...found.violation.way].join('\n') : '').toBe('');
      expect(found.stuck).toBeUndefined();
      worlds += found.worlds;
    }
    expect(worlds).toBeGreaterThan(1000);
  });
});

/** Nobody looks whether a job completed a checkpoint. */
const blind = (seen: Observation): Observation => ({
  ...seen,
  ha: undefined,
  flink: seen.flink && { ...seen.flink, completedCheckpoints: 0 },
});

/** Bugs that others have had. */
const BUGS: [string, Rules][] = [
  [
    'the cluster is not waited for',
    {
      decide: (record, seen, want) =>
        record?.phase === Phase.STOPPED && seen.deployment?.deleting
          ? nextStop(record, { ...seen, deployment: undefined, pods: 0 }, want)
          : nextStop(record, seen, want),
    },
  ],
  [
    'HA metadata is deleted before the Deployment is gone',
    {
      decide: (record, seen, want) =>
        record?.phase === Phase.STOPPED && seen.ha ? { do: 'delete-ha', maps: seen.ha.maps } : nextStop(record, seen, want),
    },
  ],
  [
    'a job is taken for over before Flink has noted that it is',
    {
      decide: (record, seen, want) =>
        nextStop(record, record?.phase === Phase.STOPPED && seen.ha ? { ...seen, ha: { ...seen.ha, own: false } } : seen, want),
    },
  ],
  [
    'a cluster that was made ready is let go while the one before works',
    {
      decide: (record, seen, want) =>
        record && seen.prepared?.ready && record.phase === Phase.RUNNING
          ? { do: 'start', record: { ...record, jobId: want.fresh.jobId, clusterId: want.clusterId } }
          : nextStop(record, seen, want),
    },
  ],
  [
    'a revision is given up for the one before, whatever it has committed',
    {
      decide: (record, seen, want) => nextStop(record, record?.failed ? blind(seen) : seen, want),
      verify: (record, seen, want) => nextVerify(record, blind(seen), want),
    },
  ],
  ['the stop is recorded after it was sent', { decide: nextStop, recordsLate: true }],
  ['the Lease is ignored', { decide: nextStop, ignoresLease: true }],
  [
    'an older state is good enough',
    {
      decide: (record, seen, want) =>
        nextStop(record?.phase === Phase.STOPPING && !seen.flink ? { ...record, phase: Phase.STOPPED } : record, seen, want),
    },
  ],
  [
    'the newest checkpoint is read before the cluster is gone',
    {
      decide: (record, seen, want) =>
        nextStop(
          record,
          record?.phase === Phase.STOPPING && record.takes === Takes.CHECKPOINT ? { ...seen, deployment: undefined, pods: 0 } : seen,
          want,
        ),
    },
  ],
];

test.each(BUGS)('A program in which %s is found to break a promise', (_, rules) => {
  const found = POLICIES.map(([, policy]) => {
    // It takes trouble to give a revision up.
    const less = { ...RUNS, left: { ...ONE_EACH, applies: 0, troubles: policy.rollsBack ? 1 : 0, crashes: policy.rollsBack ? 0 : 1 } };
    return search(less, policy, rules).violation;
  }).find(Boolean);
  expect(found?.what).toMatch(/^promise [1-5]/);
});
