/** How updates are done, as a job's props say it: what the update program is told of it. */
import { Testing } from 'cdk8s';
import {
  ClaimMode,
  FailurePolicy,
  FlinkClusterProps,
  FlinkNativeCluster,
  FlinkStandaloneCluster,
  FlinkVersion,
  HighAvailability,
  JobState,
  SavepointFallback,
  SavepointFormat,
  SavepointJob,
  UpdateMode,
  UpdateProps,
} from '../../lib';
import { Settings, readSettings } from '../../lib/savepoint/runtime/settings';
import { clusterProps, Manifest, messageOf, minimalProps, the } from '../support';

const MINIMAL = clusterProps(minimalProps());
const CLUSTERS = { native: FlinkNativeCluster, standalone: FlinkStandaloneCluster } as const;
type Mode = keyof typeof CLUSTERS;

function update(props: UpdateProps = {}, more: Partial<FlinkClusterProps> = {}, mode: Mode = 'native'): Manifest {
  const chart = Testing.chart();
  const cluster = new CLUSTERS[mode](chart, 'orders', { ...MINIMAL, ...more });
  new SavepointJob(chart, 'update', { ...props, cluster });
  return the(Testing.synth(chart), 'Job');
}

/** What the program reads of its variables. */
function told(job: Manifest): Settings {
  const { env } = job.spec.template.spec.containers.find(({ name }: Manifest) => name === 'update');
  return readSettings({
    ...Object.fromEntries(env.map(({ name, value }: Manifest) => [name, value as string])),
    POD_NAME: 'pod',
    UPDATE_JOB: 'job',
  });
}

const revisionOf = (job: Manifest): string => job.metadata.labels['cdk8s-flink/revision'] as string;

const EVERY: [string, UpdateProps, Partial<Settings>][] = [
  ['nothing', {}, { takes: 'SAVEPOINT', fallsBack: true, suspended: false } as Partial<Settings>],
  ['a savepoint', { mode: UpdateMode.SAVEPOINT }, { takes: 'SAVEPOINT' } as Partial<Settings>],
  ['the last state', { mode: UpdateMode.LAST_STATE }, { takes: 'CHECKPOINT' } as Partial<Settings>],
  ['no state', { mode: UpdateMode.STATELESS }, { takes: 'NOTHING' } as Partial<Settings>],
  ['the last checkpoint where there is no other way', { fallback: SavepointFallback.LAST_CHECKPOINT }, { fallsBack: true }],
  ['no other way', { fallback: SavepointFallback.FAIL }, { fallsBack: false }],
  ['a job that runs', { state: JobState.RUNNING }, { suspended: false }],
  ['a job that is suspended', { state: JobState.SUSPENDED }, { suspended: true }],
  [
    'nothing of state',
    {},
    { initialSavepoint: '', restoreOptions: {}, restoreArguments: [], drain: false, savepointFormat: '', rollsBack: false },
  ],
  [
    'a first start from a savepoint',
    { initialSavepoint: 's3://acme/other/savepoint-1' },
    { initialSavepoint: 's3://acme/other/savepoint-1' },
  ],
  ['a job that is drained', { drain: true }, { drain: true }],
  ['native savepoints', { savepointFormat: SavepointFormat.NATIVE }, { savepointFormat: 'NATIVE' }],
  ['a roll-back', { onFailure: FailurePolicy.ROLL_BACK }, { rollsBack: true }],
  ['a revision that is kept, whatever becomes of it', { onFailure: FailurePolicy.KEEP }, { rollsBack: false }],
  [
    'state that may be left out',
    { allowNonRestoredState: true },
    { restoreOptions: { 'execution.state-recovery.ignore-unclaimed-state': 'true' }, restoreArguments: ['--allowNonRestoredState'] },
  ],
  [
    'a claim',
    { claimMode: ClaimMode.CLAIM },
    { restoreOptions: { 'execution.state-recovery.claim-mode': 'CLAIM' }, restoreArguments: ['--restoreMode', 'CLAIM'] },
  ],
];

// HA and checkpoints that are off are warned of.
beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));

