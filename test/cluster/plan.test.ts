import { Duration, Size } from 'cdk8s';
import {
  FlinkClusterProps,
  FlinkJob,
  FlinkVersion,
  HighAvailability,
  PodSecurity,
  StateBackend,
  StateStorage,
  StorageCredentials,
  TextFile,
} from '../../lib';
import { planNative } from '../../lib/cluster/plan';
import { clusterProps, everythingProps, messageOf, minimalProps, MINORS } from '../support';

const MINIMAL: FlinkClusterProps = clusterProps(minimalProps());
const plan = (more: Partial<FlinkClusterProps> = {}, id = 'orders') => planNative(id, { ...MINIMAL, ...more });
const TEMPLATE = { spec: { containers: [{ name: 'flink-main-container' }] } };

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

describe('Wrong input fails, with what was given, what is allowed and what to do:', () => {
  const V1_12 = { flinkVersion: FlinkVersion.V1_12 };
  const V1_14 = { flinkVersion: FlinkVersion.V1_14 };

  test.each<[string, Partial<FlinkClusterProps>, string]>([
    ['a long name', { name: 'x'.repeat(46) }, 'has 46 characters; at most 45 are allowed, since Flink appends to it. Shorten it'],
    [
      'a name that is no DNS label',
      { name: 'My_Orders' },
      "name: 'My_Orders' is no DNS label; allowed are lower-case letters, digits and '-', beginning with a letter. Try 'my-orders'",
    ],
    [
      'a namespace that is no DNS label',
      { namespace: 'team.flink' },
      "namespace: 'team.flink' is no DNS label; allowed are lower-case letters, digits and '-', at most 63 of them",
    ],
    ['no namespace', { namespace: '' }, "namespace: '' is no DNS label"],
    [
      'an image with a space',
      { image: 'orders :1' },
      "image: 'orders :1' is no image reference; write it as 'registry.example.com/orders:1.4.2'",
    ],
    ['no image', { image: '' }, "image: '' is no image reference"],
    ['no parallelism', { parallelism: 0 }, 'parallelism: 0 was given; allowed is a whole number of at least 1'],
    ['negative parallelism', { parallelism: -3 }, 'parallelism: -3 was given; allowed is a whole number of at least 1'],
    ['half a parallelism', { parallelism: 1.5 }, 'parallelism: 1.5 was given; allowed is a whole number of at least 1'],
    ['no slots', { taskSlots: 0 }, 'taskSlots: 0 was given; allowed is a whole number of at least 1'],
    ['no CPU', { jobManager: { cpu: 0 } }, 'jobManager.cpu: 0 was given; allowed is a number above 0'],
    ['a CPU limit of none', { taskManager: { cpuLimit: 0 } }, 'taskManager.cpuLimit: 0 was given; allowed is a number above 0'],
    [
      'a CPU limit below the request',
      { taskManager: { cpu: 2, cpuLimit: 1 } },
      'taskManager.cpuLimit: 1 is below the request, which is 2; give at least that',
    ],
    [
      'a CPU limit where there is none',
      { ...V1_14, jobManager: { cpuLimit: 2 } },
      'jobManager.cpuLimit: Flink 1.14 has no limits above requests; Flink 1.15 has. Leave it out, or use Flink 1.15 or later',
    ],
    [
      'a pod template on 1.12',
      { ...V1_12, taskManager: { podTemplate: TEMPLATE } },
      'taskManager.podTemplate: Flink 1.12 has no pod templates; Flink 1.13 has. Leave it out, or use Flink 1.13 or later',
    ],
    [
      'restricted pods on 1.12',
      { ...V1_12, podSecurity: PodSecurity.RESTRICTED },
      'podSecurity: its pods cannot carry a security context, as: Flink 1.12 has no pod templates; Flink 1.13 has.',
    ],
    [
      'a volume on 1.12',
      { ...V1_12, storage: StateStorage.persistentVolume('state') },
      'storage: a volume: Flink 1.12 has no pod templates; Flink 1.13 has.',
    ],
    [
      'Google Cloud Storage on 1.14',
      { ...V1_14, storage: StateStorage.gcs('gs://acme') },
      'storage: Flink 1.14 has no file system for Google Cloud Storage; Flink 1.15 has.',
    ],
    [
      "an option of a prop's",
      { options: { 'taskmanager.numberOfTaskSlots': '2' } },
      "- option 'taskmanager.numberOfTaskSlots' (given '2') is set by the prop 'taskSlots'; set that instead",
    ],
    [
      "an option of a prop's by its old name",
      { options: { 'state.savepoints.dir': 's3://x/y' } },
      "- option 'state.savepoints.dir' (given 's3://x/y') is set by the prop 'storage'; set that instead",
    ],
    [
      "the library's own option",
      { options: { 'kubernetes.jobmanager.labels': 'a:b' } },
      "- option 'kubernetes.jobmanager.labels' (given 'a:b') is the library's own: ",
    ],
    [
      'options that cannot be nested',
      { flinkVersion: FlinkVersion.V2_0, options: { 'restart-strategy': 'none', 'restart-strategy.type': 'none' } },
      "- option 'restart-strategy' cannot stand beside 'restart-strategy.type' in Flink 2.0, whose config.yaml nests them",
    ],
    [
      'a memory size without unit',
      { options: { 'taskmanager.memory.managed.size': '512' } },
      "- option 'taskmanager.memory.managed.size' (given '512') is a memory size without a unit, which Flink takes as bytes; write '512m', or '512 b' for bytes; see https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/#taskmanager-memory-managed-size",
    ],
    [
      'a variable that is none',
      { environment: { 'MY-VAR': '1' } },
      "environment: 'MY-VAR' is no name of an environment variable; allowed are letters, digits and '_'",
    ],
    [
      "the library's own variable",
      { environment: { ENABLE_BUILT_IN_PLUGINS: 'x.jar' } },
      "environment: ENABLE_BUILT_IN_PLUGINS (given 'x.jar') is set by the library to 'flink-s3-fs-hadoop-1.20.5.jar'; leave it out",
    ],
    [
      'a Secret for a variable that is none',
      { secretEnvironment: { '1X': { secretName: 's', key: 'k' } } },
      "secretEnvironment: '1X' is no name of an environment variable",
    ],
    [
      'one variable by text and by Secret',
      { environment: { A: '1' }, secretEnvironment: { A: { secretName: 's', key: 'k' } } },
      'secretEnvironment: A is set already; leave one of them out',
    ],
    [
      "a variable by text that the storage's Secret has",
      {
        storage: StateStorage.s3('s3://acme/x', { credentials: StorageCredentials.accessKey('bucket-key') }),
        environment: { AWS_ACCESS_KEY_ID: 'AKIA' },
      },
      "environment: AWS_ACCESS_KEY_ID comes from the Secret 'bucket-key', which the storage names; leave one of them out",
    ],
    [
      'a key of another release',
      { flinkVersion: FlinkVersion.V1_16, options: { 'restart-strategy.type': 'none' } },
      "- option 'restart-strategy.type' (given 'none') is not in Flink 1.16, but from 1.17 on; write 'restart-strategy'",
    ],
    [
      'a key that is none',
      { options: { 'restart-stratgy.type': 'none' } },
      "- option 'restart-stratgy.type' (given 'none') is unknown to Flink 1.20; did you mean 'restart-strategy.type'",
    ],
    [
      'JVM options by their older name, which those of the library would hide',
      { flinkVersion: FlinkVersion.V1_18, options: { 'env.java.opts': '-Xlog:gc' } },
      "- option 'env.java.opts' (given '-Xlog:gc') is an older name of 'env.java.opts.all', which is set too and wins; write 'env.java.opts.all' alone",
    ],
    [
      'a default by its older name, which the default would hide',
      { options: { 'jobmanager.web.submit.enable': 'true' } },
      "- option 'jobmanager.web.submit.enable' (given 'true') is an older name of 'web.submit.enable', which is set too and wins; write 'web.submit.enable' alone",
    ],
    [
      'memory in which Flink cannot run',
      { jobManager: { memory: Size.mebibytes(300) } },
      '- jobmanager.memory.process.size: 300 MiB is less than the JVM itself needs: metaspace of 256 MiB',
    ],
    [
      'a warning to silence that there is not',
      { silencedWarnings: ['idle-slots', 'idle-slot'] },
      "silencedWarnings: 'idle-slot' is no warning; allowed are checkpoints-off, ha-off, local-state, no-restart, public-rest, java-17, idle-slots, crowded-cpu, and keys of deprecated options",
    ],
    [
      'a Secret at a relative folder',
      { secretMounts: { tls: 'secrets' } },
      "secretMounts: 'secrets' for Secret 'tls' is relative; allowed is an absolute path such as '/secrets/tls'",
    ],
    [
      'a checkpoint every millisecond',
      { checkpoints: { interval: Duration.millis(1) } },
      'checkpoints.interval: 1 ms was given; Flink allows no less than 10 ms.',
    ],
  ])('%s', (_what, props, message) => {
    expect(messageOf(() => plan(props))).toContain(message);
  });

  test('all that is wrong with options is told at once, a line each, sorted', () => {
    const options = {
      'rest.address': 'a\nb',
      'parallelism.default': 'two',
      'execution.target': 'local',
      'rest.port': 'x',
      'no.such': '1',
      'akka.ask.timeout': '1 s',
    };
    expect(messageOf(() => plan({ options })).split('\n')).toEqual([
      "5 things are wrong with Flink's options:",
      "- option 'execution.target' (given 'local') is the library's own: it follows from the construct; leave it out",
      "- option 'no.such' (given '1') is unknown to Flink 1.20. Correct it, or name it in customOptions if your own code reads it",
      "- option 'parallelism.default' (given 'two') is set by the prop 'parallelism'; set that instead",
      "- option 'rest.address' has a line break; Flink reads one line an option: join the lines",
      "- option 'rest.port' (given 'x') is the library's own: Services, Ingress and the update Job ask at 8081; leave it out",
    ]);
    expect(messageOf(() => plan({ options: { 'no.such': '1' } }))).toMatch(/^1 thing is wrong with Flink's options:\n- .*$/);
  });
});

test('An option that is somebody’s own goes out as it is, when it is named', () => {
  const { options, warnings } = plan({ options: { 'acme.topic': 'orders', 'acme.group': 'a' }, customOptions: ['acme.*'] });
  expect(options).toMatchObject({ 'acme.topic': 'orders', 'acme.group': 'a' });
  expect(warnings).toEqual([]);
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

test('The revision is a label of JobManager and TaskManagers, beside those that they are selected by', () => {
  const { options, revision } = plan();
  for (const component of ['jobmanager', 'taskmanager']) {
    expect(options[`kubernetes.${component}.labels`]).toBe(
      `app.kubernetes.io/instance:orders,app.kubernetes.io/component:${component},cdk8s-flink/revision:${revision}`,
    );
  }
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
