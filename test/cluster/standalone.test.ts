import { Size, Testing } from 'cdk8s';
import { FlinkScaling, FlinkStandaloneCluster, FlinkStandaloneClusterProps, HighAvailability, LocalRecovery, PodSecurity } from '../../lib';
import { lookup } from '../../lib/config/catalog';
import { parseValue } from '../../lib/config/types';
import { clusterProps, everythingStandaloneProps, Manifest, minimalProps, MINORS, optionsIn, the } from '../support';

const MINIMAL: FlinkStandaloneClusterProps = clusterProps(minimalProps());
const NO_HA = { highAvailability: HighAvailability.none() };
const LOCAL = { localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(10) }) };
const JOB_MANAGER = 'orders-jobmanager';
const TASK_MANAGER = 'orders-taskmanager';

beforeAll(() => jest.spyOn(console, 'warn').mockReturnValue());
afterAll(() => jest.restoreAllMocks());

function cluster(more: Partial<FlinkStandaloneClusterProps> = {}): { made: FlinkStandaloneCluster; all: Manifest[] } {
  const chart = Testing.chart();
  const made = new FlinkStandaloneCluster(chart, 'orders', { ...MINIMAL, ...more });
  return { made, all: Testing.synth(chart) };
}

const synth = (more: Partial<FlinkStandaloneClusterProps> = {}): Manifest[] => cluster(more).all;
const everything = (minor?: string): Manifest[] => synth(everythingStandaloneProps(minor));
const workloads = (all: readonly Manifest[]): Manifest[] =>
  all.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind as string));
const workload = (all: readonly Manifest[], name: string): Manifest => workloads(all).find(({ metadata }) => metadata.name === name);
const podOf = (all: readonly Manifest[], name: string): Manifest => workload(all, name).spec.template;
const mainOf = (all: readonly Manifest[], name: string): Manifest =>
  podOf(all, name).spec.containers.find((container: Manifest) => container.name === 'flink-main-container');
const portsOf = (all: readonly Manifest[], name: string): Record<string, number> =>
  Object.fromEntries(mainOf(all, name).ports.map((port: Manifest) => [port.name, port.containerPort]));
/** `-Dkey=value` among the arguments. */
const dynamic = (all: readonly Manifest[], name: string): string[][] =>
  mainOf(all, name).args.flatMap((arg: string) => (arg.startsWith('-D') ? [arg.slice(2).split('=')] : []));

test('The smallest cluster', () => {
  expect(synth()).toMatchSnapshot();
});

test('A cluster with everything', () => {
  expect(everything()).toMatchSnapshot();
});