describe.each(['native', 'standalone'] as const)('%s', (mode) => {
  test.each(EVERY)('Who asks for %s has the program told so', (_what, props, settings) => {
    const job = update(props, {}, mode);
    expect(told(job)).toMatchObject({ checkpointsFolder: 's3://acme-flink/orders/checkpoints', ...settings });
  });

  const OTHERS: [string, UpdateProps][] = [
    ['mode', { mode: UpdateMode.LAST_STATE }],
    ['fallback', { fallback: SavepointFallback.FAIL }],
    ['state', { state: JobState.SUSPENDED }],
    ['initialSavepoint', { initialSavepoint: 's3://acme/other/savepoint-1' }],
    ['allowNonRestoredState', { allowNonRestoredState: true }],
    ['claimMode', { claimMode: ClaimMode.CLAIM }],
    ['savepointFormat', { savepointFormat: SavepointFormat.NATIVE }],
    ['drain', { drain: true }],
    ['onFailure', { onFailure: FailurePolicy.ROLL_BACK }],
  ];
  test.each(OTHERS)('Another %s makes another Job, and no other revision: nothing that runs is restarted for it', (_prop, props) => {
    const [before, after] = [update({}, {}, mode), update(props, {}, mode)];
    expect(after.metadata.name).not.toBe(before.metadata.name);
    expect(revisionOf(after)).toBe(revisionOf(before));
  });

  test('What is said, and is the default, changes nothing', () => {
    const said = { mode: UpdateMode.SAVEPOINT, fallback: SavepointFallback.LAST_CHECKPOINT, state: JobState.RUNNING };
    expect(update(said, {}, mode)).toEqual(update({}, {}, mode));
  });

  const WRONG: [string, UpdateProps, Partial<FlinkClusterProps>, RegExp][] = [
    [
      'A path without a scheme',
      { initialSavepoint: '/savepoints/savepoint-1' },
      {},
      /update: initialSavepoint: '\/savepoints\/savepoint-1' was given; allowed is the whole path .* with its scheme, such as 's3:/,
    ],
    [
      'A claim before 1.15',
      { claimMode: ClaimMode.CLAIM },
      { flinkVersion: FlinkVersion.V1_14 },
      /update: claimMode: Flink 1\.14 has no way to say .*; Flink 1\.15 has\. Leave it out, or use Flink 1\.15 or later/,
    ],
    [
      'A format before 1.15',
      { savepointFormat: SavepointFormat.CANONICAL },
      { flinkVersion: FlinkVersion.V1_12 },
      /update: savepointFormat: Flink 1\.12 has no choice of the savepoint format; Flink 1\.15 has/,
    ],
    [
      'A claim of what a roll-back needs',
      { claimMode: ClaimMode.CLAIM, onFailure: FailurePolicy.ROLL_BACK },
      {},
      /update: claimMode is CLAIM and onFailure is ROLL_BACK: .*\. Leave one of them out/,
    ],
    [
      'A claim without HA',
      { claimMode: ClaimMode.CLAIM },
      { highAvailability: HighAvailability.none() },
      /update: claimMode is CLAIM, and highAvailability is off: .*Use HighAvailability\.kubernetes\(\), or leave claimMode out/,
    ],
    [
      'A roll-back of what takes nothing along',
      { mode: UpdateMode.STATELESS, onFailure: FailurePolicy.ROLL_BACK },
      {},
      /update: mode is STATELESS and onFailure is ROLL_BACK: .*\. Leave one of them out/,
    ],
    [
      'What an option says, too',
      { allowNonRestoredState: true },
      { options: { 'execution.state-recovery.ignore-unclaimed-state': 'false' } },
      /update: allowNonRestoredState is true, and option 'execution\.state-recovery\.ignore-unclaimed-state' \(given 'false'\) says the same/,
    ],
  ];
  test.each(WRONG)('%s is refused, with what is allowed and what to do (promise 9)', (_what, props, more, message) => {
    expect(messageOf(() => update(props, more, mode))).toMatch(message);
  });

  test('How state is restored is said by the names that the release has', () => {
    const of = (version: string) =>
      told(update({ allowNonRestoredState: true }, { flinkVersion: FlinkVersion.of(version), image: `flink:${version}` }, mode))
        .restoreOptions;
    expect(Object.keys(of('1.19'))).toEqual(['execution.savepoint.ignore-unclaimed-state']);
    expect(Object.keys(of('2.3'))).toEqual(['execution.state-recovery.ignore-unclaimed-state']);
  });

  test('The last state needs HA, which knows it, and the message says so', () => {
    const message = messageOf(() => update({ mode: UpdateMode.LAST_STATE }, { highAvailability: HighAvailability.none() }, mode));
    expect(message).toMatch(/update: mode is LAST_STATE.*HA.*HighAvailability\.kubernetes\(\), or UpdateMode\.SAVEPOINT/);
  });

  test('The last state needs checkpoints, and the message says so', () => {
    const message = messageOf(() => update({ mode: UpdateMode.LAST_STATE }, { checkpoints: { enabled: false } }, mode));
    expect(message).toMatch(/update: mode is LAST_STATE.*no checkpoints; use checkpoints, or UpdateMode\.SAVEPOINT/);
  });

  test.each([UpdateMode.SAVEPOINT, UpdateMode.STATELESS])('%s needs neither', (value) => {
    const job = update({ mode: value }, { highAvailability: HighAvailability.none(), checkpoints: { enabled: false } }, mode);
    expect(told(job)).toMatchObject({ highAvailability: false, checkpoints: false });
  });
});

test.each(['state.checkpoints.create-subdir', 'execution.checkpointing.create-subdir'])(
  'The option %s is refused, since updates find checkpoints by the job id',
  (key) => {
    expect(messageOf(() => update({}, { options: { [key]: 'false' } }))).toMatch(/updates find checkpoints in a folder of the job id/);
  },
);
