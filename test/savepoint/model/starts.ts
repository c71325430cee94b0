/** Where searches begin, and what the program may be told to do. */
import { FIRST_RECORD, Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { FOLDER, KEPT, Policy, World } from './world';

type Left = World['left'];

/** How often each thing may happen: a checkpoint, the program's death, the JobManager's, another apply, trouble of the job, a lost request. */
export const ONE_EACH: Left = { commits: 1, crashes: 1, deaths: 1, applies: 1, troubles: 1, lost: 0 };
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
export const RUNS: World = {
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
  ha: { a: { jobId: 'job0', newest: 1, given: 1 } },
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
export const NEW: World = { ...RUNS, record: undefined, version: 0, clusters: {}, ha: {}, states: {}, committed: 0 };

export const POLICIES: [string, Policy, readonly Left[]][] = [
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
