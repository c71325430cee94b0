import { Duration, Testing } from 'cdk8s';
import { FlinkNativeCluster, FlinkServiceMonitor, FlinkServiceMonitorProps, FlinkStandaloneCluster } from '../../lib';
import { clusterProps, Manifest, minimalProps, MINORS, the } from '../support';

const MODES = { native: FlinkNativeCluster, standalone: FlinkStandaloneCluster };
const both = Object.keys(MODES) as (keyof typeof MODES)[];

function made(more: Partial<FlinkServiceMonitorProps> = {}, mode = both[0], metrics = true, version?: string) {
  const chart = Testing.chart();
  const cluster = new MODES[mode](chart, 'orders', { ...clusterProps(minimalProps(version)), metrics });
  const monitor = new FlinkServiceMonitor(chart, 'monitor', { cluster, ...more });
  return { chart, cluster, monitor };
}

const synth = (...args: Parameters<typeof made>): Manifest[] => Testing.synth(made(...args).chart);
const serviceMonitor = (more?: Partial<FlinkServiceMonitorProps>): Manifest => the(synth(more), 'ServiceMonitor');
const matches = (selector: Record<string, string>, labels: Record<string, string>) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

test('The smallest ServiceMonitor', () => {
  expect(serviceMonitor()).toMatchSnapshot();
});

test('A ServiceMonitor with everything', () => {
  expect(serviceMonitor({ labels: { team: 'data' }, interval: Duration.seconds(15) })).toMatchSnapshot();
});

describe.each(both)('Of a %s cluster', (mode) => {
  test('the ServiceMonitor finds one Service, headless, with a port of the name that is scraped', () => {
    const all = synth({}, mode);
    const { spec } = the(all, 'ServiceMonitor');
    const found = all.filter(({ kind, metadata }) => kind === 'Service' && matches(spec.selector.matchLabels, metadata.labels));
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['orders-metrics']);
    expect(found[0].metadata.namespace).toBe('flink');
    expect(spec.namespaceSelector.matchNames).toEqual(['flink']);
    expect(found[0].spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(found[0].spec.ports).toEqual([{ name: 'metrics', port: 9249, targetPort: 9249 }]);
    expect(spec.endpoints.map(({ port }: Manifest) => port)).toEqual(['metrics']);
  });

  test.each(MINORS)('the Service finds the pods of JobManager and TaskManagers, and no others, with Flink %s', (minor) => {
    const { chart, cluster } = made({}, mode, true, minor);
    const { selector } = the(Testing.synth(chart), 'Service', 'orders-metrics').spec;
    for (const component of ['jobmanager', 'taskmanager'] as const) {
      const template: any = cluster._plan.podTemplates[component === 'jobmanager' ? 'jobManager' : 'taskManager'];
      const option = cluster.flinkOptions[`kubernetes.${component}.labels`];
      const labels =
        mode === 'standalone' ? template.metadata.labels : Object.fromEntries(option.split(',').map((label: string) => label.split(':')));
      expect([component, matches(selector, labels)]).toEqual([component, true]);
      // What series are labelled by.
      for (const label of the(Testing.synth(chart), 'ServiceMonitor').spec.podTargetLabels) expect(labels[label]).toBeDefined();
    }
    // An update Job's pod carries the job's labels alone.
    expect(matches(selector, { 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/component': 'update' })).toBe(false);
  });

  test('several monitors share one Service', () => {
    const { chart, cluster, monitor } = made({}, mode);
    expect(monitor.service).toBe(cluster.metricsService());
    const other = new FlinkServiceMonitor(chart, 'other', { cluster });
    expect(other.service).toBe(monitor.service);
    expect(Testing.synth(chart).filter(({ metadata }) => metadata.name === 'orders-metrics')).toHaveLength(1);
  });

  test('a monitor does not change the revision', () => {
    const chart = Testing.chart();
    const { revision } = new MODES[mode](chart, 'orders', clusterProps(minimalProps()));
    expect(made({ labels: { team: 'data' } }, mode).cluster.revision).toBe(revision);
  });

  test('metrics that are switched off cannot be scraped, and the error says so', () => {
    const message = "test/orders: metrics are switched off, so there is nothing to watch; set 'metrics' to true";
    expect(() => made({}, mode, false)).toThrow(`${message} or leave the FlinkServiceMonitor out`);
    const chart = Testing.chart();
    const cluster = new MODES[mode](chart, 'orders', { ...clusterProps(minimalProps()), metrics: false });
    expect(() => cluster.metricsService()).toThrow(message);
    expect(Testing.synth(chart).filter(({ metadata }) => metadata.name === 'orders-metrics')).toEqual([]);
  });
});

test('A native cluster has no Service for metrics unless it is asked for, and a standalone one has', () => {
  const services = (mode: (typeof both)[number]) => {
    const chart = Testing.chart();
    new MODES[mode](chart, 'orders', clusterProps(minimalProps()));
    return Testing.synth(chart).flatMap(({ kind, metadata }) => (kind === 'Service' ? [metadata.name] : []));
  };
  expect(services('native')).toEqual(['orders-ui']);
  expect(services('standalone').sort()).toEqual(['orders-metrics', 'orders-rpc', 'orders-ui']);
});

test("The user's labels replace the default, and not the library's own", () => {
  const { labels } = serviceMonitor({ labels: { team: 'data' } }).metadata;
  expect(labels).toMatchObject({ team: 'data', 'app.kubernetes.io/instance': 'orders' });
  expect(labels).not.toHaveProperty('release');
});
