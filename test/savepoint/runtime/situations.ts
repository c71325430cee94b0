/** Records and observations for tests of the state machine, and every situation that they make together. */
import { Action, Wanted } from '../../../lib/savepoint/runtime/action';
import { SILENT_STOP_GRACE } from '../../../lib/savepoint/runtime/ending';
import type { KeptRevision } from '../../../lib/savepoint/runtime/kept';
import { Observation, ObservedDeployment, ObservedFlink, ObservedStop } from '../../../lib/savepoint/runtime/observation';
import { FIRST_RECORD, Phase, Takes, UpdateRecord } from '../../../lib/savepoint/runtime/record';

export const OLD_JOB = 'a'.repeat(32);
export const SAVEPOINT = 's3://state/orders/savepoints/one/savepoint-aaaaaa-1';
export const TARGET = 's3://state/orders/savepoints/two';

export const WANT: Wanted = {
  name: 'orders',
  clusterId: 'orders-new',
  prepared: false,
  namespace: 'flink',
  revision: 'new',
  updateJob: 'orders-deploy-1',
  mode: 'native',
  taskManagerKind: 'deployments',
  highAvailability: true,
  checkpoints: true,
  ownTriggerId: true,
  parallelism: 0,
  takes: Takes.SAVEPOINT,
  fallsBack: false,
  rollsBack: false,
  rolledBackFrom: '',
  initialSavepoint: '',
  suspended: false,
  checkpointsFolder: 's3://state/orders/checkpoints',
  companions: ['orders-rest'],
  timeouts: { savepoint: 600_000, deletion: 300_000, start: 600_000 },
  fresh: { jobId: 'b'.repeat(32), triggerId: 'c'.repeat(32), target: TARGET, now: '2026-01-01T00:00:00.000Z' },
};

/** What is kept of a revision. */
export function kept(revision: string): KeptRevision {
  const { mode, taskManagerKind, highAvailability, ownTriggerId, checkpoints, checkpointsFolder, parallelism, companions } = WANT;
  const cluster = { revision, clusterId: `orders-${revision}`, mode, taskManagerKind, companions, foldersPerStart: {} };
  return { ...cluster, highAvailability, ownTriggerId, checkpoints, checkpointsFolder, parallelism };
}

export function record(phase: Phase, more: Partial<UpdateRecord> = {}): UpdateRecord {
  const known = { revision: 'old', jobId: OLD_JOB, savepointPath: SAVEPOINT, highAvailability: true, ownTriggerId: true, deployed: true };
  const stop = phase === Phase.STOPPING ? { triggerId: 'd'.repeat(32), target: TARGET, started: '1' } : {};
  return { ...FIRST_RECORD, phase, ...known, ...stop, ...more };
}

export const DEPLOYMENT: ObservedDeployment = {
  clusterId: 'orders-old',
  uid: 'uid-1',
  revision: 'old',
  ours: true,
  deleting: false,
  complete: true,
  asked: true,
  rolled: true,
  held: true,
};

export function flink(state: string | undefined, more: Partial<ObservedFlink> = {}, allTasksRunning = true): ObservedFlink {
  const jobs =
    state === undefined ? [] : [{ id: OLD_JOB, state, started: '1', allTasksRunning: allTasksRunning && state === 'RUNNING', tasks: 4 }];
  return {
    jobs,
    stop: { status: 'none' },
    taken: { status: 'none' },
    savepointInProgress: false,
    latestSavepoint: '',
    states: {},
    completedCheckpoints: 0,
    rootCause: '',
    ...more,
  };
}

export const NOTHING: Observation = {
  client: { status: 'idle', trouble: '' },
  others: [],
  notApplied: '',
  jobEnded: false,
  pods: 0,
  jobManagers: 0,
  restarted: false,
  neverBegan: false,
  taskManagers: 0,
  podTrouble: '',
  restService: false,
  waited: 0,
  unsent: false,
};
export const RUNS: Observation = {
  ...NOTHING,
  deployment: DEPLOYMENT,
  pods: 2,
  jobManagers: 1,
  restService: true,
  flink: flink('RUNNING'),
};

/** The record that an action writes. */
export function written(action: Action): UpdateRecord {
  expect(action.do).toBe('write');
  return (action as Extract<Action, { do: 'write' }>).record;
}

export interface Situation {
  readonly record: UpdateRecord | undefined;
  readonly seen: Observation;
  readonly want: Wanted;
}

