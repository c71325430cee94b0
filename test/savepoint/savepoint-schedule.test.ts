import { App, Cron, Duration, Testing } from 'cdk8s';
import {
  FlinkApplication,
  FlinkClusterProps,
  FlinkNativeCluster,
  LogFormat,
  PeriodicSavepointProps,
  SavepointJob,
  SavepointSchedule,
} from '../../lib';
import { readErrandSettings } from '../../lib/savepoint/runtime/settings';
import { SAVEPOINT_TAKER } from '../../lib/security/identity';
import { clusterProps, forSnapshot, Manifest, messageOf, minimalProps, the } from '../support';

const MINIMAL = clusterProps(minimalProps());
const NIGHTLY = { schedule: Cron.schedule({ minute: '30', hour: '3' }) };

function schedule(props: Partial<PeriodicSavepointProps> = {}, cluster: Partial<FlinkClusterProps> = {}) {
  const chart = Testing.chart();
  const flinkCluster = new FlinkNativeCluster(chart, 'orders', { ...MINIMAL, ...cluster });
  const made = new SavepointSchedule(chart, 'savepoints', { ...NIGHTLY, ...props, cluster: flinkCluster });
  const all: Manifest[] = Testing.synth(chart).filter(({ metadata }) => metadata.name === 'orders-savepoints');
  const cronJob = the(all, 'CronJob');
  return { made, all, cronJob, job: cronJob.spec.jobTemplate.spec, pod: cronJob.spec.jobTemplate.spec.template.spec };
}

const variables = (pod: Manifest): Record<string, string> =>
  Object.fromEntries(pod.containers[0].env.map(({ name, value }: Manifest) => [name, value as string]));

test('The smallest schedule', () => {
  expect(forSnapshot(schedule().all)).toMatchSnapshot();
});

test('A schedule says when, in which time zone, and whether at all', () => {
  const { cronJob } = schedule({ timeZone: 'Europe/Berlin', suspend: true });
  expect(cronJob.spec).toMatchObject({ schedule: '30 3 * * *', timeZone: 'Europe/Berlin', suspend: true, concurrencyPolicy: 'Forbid' });
  expect(schedule({ schedule: new Cron({ minute: '0' }) }).cronJob.spec.schedule).toBe('0 * * * *');
});

