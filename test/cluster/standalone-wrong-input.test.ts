import { Size } from 'cdk8s';
import {
  FlinkJob,
  FlinkScaling,
  FlinkStandaloneClusterProps,
  FlinkVersion,
  HighAvailability,
  LocalRecovery,
  PodSecurity,
  StateStorage,
} from '../../lib';
import { planNative, planStandalone } from '../../lib/cluster/plan';
import { clusterProps, messageOf, minimalProps, MINORS } from '../support';

const MINIMAL: FlinkStandaloneClusterProps = clusterProps(minimalProps());
const standalone = (more: Partial<FlinkStandaloneClusterProps> = {}) => planStandalone('orders', { ...MINIMAL, ...more });
const native = (more: Partial<FlinkStandaloneClusterProps> = {}) => planNative('orders', { ...MINIMAL, ...more });
const reactive = (maxTaskManagers: number) => ({ scaling: FlinkScaling.reactive({ maxTaskManagers }) });
const of = (minor: string) => ({ flinkVersion: FlinkVersion.of(minor) });
const before = (minor: string) => MINORS.slice(0, MINORS.indexOf(minor));
const from = (minor: string) => MINORS.slice(MINORS.indexOf(minor));

const ELSEWHERE = { job: FlinkJob.jar('/opt/flink/examples/streaming/WordCount.jar') };
const ADAPTIVE = { scaling: FlinkScaling.adaptive() };
const LOCAL = { localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(1) }) };
const TWO = { highAvailability: HighAvailability.kubernetes({ jobManagers: 2 }) };

describe('What a release cannot do is refused, with the release that can:', () => {
  test.each<[string, string, Partial<FlinkStandaloneClusterProps>, (minor: string) => string]>([
    [
      'a jar outside /opt/flink/usrlib',
      '1.19',
      ELSEWHERE,
      (minor) =>
        `job: '/opt/flink/examples/streaming/WordCount.jar' is outside /opt/flink/usrlib/, where standalone clusters of Flink ${minor} look for jars; ` +
        'put it there, or use Flink 1.19 or later',
    ],
    [
      'the adaptive scheduler',
      '1.18',
      ADAPTIVE,
      (minor) => `scaling: Flink ${minor} has no way to change the parallelism of a running job`,
    ],
    ['local recovery', '1.15', LOCAL, (minor) => `localRecovery: Flink ${minor} has no `],
    ['several JobManagers', '1.14', TWO, (minor) => `highAvailability.jobManagers: Flink ${minor} has no `],
    ['reactive mode', '1.13', reactive(2), (minor) => `scaling: Flink ${minor} has no reactive mode`],
  ])('%s before %s', (_what, since, props, message) => {
    for (const minor of before(since)) {
      const told = messageOf(() => standalone({ ...props, ...of(minor) }));
      expect(told).toContain(message(minor));
      expect(told).toContain(`or use Flink ${since} or later`);
    }
    for (const minor of from(since)) expect(() => standalone({ ...props, ...of(minor) })).not.toThrow();
  });

  test('and what only pods of Flink’s own making lack is there in every release', () => {
    const podTemplate = { spec: { containers: [] } };
    for (const minor of MINORS) {
      const props: Partial<FlinkStandaloneClusterProps> = {
        jobManager: { podTemplate, cpu: 1, cpuLimit: 2 },
        podSecurity: PodSecurity.RESTRICTED,
        storage: StateStorage.persistentVolume('state'),
      };
      expect(() => standalone({ ...props, ...of(minor) })).not.toThrow();
    }
  });
});

describe('Native clusters refuse what only standalone ones have:', () => {
  test.each<[string, Partial<FlinkStandaloneClusterProps>, RegExp]>([
    ['reactive mode', reactive(2), /^scaling: .*reactive.*FlinkScaling\.adaptive\(\).*standalone/],
    ['local recovery', LOCAL, /^localRecovery: .*standalone/],
  ])('%s', (_what, props, message) => {
    expect(messageOf(() => native(props))).toMatch(message);
  });

  test('and take the adaptive scheduler and several JobManagers', () => {
    expect(native({ ...ADAPTIVE, ...TWO }).options).toMatchObject({
      'jobmanager.scheduler': 'adaptive',
      'kubernetes.jobmanager.replicas': '2',
    });
  });
});

