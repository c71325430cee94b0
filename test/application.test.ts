import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, JsonPatch } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { ClusterMode, FlinkApplication, FlinkApplicationProps, FlinkJob, FlinkStandaloneCluster, FlinkVersion, TextFile } from '../lib';
import {
  everythingProps,
  everythingStandaloneProps,
  forSnapshot,
  Manifest,
  manifests,
  messageOf,
  minimalProps,
  MINORS,
  parseManifests,
  the,
  yamlOf,
} from './support';

const MINIMAL = minimalProps();

test('The smallest application', () => {
  expect(forSnapshot(manifests(MINIMAL))).toMatchSnapshot();
});

test('An application with everything', () => {
  expect(forSnapshot(manifests(everythingProps()))).toMatchSnapshot();
});

test('Every kind of object that it makes, in the order of the file', () => {
  expect(manifests(everythingProps()).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount orders-jobmanager',
    'Role orders-jobmanager',
    'RoleBinding orders-jobmanager',
    'ServiceAccount orders-taskmanager',
    'Role orders-taskmanager',
    'RoleBinding orders-taskmanager',
    'ConfigMap orders-config',
    'Service orders-ui',
    'Ingress orders-ui',
    'PodMonitor orders',
    'ServiceAccount orders-update',
    'Role orders-update',
    'RoleBinding orders-update',
    'ConfigMap orders-update',
    expect.stringMatching(/^Job orders-deploy-[0-9a-f]{8}$/),
  ]);
});

test('Every kind of object that a standalone one makes, in the order of the file: what is started is there before the update Job', () => {
  const { update } = everythingProps();
  const all = manifests({ ...everythingStandaloneProps(), update, mode: ClusterMode.STANDALONE });
  expect(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount orders-jobmanager',
    'Role orders-jobmanager',
    'RoleBinding orders-jobmanager',
    'ServiceAccount orders-taskmanager',
    'Role orders-taskmanager',
    'RoleBinding orders-taskmanager',
    'ConfigMap orders-config',
    'Service orders-ui',
    'Ingress orders-ui',
    'Service orders-rpc',
    'Service orders-metrics',
    'StatefulSet orders-taskmanager',
    'Deployment orders-jobmanager',
    'HorizontalPodAutoscaler orders-taskmanager',
    'PodMonitor orders',
    'ServiceAccount orders-update',
    'Role orders-update',
    'RoleBinding orders-update',
    'ConfigMap orders-update',
    expect.stringMatching(/^Job orders-deploy-[0-9a-f]{8}$/),
  ]);
});

test('A native application says so, and a standalone one can be asked for its workloads', () => {
  const made = (mode?: ClusterMode) => new FlinkApplication(new App(), 'orders', { ...MINIMAL, mode }).cluster;
  expect(made(ClusterMode.NATIVE).revision).toBe(made().revision);
  expect(made()).not.toBeInstanceOf(FlinkStandaloneCluster);
  expect((made(ClusterMode.STANDALONE) as FlinkStandaloneCluster).jobManager.name).toBe('orders-jobmanager');
});

test('Without metrics there is no PodMonitor', () => {
  const application = new FlinkApplication(new App(), 'orders', { ...MINIMAL, metrics: false });
  expect(application.podMonitor).toBeUndefined();
  expect(manifests({ ...MINIMAL, metrics: false }).map(({ kind }) => kind as string)).not.toContain('PodMonitor');
});

test('The name is the id of the chart, unless it is given', () => {
  expect(new FlinkApplication(new App(), 'orders', MINIMAL).cluster.clusterName).toBe('orders');
  expect(new FlinkApplication(new App(), 'orders', { ...MINIMAL, name: 'clicks' }).cluster.clusterName).toBe('clicks');
});

test('What is wrong fails when the application is made, before anything is written', () => {
  expect(() => new FlinkApplication(new App(), 'My Orders', MINIMAL)).toThrow("name: 'My Orders' is no DNS label; ");
  expect(messageOf(() => new FlinkApplication(new App(), 'x'.repeat(37), MINIMAL))).toContain('has 37 characters; at most 36 are allowed');
});

test('Whatever is made can be patched', () => {
  const app = new App();
  const application = new FlinkApplication(app, 'orders', MINIMAL);
  application.cluster.service.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/patched': 'yes' }));
  application.podMonitor?.podMonitor.addJsonPatch(JsonPatch.replace('/spec/podMetricsEndpoints/0/path', '/metrics'));
  const all = parseManifests(app.synthYaml());
  expect(the(all, 'Service').metadata.annotations).toEqual({ 'example.com/patched': 'yes' });
  expect(the(all, 'PodMonitor').spec.podMetricsEndpoints[0].path).toBe('/metrics');
});

