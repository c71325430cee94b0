import { Duration, Size, Testing } from 'cdk8s';
import { FlinkScaling, FlinkStandaloneCluster, FlinkStandaloneClusterProps, LocalRecovery } from '../../lib';
import { clusterProps, everythingStandaloneProps, Manifest, messageOf, minimalProps, the } from '../support';

const MINIMAL: FlinkStandaloneClusterProps = clusterProps(minimalProps());
const REACTIVE = FlinkScaling.reactive({ maxTaskManagers: 4 });
const LOCAL = { localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(10) }) };

beforeAll(() => jest.spyOn(console, 'warn').mockReturnValue());
afterAll(() => jest.restoreAllMocks());

function cluster(more: Partial<FlinkStandaloneClusterProps> = {}): { made: FlinkStandaloneCluster; all: Manifest[] } {
  const chart = Testing.chart();
  const made = new FlinkStandaloneCluster(chart, 'orders', { ...MINIMAL, ...more });
  return { made, all: Testing.synth(chart) };
}

const synth = (more: Partial<FlinkStandaloneClusterProps> = {}): Manifest[] => cluster(more).all;
const autoscaler = (more: Partial<FlinkStandaloneClusterProps>): Manifest => the(synth(more), 'HorizontalPodAutoscaler');

describe('The HorizontalPodAutoscaler', () => {
  test('is there in reactive mode only', () => {
    const kinds = (props: Partial<FlinkStandaloneClusterProps>) => synth(props).map(({ kind }) => kind as string);
    expect(kinds({})).not.toContain('HorizontalPodAutoscaler');
    expect(kinds({ scaling: FlinkScaling.adaptive() })).not.toContain('HorizontalPodAutoscaler');
    expect(kinds({ scaling: REACTIVE })).toContain('HorizontalPodAutoscaler');
    expect(cluster().made.autoscaler).toBeUndefined();
    expect(cluster({ scaling: REACTIVE }).made.autoscaler?.name).toBe('orders-taskmanager');
  });

  test.each([
    ['a Deployment', {}, 'Deployment'],
    ['a StatefulSet', LOCAL, 'StatefulSet'],
  ])('aims at TaskManagers that are %s', (_what, more, kind) => {
    const all = synth({ scaling: REACTIVE, ...more });
    const { scaleTargetRef } = the(all, 'HorizontalPodAutoscaler').spec;
    expect(scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind, name: 'orders-taskmanager' });
    expect(the(all, kind, 'orders-taskmanager').apiVersion).toBe('apps/v1');
  });

  test('is told the figures', () => {
    const { spec } = autoscaler(everythingStandaloneProps());
    expect(spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    });
    expect(spec.behavior.scaleUp.stabilizationWindowSeconds).toBe(180);
    expect(spec.behavior.scaleDown.stabilizationWindowSeconds).toBe(900);
  });
});

describe('With local recovery', () => {
  test('TaskManagers are a StatefulSet, whose pods start side by side and are held back by the partition', () => {
    const all = synth(LOCAL);
    const { spec } = the(all, 'StatefulSet', 'orders-taskmanager');
    expect(spec.podManagementPolicy).toBe('Parallel');
    expect(spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 2147483647 } });
    expect(spec).not.toHaveProperty('paused');
    expect(spec).not.toHaveProperty('strategy');
    expect(all.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name)).toEqual(['orders-jobmanager']);
    expect(all.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toContain(`Service/${spec.serviceName}`);
  });

  test('each has a volume of its own, which is mounted where Flink is told to keep its state, and goes with the YAML', () => {
    const { made, all } = cluster({
      localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(10), storageClassName: 'fast' }),
    });
    const { spec } = the(all, 'StatefulSet');
    expect(spec.volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'local-state' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10240Mi' } }, storageClassName: 'fast' },
      },
    ]);
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Retain' });
    const [main] = spec.template.spec.containers;
    expect(main.volumeMounts).toContainEqual({ mountPath: made.flinkOptions['process.taskmanager.working-dir'], name: 'local-state' });
    expect(JSON.stringify(the(all, 'Deployment').spec)).not.toContain('local-state');
  });

  test('a TaskManager is known by the name of its pod, which it keeps', () => {
    const [main] = the(synth(LOCAL), 'StatefulSet').spec.template.spec.containers;
    expect(main.args).toContain('-Dtaskmanager.resource-id=$(POD_NAME)');
    expect(main.env).toContainEqual({ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } });
  });
});

describe('describe() of a standalone cluster', () => {
  test('tells what runs', () => {
    expect(cluster().made.describe()).toMatch(
      /^flink\/orders: Flink 1\.20\.5, registry\S+, revision [0-9a-f]{8}\n\nmemory +JobManager +TaskManager\n/,
    );
  });

  test('divides memory as the scripts do, to which the old heap size is the heap', () => {
    const heap = (table: string) => /JVM heap +(\d+) MiB/.exec(table)![1];
    expect(heap(cluster({ options: { 'jobmanager.heap.size': '512m' } }).made.describe())).toBe('512');
    expect(heap(cluster().made.describe())).toBe('1024');
  });
});

describe('Labels and options of a standalone cluster', () => {
  test('a figure of the autoscaler changes the autoscaler, and the range of the workload, and nothing else', () => {
    const [one, other] = [REACTIVE, FlinkScaling.reactive({ maxTaskManagers: 5, scaleUpAfter: Duration.minutes(5) })].map((scaling) =>
      synth({ scaling }),
    );
    const changed = one.filter((manifest, at) => JSON.stringify(manifest) !== JSON.stringify(other[at]));
    expect(changed.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Deployment/orders-taskmanager',
      'HorizontalPodAutoscaler/orders-taskmanager',
    ]);
    expect(the(one, 'Deployment', 'orders-taskmanager').spec).toEqual(the(other, 'Deployment', 'orders-taskmanager').spec);
  });

  test('two clusters in one chart keep out of each other’s way', () => {
    const chart = Testing.chart();
    for (const name of ['orders', 'clicks']) new FlinkStandaloneCluster(chart, name, everythingStandaloneProps());
    const names = Testing.synth(chart).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('what is wrong is told with the path of the construct', () => {
    expect(messageOf(() => cluster({ namespace: 'A' }))).toMatch(/^test\/orders: namespace: 'A' is no DNS label; /);
  });
});
