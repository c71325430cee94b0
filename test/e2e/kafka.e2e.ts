/** What only a source tells that is behind, and that has event time: with a real Kafka, and a real Prometheus. */
import { App, Duration } from 'cdk8s';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterMode, DashboardKind, FlinkVersion } from '../../lib';
import { rowsOf } from '../../lib/monitoring/dashboards/dashboards';
import { furtherMetrics, hasMetric, metricsOf } from '../../lib/monitoring/metrics';
import { watchedJob } from '../../lib/monitoring/watched-job';
import { JobRun, prepareNamespace } from './job-run';
import { Kafka } from './kafka';
import { kubectl, until } from './kubectl';
import { Ledger, ledgerApplication, S3 } from './ledger';
import { exposed, Prometheus } from './prometheus';
import { clusters } from './releases';

/** Native clusters of 1.12 have no pod template, by which the job comes. */
const ALL = { [ClusterMode.NATIVE]: ['1.20.5', '2.3.0'], [ClusterMode.STANDALONE]: ['1.12.5'] };
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };
/** Panels of what a job is behind by. */
const TITLES = ['Event-time lag', 'Records behind', 'Watermark lag'];
/** Where the S3 server answers, this process does, too. */
const HOST = S3 && new URL(S3).hostname;

describe.each(clusters(FEW, ALL))('a job on Kafka, %s, of Flink %s', (mode, version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-kafka-${mode.toLowerCase()}-${digits}`, name: `behind-${digits}`, version, mode };
  const { namespace, name } = ledger;
  const release = FlinkVersion.of(version);
  const source = release.isAtLeast('1.14') ? '_KafkaSourceReader_' : '_operator_KafkaConsumer_';
  let kafka: Kafka;
  let prometheus: Prometheus;
  let run: JobRun;
  let job: ReturnType<typeof watchedJob>;

  beforeAll(async () => {
    prometheus = await Prometheus.find();
    kafka = await Kafka.begin(HOST, version);
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'kafka-')) });
    const soon = { threshold: 10, lasting: Duration.seconds(0) };
    const application = ledgerApplication(app, ledger, 0, { ...kafka.job, alerts: { rules: { consumerLag: soon, eventTimeLag: soon } } });
    app.synth();
    run = new JobRun(ledger, {
      yaml: readFileSync(join(app.outdir, `${name}.k8s.yaml`), 'utf8'),
      jobName: application.savepointJob.job.name,
      revision: application.cluster.revision,
    });
    job = watchedJob(application.cluster);
    await prepareNamespace(namespace, 'baseline');
    await run.apply();
    await run.updated();
  });

  afterAll(async () => {
    kafka?.end();
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  test('What such a source exposes, the table has', async () => {
    const known = [...metricsOf(release), ...furtherMetrics].map((metric) => metric.name);
    const all = await until('a measured lag', 60, async () => {
      const names = (await Promise.all((await run.pods()).map(({ status }) => exposed(status.podIP as string)))).flat();
      return names.some((metric) => metric.endsWith('_records_lag_max')) && names.filter((metric) => metric.startsWith('flink_'));
    });
    // Kafka's client has many for itself; the older source tells each of them twice, and has names for partitions.
    const ofClient = (metric: string) => /_KafkaConsumer_(?!records_lag_max|topic_)/.test(metric);
    const again = all
      .filter((metric) => ofClient(metric) || metric.endsWith('_records_lag_max'))
      .map((metric) => metric.replace('KafkaConsumer_', ''));
    const names = all.filter((metric) => !ofClient(metric) && !again.includes(metric));
    expect(names.filter((metric) => !known.includes(metric))).toEqual([]);
    const ofKafka = furtherMetrics.map((metric) => metric.name).filter((metric) => metric.includes(source) && hasMetric(metric, release));
    expect(ofKafka.length).toBeGreaterThan(0);
    expect(ofKafka.filter((metric) => !names.includes(metric))).toEqual([]);
  });

  test('Single partitions have no series, and the source has', async () => {
    const scope = `{namespace="${namespace}",__name__=~"flink_taskmanager_job_task_operator_(split|Kafka).*"}`;
    const kept = await until('the series of the source', 60, async () => {
      const series = await prometheus.query(scope);
      return series.length > 0 && series.map(({ metric }) => metric.__name__);
    });
    expect(kept.filter((metric) => /(committed|current)_?[oO]ffset|_split_/.test(metric))).toEqual([]);
  });

  test('Every query that needs such a source has series', async () => {
    const queries = Object.values(DashboardKind)
      .flatMap((kind) => rowsOf(kind, job).flatMap(({ panels }) => panels))
      .flatMap(({ title, queries: all }) => all.filter(({ optional }) => optional).map(({ expression }) => [title, expression!]));
    const wanted = queries.filter(([title]) => TITLES.includes(title));
    expect([...new Set(wanted.map(([title]) => title))].sort()).toEqual(TITLES);
    await until('series of every query', 120, async () => {
      const found = await Promise.all(wanted.map(async ([title, expression]) => [title, (await prometheus.query(expression)).length]));
      const empty = found.filter(([, series]) => series === 0).map(([title]) => title);
      if (empty.length > 0) throw new Error(`without series: ${empty.join(', ')}`);
      return true;
    });
  });

  test('The alerts of a job that falls behind fire, and no other', async () => {
    const firing = await until('the alerts', 300, async () => {
      const found = (await prometheus.rules(`flink-${namespace}-${name}`))
        .filter(({ state }) => state === 'firing')
        .map((rule) => rule.name);
      if (found.length < 2) throw new Error(`firing: ${found.join(', ')}`);
      return found;
    });
    expect(firing.sort()).toEqual(['FlinkConsumerLagGrowing', 'FlinkEventTimeLag']);
  });
});