describe.each(MINORS)('The YAML of Flink %s', (minor) => {
  const yaml = yamlOf(everythingProps(minor));
  const all = parseManifests(yaml);
  const config = Object.entries(the(all, 'ConfigMap', 'orders-config').data as Record<string, string>).find(([file]) =>
    /^(?:config\.yaml|flink-conf\.yaml)$/.test(file),
  )![1];

  test('is the same bytes for the same input', () => {
    expect(yamlOf(everythingProps(minor))).toBe(yaml);
  });

  test('has the options sorted, one a line, flat', () => {
    const keys = config
      .trimEnd()
      .split('\n')
      .map((line) => /^([\w.$-]+): \S/.exec(line)?.[1]);
    expect(keys).not.toContain(undefined);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has the files of ConfigMaps sorted', () => {
    for (const { data } of all.filter(({ kind }) => kind === 'ConfigMap')) {
      expect(Object.keys(data as object)).toEqual(Object.keys(data as object).sort());
    }
  });

  test('has pod templates sorted, at every depth', () => {
    const { data } = the(all, 'ConfigMap', 'orders-config');
    const templates = Object.keys(data as object).filter((file) => file.startsWith('pod-template'));
    expect(templates).toHaveLength(minor === '1.12' ? 0 : 2);
    for (const file of templates) expect(data[file]).toBe(stringify(parse(data[file] as string), { sortMapEntries: true }));
  });

  test('has files of several lines as literal blocks, to be read and compared', () => {
    const files = all.flatMap(({ data }) => Object.keys((data as object) ?? {}));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(yaml).toContain(`\n  ${file}: |\n`);
  });

  test('has no timestamp, no path of this machine and no empty value', () => {
    expect(yaml).not.toMatch(/\b20\d\d-\d\d-\d\d[T ]/);
    expect(yaml).not.toContain(process.cwd());
    expect(JSON.stringify(forSnapshot(all))).not.toMatch(/creationTimestamp|undefined|\[object |:null/);
  });

  test('has every object in the namespace, with the labels of the job', () => {
    for (const { kind, metadata } of all) {
      expect([kind, metadata.namespace]).toEqual([kind, 'flink']);
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/managed-by': 'cdk8s-flink' });
    }
  });

  test('shows no Secret’s content, only references', () => {
    expect(all.map(({ kind }) => kind as string)).not.toContain('Secret');
    expect(config).toContain('env:AWS_ACCESS_KEY_ID,secret:bucket-key,key:AWS_ACCESS_KEY_ID');
  });
});

test('Options in any order make the same file', () => {
  const options = { 'web.timeout': '1', 'rest.retry.max-attempts': '2', 'akka.ask.timeout': '3 s' };
  const reversed = Object.fromEntries(Object.entries(options).reverse());
  expect(yamlOf({ ...MINIMAL, options: reversed })).toBe(yamlOf({ ...MINIMAL, options }));
});

/** What decides whether an update happens. */
function identityOf(props: FlinkApplicationProps): { revision: string; jobName: string } {
  const { cluster, savepointJob } = new FlinkApplication(new App(), 'orders', props);
  return { revision: cluster.revision, jobName: savepointJob.job.name };
}

test.each<[string, Partial<FlinkApplicationProps>]>([
  ['an Ingress', { ingress: { host: 'orders.example.com' } }],
  ['a label of the PodMonitor', { monitorLabels: { release: 'other' } }],
])('A change of %s restarts nothing: revision and Job stay', (_what, change) => {
  expect(yamlOf({ ...MINIMAL, ...change })).not.toBe(yamlOf(MINIMAL));
  expect(identityOf({ ...MINIMAL, ...change })).toEqual(identityOf(MINIMAL));
});

test.each<[string, Partial<FlinkApplicationProps>]>([
  ['an argument', { job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { args: ['--topic', 'other'] }) }],
  ['an option', { options: { 'web.timeout': '1' } }],
  ['the image', { image: 'registry.example.com/orders:1.4.3' }],
  ['a file', { logging: { log4jConsole: TextFile.of('rootLogger.level = DEBUG\n') } }],
  ['the release', { flinkVersion: FlinkVersion.V2_3 }],
  ['parallelism', { parallelism: 2 }],
])('A change of %s makes an update: another revision, another Job', (_what, change) => {
  const [before, after] = [identityOf(MINIMAL), identityOf({ ...MINIMAL, ...change })];
  expect(after.revision).not.toBe(before.revision);
  expect(after.jobName).not.toBe(before.jobName);
});

test('A change of how updates are done makes another Job, and the same revision', () => {
  const [before, after] = [identityOf(MINIMAL), identityOf({ ...MINIMAL, update: { retries: 1 } })];
  expect(after.revision).toBe(before.revision);
  expect(after.jobName).not.toBe(before.jobName);
});

test('Two applications in one App are two files, each named and written as if it were alone', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'application-'));
  const write = (ids: string[]) => {
    const app = new App({ outdir });
    for (const id of ids) new FlinkApplication(app, id, { ...MINIMAL });
    app.synth();
    return Object.fromEntries(readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  };
  const alone = write(['orders']);
  const together = write(['orders', 'clicks']);
  expect(Object.keys(alone)).toEqual(['orders.k8s.yaml']);
  expect(Object.keys(together).sort()).toEqual(['clicks.k8s.yaml', 'orders.k8s.yaml']);
  expect(together['orders.k8s.yaml']).toBe(alone['orders.k8s.yaml']);
  expect(together['clicks.k8s.yaml']).toBe(yamlOf(MINIMAL, 'clicks'));
});

test('The objects of two applications in one namespace have names of their own', () => {
  const names = ['orders', 'clicks'].flatMap((id) =>
    manifests(MINIMAL, id).map(({ kind, metadata }: Manifest) => `${kind}/${metadata.name}`),
  );
  expect(new Set(names).size).toBe(names.length);
});
