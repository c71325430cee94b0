import { Duration, Size, Testing } from 'cdk8s';
import {
  FlinkClusterProps,
  FlinkJob,
  FlinkNativeCluster,
  FlinkVersion,
  HighAvailability,
  SavepointJob,
  StateStorage,
  UpdateProps,
} from '../../lib';
import { recordName } from '../../lib/savepoint/runtime/labels';
import { readSettings } from '../../lib/savepoint/runtime/settings';
import { clusterProps, everythingProps, forSnapshot, Manifest, messageOf, minimalProps, MINORS, the } from '../support';

const MINIMAL = clusterProps(minimalProps());

function update(props: UpdateProps = {}, cluster: Partial<FlinkClusterProps> = {}): { made: SavepointJob; all: Manifest[]; job: Manifest } {
  const chart = Testing.chart();
  const flinkCluster = new FlinkNativeCluster(chart, 'orders', { ...MINIMAL, ...cluster });
  const made = new SavepointJob(chart, 'update', { ...props, cluster: flinkCluster });
  const all = Testing.synth(chart).filter(({ metadata }) => /^orders-(?:update|deploy)/.test(metadata.name as string));
  return { made, all, job: the(all, 'Job') };
}

const containers = (job: Manifest): Manifest[] => job.spec.template.spec.containers;
const container = (job: Manifest, name: string): Manifest => containers(job).find((one) => one.name === name);
const variables = (of: Manifest): Record<string, string> =>
  Object.fromEntries(of.env.map(({ name, value }: Manifest) => [name, value as string]));

test('The smallest update Job', () => {
  expect(forSnapshot(update().all)).toMatchSnapshot();
});

test('An update Job with everything', () => {
  const props = everythingProps();
  expect(forSnapshot(update(props.update, clusterProps(props)).all)).toMatchSnapshot();
});

test('The program and Flink’s client run side by side, the program first: it tells why the client cannot, and the client whether it lives', () => {
  const { job } = update();
  expect(job.spec.template.spec).not.toHaveProperty('initContainers');
  expect(containers(job).map(({ name }) => name as string)).toEqual(['update', 'start']);
});

