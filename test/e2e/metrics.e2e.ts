/** Monitors, alerts and dashboards against a real Prometheus and what Flink really exposes. */
import { App } from 'cdk8s';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterMode, DashboardKind, DatadogDataCenter, FlinkServiceMonitor, FlinkVersion, LogFormat, MetricsReporter } from '../../lib';
import { rowsOf } from '../../lib/monitoring/dashboards/dashboards';
import { furtherMetrics, metricsOf } from '../../lib/monitoring/metrics';
import { watchedJob } from '../../lib/monitoring/watched-job';
import { JobRun, prepareNamespace } from './job-run';
import { kubectl, rest, until } from './kubectl';
import { Ledger, ledgerApplication, S3 } from './ledger';
import { exposed, Prometheus, Target } from './prometheus';
import { Pushed } from './pushed';
import { clusters, EVERYTHING, securityLevel } from './releases';

/** The newest release, in the mode in which Flink makes the pods. */
const FEW = { [ClusterMode.NATIVE]: ['2.3.0'] };

/** This process, as pods reach it: where the S3 server answers, too. */
const HOST = S3 && new URL(S3).hostname;
const STATSD_PORT = 18_125;
const OTEL_PORT = 14_317;
const PROXY_PORT = 13_128;
/** A key that is a number to YAML where nobody says that it is none. */
const API_KEY = '12345678901234567890123456789012';

