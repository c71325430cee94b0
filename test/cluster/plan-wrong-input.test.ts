import { Duration, Size } from 'cdk8s';
import { FlinkClusterProps, FlinkVersion, PodSecurity, StateStorage, StorageCredentials } from '../../lib';
import { planNative } from '../../lib/cluster/plan';
import { clusterProps, messageOf, minimalProps } from '../support';

const MINIMAL: FlinkClusterProps = clusterProps(minimalProps());
const plan = (more: Partial<FlinkClusterProps> = {}, id = 'orders') => planNative(id, { ...MINIMAL, ...more });
const TEMPLATE = { spec: { containers: [{ name: 'flink-main-container' }] } };

describe('Wrong input fails, with what was given, what is allowed and what to do:', () => {
  const V1_12 = { flinkVersion: FlinkVersion.V1_12 };
  const V1_14 = { flinkVersion: FlinkVersion.V1_14 };

  test.each<[string, Partial<FlinkClusterProps>, string]>([
    ['a long name', { name: 'x'.repeat(37) }, 'has 37 characters; at most 36 are allowed, since Flink appends to it. Shorten it'],
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
      "environment: AWS_ACCESS_KEY_ID comes from the Secret 'bucket-key', which another prop names; leave one of them out",
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