test('The program and its shell part go as they are bundled', () => {
  const { data } = the(update().all, 'ConfigMap');
  expect(Object.keys(data as object)).toEqual(['entry.sh', 'start.sh', 'update.js']);
  expect(data['entry.sh']).toMatch(/^#!.*bash\n/);
  expect(data['start.sh']).toMatch(/^#!.*bash\n/);
  expect(data['update.js']).toContain('"use strict"');
});

test('Every container and the pod hold to the restricted level', () => {
  const { job } = update();
  expect(job.spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  for (const { name, securityContext } of containers(job)) {
    expect([name, securityContext.allowPrivilegeEscalation, securityContext.capabilities]).toEqual([name, false, { drop: ['ALL'] }]);
  }
});

test('The Job is never cleaned up by itself, and its pod is replaced, not restarted', () => {
  const { spec } = update().job;
  expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
  expect(spec.template.spec.restartPolicy).toBe('Never');
});

test('An update that refuses is not tried again, by the exit code that the program has for it', () => {
  const { job, all } = update();
  const [, refused] = /EXIT = \{.*\brefused: (\d+)/.exec(the(all, 'ConfigMap').data['update.js'] as string)!;
  const { rules } = job.spec.podFailurePolicy;
  expect(rules.filter(({ action }: Manifest) => action === 'FailJob')).toEqual([
    { action: 'FailJob', onExitCodes: { containerName: 'update', operator: 'In', values: [Number(refused)] } },
  ]);
});

test('A pod that its node lost is no failed try', () => {
  expect(update().job.spec.podFailurePolicy.rules).toContainEqual({
    action: 'Ignore',
    onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
  });
});

describe("The Job's name", () => {
  const before = update().job.metadata.name;

  test('is the same for the same input, and fits where it goes as a label', () => {
    expect(update().job.metadata.name).toBe(before);
    const chart = Testing.chart();
    const cluster = new FlinkNativeCluster(chart, 'cluster', { ...MINIMAL, name: 'x'.repeat(36) });
    expect(new SavepointJob(chart, 'update', { cluster }).job.name.length).toBeLessThanOrEqual(63);
  });

  test.each<[string, UpdateProps, Partial<FlinkClusterProps>]>([
    ['the image', {}, { image: 'registry.example.com/orders:2' }],
    ['an argument', {}, { job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: ['--x'] }) }],
    ['an option', {}, { options: { 'web.timeout': '1' } }],
    ['a time-out', { startTimeout: Duration.minutes(2) }, {}],
    ['the program’s image', { programImage: 'node:24-slim' }, {}],
    ['retries', { retries: 1 }, {}],
    ['the size of a new claim', {}, { storage: StateStorage.newPersistentVolume({ size: Size.gibibytes(1) }) }],
  ])('changes with %s', (_what, props, cluster) => {
    expect(update(props, cluster).job.metadata.name).not.toBe(before);
  });

  test('does not change with an Ingress', () => {
    expect(update({}, { ingress: { host: 'a.example.com' } }).job.metadata.name).toBe(before);
  });
});

test('The program understands what it is told, down to the last setting', () => {
  const { job } = update(
    { savepointTimeout: Duration.seconds(11), deletionTimeout: Duration.seconds(12), startTimeout: Duration.seconds(93) },
    { storage: StateStorage.newPersistentVolume({ size: Size.gibibytes(1) }) },
  );
  const revision = job.metadata.labels['cdk8s-flink/revision'];
  expect(readSettings({ ...variables(container(job, 'update')), POD_NAME: 'pod', UPDATE_JOB: 'job' })).toMatchObject({
    name: 'orders',
    namespace: 'flink',
    revision,
    clusterId: `orders-${revision}`,
    prepared: true,
    taskManagersAhead: 1,
    flinkUrl: 'http://orders-ui.flink:8081',
    configMap: 'orders-config',
    savepoints: 'file:///flink-state/orders/savepoints',
    highAvailability: true,
    checkpoints: true,
    ownTriggerId: true,
    companions: [`flink-config-orders-${revision}`, `pod-template-orders-${revision}`, `orders-${revision}-rest`],
    claim: { name: 'orders-state', spec: { accessModes: ['ReadWriteOnce'] } },
    folder: '/update',
    timeouts: { savepoint: 11_000, deletion: 12_000, start: 93_000 },
  });
});

test('The program is told what the cluster lacks', () => {
  const { job } = update(
    {},
    { flinkVersion: FlinkVersion.V1_12, highAvailability: HighAvailability.none(), checkpoints: { enabled: false } },
  );
  const id = `orders-${job.metadata.labels['cdk8s-flink/revision']}`;
  expect(variables(container(job, 'update'))).toMatchObject({
    CHECKPOINTS: 'false',
    HIGH_AVAILABILITY: 'false',
    OWN_TRIGGER_ID: 'false',
    COMPANIONS: `flink-config-${id},${id}-rest`,
  });
  for (const absent of ['CLAIM', 'PREPARED', 'TASK_MANAGERS_AHEAD']) expect(variables(container(job, 'update'))).not.toHaveProperty(absent);
});

test.each([
  ['1.14', []],
  ['1.15', ['job-result-store.storage-path']],
  ['2.2', ['job-result-store.storage-path']],
  ['2.3', ['application-result-store.storage-path', 'job-result-store.storage-path']],
])('A start of Flink %s notes the end of its job where no other start does', (minor, keys) => {
  const env = variables(container(update({}, { flinkVersion: FlinkVersion.of(minor) }).job, 'update'));
  const folders = JSON.parse(env.FOLDERS_PER_START) as Record<string, string>;
  expect(Object.keys(folders).sort()).toEqual(keys);
  for (const folder of Object.values(folders)) expect(folder).toMatch(/\/ha\/(job|application)-results$/);
});

test.each(MINORS)('Flink %s’s own client starts the job, by the action that the release has', (minor) => {
  const job = FlinkJob.jar('/opt/flink/usrlib/orders.jar', { mainClass: 'com.example.Orders', args: ['--topic', 'a b'] });
  const start = container(update({}, { flinkVersion: FlinkVersion.of(minor), job }).job, 'start');
  expect(start.args).toEqual([
    minor.startsWith('2.') ? 'run' : 'run-application',
    '--target',
    'kubernetes-application',
    '--class',
    'com.example.Orders',
    'local:///opt/flink/usrlib/orders.jar',
    '--topic',
    'a b',
  ]);
  expect(start.image).toBe(MINIMAL.image);
});

test('A job without main class and arguments starts by its jar alone', () => {
  expect(container(update().job, 'start').args).toEqual([
    'run-application',
    '--target',
    'kubernetes-application',
    'local:///opt/flink/usrlib/orders.jar',
  ]);
});

test('Only who makes a claim may make claims', () => {
  const resources = ({ all }: { all: Manifest[] }) => the(all, 'Role').rules.flatMap((rule: Manifest) => rule.resources);
  expect(resources(update())).not.toContain('persistentvolumeclaims');
  expect(resources(update({}, { storage: StateStorage.persistentVolume('state') }))).not.toContain('persistentvolumeclaims');
  expect(resources(update({}, { storage: StateStorage.newPersistentVolume({ size: Size.gibibytes(1) }) }))).toContain(
    'persistentvolumeclaims',
  );
});

test('Private images are pulled by the Secrets of the cluster', () => {
  expect(update({}, { imagePullSecrets: ['registry'] }).job.spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
  expect(update().job.spec.template.spec).not.toHaveProperty('imagePullSecrets');
});

test('Time-outs go out as whole seconds', () => {
  const { job } = update({ deadline: Duration.millis(90_500), savepointTimeout: Duration.millis(1001) });
  expect(job.spec.activeDeadlineSeconds).toBe(91);
  expect(variables(container(job, 'update')).SAVEPOINT_TIMEOUT).toBe('2');
});

test.each(['deadline', 'savepointTimeout', 'deletionTimeout', 'startTimeout'])('A %s of less than a second is refused', (prop) => {
  expect(messageOf(() => update({ [prop]: Duration.millis(10) }))).toBe(`test/update: ${prop} is 0.01 s; allowed is 1 s or more`);
});

test('A first checkpoint must fit into startTimeout', () => {
  expect(() => update({ startTimeout: Duration.seconds(61) })).not.toThrow();
  expect(messageOf(() => update({ startTimeout: Duration.seconds(60) }))).toBe(
    'test/update: startTimeout is 60 s, and checkpoints are 60 s apart, so that no update would see the first one; give startTimeout more than 60 s, or a shorter checkpoints.interval',
  );
});

test('Without checkpoints any startTimeout is right', () => {
  expect(() => update({ startTimeout: Duration.seconds(5) }, { checkpoints: { enabled: false } })).not.toThrow();
});

test('Negative retries are refused, and none is right', () => {
  expect(() => update({ retries: -1 })).toThrow('retries: -1 was given; allowed is a whole number of at least 0');
  expect(update({ retries: 0 }).job.spec.backoffLimit).toBe(0);
});

test('Savepoints are deleted only where it is said how many are kept', () => {
  expect(variables(container(update().job, 'update'))).not.toHaveProperty('SAVEPOINTS_KEPT');
  expect(variables(container(update({ savepointsKept: 10 }).job, 'update')).SAVEPOINTS_KEPT).toBe('10');
  expect(() => update({ savepointsKept: 0 })).toThrow('savepointsKept: 0 was given; allowed is a whole number from 1 to 10. Leave it out');
});

test('What it makes can be read, the name of the record included', () => {
  const { made } = update();
  expect([made.program.name, made.account.name]).toEqual(['orders-update', 'orders-update']);
  expect(made.job.name).toMatch(/^orders-deploy-[0-9a-f]{8}$/);
  expect(made.recordName).toBe(recordName('orders'));
});
