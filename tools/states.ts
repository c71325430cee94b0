/**
 * Writes docs/states.md: what the update program does, situation by situation, as its own functions decide it.
 *   npm run docs
 */
import { Action, Wanted } from '../lib/savepoint/runtime/action';
import { SHOW_GRACE, SILENT_STOP_GRACE, TOLD_LATE, UNHEALTHY_GRACE } from '../lib/savepoint/runtime/ending';
import { nextStop } from '../lib/savepoint/runtime/machine';
import { advice } from '../lib/savepoint/runtime/messages';
import { Observation } from '../lib/savepoint/runtime/observation';
import { Phase, Takes, UpdateRecord } from '../lib/savepoint/runtime/record';
import { nextVerify } from '../lib/savepoint/runtime/verify';
import { page } from './page';
import { DEPLOYMENT, flink, NOTHING, OLD_JOB, record, RUNS, SAVEPOINT, TARGET, WANT } from '../test/savepoint/runtime/situations';

type Row = readonly [record: UpdateRecord | undefined, seen: string, observation: Observation, want?: Partial<Wanted>];

const LATE = 1e9;
const MAPS = [`orders-${OLD_JOB}-config-map`];
const HA = { maps: MAPS, checkpoints: 1, own: true, newest: 7, unowned: [] };
const FALLS_BACK = { fallsBack: true };
const CHECKPOINT = { takes: Takes.CHECKPOINT };
const EMPTY = { takes: Takes.NOTHING };
const PREPARED = { prepared: true };
const SAME = { revision: 'old' };
const READY = { uid: 'uid-2', ours: true, deleting: false, complete: true, ready: true, lacking: false, trouble: '' };
const { STARTING, RUNNING, STOPPING, STOPPED } = Phase;
const at = (phase: Phase, more: Partial<UpdateRecord> = {}) => record(phase, { states: { 6: SAVEPOINT }, ...more });
const ending = (takes: Takes, more: Partial<UpdateRecord> = {}) => at(STOPPING, { takes, triggerId: '', target: '', started: '', ...more });
const stop = (state: string, more: object) => ({ ...RUNS, flink: flink(state, more) });
const taking = () => at(RUNNING, { taking: { jobId: OLD_JOB, triggerId: 'e'.repeat(32), target: TARGET, at: '', takenBy: 'job' } });
const again = (state: string) => {
  const told = state === 'RUNNING' ? { restored: HA.newest, completedCheckpoints: 0 } : { completedCheckpoints: undefined };
  return stop(state, { ...told, jobs: [{ id: OLD_JOB, state, started: '2', allTasksRunning: true }] });
};
const completed = { stop: { status: 'completed', path: `${TARGET}/savepoint-1` } } as const;
const under = { stop: { status: 'in-progress' } } as const;
const failed = { stop: { status: 'failed', cause: 'no room' } } as const;
const restarting: Observation = { ...RUNS, ha: HA, flink: flink('RESTARTING', { completedCheckpoints: 3 }) };
const going: Observation = { ...NOTHING, deployment: { ...DEPLOYMENT, deleting: true } };

