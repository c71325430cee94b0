import { Duration, Testing } from 'cdk8s';
import {
  AlertSeverity,
  FlinkAlerts,
  FlinkAlertsProps,
  FlinkApplication,
  FlinkNativeCluster,
  FlinkScaling,
  FlinkStandaloneCluster,
  FlinkVersion,
  JobState,
  StateBackend,
} from '../../lib';
import { ALERT_ROWS } from '../../lib/monitoring/alert-rules';
import { hasMetric, metricsIn } from '../../lib/monitoring/metrics';
import { clusterProps, Manifest, messageOf, minimalProps, MINORS, the } from '../support';

interface Given extends Partial<FlinkAlertsProps> {
  readonly version?: string;
  readonly cluster?: never;
  readonly more?: object;
}

function manifest({ version = '1.20.5', more = {}, ...props }: Given = {}): Manifest {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', { ...clusterProps(minimalProps(version)), ...more });
  new FlinkAlerts(chart, 'alerts', { ...props, cluster });
  return the(Testing.synth(chart), 'PrometheusRule');
}

const rulesOf = (given: Given = {}): Record<string, any>[] => manifest(given).spec.groups[0].rules;
const namesOf = (given: Given = {}) => rulesOf(given).map(({ alert }) => alert as string);

test('The smallest PrometheusRule', () => {
  expect(manifest()).toMatchSnapshot();
});

test.each(MINORS)('No alert for Flink %s is about a metric that it does not expose', (minor) => {
  const version = FlinkVersion.of(minor);
  const named = rulesOf({ version: minor, more: { stateBackend: StateBackend.HASHMAP } }).flatMap(({ expr }) => metricsIn(expr as string));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !hasMetric(name, version))).toEqual([]);
});

test('Every alert says what has happened, what it means, and what to do, of this job', () => {
  for (const { alert, annotations, labels } of rulesOf()) {
    expect([alert, annotations.summary]).toEqual([alert, expect.stringContaining('orders')]);
    expect(annotations.description.length).toBeGreaterThan(5);
    expect(annotations.runbook.length).toBeGreaterThan(20);
    expect(JSON.stringify(annotations)).not.toMatch(/\{(job|namespace|value)\}/);
    expect(labels).toMatchObject({ namespace: 'flink', flink_job: 'orders' });
  }
});

test('Every expression is about this job alone', () => {
  for (const { alert, expr } of rulesOf({ rules: { savepointAge: { threshold: 60 } } })) {
    const selectors = [...(expr as string).matchAll(/\w+\{([^}]*)\}/g)].map(([, matchers]) => matchers);
    expect([alert, selectors.length > 0]).toEqual([alert, true]);
    for (const matchers of selectors) expect([alert, matchers]).toEqual([alert, expect.stringMatching(/^namespace="flink",.*"orders[-"]/)]);
  }
});