/** Every situation that differs in something the machine looks at. */
export function* situations(more: Partial<Wanted> = {}): Generator<Situation> {
  const seen = { stopping: [...observations(true)], not: [...observations(false)] };
  for (const known of records()) {
    for (const observation of known?.phase === Phase.STOPPING ? seen.stopping : seen.not)
      yield { record: known, seen: observation, want: { ...WANT, ...more } };
  }
}

function* records(): Generator<UpdateRecord | undefined> {
  yield undefined;
  for (const phase of Object.values(Phase)) {
    const kinds = {
      [Phase.STARTING]: [{}, { savepointPath: '', deployed: false }],
      [Phase.RUNNING]: [{}, { savepointPath: '', kept: kept('new') }, { ownTriggerId: false }],
      [Phase.STOPPING]: [{}, { ownTriggerId: false }, { ownTriggerId: false, triggerId: '', savepointPath: '' }],
      [Phase.STOPPED]: [{}, { savepointPath: '', abandoned: true }, { abandoned: true }],
    }[phase];
    for (const revision of ['old', 'new']) {
      for (const highAvailability of [true, false]) {
        for (const more of kinds) yield record(phase, { revision, highAvailability, ...more });
      }
    }
  }
}

const DEPLOYMENTS: (ObservedDeployment | undefined)[] = [
  undefined,
  DEPLOYMENT,
  { ...DEPLOYMENT, revision: 'new' },
  { ...DEPLOYMENT, revision: '' },
  { ...DEPLOYMENT, deleting: true },
  { ...DEPLOYMENT, complete: false },
  { ...DEPLOYMENT, revision: 'new', complete: false },
  { ...DEPLOYMENT, ours: false, revision: '' },
  // A standalone cluster: half made, deleted by hand, re-paused in the middle of its start, not held yet.
  { ...DEPLOYMENT, complete: false, asked: false, rolled: false, held: false },
  { ...DEPLOYMENT, revision: 'new', complete: false, asked: false, rolled: false, held: false },
  { ...DEPLOYMENT, revision: 'new', rolled: false },
  { ...DEPLOYMENT, revision: 'new', held: false },
];

const STOPS: ObservedStop[] = [
  { status: 'none' },
  { status: 'in-progress' },
  { status: 'completed', path: `${TARGET}/savepoint-aaaaaa-2` },
  { status: 'failed', cause: 'no room' },
];

function* flinks(stopping: boolean): Generator<ObservedFlink | undefined> {
  yield undefined;
  yield flink(undefined);
  // Flink is asked for the stop and its folder only where the record names one.
  for (const stop of stopping ? STOPS : STOPS.slice(0, 1)) {
    for (const state of ['INITIALIZING', 'RUNNING', 'RESTARTING', 'FINISHED', 'FAILED', 'CANCELED']) {
      for (const completedCheckpoints of stopping ? [3] : [undefined, 0, 3]) yield flink(state, { stop, completedCheckpoints });
    }
    yield flink('RUNNING', { stop }, false);
    yield flink('RUNNING', { stop, savepointInProgress: true });
    yield flink('FINISHED', { stop, latestSavepoint: `${TARGET}/savepoint-aaaaaa-2` });
    yield flink('FINISHED', { stop, latestSavepoint: 's3://state/orders/savepoints/elsewhere/savepoint-aaaaaa-9' });
    const again = flink('RUNNING', { stop });
    yield { ...again, jobs: [{ ...again.jobs[0], started: '2' }] };
  }
}

function* observations(stopping: boolean): Generator<Observation> {
  const maps = ['orders-cluster-config-map'];
  const all = [undefined, { maps, checkpoints: 0, own: true, unowned: maps }, { maps, checkpoints: 2, own: true, newest: 2, unowned: [] }];
  const told = { live: [...flinks(stopping)], not: [undefined] };
  for (const deployment of DEPLOYMENTS) {
    for (const { pods, restService } of [
      { pods: 0, restService: false },
      { pods: 1, restService: false },
      { pods: 0, restService: true },
    ]) {
      for (const ha of stopping ? all.slice(0, 1) : all) {
        for (const flink of deployment && !deployment.deleting ? told.live : told.not) {
          for (const waited of [0, SILENT_STOP_GRACE + 1, 700_000]) {
            for (const unsent of stopping ? [false, true] : [false]) {
              const seen = { ...NOTHING, deployment, pods, restService, ha, flink, waited, unsent };
              yield seen;
              // Standbys, of a cluster that is whole.
              if (pods && deployment === DEPLOYMENT && !unsent) yield { ...seen, pods: 3, jobManagers: 2 };
            }
          }
        }
      }
    }
  }
}
