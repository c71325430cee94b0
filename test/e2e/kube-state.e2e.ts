/** Updates and savepoints as kube-state-metrics tells of them, against the dashboard of updates and the alerts of update Jobs. */
import { App, Cron, Duration } from 'cdk8s';
import { ChildProcess, spawn } from 'node:child_process';
import { DashboardKind, FlinkApplicationProps } from '../../lib';
import { ALERT_ROWS } from '../../lib/monitoring/alert-rules';
import { rowsOf } from '../../lib/monitoring/dashboards/dashboards';
import { watchedJob } from '../../lib/monitoring/watched-job';
import { JobRun, prepareNamespace } from './job-run';
import { kubectl, until } from './kubectl';
import { Ledger, ledgerApplication, ledgerYaml, S3, updateProps } from './ledger';
import { Prometheus } from './prometheus';
import { clusters, securityLevel } from './releases';

/** The program of kube-state-metrics, 2.x, on this machine. */
const PROGRAM = process.env.E2E_KUBE_STATE_METRICS ?? '';
const PORT = 18_090;
const NAME = 'e2e-kube-state-metrics';

/** How Prometheus finds a process of this machine, with the labels of the metrics as they are. */
const OBJECTS = () => [
  { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ name: 'http', port: PORT }] } },
  { apiVersion: 'v1', kind: 'Endpoints', subsets: [{ addresses: [{ ip: new URL(S3).hostname }], ports: [{ name: 'http', port: PORT }] }] },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    spec: { selector: { matchLabels: { app: NAME } }, endpoints: [{ port: 'http', honorLabels: true, interval: '5s' }] },
  },
];

(PROGRAM ? describe : describe.skip).each(clusters())('the updates of a %s cluster of Flink %s, watched', (mode, version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-kube-state-${mode.toLowerCase()}-${digits}`, name: `ledger-${digits}`, version, mode };
  const { namespace } = ledger;
  const more: Partial<FlinkApplicationProps> = { savepointSchedule: { schedule: Cron.schedule({ minute: '*' }) } };
  const run = new JobRun(ledger, ledgerYaml(ledger, 100, more));
  const job = watchedJob(ledgerApplication(new App(), ledger, 100, more).cluster);
  const expression = (alert: 'savepointAge' | 'updateFailed' | 'updateSlow', threshold: number) =>
    ALERT_ROWS[alert].expression(job, threshold)!;
  let told: ChildProcess;
  let prometheus: Prometheus;

  beforeAll(async () => {
    prometheus = await Prometheus.find();
    told = spawn(PROGRAM, ['--port', String(PORT), '--telemetry-port', String(PORT + 1), '--kubeconfig', process.env.KUBECONFIG ?? '']);
    const metadata = { name: NAME, namespace: 'monitoring', labels: { app: NAME, release: 'prometheus' } };
    for (const object of OBJECTS()) await kubectl(['apply', '-f', '-'], JSON.stringify({ ...object, metadata }));
    await prepareNamespace(namespace, securityLevel(mode, version));
    await run.apply();
    await run.updated();
  });

  afterAll(async () => {
    told.kill();
    await kubectl(['-n', 'monitoring', 'delete', 'service,endpoints,servicemonitor', '-l', `app=${NAME}`]);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  const has = async (query: string) => (await prometheus.query(query)).length > 0;

  test('Every query of the dashboard of updates has series, and that of the schedule once it took a savepoint', async () => {
    const queries = rowsOf(DashboardKind.UPDATES, job).flatMap(({ panels }) =>
      panels.flatMap(({ title, queries: all }) => all.map((one) => [title, one.expression!])),
    );
    const all = [...queries, ['The schedule', `kube_cronjob_status_last_successful_time{${job.schedule}}`]];
    expect(all.length).toBeGreaterThan(6);
    await until('series of every query', 300, async () => {
      const found = await Promise.all(all.map(async ([title, query]) => ((await has(query)) ? '' : title)));
      const empty = found.filter(Boolean);
      if (empty.length > 0) throw new Error(`without series: ${empty.join(', ')}`);
      return true;
    });
  });

  test('A savepoint older than asked for is told of, and a newer one is not; no update failed', async () => {
    expect(await has(expression('savepointAge', 1))).toBe(true);
    expect(await has(expression('savepointAge', 86_400))).toBe(false);
    expect(await has(expression('updateFailed', 0))).toBe(false);
  });

  test('An update Job that takes long is told of while it is at work, and as failed when it is', async () => {
    const update = { ...updateProps, retries: 0, startTimeout: Duration.minutes(1) };
    run.current = ledgerYaml(ledger, 110, { ...more, image: 'registry.invalid/no-such-image:1', update });
    await run.apply();
    await until('the update that takes long', 60, () => has(expression('updateSlow', 5)));
    expect(await run.over()).toBe('BackoffLimitExceeded');
    await until('the update that failed', 60, () => has(expression('updateFailed', 0)));
    expect(await has(expression('updateSlow', 5))).toBe(false);
  });
});
