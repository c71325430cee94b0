import { Chart, Duration, Testing } from 'cdk8s';
import { DatadogDataCenter, FlinkNativeCluster, FlinkStandaloneCluster, HighAvailability, MetricsReporter } from '../lib';
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

describe('Metrics to Datadog', () => {
  const apiKey = { secretName: 'datadog', key: 'api-key' };
  const OPTION = 'metrics.reporter.datadog.apikey';
  const reporters = [MetricsReporter.datadog(apiKey)];

  test('go by its reporter, with the job and its namespace as tags, and by names without ids where the release has them', () => {
    const own = {
      'metrics.reporter.datadog.dataCenter': 'US',
      'metrics.reporter.datadog.factory.class': 'org.apache.flink.metrics.datadog.DatadogHttpReporterFactory',
      'metrics.reporter.datadog.interval': '10s',
      'metrics.reporters': 'prom,datadog',
    };
    const tags = 'job:orders,namespace:flink';
    expect(optionsOf('1.20.5', { reporters })).toEqual({
      ...PROMETHEUS,
      ...own,
      'metrics.reporter.datadog.scope.variables.additional': tags,
      'metrics.reporter.datadog.useLogicalIdentifier': 'true',
    });
    const cluster = new FlinkStandaloneCluster(Testing.chart(), 'orders', { ...clusterProps(minimalProps('1.12.5')), reporters });
    expect(cluster._plan.options).toMatchObject({ ...own, 'metrics.reporter.datadog.tags': tags });
    expect(cluster._plan.options).not.toHaveProperty('metrics.reporter.datadog.useLogicalIdentifier');
  });

  test('go to where the account is, by a proxy, and with tags', () => {
    const told = MetricsReporter.datadog(apiKey, {
      dataCenter: DatadogDataCenter.EU,
      proxy: 'proxy.corp:3128',
      tags: { team: 'payments', env: 'prod' },
    });
    expect(optionsOf('2.3.0', { reporters: [told] })).toMatchObject({
      'metrics.reporter.datadog.dataCenter': 'EU',
      'metrics.reporter.datadog.proxyHost': 'proxy.corp',
      'metrics.reporter.datadog.proxyPort': '3128',
      'metrics.reporter.datadog.scope.variables.additional': 'team:payments,env:prod',
    });
  });

  test('the key is in no ConfigMap: a standalone cluster hands it over as its processes begin', () => {
    const chart = Testing.chart();
    new FlinkStandaloneCluster(chart, 'orders', { ...clusterProps(minimalProps('1.12.5')), reporters });
    const all = Testing.synth(chart);
    const pods = all.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec.containers[0]);
    expect(pods).toHaveLength(2);
    for (const { args, env } of pods) {
      expect(args).toContain(`-D${OPTION}=$(DATADOG_APIKEY)`);
      expect(env).toContainEqual({ name: 'DATADOG_APIKEY', valueFrom: { secretKeyRef: { key: 'api-key', name: 'datadog' } } });
    }
    expect(JSON.stringify(all.filter(({ kind }) => kind === 'ConfigMap'))).not.toContain(`${OPTION}:`);
  });

  test('a native cluster that is made ready ahead hands it over by the script in front of its processes', () => {
    const cluster = new FlinkNativeCluster(Testing.chart(), 'orders', { ...clusterProps(minimalProps('1.20.5')), reporters });
    const { options } = cluster._plan;
    expect(options['kubernetes.env.secretKeyRef']).toBe('env:DATADOG_APIKEY,secret:datadog,key:api-key');
    for (const process of ['master', 'taskmanager'])
      expect(options[`containerized.${process}.env.CDK8S_FLINK_SECRET_OPTIONS`]).toBe(`${OPTION}=DATADOG_APIKEY`);
    expect(options).not.toHaveProperty(OPTION);
    // Those that the update makes are started by no script.
    const maps = Testing.synth(Chart.of(cluster)).filter((object: any) => object.kind === 'ConfigMap');
    const [pod] = maps.flatMap(({ data }: any) => data['taskmanager-ahead.json'] ?? []).map((text: string) => JSON.parse(text));
    expect(pod.spec.containers[0].args).toContain(`-D${OPTION}=$(DATADOG_APIKEY)`);
  });

  test.each([
    ['1.15.4', {}],
    ['1.20.5', { highAvailability: HighAvailability.none() }],
    ['1.20.5', { prepareAhead: false }],
  ])('another native cluster, of Flink %s with %p, is refused, with what to use instead', (version, more) => {
    const message = messageOf(() => optionsOf(version, { reporters, ...more }));
    expect(message).toMatch(/reporters: 'datadog' was given.*Flink 1.16 or later.*statsD\(\)/);
  });

  test.each([
    [{ tags: { 'my team': 'x' } }, "the tag 'my team:x'"],
    [{ tags: { team: 'a,b' } }, "the tag 'team:a,b'"],
    [{ tags: { 'a:b': 'c' } }, "the tag 'a:b:c'"],
    [{ tags: { a: 'b:c' } }, "the tag 'a:b:c'"],
    [{ proxy: 'proxy.corp' }, "proxy 'proxy.corp'"],
    [{ proxy: 'http://proxy.corp:3128' }, "proxy 'http://proxy.corp:3128'"],
  ])('with %p are refused', (props, said) => {
    const message = messageOf(() => MetricsReporter.datadog(apiKey, props));
    expect(message).toContain(`MetricsReporter.datadog: ${said} was given; allowed is`);
  });

  test('the variable of the key is not the user’s to set', () => {
    expect(messageOf(() => optionsOf('1.20.5', { reporters, environment: { DATADOG_APIKEY: 'x' } }))).toContain(
      "environment: DATADOG_APIKEY comes from the Secret 'datadog'",
    );
  });
});