const STOP: readonly Row[] = [
  [undefined, 'nothing', NOTHING],
  [undefined, 'nothing; the job is to be suspended', NOTHING, { suspended: true }],
  [undefined, 'a cluster with a job', RUNS],
  [undefined, 'a cluster, no job yet', { ...RUNS, flink: flink(undefined) }],
  [undefined, 'HA metadata only', { ...NOTHING, ha: HA }],
  [at(RUNNING), 'a Deployment of that name that is not ours', { ...RUNS, deployment: { ...DEPLOYMENT, ours: false } }],
  [at(RUNNING), 'the record is of the other mode', RUNS, { mode: 'standalone' }],
  [
    at(RUNNING),
    'a cluster that the record does not name',
    { ...RUNS, others: [{ clusterId: 'orders-x', uid: 'uid-3', maps: [], pods: true, deleting: false }] },
  ],

  [at(STARTING), 'the same revision; no cluster', NOTHING, SAME],
  [at(STARTING), 'the same revision; it was let go', RUNS, SAME],
  [at(STARTING), 'the same revision; it waits to be let go', { ...RUNS, deployment: { ...DEPLOYMENT, asked: false } }, SAME],
  [at(STARTING), 'a half-made cluster', { ...RUNS, deployment: { ...DEPLOYMENT, complete: false } }],
  [at(STARTING), 'another revision than the record’s runs', { ...RUNS, deployment: { ...DEPLOYMENT, revision: 'third' } }],
  [at(STARTING), 'no cluster, no checkpoint of its own', NOTHING],
  [at(STARTING, { highAvailability: false }), 'no cluster, which had been seen; no HA', NOTHING],
  [at(STARTING), 'no cluster, checkpoints of its own in HA metadata', { ...NOTHING, ha: HA }],
  [at(STARTING), 'the same; falls back', { ...NOTHING, ha: HA }, FALLS_BACK],
  [at(STARTING), 'its job runs', RUNS],
  [at(STARTING), 'its job restarts, and completed no checkpoint', { ...RUNS, flink: flink('RESTARTING') }],
  [at(STARTING), 'its job failed for good, after checkpoints', { ...RUNS, flink: flink('FAILED', { completedCheckpoints: 3 }) }],

  [at(RUNNING), 'the same revision runs', RUNS, SAME],
  [at(RUNNING), 'the same revision; no cluster, checkpoints in HA metadata', { ...NOTHING, ha: HA }, SAME],
  [at(RUNNING), 'no cluster, checkpoints in HA metadata', { ...NOTHING, ha: HA }],
  [at(RUNNING), 'the same; falls back', { ...NOTHING, ha: HA }, FALLS_BACK],
  [at(RUNNING), 'no cluster, no HA metadata', NOTHING],
  [at(RUNNING), 'no cluster; STATELESS', NOTHING, EMPTY],
  [at(RUNNING), 'another revision than the record’s runs', { ...RUNS, deployment: { ...DEPLOYMENT, revision: 'third' } }],
  [at(RUNNING), 'the YAML is not applied as a whole', { ...RUNS, notApplied: 'a Deployment is missing' }],
  [at(RUNNING), 'the job and all its tasks run', RUNS],
  [at(RUNNING), 'the same; LAST_STATE', { ...RUNS, ha: HA }, CHECKPOINT],
  [at(RUNNING), 'the same; STATELESS', RUNS, EMPTY],
  [at(RUNNING), 'the same; the next cluster is not made yet', RUNS, PREPARED],
  [at(RUNNING), 'the same; the next cluster is not ready', { ...RUNS, prepared: { ...READY, ready: false } }, PREPARED],
  [
    at(RUNNING),
    'the same; its image cannot be pulled',
    { ...RUNS, waited: LATE / 1e4, prepared: { ...READY, ready: false, trouble: 'ErrImagePull' } },
    PREPARED,
  ],
  [at(RUNNING), 'the same; there is no room for it', { ...RUNS, prepared: { ...READY, ready: false, trouble: 'Unschedulable' } }, PREPARED],
  [at(RUNNING), 'the same; the next cluster is ready', { ...RUNS, prepared: READY }, PREPARED],
  [at(RUNNING, { ownTriggerId: false }), 'the same; before 1.15, several JobManagers', { ...RUNS, jobManagers: 2 }],
  [
    taking(),
    'the schedule has a savepoint taken',
    { ...RUNS, flink: flink('RUNNING', { taken: { status: 'in-progress' }, savepointInProgress: true }) },
  ],
  [
    taking(),
    'the savepoint of the schedule is complete',
    { ...RUNS, flink: flink('RUNNING', { taken: { status: 'completed', path: `${TARGET}/savepoint-1` } }) },
  ],
  [at(RUNNING), 'the job restarts', restarting],
  [at(RUNNING), 'the job restarts, for a minute; falls back', { ...restarting, waited: UNHEALTHY_GRACE }, FALLS_BACK],
  [at(RUNNING), 'the job restarts, for longer than savepointTimeout', { ...restarting, waited: LATE }],
  [at(RUNNING), 'the JobManager does not answer, for longer than savepointTimeout', { ...RUNS, flink: undefined, waited: LATE }],
  [at(RUNNING), 'the job is FINISHED', { ...RUNS, flink: flink('FINISHED') }],
  [at(RUNNING), 'the job FAILED for good', { ...RUNS, flink: flink('FAILED', { states: { 9: 's3://chk-9' } }) }],
  [at(RUNNING), 'the same; falls back', { ...RUNS, flink: flink('FAILED', { states: { 9: 's3://chk-9' } }) }, FALLS_BACK],

  [at(STOPPING), 'no trace of the stop; the job and all its tasks run', RUNS],
  [at(STOPPING, { ownTriggerId: false, triggerId: '' }), 'the same; before 1.15, and another process may have sent it', RUNS],
  [at(STOPPING, { ownTriggerId: false, triggerId: '' }), 'the same, for 10 s', { ...RUNS, waited: SILENT_STOP_GRACE + 1 }],
  [at(STOPPING), 'the savepoint is under way', stop('RUNNING', under)],
  [at(STOPPING), 'the same, for longer than savepointTimeout', { ...stop('RUNNING', under), waited: LATE }],
  [at(STOPPING), 'the savepoint is complete', stop('FINISHED', completed)],
  [at(STOPPING), 'the savepoint failed; the job runs', stop('RUNNING', failed)],
  [at(STOPPING), 'the savepoint failed as the job did', stop('RESTARTING', failed)],
  [at(STOPPING), 'the same; falls back', { ...stop('RESTARTING', failed), ha: HA }, FALLS_BACK],
  [
    at(STOPPING),
    'no trace of the stop; the job is FINISHED, its newest savepoint is in the recorded folder',
    stop('FINISHED', { latestSavepoint: `${TARGET}/savepoint-1` }),
  ],
  [at(STOPPING), 'no trace of the stop; the job is FINISHED otherwise', stop('FINISHED', {})],
  [at(STOPPING), 'no trace of the stop; the job is not there', { ...stop('', { jobs: [] }), ha: HA }],
  [at(STOPPING), 'the same, nor HA metadata of it, for 30 s', { ...stop('', { jobs: [] }), waited: SHOW_GRACE }],
  [at(STOPPING, { ownTriggerId: false }), 'no trace of the stop; another run of the job, before 1.15', again('RUNNING')],
  [
    at(STOPPING),
    'the same, 1.15 and later, begun with the newest state that there can be',
    { ...again('RUNNING'), ha: { ...HA, given: 7 } },
  ],
  [at(STOPPING), 'the same; Flink had begun a newer one, as of the stop', { ...again('RUNNING'), ha: { ...HA, given: 8 } }],
  [at(STOPPING), 'the same; it does not tell yet what it began with', { ...again('INITIALIZING'), ha: { ...HA, given: 7 } }],
  [at(STOPPING), 'the same; it failed for good', again('FAILED')],
  [at(STOPPING), 'the JobManager does not answer', { ...RUNS, flink: undefined }],
  [at(STOPPING), 'the cluster is gone', NOTHING],
  [ending(Takes.CHECKPOINT), 'for the newest checkpoint: the cluster is there', { ...RUNS, ha: HA }],
  [ending(Takes.CHECKPOINT, { target: TARGET }), 'the same, after a stop that failed', { ...RUNS, ha: HA }],
  [ending(Takes.CHECKPOINT, { target: TARGET }), 'the same, when Flink told what it made', { ...RUNS, ha: HA, waited: TOLD_LATE }],
  [ending(Takes.CHECKPOINT), 'for the newest checkpoint: the cluster goes', { ...going, ha: HA }],
  [ending(Takes.CHECKPOINT), 'for the newest checkpoint: the cluster is gone, HA metadata tells it', { ...NOTHING, ha: HA }],
  [ending(Takes.CHECKPOINT), 'the same; the job completed none', { ...NOTHING, ha: { ...HA, newest: 6 } }],
  [ending(Takes.CHECKPOINT, { target: TARGET }), 'the same; it may be the savepoint of the stop that failed', { ...NOTHING, ha: HA }],
  [
    ending(Takes.CHECKPOINT, { ownTriggerId: false, taking: taking().taking }),
    'the same; before 1.15, it may be a savepoint of the schedule',
    { ...NOTHING, ha: HA },
  ],
  [ending(Takes.CHECKPOINT), 'for the newest checkpoint: the cluster is gone, and HA metadata with it', NOTHING],
  [ending(Takes.NOTHING), 'for nothing: the cluster is gone', NOTHING],

  [at(STOPPED), 'the cluster is there', { ...RUNS, ha: HA }],
  [at(STOPPED), 'the next cluster is ready, and Flink has not noted that the job is over', { ...RUNS, prepared: READY, ha: HA }, PREPARED],
  [at(STOPPED), 'the next cluster is ready, and Flink has noted that the job is over', { ...RUNS, prepared: READY }, PREPARED],
  [
    at(STOPPED, { abandoned: true }),
    'given up without a savepoint, and then it completed a checkpoint',
    { ...RUNS, flink: flink('RUNNING', { completedCheckpoints: 1 }) },
  ],
  [at(STOPPED), 'the cluster goes', going],
  [at(STOPPED), 'the cluster goes, for longer than deletionTimeout', { ...going, waited: LATE }],
  [at(STOPPED), 'HA metadata is left', { ...NOTHING, ha: HA }],
  [at(STOPPED, { abandoned: true }), 'HA metadata with checkpoints of its own is left, and it was given up', { ...NOTHING, ha: HA }],
  [at(STOPPED, { abandoned: true, states: {} }), 'the same; nobody knows what its newest is', { ...NOTHING, ha: HA }],
  [at(STOPPED), 'nothing is left', NOTHING],
  [at(STOPPED), 'nothing is left; the job is to be suspended', NOTHING, { suspended: true }],
];