test('Its pod holds to the restricted level, is replaced, not restarted, and has an end', () => {
  const { job, pod } = schedule({ timeout: Duration.minutes(20) });
  expect(pod).toMatchObject({
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(pod.containers).toMatchObject([
    { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true } },
  ]);
  expect(job).toMatchObject({ activeDeadlineSeconds: 1500, backoffLimit: 1 });
});

test('It is no update Job: nothing that looks for those finds it', () => {
  const { cronJob, job } = schedule();
  for (const { metadata } of [cronJob, cronJob.spec.jobTemplate, job.template])
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/component': 'savepoints' });
});

test('The program understands what it is told, down to the last setting', () => {
  const { pod } = schedule({ timeout: Duration.seconds(11), savepointsKept: 3, logFormat: LogFormat.TEXT });
  const told = variables(pod);
  expect(told.LOG_FORMAT).toBe('TEXT');
  expect(readErrandSettings({ ...told, POD_NAME: 'pod', UPDATE_JOB: 'job' })).toEqual({
    name: 'orders',
    namespace: 'flink',
    updateJob: 'job',
    pod: 'pod',
    flinkUrl: 'http://orders-ui.flink:8081',
    configMap: 'orders-config',
    savepoints: 's3://acme-flink/orders/savepoints',
    savepointsKept: 3,
    terminationLog: '/dev/termination-log',
    timeouts: { savepoint: 11_000 },
  });
  expect(readErrandSettings({ ...variables(schedule().pod), POD_NAME: 'pod', UPDATE_JOB: 'job' })).toMatchObject({ savepointsKept: 0 });
});

test('It runs the program that the SavepointJob brings', () => {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', MINIMAL);
  const { program } = new SavepointJob(chart, 'update', { cluster });
  const { pod } = schedule();
  expect(pod.volumes).toEqual([{ name: 'program', configMap: { name: program.name } }]);
  expect(pod.containers[0].command).toEqual(['node', '/program/update.js', 'savepoint']);
});

test('It may do what it takes, and no more (promise 8)', () => {
  const { all } = schedule();
  expect(the(all, 'Role').rules).toEqual(
    SAVEPOINT_TAKER.map(([group, resource, verbs]) => ({ apiGroups: [group], resources: [resource], verbs })),
  );
  expect(SAVEPOINT_TAKER.flat(2)).not.toContain('*');
  const verbs = new Set(SAVEPOINT_TAKER.flatMap(([, , allowed]) => allowed));
  expect([...verbs].sort()).toEqual(['create', 'get', 'list', 'update']);
});

test('Private images are pulled by the Secrets of the cluster', () => {
  expect(schedule({}, { imagePullSecrets: ['registry'] }).pod.imagePullSecrets).toEqual([{ name: 'registry' }]);
});

test.each<[string, Partial<PeriodicSavepointProps>, string]>([
  [
    'savepointsKept of 0',
    { savepointsKept: 0 },
    'savepointsKept: 0 was given; allowed is a whole number from 1 to 10. Leave it out to have none deleted',
  ],
  ['savepointsKept of 11', { savepointsKept: 11 }, 'savepointsKept: 11 was given; allowed'],
  ['half a savepoint', { savepointsKept: 1.5 }, 'savepointsKept: 1.5 was given; allowed'],
  ['a short timeout', { timeout: Duration.millis(10) }, 'test/savepoints: timeout is 0.01 s; allowed is 1 s or more'],
  ['a time zone that is none', { timeZone: 'Europe/Berlinn' }, "timeZone: 'Europe/Berlinn' is none that is known; allowed are names"],
  ['an offset', { timeZone: '+02:00' }, "timeZone: '+02:00' is none that is known"],
  ['a schedule that is none', { schedule: { expressionString: 'nightly' } }, "schedule: 'nightly' was given; allowed are five fields"],
])('%s is refused', (_what, props, message) => {
  expect(messageOf(() => schedule(props))).toContain(message);
});

describe('In an application', () => {
  const made = (more: object = {}) => new FlinkApplication(new App(), 'orders', { ...minimalProps(), ...more });

  test('it is there where it is asked for, before the update Job, which comes last', () => {
    const chart = made({ savepointSchedule: NIGHTLY });
    const kinds: string[] = chart.toJson().map(({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`);
    expect(kinds).toContain('CronJob orders-savepoints');
    expect(kinds.at(-1)).toMatch(/^Job orders-deploy-/);
    expect(chart.savepointSchedule!.cronJob.name).toBe('orders-savepoints');
    expect(made().savepointSchedule).toBeUndefined();
  });

  test('a changed schedule restarts nothing, nor makes an update Job (promise 5)', () => {
    const [without, nightly, hourly] = [
      {},
      { savepointSchedule: NIGHTLY },
      { savepointSchedule: { schedule: Cron.hourly(), savepointsKept: 2 } },
    ].map(made);
    for (const one of [nightly, hourly]) {
      expect(one.cluster.revision).toBe(without.cluster.revision);
      expect(one.savepointJob.job.name).toBe(without.savepointJob.job.name);
    }
  });

  test('it is done as updates are, unless it says otherwise', () => {
    const update = { savepointsKept: 5, programImage: 'registry.example.com/node:22', logFormat: LogFormat.TEXT };
    const podOf = (more: object) =>
      made({ update, savepointSchedule: { ...NIGHTLY, ...more } })
        .toJson()
        .find(({ kind }: Manifest) => kind === 'CronJob').spec.jobTemplate.spec.template.spec;
    expect(podOf({}).containers[0].image).toBe(update.programImage);
    expect(variables(podOf({}))).toMatchObject({ SAVEPOINTS_KEPT: '5', LOG_FORMAT: 'TEXT' });
    expect(variables(podOf({ savepointsKept: 2 }))).toMatchObject({ SAVEPOINTS_KEPT: '2' });
  });
});
