import { Duration, Size } from 'cdk8s';
import { FlinkClusterProps, FlinkJob, FlinkVersion, HighAvailability, PodSecurity, StateBackend, StateStorage, TextFile } from '../../lib';
import { planNative } from '../../lib/cluster/plan';
import { clusterProps, everythingProps, minimalProps, MINORS } from '../support';

const MINIMAL: FlinkClusterProps = clusterProps(minimalProps());
const plan = (more: Partial<FlinkClusterProps> = {}, id = 'orders') => planNative(id, { ...MINIMAL, ...more });

test('The plan of the smallest job', () => {
  expect(plan()).toMatchSnapshot();
});

test('The plan of a job with everything', () => {
  expect(planNative('orders', clusterProps(everythingProps()))).toMatchSnapshot();
});

test.each(MINORS)('A job with everything can be planned for Flink %s, the same each time', (minor) => {
  const one = planNative('orders', clusterProps(everythingProps(minor)));
  expect(one).toEqual(planNative('orders', clusterProps(everythingProps(minor))));
});

test('A plan is frozen', () => {
  expect(Object.isFrozen(plan())).toBe(true);
});

test("The name is the construct's id, unless it is given", () => {
  expect(plan().name).toBe('orders');
  expect(plan({ name: 'clicks' }).name).toBe('clicks');
});

describe('Warnings', () => {
  const props: Partial<FlinkClusterProps> = {
    parallelism: 3,
    taskSlots: 2,
    checkpoints: { enabled: false },
    options: { 'restart-strategy': 'fixed-delay', 'akka.ask.timeout': '30 s' },
    flinkVersion: FlinkVersion.V1_18,
  };

  test('of traps and deprecated options are kept, sorted, and change nothing else', () => {
    const { warnings, revision } = plan(props);
    expect(warnings.map((warning) => warning.slice(0, 26))).toEqual([
      'checkpoints-off: checkpoin',
      'idle-slots: parallelism 3 ',
      "option 'akka.ask.timeout' ",
      "option 'restart-strategy' ",
    ]);
    expect(plan({ ...props, silencedWarnings: ['idle-slots'] }).revision).toBe(revision);
  });

  test('are silenced one by one, by the name of the trap or the key of the option, with or without a dot', () => {
    const left = (...silencedWarnings: string[]) => plan({ ...props, silencedWarnings }).warnings.length;
    expect(left('idle-slots')).toBe(3);
    expect(left('idle-slots', 'checkpoints-off')).toBe(2);
    expect(left('akka.ask.timeout', 'restart-strategy')).toBe(2);
    expect(left('ha-off', 'rest.address')).toBe(4);
    expect(left('idle-slots', 'checkpoints-off', 'akka.ask.timeout', 'restart-strategy')).toBe(0);
  });
});

describe('The revision changes with', () => {
  const before = plan().revision;

  test.each<[string, Partial<FlinkClusterProps>]>([
    ['the image', { image: 'registry.example.com/orders:1.4.3' }],
    ['the release', { flinkVersion: FlinkVersion.V2_0 }],
    ['an argument', { job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: ['--x'] }) }],
    ['the main class', { job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { mainClass: 'a.B' }) }],
    ['the jar', { job: FlinkJob.jar('/opt/flink/usrlib/other.jar') }],
    ['parallelism', { parallelism: 2 }],
    ['slots', { taskSlots: 2 }],
    ['an option', { options: { 'web.timeout': '1000' } }],
    ['memory', { taskManager: { memory: Size.gibibytes(3) } }],
    ['CPU', { jobManager: { cpu: 2 } }],
    ['a pod template', { taskManager: { podTemplate: TEMPLATE_WITH_TOLERATION() } }],
    ['a log file', { logging: { log4jConsole: TextFile.of('x\n') } }],
    ['the environment', { environment: { A: '1' } }],
    ['a Secret', { secretEnvironment: { A: { secretName: 's', key: 'k' } } }],
    ['the storage', { storage: StateStorage.s3('s3://acme-flink/other') }],
    ['checkpoints', { checkpoints: { interval: Duration.seconds(10) } }],
    ['the state backend', { stateBackend: StateBackend.HASHMAP }],
    ['high availability', { highAvailability: HighAvailability.none() }],
    ['pod security', { podSecurity: PodSecurity.NONE }],
    ['metrics', { metrics: false }],
    ['the namespace', { namespace: 'other' }],
  ])('%s', (_what, props) => {
    expect(plan(props).revision).not.toBe(before);
  });

  function TEMPLATE_WITH_TOLERATION() {
    return { spec: { containers: [], tolerations: [{ operator: 'Exists' }] } };
  }
});