const started = at(STARTING, { revision: 'new', deployed: true });
const runs = at(RUNNING, { revision: 'new', deployed: true });
const fresh: Observation = {
  ...RUNS,
  deployment: { ...DEPLOYMENT, revision: 'new' },
  flink: flink('RUNNING', { completedCheckpoints: 1 }),
};
const FORMER = { clusterId: 'orders-x', uid: 'uid-3', maps: [], pods: true, deleting: false };

const VERIFY: readonly Row[] = [
  [at(STOPPED), 'any', NOTHING],
  [started, 'Flink’s client failed', { ...NOTHING, client: { status: 'failed', cause: 'exit code 1' } }],
  [started, 'no cluster, the client is done', { ...NOTHING, client: { status: 'done' } }],
  [started, 'no cluster, the client is at work', { ...NOTHING, client: { status: 'pending', trouble: '' } }],
  [started, 'its container cannot start, for 30 s', { ...NOTHING, waited: 31_000, client: { status: 'pending', trouble: 'ErrImagePull' } }],
  [started, 'not all pods were let go', { ...fresh, deployment: { ...DEPLOYMENT, revision: 'new', rolled: false } }],
  [at(STARTING, { revision: 'new', deployed: false }), 'the cluster is seen for the first time', fresh],
  [started, 'tasks do not all run', { ...fresh, flink: flink('RUNNING', {}, false) }],
  [started, 'the same, for longer than startTimeout', { ...fresh, waited: LATE, flink: flink('RUNNING', {}, false) }],
  [started, 'no checkpoint is complete yet', { ...fresh, flink: flink('RUNNING') }],
  [started, 'the job FAILED', { ...fresh, flink: flink('FAILED') }],
  [started, 'the job is FINISHED', { ...fresh, flink: flink('FINISHED') }],
  [started, 'all tasks run, and a checkpoint is complete', fresh],
  [runs, 'a changed parallelism, which the running job is told', fresh, { parallelism: 4 }],
  [runs, 'the cluster before is there', { ...fresh, others: [FORMER] }],
  [runs, 'the cluster before goes, for longer than deletionTimeout', { ...fresh, waited: LATE, others: [{ ...FORMER, deleting: true }] }],
  [at(RUNNING, { revision: 'new', deployed: true, former: 'orders-x' }), 'the cluster before is gone', fresh],
  [runs, 'standalone: the workloads are not held back', { ...fresh, deployment: { ...DEPLOYMENT, revision: 'new', held: false } }],
  [runs, 'HA metadata without an owner', { ...fresh, ha: { ...HA, unowned: MAPS } }],
  [runs, 'otherwise', fresh],
  [at(STOPPED), 'the job is to be suspended', NOTHING, { suspended: true }],
];

