import { Size, Testing } from 'cdk8s';
import {
  FlinkJob,
  FlinkNativeCluster,
  FlinkStandaloneCluster,
  FlinkStandaloneClusterProps,
  LocalRecovery,
  SavepointJob,
  StateStorage,
} from '../../lib';
import { readSettings } from '../../lib/savepoint/runtime/settings';
import { clusterProps, Manifest, minimalProps, the } from '../support';

const MINIMAL: FlinkStandaloneClusterProps = clusterProps(minimalProps());
const LOCAL = { localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(1) }) };

function update(
  more: Partial<FlinkStandaloneClusterProps> = {},
  Cluster = FlinkStandaloneCluster as new (...args: any[]) => FlinkStandaloneCluster,
) {
  const chart = Testing.chart();
  const cluster = new Cluster(chart, 'orders', { ...MINIMAL, ...more });
  new SavepointJob(chart, 'update', { cluster });
  const all: Manifest[] = Testing.synth(chart);
  return { cluster, all, job: the(all, 'Job') };
}

const containers = (job: Manifest): Manifest[] => job.spec.template.spec.containers;
const program = (job: Manifest): Manifest => containers(job).find(({ name }) => name === 'update');
const settings = (job: Manifest) =>
  readSettings({
    ...Object.fromEntries(program(job).env.map(({ name, value }: Manifest) => [name, value as string])),
    POD_NAME: 'pod',
    UPDATE_JOB: 'job',
  });
const rulesOf = (all: readonly Manifest[]): string[] =>
  the(all, 'Role', 'orders-update').rules.flatMap(({ resources, verbs }: Manifest) =>
    resources.map((resource: string) => `${resource}: ${verbs.join(' ')}`),
  );

test('Nothing of the update runs in the user’s image: the pods of the cluster are the YAML’s', () => {
  const { job } = update();
  expect(containers(job).map(({ name }) => name as string)).toEqual(['update']);
  expect(containers(job).map(({ image }) => image as string)).toEqual(['node:22-slim']);
});

test.each([
  ['a Deployment', {}, 'deployments'],
  ['a StatefulSet', LOCAL, 'statefulsets'],
])('The program understands what it is told, TaskManagers that are %s included', (_what, props, taskManagerKind) => {
  const { cluster, job } = update(props);
  expect(settings(job)).toMatchObject({
    mode: 'standalone',
    taskManagerKind,
    name: 'orders',
    revision: cluster.revision,
    configMap: 'orders-config',
    companions: [],
    foldersPerStart: {},
    highAvailability: true,
  });
  expect(settings(update({}, FlinkNativeCluster as never).job)).toMatchObject({ mode: 'native' });
});

test('The program may let workloads go, and neither make nor delete them', () => {
  const rules = rulesOf(update(LOCAL).all);
  expect(rules).toEqual(expect.arrayContaining(['deployments: get patch', 'statefulsets: get patch']));
  expect(rules.filter((rule) => /^(?:services|deployments\/scale|pods: .*(?:create|delete))/.test(rule))).toEqual([]);
});

test('A new claim is made by the update of either mode', () => {
  const storage = StateStorage.newPersistentVolume({ size: Size.gibibytes(1) });
  const { all, job } = update({ storage });
  expect(rulesOf(all)).toContain('persistentvolumeclaims: create get');
  expect(settings(job).claim).toMatchObject({ name: 'orders-state' });
});

test('A changed revision makes another Job, and an Ingress does not', () => {
  const name = (props: Partial<FlinkStandaloneClusterProps>) => update(props).job.metadata.name as string;
  expect(name({ image: 'registry.example.com/orders:2' })).not.toBe(name({}));
  expect(name({ ingress: { host: 'a.example.com' } })).toBe(name({}));
});

test('An argument that looks like a variable of Kubernetes reaches Flink’s client as it is written', () => {
  const job = FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: ['--pattern', '$(HOME)', 'a$$b'] });
  const start = containers(update({ job }, FlinkNativeCluster as never).job).find(({ name }) => name === 'start')!;
  expect(start.args.slice(-3)).toEqual(['--pattern', '$$(HOME)', 'a$$$$b']);
});