describe('The revision does not change with', () => {
  test.each<[string, Partial<FlinkClusterProps>]>([
    ['an Ingress', { ingress: { host: 'orders.example.com' } }],
    [
      'defaults that are written out',
      { parallelism: 1, taskSlots: 1, metrics: true, checkpoints: {}, podSecurity: PodSecurity.RESTRICTED },
    ],
    ['the order of options', {}],
  ])('%s', (_what, props) => {
    expect(plan({ options: { 'web.timeout': '1', 'rest.retry.max-attempts': '2' }, ...props }).revision).toBe(
      plan({ options: { 'rest.retry.max-attempts': '2', 'web.timeout': '1' } }).revision,
    );
  });
});

test('Revision and metrics are labels of JobManager and TaskManagers, beside those that they are selected by', () => {
  const { options, revision } = plan();
  for (const component of ['jobmanager', 'taskmanager']) {
    expect(options[`kubernetes.${component}.labels`]).toBe(
      `app.kubernetes.io/instance:orders,app.kubernetes.io/component:${component},cdk8s-flink/revision:${revision},cdk8s-flink/metrics:true`,
    );
  }
});

test('Pods without metrics carry no label that says they have some', () => {
  expect(plan({ metrics: false }).options['kubernetes.taskmanager.labels']).not.toContain('metrics');
});

test('The UI neither submits nor cancels, where the release can forbid it; submitting may be allowed', () => {
  expect(plan().options).toMatchObject({ 'web.submit.enable': 'false', 'web.cancel.enable': 'false' });
  expect(plan({ options: { 'web.submit.enable': 'true' } }).options).toHaveProperty(['web.submit.enable'], 'true');
  expect(plan({ flinkVersion: FlinkVersion.V1_13 }).options).not.toHaveProperty(['web.cancel.enable']);
});

test('What updates stand on is set in every release that has it', () => {
  for (const minor of MINORS) {
    const { options } = plan({ flinkVersion: FlinkVersion.of(minor) });
    const later = MINORS.indexOf(minor) >= MINORS.indexOf('1.15');
    expect(options['kubernetes.rest-service.exposed.type']).toBe('ClusterIP');
    expect([minor, options['execution.shutdown-on-application-finish']]).toEqual([minor, later ? 'false' : undefined]);
    expect([minor, options['job-result-store.delete-on-commit']]).toEqual([minor, later ? 'false' : undefined]);
    expect([minor, options['execution.submit-failed-job-on-application-error']]).toEqual([minor, later ? 'true' : undefined]);
  }
});

test('A failed main() is kept for show only with HA, without which Flink refuses the option', () => {
  expect(plan({ highAvailability: HighAvailability.none() }).options).not.toHaveProperty([
    'execution.submit-failed-job-on-application-error',
  ]);
});

test('A JVM of Java 17 finds its modules open from Flink 1.18 on, where the option replaces the file of the image', () => {
  expect(plan({ flinkVersion: FlinkVersion.V1_18 }).options['env.java.opts.all']).toContain('--add-opens=java.base/java.lang=ALL-UNNAMED');
  expect(plan({ flinkVersion: FlinkVersion.V1_17 }).options).not.toHaveProperty(['env.java.opts.all']);
});

test('CPU limits are four times the requests, and as given where they are', () => {
  expect(plan().options).toMatchObject({ 'kubernetes.jobmanager.cpu.limit-factor': '4', 'kubernetes.taskmanager.cpu.limit-factor': '4' });
  expect(plan({ taskManager: { cpu: 1.5, cpuLimit: 2 } }).options).toMatchObject({
    'kubernetes.taskmanager.cpu.amount': '1.5',
    'kubernetes.taskmanager.cpu.limit-factor': '1.333',
  });
  expect(plan({ flinkVersion: FlinkVersion.V1_16 }).options).toHaveProperty(['kubernetes.taskmanager.cpu'], '1');
});

test('A TaskManager asks for a CPU a slot', () => {
  expect(plan({ taskSlots: 3 }).options).toHaveProperty(['kubernetes.taskmanager.cpu.amount'], '3');
});

test('A new claim is in the plan, for the update Job to make', () => {
  expect(plan({ storage: StateStorage.newPersistentVolume({ size: Size.gibibytes(5) }) }).claim).toMatchObject({ name: 'orders-state' });
  expect(plan().claim).toBeUndefined();
});

test("A user's own JVM options are added to those that open Java's modules", () => {
  const { options } = plan({ options: { 'env.java.opts.all': '-Duser.timezone=UTC' } });
  expect(options['env.java.opts.all']).toMatch(/^--add-exports=.* -Duser\.timezone=UTC$/);
});
