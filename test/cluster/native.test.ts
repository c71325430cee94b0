import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  FlinkClusterProps,
  FlinkNativeCluster,
  FlinkVersion,
  HighAvailability,
  PodSecurity,
  StorageCredentials,
  StateStorage,
} from '../../lib';
import { clusterProps, everythingProps, Manifest, minimalProps, MINORS, the } from '../support';

const MINIMAL = clusterProps(minimalProps());

function cluster(props: FlinkClusterProps = MINIMAL): { made: FlinkNativeCluster; all: Manifest[] } {
  const chart = Testing.chart();
  const made = new FlinkNativeCluster(chart, 'orders', props);
  return { made, all: Testing.synth(chart) };
}

test('The smallest cluster', () => {
  expect(cluster().all).toMatchSnapshot();
});

test('A cluster with everything', () => {
  expect(cluster(clusterProps(everythingProps())).all).toMatchSnapshot();
});

test('The smallest cluster of Flink 1.12, which has no pod templates', () => {
  expect(the(cluster(clusterProps(minimalProps('1.12.5'))).all, 'ConfigMap').data).toMatchSnapshot();
});

test.each(MINORS)('Flink %s gets one configuration file, of the name that it reads', (minor) => {
  const { data } = the(cluster(clusterProps(minimalProps(minor))).all, 'ConfigMap');
  const expected = MINORS.indexOf(minor) >= MINORS.indexOf('1.19') ? 'config.yaml' : 'flink-conf.yaml';
  const templates = minor === '1.12' ? [] : ['pod-template-jobmanager.yaml', 'pod-template-taskmanager.yaml'];
  expect(Object.keys(data as object)).toEqual([
    expected,
    'log4j-cli.properties',
    'log4j-console.properties',
    'logback-console.xml',
    ...templates,
    ...(MINORS.indexOf(minor) >= MINORS.indexOf('1.16') ? ['taskmanager-ahead.json'] : []),
  ]);
});

test.each(MINORS.slice(1))('Both pod templates of Flink %s hold to the restricted level', (minor) => {
  const { data } = the(cluster(clusterProps(minimalProps(minor))).all, 'ConfigMap');
  for (const component of ['jobmanager', 'taskmanager']) {
    const { spec } = parse(data[`pod-template-${component}.yaml`] as string);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 9999, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  }
});

test('A cluster without pod security has none in its templates', () => {
  const { data } = the(cluster({ ...MINIMAL, podSecurity: PodSecurity.NONE }).all, 'ConfigMap');
  expect(data['pod-template-jobmanager.yaml']).not.toContain('securityContext');
});

test('A TaskManager without HA has no token, no Role and no business with the API server', () => {
  const { all } = cluster({ ...MINIMAL, highAvailability: HighAvailability.none() });
  expect(the(all, 'ServiceAccount', 'orders-taskmanager').automountServiceAccountToken).toBe(false);
  expect(all.filter(({ kind, metadata }) => kind.startsWith('Role') && metadata.name === 'orders-taskmanager')).toEqual([]);
  expect(the(all, 'Role', 'orders-jobmanager').rules.flatMap(({ resources }: Manifest) => resources)).not.toContain('configmaps');
  expect(parse(the(all, 'ConfigMap').data['pod-template-taskmanager.yaml'] as string).spec.automountServiceAccountToken).toBe(false);
});

test.each(['orders-jobmanager', 'orders-taskmanager'])('The service account %s carries the identity of the storage', (name) => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/flink' };
  const storage = StateStorage.s3('s3://acme/orders', { credentials: StorageCredentials.serviceAccount(annotations) });
  expect(the(cluster({ ...MINIMAL, storage }).all, 'ServiceAccount', name).metadata.annotations).toEqual(annotations);
});

test('Names, labels and options can be read, and objects patched', () => {
  const { made } = cluster();
  expect(made.clusterName).toBe('orders');
  expect(made.namespace).toBe('flink');
  expect(made.podLabels).toEqual({ 'app.kubernetes.io/instance': 'orders' });
  expect(made.revision).toMatch(/^[0-9a-f]{8}$/);
  expect(made.flinkOptions).toHaveProperty(['kubernetes.cluster-id'], `orders-${made.revision}`);
  expect([made.configMap.name, made.service.name, made.jobManagerAccount.name, made.taskManagerAccount.name]).toEqual([
    'orders-config',
    'orders-ui',
    'orders-jobmanager',
    'orders-taskmanager',
  ]);
});

test('Options that are read cannot be changed behind its back', () => {
  const { made } = cluster();
  made.flinkOptions['parallelism.default'] = '99';
  expect(made.flinkOptions['parallelism.default']).toBe('1');
});

test('An Ingress can be added later', () => {
  const chart = Testing.chart();
  const made = new FlinkNativeCluster(chart, 'orders', MINIMAL);
  made.addIngress('more', { host: 'more.example.com' });
  expect(the(Testing.synth(chart), 'Ingress').spec.rules[0].host).toBe('more.example.com');
});

test("The revision of the ConfigMap is the cluster's", () => {
  const { made, all } = cluster({ ...MINIMAL, flinkVersion: FlinkVersion.V2_3 });
  expect(the(all, 'ConfigMap').metadata.labels['cdk8s-flink/revision']).toBe(made.revision);
});

test('Two clusters in one chart keep out of each other’s way', () => {
  const chart = Testing.chart();
  new FlinkNativeCluster(chart, 'orders', MINIMAL);
  new FlinkNativeCluster(chart, 'clicks', MINIMAL);
  const names = Testing.synth(chart).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
});