describe.each(clusters(FEW))('the metrics of a %s cluster of Flink %s', (mode, version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-metrics-${mode.toLowerCase()}-${digits}`, name: `ledger-${digits}`, version, mode };
  const { namespace, name } = ledger;
  const outdir = mkdtempSync(join(tmpdir(), 'metrics-'));
  const app = new App({ outdir });
  const hasOpenTelemetry = FlinkVersion.of(version).isAtLeast('2.0');
  // A native cluster that is not made ready ahead would have the key in a ConfigMap.
  const hasDatadog = mode === ClusterMode.STANDALONE || FlinkVersion.of(version).isAtLeast('1.16');
  const datadog = { dataCenter: DatadogDataCenter.EU, proxy: `${HOST}:${PROXY_PORT}` };
  const reporters = [
    ...(hasDatadog ? [MetricsReporter.datadog({ secretName: 'datadog', key: 'api-key' }, datadog)] : []),
    MetricsReporter.statsD(HOST, { port: STATSD_PORT }),
    ...(hasOpenTelemetry ? [MetricsReporter.openTelemetry(`http://${HOST}:${OTEL_PORT}`)] : []),
  ];
  const more = { alerts: {}, dashboards: {}, reporters, logging: { format: LogFormat.JSON } };
  const application = ledgerApplication(app, ledger, 100, more);
  // Prometheus does not pick it before it is told to.
  new FlinkServiceMonitor(application, 'service-monitor', { cluster: application.cluster, labels: { release: 'later' } });
  app.synth();
  const run = new JobRun(ledger, {
    yaml: readFileSync(join(outdir, `${name}.k8s.yaml`), 'utf8'),
    jobName: application.savepointJob.job.name,
    revision: application.cluster.revision,
  });
  const job = watchedJob(application.cluster);
  let prometheus: Prometheus;
  let pushed: Pushed;

  beforeAll(async () => {
    pushed = await Pushed.listen(STATSD_PORT, OTEL_PORT, PROXY_PORT);
    prometheus = await Prometheus.find();
    await prepareNamespace(namespace, securityLevel(mode, version));
    await kubectl(['-n', namespace, 'create', 'secret', 'generic', 'datadog', `--from-literal=api-key=${API_KEY}`]);
    await run.apply();
    await run.updated();
    await run.told(200);
  });

  afterAll(async () => {
    pushed.close();
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  /** Every pod is one target, which is up, and there is no other. */
  const scraped = async (by: string) => {
    const pods = (await run.pods()).filter(({ status }) => status.phase === 'Running').map(({ metadata }) => metadata.name as string);
    expect(pods.length).toBe(2);
    // A changed configuration reaches Prometheus with the next look of its node at mounted Secrets.
    const targets = await until(`targets of the ${by}`, 300, async () => {
      const found = await prometheus.targets(namespace, name);
      return found.length >= pods.length && found.every(({ health, scrapePool }) => health === 'up' && scrapePool.startsWith(by)) && found;
    });
    expect(targets.map(({ labels }) => labels.pod).sort()).toEqual(pods.sort());
    return targets;
  };
  const components = (targets: readonly Target[]) => targets.map(({ labels }) => labels.app_kubernetes_io_component).sort();
  const label = (kind: string, release: string) => kubectl(['-n', namespace, 'label', kind, '--all', `release=${release}`, '--overwrite']);

  test('By the PodMonitor, each JobManager and TaskManager is one target, up, and once', async () => {
    const targets = await scraped('podMonitor');
    expect(components(targets)).toEqual(['jobmanager', 'taskmanager']);
    for (const { labels } of targets) expect(labels).toMatchObject({ namespace, job: `${namespace}/${name}` });
  });

  test('What is exposed is what the table says of the release', async () => {
    const pods = await run.pods();
    const names = [...new Set((await Promise.all(pods.map(({ status }) => exposed(status.podIP as string)))).flat())].sort();
    const folder = process.env.E2E_METRICS_FOLDER;
    if (folder) writeFileSync(join(folder, `metrics-${version}.txt`), names.map((metric) => `- - ${metric}\n`).join(''));
    const table = metricsOf(FlinkVersion.of(version)).map((metric) => metric.name);
    const known = [...table, ...furtherMetrics.map((metric) => metric.name)];
    expect(table.filter((metric) => !names.includes(metric))).toEqual([]);
    expect(names.filter((metric) => metric.startsWith('flink_') && !known.includes(metric))).toEqual([]);
  });

  test('Every query of every dashboard has series', async () => {
    const queries = Object.values(DashboardKind)
      .flatMap((kind) => rowsOf(kind, job).flatMap(({ panels }) => panels))
      .flatMap(({ title, queries: all }) => all.filter(({ optional }) => !optional).map(({ expression }) => [title, expression!]));
    expect(queries.length).toBeGreaterThan(25);
    await until('series of every query', 120, async () => {
      const found = await Promise.all(queries.map(async ([title, expression]) => [title, (await prometheus.query(expression)).length]));
      const empty = found.filter(([, series]) => series === 0).map(([title]) => title);
      if (empty.length > 0) throw new Error(`without series: ${empty.join(', ')}`);
      return true;
    });
  });

  test('Every alert is evaluated, and none fires for a job that runs', async () => {
    const rules = await until('the rules', 120, async () => {
      const found = await prometheus.rules(`flink-${namespace}-${name}`);
      return found.length > 10 && found.every(({ health }) => health === 'ok') && found;
    });
    expect(rules.filter(({ state }) => state !== 'inactive').map((rule) => rule.name)).toEqual([]);
  });

  test('How many series there are is told, and what explodes is not among them', async () => {
    const of = (metric: string) => prometheus.query(`${metric}{${job.pods}}`);
    const [before, after] = [await of('scrape_samples_scraped'), await of('scrape_samples_post_metric_relabeling')];
    const rows = before.map(({ metric, value: [, scrapedNow] }) => {
      const kept = after.find((one) => one.metric.pod === metric.pod)?.value[1];
      return `${mode.padEnd(10)}  ${version.padEnd(7)}  ${metric.app_kubernetes_io_component.padEnd(11)}  ${scrapedNow.padStart(7)}  ${String(kept).padStart(4)}`;
    });
    console.log(`series of a pod\nmode        version  component    exposed  kept\n${rows.sort().join('\n')}`);
    expect(rows).toHaveLength(2);
    const attempts = await prometheus.query(`count({${job.pods},task_attempt_id!=""})`);
    expect(attempts).toEqual([]);
    expect(await prometheus.query(`count({${job.pods},__name__=~"flink_taskmanager_job_task_operator_split_.+"})`)).toEqual([]);
  });

  test('Every line that Flink logs is a JSON object', async () => {
    for (const { metadata } of await run.pods()) {
      const lines = (await kubectl(['-n', namespace, 'logs', metadata.name])).stdout.split('\n').filter((line) => line.startsWith('{'));
      expect(lines.length).toBeGreaterThan(20);
      for (const line of lines)
        expect(JSON.parse(line)).toMatchObject({ at: expect.any(String), level: expect.any(String), message: expect.any(String) });
      expect((await kubectl(['-n', namespace, 'logs', metadata.name])).stdout).not.toMatch(/^\S+ (INFO|WARN|ERROR) /m);
    }
  });

  test('Metrics are pushed, too, where that is asked for', async () => {
    await until('datagrams of StatsD', 60, () => Promise.resolve(['jobmanager', 'taskmanager'].every((who) => pushed.statsD.has(who))));
    if (hasOpenTelemetry) await until('exports to OpenTelemetry', 60, () => Promise.resolve(pushed.exports > 1));
    else expect(pushed.exports).toBe(0);
  });

  (hasDatadog ? test : test.skip)('Each process asks for Datadog with the key of the Secret, which nothing else tells', async () => {
    const pods = await run.pods();
    const addresses = pods.map(({ status }) => status.podIP as string);
    await until('ways to Datadog', 60, () => Promise.resolve(addresses.every((address) => pushed.datadog.has(address))));
    const told = [
      ...(await Promise.all(pods.map(({ metadata }) => kubectl(['-n', namespace, 'logs', metadata.name])))),
      await kubectl(['-n', namespace, 'get', 'deployments,statefulsets,pods,configmaps', '-o', 'yaml']),
    ].map(({ stdout }) => stdout);
    for (const text of told) expect(text).not.toContain(API_KEY);
    const config = (await rest(namespace, name, '/jobmanager/config')) as { key: string; value: string }[];
    expect(config.find(({ key }) => key === 'metrics.reporter.datadog.apikey')?.value).toMatch(/^\*+$/);
    // The reporter was made of it, and asked whether it is valid.
    expect(told.slice(0, pods.length).every((log) => log.includes('Datadog'))).toBe(true);
  });

  test('A JobManager that is gone is told of: the alert is on its way until it is back', async () => {
    const jobManager = mode === ClusterMode.NATIVE ? application.cluster.flinkOptions['kubernetes.cluster-id'] : `${name}-jobmanager`;
    const scale = (replicas: number) => kubectl(['-n', namespace, 'scale', 'deployment', jobManager, `--replicas=${replicas}`]);
    const alert = async () =>
      (await prometheus.rules(`flink-${namespace}-${name}`)).find((rule) => rule.name === 'FlinkJobManagerGone')?.state;
    await scale(0);
    await until('the alert', 120, async () => (await alert()) === 'pending');
    await scale(1);
    await until('no alert', 240, async () => (await alert()) === 'inactive');
  });

  // It takes minutes until Prometheus hears of a changed monitor.
  const both = EVERYTHING || mode === ClusterMode.STANDALONE;
  (both ? test : test.skip)('By the ServiceMonitor instead, each is one target, up, and once', async () => {
    await label('podmonitor', 'no-more');
    await label('servicemonitor', 'prometheus');
    expect(components(await scraped('serviceMonitor'))).toEqual(['jobmanager', 'taskmanager']);
  });
});
