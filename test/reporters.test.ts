import { Duration, Testing } from 'cdk8s';
import { FlinkNativeCluster, MetricsReporter } from '../lib';
import { clusterProps, messageOf, minimalProps } from './support';

function optionsOf(version: string, more: object): Record<string, string> {
  const cluster = new FlinkNativeCluster(Testing.chart(), 'orders', { ...clusterProps(minimalProps(version)), ...more });
  return Object.fromEntries(Object.entries(cluster._plan.options).filter(([key]) => key.startsWith('metrics.')));
}

const PROMETHEUS = {
  'metrics.reporter.prom.factory.class': 'org.apache.flink.metrics.prometheus.PrometheusReporterFactory',
  'metrics.reporter.prom.port': '9249',
};

test('Without further reporters there is that for Prometheus, and none where metrics are off', () => {
  expect(optionsOf('1.20.5', {})).toEqual({ ...PROMETHEUS, 'metrics.reporters': 'prom' });
  expect(optionsOf('1.20.5', { metrics: false })).toEqual({});
});

test('Metrics go to an OpenTelemetry collector, under the job’s name or another', () => {
  const reporters = [MetricsReporter.openTelemetry('http://otel-collector.monitoring:4317')];
  expect(optionsOf('2.3.0', { reporters })).toEqual({
    ...PROMETHEUS,
    'metrics.reporter.otel.exporter.endpoint': 'http://otel-collector.monitoring:4317',
    'metrics.reporter.otel.factory.class': 'org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory',
    'metrics.reporter.otel.interval': '10s',
    'metrics.reporter.otel.service.name': 'orders',
    'metrics.reporters': 'prom,otel',
  });
  const named = [MetricsReporter.openTelemetry('https://otel:4317', { serviceName: 'eu-orders', interval: Duration.minutes(1) })];
  expect(optionsOf('2.0.2', { reporters: named, metrics: false })).toMatchObject({
    'metrics.reporter.otel.service.name': 'eu-orders',
    'metrics.reporter.otel.interval': '1min',
    'metrics.reporters': 'otel',
  });
});

test('A release without that reporter is refused, with the first one that has it', () => {
  const reporters = [MetricsReporter.openTelemetry('http://otel:4317')];
  const message = messageOf(() => optionsOf('1.20.5', { reporters }));
  expect(message).toContain('reporters');
  expect(message).toContain('Flink 1.20 has no reporter for OpenTelemetry');
  expect(message).toContain('2.0');
});

test.each(['1.12.5', '2.3.0'])('Metrics of Flink %s go to a StatsD daemon', (version) => {
  const reporters = [MetricsReporter.statsD('datadog-agent.monitoring')];
  expect(optionsOf(version, { reporters })).toMatchObject({
    'metrics.reporter.statsd.factory.class': 'org.apache.flink.metrics.statsd.StatsDReporterFactory',
    'metrics.reporter.statsd.host': 'datadog-agent.monitoring',
    'metrics.reporter.statsd.port': '8125',
    'metrics.reporters': 'prom,statsd',
  });
});

test('Metrics are left out by filters, where the release has them', () => {
  const reporters = [
    MetricsReporter.statsD('agent', { port: 9125, excludes: ['*:latency', 'taskmanager.job.task.operator.*:*:histogram'] }),
  ];
  expect(optionsOf('1.16.3', { reporters })).toMatchObject({
    'metrics.reporter.statsd.filter.excludes': '*:latency;taskmanager.job.task.operator.*:*:histogram',
    'metrics.reporter.statsd.port': '9125',
  });
  expect(messageOf(() => optionsOf('1.15.4', { reporters }))).toContain('Flink 1.15 has no filters of reporters');
});

test('An interval of nothing is refused', () => {
  const reporters = [MetricsReporter.statsD('a', { interval: Duration.seconds(0) })];
  expect(messageOf(() => optionsOf('1.20.5', { reporters }))).toContain(
    'reporters: interval, in milliseconds: 0 was given; allowed is a number above 0',
  );
});

test('Two reporters of one kind are refused', () => {
  const reporters = [MetricsReporter.statsD('a'), MetricsReporter.statsD('b')];
  expect(messageOf(() => optionsOf('1.20.5', { reporters }))).toContain("reporters: two of them are 'statsd'; allowed is one of a kind");
});

test.each<[() => MetricsReporter, string]>([
  [() => MetricsReporter.openTelemetry('otel:4317'), "'otel:4317' was given; allowed is a URL that begins with http:// or https://"],
  [() => MetricsReporter.statsD('udp://agent'), "'udp://agent' was given; allowed is a host"],
  [() => MetricsReporter.statsD('agent', { port: 0 }), 'port 0 was given; allowed is a whole number from 1 to 65535'],
])('What is no address is refused', (make, message) => {
  expect(messageOf(make)).toContain(message);
});