/** The table, as markdown. */
function statesPage(): string {
  const told = { ...advice };
  // Which message it is counts here, not what it says.
  for (const key of Object.keys(advice)) (advice as Record<string, unknown>)[key] = () => key;
  const lines = (rows: readonly Row[], decide: typeof nextStop) =>
    rows.map(([known, text, seen, want]) => {
      const action = decide(known, seen, { ...WANT, ...want });
      return `| ${[known ? `\`${known.phase}\`` : 'none', text, ...done(action, known)].join(' | ')} |`;
    });
  const head = ['| Record | What is seen | What is done | Then |', '| --- | --- | --- | --- |'];
  const text = [
    '# What an update does',
    '',
    'Written by `npm run docs` from the functions that decide; a test fails when it is not up to date. Unless a row says otherwise, the wanted',
    'revision is another one than the record’s, the mode is `SAVEPOINT`, nothing falls back, and nothing is prepared. Messages are named as',
    'in `lib/savepoint/runtime/messages.ts`. `fail` is tried again by the Job (exit code 1), `refuse` waits for a person (exit code 3).',
    '',
    '## Until the new cluster is let go',
    '',
    ...head,
    ...lines(STOP, nextStop),
    '',
    '## Until the new job was seen to run',
    '',
    ...head,
    ...lines(VERIFY, nextVerify),
    '',
  ];
  Object.assign(advice, told);
  return text.join('\n');
}

function done(action: Action, known: UpdateRecord | undefined): [string, string] {
  switch (action.do) {
    case 'write':
      return [wrote(action.record, known), `\`${action.record.phase}\``];
    case 'write-and-fail':
      return [`write, and fail: \`${action.message}\``, `\`${action.record.phase}\``];
    case 'fail':
    case 'refuse':
      return [`${action.do}: \`${action.message}\``, ''];
    case 'wait':
      return [`wait ${action.why}`, ''];
    case 'delete-deployment':
      return [`delete the cluster ${action.clusterId === DEPLOYMENT.clusterId ? 'of the record' : 'that nobody wants'}`, ''];
    case 'send-stop':
    case 'prepare':
    case 'drop-standbys':
    case 'delete-ha':
    case 'own-ha':
    case 'start':
    case 'rescale':
    case 'roll':
    case 'hold':
    case 'keep':
    case 'again':
    case 'done':
      return [WORDS[action.do], ''];
  }
}

