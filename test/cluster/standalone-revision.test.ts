import { Duration, Size, Testing } from 'cdk8s';
import {
  FlinkJob,
  FlinkPodMonitor,
  FlinkScaling,
  FlinkServiceMonitor,
  FlinkStandaloneCluster,
  FlinkStandaloneClusterProps,
  FlinkVersion,
  HighAvailability,
  LocalRecovery,
  PodSecurity,
  StateBackend,
  StateStorage,
  TextFile,
} from '../../lib';
import { planNative, planStandalone } from '../../lib/cluster/plan';
import { clusterProps, everythingStandaloneProps, minimalProps, MINORS } from '../support';

const MINIMAL: FlinkStandaloneClusterProps = clusterProps(minimalProps());
const plan = (more: Partial<FlinkStandaloneClusterProps> = {}, id = 'orders') => planStandalone(id, { ...MINIMAL, ...more });
const reactive = (maxTaskManagers: number) => ({ scaling: FlinkScaling.reactive({ maxTaskManagers }) });
const adaptive = { scaling: FlinkScaling.adaptive() };
const local = (storageClassName?: string) => ({
  localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(1), storageClassName }),
});

test.each(MINORS)('A standalone cluster with everything can be planned for Flink %s without a warning, the same each time', (minor) => {
  const one = planStandalone('orders', everythingStandaloneProps(minor));
  expect(one.warnings).toEqual([]);
  expect(one).toEqual(planStandalone('orders', everythingStandaloneProps(minor)));
  expect(Object.isFrozen(one)).toBe(true);
});

test('A standalone cluster is another one than the native cluster of the same props', () => {
  const [one, other] = [plan(), planNative('orders', MINIMAL)];
  expect(one.revision).not.toBe(other.revision);
  expect([one.mode, other.mode]).toEqual(['standalone', 'native']);
  expect([one.clusterId, other.clusterId]).toEqual(['orders', `orders-${other.revision}`]);
  for (const same of ['name', 'savepoints', 'foldersPerStart', 'job'] as const) expect(one[same]).toEqual(other[same]);
});

describe('The revision changes with', () => {
  const before = plan().revision;
  const template = { spec: { containers: [], tolerations: [{ operator: 'Exists' }] } };

  test.each<[string, Partial<FlinkStandaloneClusterProps>]>([
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
    ['a CPU limit', { taskManager: { cpuLimit: 2 } }],
    ['a pod template', { taskManager: { podTemplate: template } }],
    ['a log file', { logging: { log4jConsole: TextFile.of('x\n') } }],
    ['the environment', { environment: { A: '1' } }],
    ['a Secret', { secretEnvironment: { A: { secretName: 's', key: 'k' } } }],
    ['a Secret as files', { secretMounts: { tls: '/tls' } }],
    ['the storage', { storage: StateStorage.s3('s3://acme-flink/other') }],
    ['a volume', { storage: StateStorage.persistentVolume('state') }],
    ['checkpoints', { checkpoints: { interval: Duration.seconds(10) } }],
    ['the state backend', { stateBackend: StateBackend.HASHMAP }],
    ['high availability', { highAvailability: HighAvailability.none() }],
    ['pod security', { podSecurity: PodSecurity.NONE }],
    ['metrics', { metrics: false }],
    ['the namespace', { namespace: 'other' }],
    ['reactive mode', reactive(4)],
    ['the adaptive scheduler', adaptive],
    ['local recovery', local()],
  ])('%s', (_what, props) => {
    expect(plan(props).revision).not.toBe(before);
  });
});

describe('The revision does not change with', () => {
  test.each<[string, Partial<FlinkStandaloneClusterProps>, Partial<FlinkStandaloneClusterProps>]>([
    ['an Ingress', {}, { ingress: { host: 'orders.example.com' } }],
    ['the bounds of the autoscaler', reactive(4), reactive(5)],
    ['the parallelism that is handed to the running job', { ...adaptive, parallelism: 2 }, { ...adaptive, parallelism: 3 }],
    ['defaults that are written out', {}, { parallelism: 1, taskSlots: 1, metrics: true, podSecurity: PodSecurity.RESTRICTED }],
    [
      'the order of options',
      { options: { 'web.timeout': '1', 'rest.retry.max-attempts': '2' } },
      { options: { 'rest.retry.max-attempts': '2', 'web.timeout': '1' } },
    ],
  ])('%s', (_what, one, other) => {
    expect(plan(one).revision).toBe(plan(other).revision);
  });

  test('monitors and their labels', () => {
    const chart = Testing.chart();
    const cluster = new FlinkStandaloneCluster(chart, 'orders', MINIMAL);
    new FlinkPodMonitor(chart, 'pods', { cluster, labels: { team: 'data' } });
    new FlinkServiceMonitor(chart, 'service', { cluster, labels: { team: 'data' } });
    expect(cluster.revision).toBe(plan().revision);
  });
});

describe('Kubernetes puts variables in place of $(NAME), and a text that looks like one arrives as it is written:', () => {
  const TEXTS = ['$(REGION)', '$$(REGION)', '$$', 'pa$$word$', '${REGION}', '$(NO_SUCH', 'plain'];
  const variables: Record<string, string> = { REGION: 'eu', POD_IP: '10.0.0.1', START_JOB_ID: 'ab', A: 'x' };

  /** As k8s.io/kubernetes/third_party/forked/golang/expansion does it. */
  const expand = (text: string) =>
    text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name?: string) => (name === undefined ? '$' : (variables[name] ?? whole)));

  test('The expansion of these tests does what that of Kubernetes does', () => {
    expect(['$(REGION)', '$$(REGION)', '$(NO)', '$(REGION', '$$', '$x'].map(expand)).toEqual([
      'eu',
      '$(REGION)',
      '$(NO)',
      '$(REGION',
      '$',
      '$x',
    ]);
  });

  const job = FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: TEXTS });
  const environment = { REGION: 'eu', ...Object.fromEntries(TEXTS.map((text, at) => [`TEXT_${at}`, text])) };
  const expected = TEXTS.map((text, at) => [`TEXT_${at}`, text]);

  test('arguments of a standalone cluster', () => {
    const { args } = (plan({ job }).podTemplates.jobManager as any).spec.containers[0];
    expect(args.slice(args.indexOf('--') + 1).map(expand)).toEqual(TEXTS);
  });

  test('the environment of a standalone cluster', () => {
    for (const pod of Object.values(plan({ environment }).podTemplates) as any[]) {
      const texts = pod.spec.containers[0].env.filter(({ name }: any) => (name as string).startsWith('TEXT_'));
      expect(texts.map(({ name, value }: any) => [name, expand(value as string)])).toEqual(expected);
    }
  });

  test('the environment of a native cluster, which Flink hands on', () => {
    const { options } = planNative('orders', { ...MINIMAL, environment });
    for (const process of ['master', 'taskmanager']) {
      expect(expected.map(([name]) => [name, expand(options[`containerized.${process}.env.${name}`])])).toEqual(expected);
    }
  });

  test('and what the library means as a variable is one', () => {
    const { args } = (plan({ flinkVersion: FlinkVersion.V2_3 }).podTemplates.jobManager as any).spec.containers[0];
    expect(args.slice(2, 5).map(expand)).toEqual([
      '-Djobmanager.rpc.address=10.0.0.1',
      '-Djob-result-store.storage-path=s3://acme-flink/orders/ha/job-results/ab',
      '-Dapplication-result-store.storage-path=s3://acme-flink/orders/ha/application-results/ab',
    ]);
  });
});