describe('More TaskManagers than the job can use are refused:', () => {
  test('by the maximum parallelism that Flink takes where none is said', () => {
    expect(() => standalone(reactive(128))).not.toThrow();
    expect(messageOf(() => standalone({ ...reactive(65), taskSlots: 2 }))).toBe(
      "scaling.maxTaskManagers: 65 TaskManagers of 2 task slot(s) are 130 slots, and the job's maximum parallelism is 128 where the option " +
        "'pipeline.max-parallelism' does not say otherwise: the others would be idle. Take at most 64, or raise 'pipeline.max-parallelism', which a " +
        'job that has state can do only when it is started from empty',
    );
  });

  test('by the maximum parallelism that is said', () => {
    const options = { 'pipeline.max-parallelism': '720' };
    expect(() => standalone({ ...reactive(720), options })).not.toThrow();
    expect(messageOf(() => standalone({ ...reactive(721), options }))).toContain(
      "721 slots, and the job's maximum parallelism is 720: the others would be idle. Take at most 720, or raise",
    );
  });

  test("by Flink's own way of saying none", () => {
    expect(() => standalone({ ...reactive(128), options: { 'pipeline.max-parallelism': '-1' } })).not.toThrow();
    expect(() => standalone({ ...reactive(129), options: { 'pipeline.max-parallelism': '-1' } })).toThrow('is 128 where the option');
  });

  test('and a maximum parallelism that is no number is told as such', () => {
    expect(() => standalone({ ...reactive(4), options: { 'pipeline.max-parallelism': 'many' } })).toThrow(
      "option 'pipeline.max-parallelism' (given 'many') is no whole number",
    );
  });
});

describe("Options that only Flink's native mode reads are refused, with what to do:", () => {
  test.each([
    'kubernetes.jobmanager.annotations',
    'kubernetes.taskmanager.node-selector',
    'kubernetes.hostnetwork.enabled',
    'kubernetes.jobmanager.replicas',
    'containerized.master.env.REGION',
    'containerized.taskmanager.env.REGION',
  ])('%s', (key) => {
    expect(messageOf(() => standalone({ options: { [key]: 'true' } }))).toBe(
      "1 thing is wrong with Flink's options:\n" +
        `- option '${key}' (given 'true') is read in Flink's native mode only; say it by a prop of the cluster, or in podTemplate`,
    );
  });

  test.each([
    ['kubernetes.container.image.ref', 'image'],
    ['kubernetes.taskmanager.cpu.amount', 'taskManager'],
    ['kubernetes.cluster-id', 'name'],
    ['kubernetes.namespace', 'namespace'],
    ['jobmanager.rpc.port', 'name'],
    ['taskmanager.data.port', 'name'],
  ])('%s, which a prop sets, with the prop', (key, prop) => {
    expect(messageOf(() => standalone({ options: { [key]: '1' } }))).toContain(
      `- option '${key}' (given '1') is set by the prop '${prop}'; set that instead`,
    );
  });

  test('and what tells Kubernetes’ client how to work, for HA, is allowed', () => {
    const options = {
      'kubernetes.client.user-agent': 'orders',
      'kubernetes.context': 'prod',
      'kubernetes.config.file': '/etc/kube/config',
      'kubernetes.transactional-operation.max-retries': '7',
    };
    expect(standalone({ options }).options).toMatchObject(options);
  });

  test('and native clusters take them', () => {
    expect(() => native({ options: { 'kubernetes.hostnetwork.enabled': 'true' } })).not.toThrow();
  });
});

test('A storage volume by the name of one of the user’s is refused', () => {
  const podTemplate = { spec: { containers: [], volumes: [{ name: 'state', emptyDir: {} }] } };
  expect(() => standalone({ storage: StateStorage.persistentVolume('state'), taskManager: { podTemplate } })).toThrow(
    "podTemplate: the volume 'state' is the storage's; give yours another name",
  );
});
