import { Testing } from 'cdk8s';
import { FlinkApplication, FlinkNativeCluster, FlinkPodMonitor, FlinkServiceMonitor, MetricFilter } from '../../lib';
import { flinkMetrics, furtherMetrics } from '../../lib/monitoring/metrics';
import { clusterProps, messageOf, minimalProps, the } from '../support';

/** The rules of both monitors, which are the same. */
function rulesOf(filter?: MetricFilter): any[] | undefined {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', clusterProps(minimalProps()));
  new FlinkPodMonitor(chart, 'pods', { cluster, filter });
  new FlinkServiceMonitor(chart, 'service', { cluster, filter });
  const all = Testing.synth(chart);
  const [ofPods] = the(all, 'PodMonitor').spec.podMetricsEndpoints;
  const [ofService] = the(all, 'ServiceMonitor').spec.endpoints;
  expect(ofService.metricRelabelings).toEqual(ofPods.metricRelabelings);
  return ofPods.metricRelabelings;
}

/** Whether a series is kept, as Prometheus goes by rules: expressions are of the whole value. */
function keeps(name: string, rules: readonly any[] = rulesOf() ?? []): boolean {
  return rules.every(({ action, regex }) => {
    const matches = new RegExp(`^(?:${regex})$`).test(name);
    return action === 'drop' ? !matches : action === 'keep' ? matches : true;
  });
}

test.each([
  'flink_taskmanager_job_latency_source_id_operator_id_operator_subtask_index_latency',
  'flink_taskmanager_job_task_operator_split_watermark_currentWatermark',
  'flink_taskmanager_job_task_operator_KafkaSourceReader_topic_partition_currentOffset',
  'flink_taskmanager_job_task_operator_KafkaConsumer_topic_partition_committedOffsets',
  'flink_taskmanager_job_task_operator_KafkaConsumer_current_offsets_numbers_0',
  'flink_taskmanager_job_task_operator_KafkaConsumer_committed_offsets_numbers_0',
  'flink_taskmanager_job_task_operator_customer_1234567_orders',
  'flink_taskmanager_job_task_operator_session_0a1b2c3d_0a1b_0a1b_0a1b_0a1b2c3d4e5f_count',
  'flink_taskmanager_job_task_operator_bc764cd8ddf7a0cff126f51c16239658',
])('%s explodes, and is dropped', (name) => {
  expect(keeps(name)).toBe(false);
});

test('All that Flink tells of itself is kept, but for single splits and partitions', () => {
  const dropped = [...flinkMetrics, ...furtherMetrics].map(({ name }) => name).filter((name) => !keeps(name));
  expect(dropped.length).toBeGreaterThan(0);
  expect(dropped.filter((name) => !/_operator_split_|_topic_partition_/.test(name))).toEqual([]);
});

test('Metrics of users are kept, numbers of less than five digits included', () => {
  for (const name of ['flink_taskmanager_job_task_operator_orders_2024', 'flink_taskmanager_job_task_operator_facade', 'up'])
    expect([name, keeps(name)]).toEqual([name, true]);
});

test('Labels that every restart changes are dropped', () => {
  expect(rulesOf()).toContainEqual({ action: 'labeldrop', regex: 'task_attempt_id|task_attempt_num' });
});

test('Everything is kept where that is asked for', () => {
  expect(rulesOf(MetricFilter.everything())).toBeUndefined();
});

test('Names are left out, or alone kept, on top of the rest', () => {
  const without = rulesOf(MetricFilter.standard().without('flink_taskmanager_job_task_buffers_.+', '.+_Netty_.+'));
  expect(keeps('flink_taskmanager_job_task_buffers_inPoolUsage', without)).toBe(false);
  expect(keeps('flink_taskmanager_Status_Shuffle_Netty_UsedMemory', without)).toBe(false);
  expect(keeps('flink_jobmanager_job_uptime', without)).toBe(true);
  const only = rulesOf(MetricFilter.everything().only('flink_jobmanager_.+'));
  expect(keeps('flink_jobmanager_job_uptime', only)).toBe(true);
  expect(keeps('flink_taskmanager_Status_JVM_CPU_Load', only)).toBe(false);
});

test('Groups that are not captured are what Prometheus knows, too', () => {
  const rules = rulesOf(MetricFilter.everything().without('flink_(?:a|b)'));
  expect(['a', 'c'].map((last) => keeps(`flink_${last}`, rules))).toEqual([false, true]);
});

test('A filter is a value: another one made of it leaves it as it was', () => {
  const standard = MetricFilter.standard();
  standard.without('a.+');
  expect(rulesOf(standard)).toEqual(rulesOf());
});

test.each<[string[], string]>([
  [['('], "MetricFilter: '(' was given (Invalid regular expression"],
  ...['.+_KafkaConsumer_(?!records_lag_max).+', '.+(?<!lag)', '(a|b)_\\1', '(?<x>a)_\\k<x>'].map((name): [string[], string] => [
    [name],
    `MetricFilter: '${name}' was given (Prometheus knows no lookahead, lookbehind or backreference)`,
  ]),
  [['.*'], "MetricFilter: '.*' was given (it would drop every metric)"],
  [[''], "MetricFilter: '' was given"],
  [[], 'MetricFilter: no name was given'],
])('%j is refused', (names, message) => {
  expect(messageOf(() => MetricFilter.standard().without(...names))).toContain(message);
});

test('An application hands its filter to the PodMonitor', () => {
  const application = new FlinkApplication(Testing.app(), 'orders', { ...minimalProps(), metricFilter: MetricFilter.everything() });
  const [endpoint] = the(Testing.synth(application), 'PodMonitor').spec.podMetricsEndpoints;
  expect(endpoint).not.toHaveProperty('metricRelabelings');
});
