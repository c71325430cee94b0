import { FlinkVersion } from '../../lib';
import { flinkMetrics, furtherMetrics, hasMetric, metricsIn, metricsOf } from '../../lib/monitoring/metrics';
import { MetricScope } from '../../lib/monitoring/metric-scope';
import seen from '../fixtures/metric-names.json';

/** What real releases exposed, one of each minor, with one job that takes checkpoints. */
const RELEASES = Object.entries(seen);

test.each(RELEASES)('Flink %s exposes what the table says, and nothing else', (version, names) => {
  const table = metricsOf(FlinkVersion.of(version)).map(({ name }) => name);
  expect(table.filter((name) => !names.includes(name))).toEqual([]);
  const known = [...table, ...furtherMetrics.map(({ name }) => name)];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test('No metric is in the table twice', () => {
  const names = [...flinkMetrics, ...furtherMetrics].map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('Every metric has a unit and a meaning', () => {
  const bare = [...flinkMetrics, ...furtherMetrics].filter(({ unit, meaning }) => !unit || !meaning);
  expect(bare).toEqual([]);
});

test('A metric is in the releases from its first to its last one', () => {
  const fullRestarts = `${MetricScope.JOB}fullRestarts`;
  const busy = `${MetricScope.TASK}busyTimeMsPerSecond`;
  expect(['1.12', '1.20', '2.0', '2.3'].map((version) => hasMetric(fullRestarts, FlinkVersion.of(version)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(['1.12', '1.13', '2.3'].map((version) => hasMetric(busy, FlinkVersion.of(version)))).toEqual([false, true, true]);
  expect(hasMetric('flink_jobmanager_job_nonsense', FlinkVersion.V1_20)).toBe(false);
});

test('Names of metrics are found in an expression, each once', () => {
  const expression = 'max(flink_jobmanager_job_uptime{a="b"}) > 0 or rate(up[5m]) or flink_jobmanager_job_uptime';
  expect(metricsIn(expression)).toEqual(['flink_jobmanager_job_uptime']);
});