test('Counters of Flink are gauges to Prometheus: none is asked for its rate', () => {
  expect(rulesOf().filter(({ expr }) => /\b(rate|irate|increase)\(/.test(expr as string))).toEqual([]);
});

describe('A rule', () => {
  it('takes another threshold, time, severity and labels', () => {
    const restartLoop = { threshold: 7, lasting: Duration.seconds(90), severity: AlertSeverity.INFO, labels: { team: 'data' } };
    const rule = rulesOf({ rules: { restartLoop }, labels: { team: 'none', site: 'x' } }).find(
      ({ alert }) => alert === 'FlinkRestartLoop',
    )!;
    expect(rule.expr).toContain('> 7');
    expect(rule.for).toBe('90s');
    expect(rule.labels).toMatchObject({ severity: 'info', team: 'data', site: 'x' });
  });

  it('that is switched off is not there', () => {
    expect(namesOf()).toContain('FlinkHeapFull');
    expect(namesOf({ rules: { heap: { enabled: false } } })).not.toContain('FlinkHeapFull');
  });

  it('of the age of savepoints is there when it is asked for', () => {
    expect(namesOf()).not.toContain('FlinkSavepointOld');
    expect(namesOf({ rules: { savepointAge: { threshold: 3600 } } })).toContain('FlinkSavepointOld');
  });

  it('may last no time', () => {
    const rule = rulesOf({ rules: { heap: { lasting: Duration.seconds(0) } } }).find(({ alert }) => alert === 'FlinkHeapFull');
    expect(rule).not.toHaveProperty('for');
  });
});

test('A job without checkpoints has no alert about them', () => {
  const names = namesOf({ more: { checkpoints: { enabled: false } } });
  expect(names.filter((name) => name.includes('Checkpoint'))).toEqual([]);
  expect(namesOf().filter((name) => name.includes('Checkpoint'))).toHaveLength(3);
});

test('RocksDB takes all managed memory, which is nothing to tell', () => {
  expect(namesOf({ more: { stateBackend: StateBackend.ROCKSDB } })).not.toContain('FlinkManagedMemoryFull');
  expect(namesOf({ more: { stateBackend: StateBackend.HASHMAP } })).toContain('FlinkManagedMemoryFull');
});

test('Checkpoints are held against the job’s own interval', () => {
  const rules = rulesOf({ more: { checkpoints: { interval: Duration.minutes(2) } } });
  expect(rules.find(({ alert }) => alert === 'FlinkSlowCheckpoint')!.expr).toContain('> 120000');
  expect(rules.find(({ alert }) => alert === 'FlinkNoCheckpoint')!.expr).toContain('[20m]');
  const quick = rulesOf({ more: { checkpoints: { interval: Duration.seconds(2) } } });
  // Scrapes are further apart than that.
  expect(quick.find(({ alert }) => alert === 'FlinkNoCheckpoint')!.expr).toContain('[5m]');
});

test('As many TaskManagers are needed as the parallelism takes, or as the autoscaler leaves', () => {
  const expression = (rules: Record<string, any>[]) => rules.find(({ alert }) => alert === 'FlinkTaskManagersMissing')!.expr as string;
  expect(expression(rulesOf({ more: { parallelism: 5, taskSlots: 2 } }))).toMatch(/< 3$/);
  const chart = Testing.chart();
  const scaling = FlinkScaling.reactive({ minTaskManagers: 2, maxTaskManagers: 9 });
  const cluster = new FlinkStandaloneCluster(chart, 'orders', { ...clusterProps(minimalProps()), scaling });
  new FlinkAlerts(chart, 'alerts', { cluster });
  expect(expression(the(Testing.synth(chart), 'PrometheusRule').spec.groups[0].rules)).toMatch(/< 2$/);
});

test('A page of runbooks is linked by the alert’s name', () => {
  const [first] = rulesOf({ runbookUrl: 'https://wiki.example.com/flink' });
  expect(first.annotations.runbook_url).toBe('https://wiki.example.com/flink#flinkjobmanagergone');
});

test('A suspended job has alerts of its updates only', () => {
  expect(namesOf({ suspended: true })).toEqual(['FlinkUpdateFailed', 'FlinkUpdateSlow']);
});

test('Everything that is wrong is told at once', () => {
  const rules = { heap: { threshold: -1 }, jobManagerGone: { threshold: 3 }, gcTime: { lasting: Duration.millis(10) }, nonsense: {} };
  expect(messageOf(() => rulesOf({ rules }))).toBe(
    [
      'test/alerts: rules.heap.threshold: -1 was given; allowed is a number from 0 on: of the heap, in use after garbage collections',
      'rules.jobManagerGone.threshold: 3 was given, but FlinkJobManagerGone has none. Leave it out',
      'rules.gcTime.lasting: 10 ms were given; allowed are whole seconds',
      `rules.nonsense: there is no such alert; allowed are ${Object.keys(ALERT_ROWS).join(', ')}`,
    ].join('\n'),
  );
});

test('A cluster without metrics has nothing to alert of, and says so', () => {
  expect(() => rulesOf({ more: { metrics: false } })).toThrow(
    "metrics are switched off, so there is nothing to watch; set 'metrics' to true",
  );
});

describe('An application', () => {
  const alertsOf = (props: object) => {
    const application = new FlinkApplication(Testing.app(), 'orders', { ...minimalProps(), ...props });
    return Testing.synth(application).filter(({ kind }: Manifest) => kind === 'PrometheusRule');
  };

  it('has none unless they are asked for', () => {
    expect(alertsOf({})).toEqual([]);
    expect(alertsOf({ alerts: {} })).toHaveLength(1);
  });

  it('that is suspended has those of updates only', () => {
    const [rule] = alertsOf({ alerts: {}, update: { state: JobState.SUSPENDED } });
    expect(rule.spec.groups[0].rules.map((one: any) => one.alert)).toEqual(['FlinkUpdateFailed', 'FlinkUpdateSlow']);
  });

  it('is of the same revision with them as without', () => {
    const revision = (props: object) => new FlinkApplication(Testing.app(), 'orders', { ...minimalProps(), ...props }).cluster.revision;
    expect(revision({ alerts: {}, dashboards: {} })).toBe(revision({}));
  });
});