describe.each(MINORS)('Of a cluster with everything that Flink %s can do,', (minor) => {
  const all = everything(minor);
  const { flinkVersion } = minimalProps(minor);

  test('all is the same each time', () => {
    expect(everything(minor)).toEqual(all);
  });

  test('the options know nothing of Kubernetes but the name and the namespace of HA', () => {
    const options = optionsIn(all);
    const ofKubernetes = Object.entries(options).filter(([key]) => /^(?:kubernetes|containerized)\./.test(key));
    expect(ofKubernetes).toEqual([
      ['kubernetes.cluster-id', 'orders'],
      ['kubernetes.namespace', 'flink'],
    ]);
  });

  test('the release has every option that is written or given as an argument, and can read its value', () => {
    const given = [...Object.entries(optionsIn(all)), ...dynamic(all, JOB_MANAGER), ...dynamic(all, TASK_MANAGER)];
    expect(given.length).toBeGreaterThan(30);
    for (const [key, value] of given) {
      const found = lookup(key, flinkVersion);
      // By its newest name, though Flink may mean to drop it.
      expect([key, found.kind === 'known' || (found.kind === 'deprecated' && !found.newKey)]).toEqual([key, true]);
      if ('option' in found && !value.includes('$('))
        expect([key, parseValue(found.option.type, value, flinkVersion)]).toEqual([key, undefined]);
    }
  });

  test('pods are restricted, whatever Flink knows of it', () => {
    for (const name of [JOB_MANAGER, TASK_MANAGER]) {
      expect(podOf(all, name).spec.securityContext).toEqual({
        fsGroup: 9999,
        runAsGroup: 9999,
        runAsNonRoot: true,
        runAsUser: 9999,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(mainOf(all, name).securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    }
  });

  test('every port that pods declare is the one in the configuration', () => {
    const options = optionsIn(all);
    const port = (key: string) => Number(options[key]);
    const rest = 8081;
    const [rpc, blob] = [port('jobmanager.rpc.port'), port('blob.server.port')];
    const [query, metrics] = [port('metrics.internal.query-service.port'), port('metrics.reporter.prom.port')];
    expect(portsOf(all, JOB_MANAGER)).toEqual({ rpc, blob, query, metrics, rest });
    expect(portsOf(all, TASK_MANAGER)).toEqual({
      data: port('taskmanager.data.port'),
      rpc: port('taskmanager.rpc.port'),
      query,
      metrics,
    });
    expect(port('high-availability.jobmanager.port')).toBe(rpc);
    expect(options).not.toHaveProperty(['rest.port']);
    expect(options['jobmanager.rpc.address']).toBe('orders-rpc');
    expect(the(all, 'Service', 'orders-rpc').spec.ports.map((one: Manifest) => [one.port, one.targetPort])).toEqual([
      [rpc, rpc],
      [blob, blob],
    ]);
  });
});

test('A port is not declared twice, nor by two names', () => {
  for (const name of [JOB_MANAGER, TASK_MANAGER]) {
    const numbers = Object.values(portsOf(everything(), name));
    expect(new Set(numbers).size).toBe(numbers.length);
  }
});

test('Without metrics there is no port, no label and no Service for them', () => {
  const all = synth({ metrics: false });
  expect(JSON.stringify(all.filter(({ kind }) => kind !== 'ConfigMap'))).not.toMatch(/metrics|9249/);
});

describe('Workloads', () => {
  test('are two paused Deployments, which no apply rolls', () => {
    const all = synth();
    expect(workloads(all).map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['Deployment', TASK_MANAGER],
      ['Deployment', JOB_MANAGER],
    ]);
    for (const { spec } of workloads(all)) expect([spec.paused, spec.strategy]).toEqual([true, { type: 'Recreate' }]);
  });

  test.each<[string, Partial<FlinkStandaloneClusterProps>]>([
    ['the smallest cluster', {}],
    ['a cluster with everything', everythingStandaloneProps()],
    ['TaskManagers with volumes', LOCAL],
  ])('of %s say nowhere how many pods there are, which is the update Job’s to say', (_what, props) => {
    expect(JSON.stringify(workloads(synth(props)))).not.toMatch(/"replicas"/);
  });

  test('say by an annotation how many there will be', () => {
    const replicas = (props: Partial<FlinkStandaloneClusterProps>) =>
      Object.fromEntries(workloads(synth(props)).map(({ metadata }) => [metadata.name, metadata.annotations['cdk8s-flink/replicas']]));
    expect(replicas({})).toEqual({ [JOB_MANAGER]: '1', [TASK_MANAGER]: '1' });
    expect(replicas({ parallelism: 5, taskSlots: 2 })).toEqual({ [JOB_MANAGER]: '1', [TASK_MANAGER]: '3' });
    expect(replicas({ highAvailability: HighAvailability.kubernetes({ jobManagers: 2 }) })).toMatchObject({ [JOB_MANAGER]: '2' });
    expect(replicas({ scaling: FlinkScaling.reactive({ minTaskManagers: 2, maxTaskManagers: 9 }) })).toMatchObject({
      [TASK_MANAGER]: '2-9',
    });
  });

  test('select by labels that are the same in every revision, and that their pods carry', () => {
    const [before, after] = [synth(), synth({ image: 'registry.example.com/orders:2' })];
    for (const [name, component] of [
      [JOB_MANAGER, 'jobmanager'],
      [TASK_MANAGER, 'taskmanager'],
    ]) {
      const { matchLabels } = workload(before, name).spec.selector;
      expect(matchLabels).toEqual({ 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/component': component });
      expect(workload(after, name).spec.selector.matchLabels).toEqual(matchLabels);
      expect(podOf(after, name).metadata.labels).toMatchObject(matchLabels);
    }
  });

  test('have pods that carry revision, metrics and the labels of the user’s template', () => {
    const podTemplate = { metadata: { labels: { team: 'orders', 'app.kubernetes.io/instance': 'mine' } }, spec: { containers: [] } };
    const { made, all } = cluster({ taskManager: { podTemplate } });
    expect(podOf(all, TASK_MANAGER).metadata.labels).toEqual({
      team: 'orders',
      'app.kubernetes.io/component': 'taskmanager',
      'app.kubernetes.io/instance': 'orders',
      'cdk8s-flink/metrics': 'true',
      'cdk8s-flink/revision': made.revision,
    });
  });

  test('are looked after by TCP, at the port that is open as long as the process is well', () => {
    for (const [name, port] of [
      [JOB_MANAGER, 8081],
      [TASK_MANAGER, 6122],
    ] as const) {
      const { livenessProbe, readinessProbe, startupProbe } = mainOf(synth(), name);
      expect([livenessProbe, readinessProbe, startupProbe].map(({ tcpSocket }) => tcpSocket)).toEqual([{ port }, { port }, { port }]);
      expect(JSON.stringify([livenessProbe, readinessProbe, startupProbe])).not.toMatch(/httpGet|exec/);
    }
  });

  test('wait for the ConfigMap of their own revision, and cannot start by that of another', () => {
    const { made, all } = cluster();
    for (const name of [JOB_MANAGER, TASK_MANAGER]) {
      const started = `orders-start-${made.revision}`;
      expect(podOf(all, name).spec.volumes).toContainEqual({ name: 'flink-config', configMap: { name: started } });
      const env = mainOf(all, name).env.filter(({ valueFrom }: Manifest) => valueFrom?.configMapKeyRef);
      expect(env).toEqual([
        { name: 'START_JOB_ID', valueFrom: { configMapKeyRef: { key: 'job-id', name: started } } },
        { name: 'START_RESTORE_ARGUMENTS', valueFrom: { configMapKeyRef: { key: 'restore-arguments', name: started } } },
        { name: 'START_SAVEPOINT_PATH', valueFrom: { configMapKeyRef: { key: 'savepoint-path', name: started } } },
      ]);
      // Optional would mean: start without.
      expect(JSON.stringify(podOf(all, name))).not.toContain('optional');
    }
    expect(all.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name !== 'orders-config')).toEqual([]);
  });

  test('ask for what the props say, of the image, by the pull policy and the Secrets of the props', () => {
    const all = everything();
    expect(mainOf(all, TASK_MANAGER)).toMatchObject({
      image: 'registry.example.com/orders:1.4.2',
      imagePullPolicy: 'Always',
      resources: { limits: { cpu: '3', memory: '4Gi' }, requests: { cpu: '500m', memory: '4Gi' } },
    });
    expect(podOf(all, JOB_MANAGER).spec.imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'mirror' }]);
    expect(podOf(all, JOB_MANAGER).spec.serviceAccountName).toBe(JOB_MANAGER);
    expect(podOf(all, TASK_MANAGER).spec.serviceAccountName).toBe(TASK_MANAGER);
  });

  test('carry no security context where there is to be none', () => {
    const all = synth({ podSecurity: PodSecurity.NONE });
    expect(JSON.stringify(workloads(all))).not.toContain('securityContext');
  });
});

describe('Rights', () => {
  const rolesOf = (all: readonly Manifest[]) =>
    Object.fromEntries(
      all
        .filter(({ kind }) => kind === 'Role')
        .map(({ metadata, rules }) => [metadata.name, rules.flatMap((rule: Manifest) => rule.resources)]),
    );

  test('with HA are ConfigMaps, and never pods', () => {
    expect(rolesOf(synth())).toEqual({ [JOB_MANAGER]: ['configmaps'], [TASK_MANAGER]: ['configmaps'] });
    for (const name of [JOB_MANAGER, TASK_MANAGER]) expect(podOf(synth(), name).spec.automountServiceAccountToken).toBe(true);
  });

  test('without HA are none: no Role, and no token', () => {
    const all = synth(NO_HA);
    expect(all.filter(({ kind }) => kind.startsWith('Role'))).toEqual([]);
    for (const name of [JOB_MANAGER, TASK_MANAGER]) {
      expect(podOf(all, name).spec.automountServiceAccountToken).toBe(false);
      expect(the(all, 'ServiceAccount', name).automountServiceAccountToken).toBe(false);
    }
  });
});

test('With HA each JobManager is found at its own address, and without by the Service', () => {
  expect(dynamic(synth(), JOB_MANAGER)).toContainEqual(['jobmanager.rpc.address', '$(POD_IP)']);
  expect(dynamic(synth(NO_HA), JOB_MANAGER)).toEqual([]);
  expect(optionsIn(synth(NO_HA))).not.toHaveProperty(['high-availability.jobmanager.port']);
  expect(the(synth(NO_HA), 'Service', 'orders-rpc').spec).toMatchObject({ publishNotReadyAddresses: true });
});
