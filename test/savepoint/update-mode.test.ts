/** How updates are done, as a job's props say it: what the update program is told of it. */
import { Testing } from 'cdk8s';
import {
  FlinkClusterProps,
  FlinkNativeCluster,
  FlinkStandaloneCluster,
  HighAvailability,
  JobState,
  SavepointFallback,
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