const WORDS: Readonly<
  Record<Exclude<Action['do'], 'write' | 'write-and-fail' | 'fail' | 'refuse' | 'wait' | 'delete-deployment'>, string>
> = {
  'send-stop': 'send the stop that the record describes',
  prepare: 'make the next cluster, which waits',
  'drop-standbys': 'bring the JobManagers down to one',
  'delete-ha': 'delete the HA metadata',
  'own-ha': 'give it the YAML as owner',
  start: 'let the cluster go, or make it',
  rescale: 'tell the job, and record it',
  roll: 'let go what is not yet',
  hold: 'hold them back',
  keep: 'keep what its cluster can be made again of',
  again: 'start the revision before, as above',
  done: 'done',
};

function wrote(after: UpdateRecord, before: UpdateRecord | undefined): string {
  if (after.phase === Phase.STARTING)
    return `write: start from ${before?.phase === Phase.STOPPED && !after.savepointPath ? 'empty' : stateOf(after)}`;
  if (after.phase === Phase.STOPPING)
    return before?.phase === Phase.STOPPING && before.takes === after.takes
      ? 'write what Flink told'
      : `write: stop for ${STATES[after.takes]}`;
  if (after.phase === Phase.STOPPED)
    return after.abandoned ? 'write: given up, it goes on from what it started from' : `write: ${stateOf(after)}`;
  return 'write';
}

const STATES = { [Takes.SAVEPOINT]: 'a savepoint', [Takes.CHECKPOINT]: 'the newest checkpoint', [Takes.NOTHING]: 'nothing' };

function stateOf({ savepointPath }: UpdateRecord): string {
  if (!savepointPath) return 'empty';
  if (savepointPath === SAVEPOINT) return 'the recorded state';
  return savepointPath.includes('savepoint-') ? 'the path of the savepoint' : 'the path of the checkpoint';
}

void page('states.md', statesPage());
