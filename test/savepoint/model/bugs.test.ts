/** Bugs planted in the program: the search has to find them. */
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Rules } from './events';
import { search } from './search';
import { ONE_EACH, POLICIES, RUNS } from './starts';

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
  [
    'a stop is sent again, whatever may have come of the one before',
    {
      decide: (record, seen, want) => nextStop(record, seen.ha ? { ...seen, ha: { ...seen.ha, given: undefined } } : seen, want),
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
