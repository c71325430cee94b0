import { Duration, Testing } from 'cdk8s';
import { FlinkNativeCluster, FlinkPodMonitor, FlinkPodMonitorProps } from '../../lib';
import { clusterProps, Manifest, minimalProps, the } from '../support';

function podMonitor(more: Partial<FlinkPodMonitorProps> = {}, metrics = true): Manifest {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', { ...clusterProps(minimalProps()), metrics });
  new FlinkPodMonitor(chart, 'monitor', { cluster, ...more });
  return the(Testing.synth(chart), 'PodMonitor');
}

test('The smallest PodMonitor', () => {
  expect(podMonitor()).toMatchSnapshot();
});

test('A PodMonitor with everything', () => {
  expect(podMonitor({ labels: { team: 'data' }, interval: Duration.seconds(15) })).toMatchSnapshot();
});

test('A pod is scraped at its own address and port 9249, whether it declares the port or not', () => {
  const [endpoint] = podMonitor().spec.podMetricsEndpoints;
  expect(endpoint).not.toHaveProperty('port');
  expect(endpoint.path).toBe('/');
  expect(endpoint.relabelings).toContainEqual({
    action: 'replace',
    sourceLabels: ['__meta_kubernetes_pod_ip'],
    targetLabel: '__address__',
    replacement: '$1:9249',
  });
});

test('Of the pods that carry the job’s labels, the update Job’s are left out', () => {
  const { spec } = podMonitor();
  const keep = spec.podMetricsEndpoints[0].relabelings[0];
  expect(keep).toMatchObject({ action: 'keep', sourceLabels: ['__meta_kubernetes_pod_label_app_kubernetes_io_component'] });
  const kept = ['jobmanager', 'taskmanager', 'update'].filter((component) => new RegExp(`^(?:${keep.regex})$`).test(component));
  expect(kept).toEqual(['jobmanager', 'taskmanager']);
  expect(spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'orders' });
});

test("The user's labels replace the default, and not the library's own", () => {
  const { labels } = podMonitor({ labels: { team: 'data' } }).metadata;
  expect(labels).toMatchObject({ team: 'data', 'app.kubernetes.io/instance': 'orders' });
  expect(labels).not.toHaveProperty('release');
});

test('A cluster without metrics cannot be scraped, and says so', () => {
  expect(() => podMonitor({}, false)).toThrow(
    "test/orders: metrics are switched off, so there is nothing to watch; set 'metrics' to true or leave the FlinkPodMonitor out",
  );
});
