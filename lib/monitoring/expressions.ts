/** Parts of the expressions of alerts and dashboards. Flink's counters are gauges to Prometheus: `delta`, `deriv` and `changes`, not `rate`. */
import { MetricScope } from './metric-scope';
import { WatchedJob } from './watched-job';

/** What a job's series are told apart by. */
export const BY_JOB = 'by (namespace, app_kubernetes_io_instance)';
/** What a pod's series are told apart by. */
export const BY_POD = 'by (namespace, app_kubernetes_io_instance, pod)';

/** The first of several metrics that the release has; undefined where it has none. */
export function firstOf(job: WatchedJob, ...metrics: string[]): string | undefined {
  return metrics.find(job.has);
}

/** Those of several metrics that the release has, each in an expression of its own, whichever of them there is. */
export function anyOf(job: WatchedJob, metrics: readonly string[], expression: (metric: string) => string): string | undefined {
  return metrics.filter(job.has).map(expression).join(' or ') || undefined;
}

/** Metrics of a source that tell how many records it is behind by. */
export const BEHIND = [`${MetricScope.OPERATOR}pendingRecords`, `${MetricScope.OPERATOR}KafkaConsumer_records_lag_max`];

/** A duration in Prometheus' words, of whole minutes where it can be. */
export function range(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** Names of collectors, by what the JVM was told: the young and the old generation's. */
const COLLECTORS = ['G1_Young_Generation', 'G1_Old_Generation', 'Copy', 'MarkSweepCompact', 'PS_Scavenge', 'PS_MarkSweep'];

/** Milliseconds in a second that a process spends in garbage collections, whatever the collector. */
export function gcTime(job: WatchedJob, component: 'jobmanager' | 'taskmanager', over: string): string {
  const status = `flink_${component}_Status_JVM_GarbageCollector`;
  const all = `${status}_All_TimeMsPerSecond`;
  if (job.has(all)) return `avg_over_time(${all}{${job.pods}}[${over}])`;
  // Each has the same labels but for its name, which a sum would lose.
  const parts = COLLECTORS.map((name) => `label_replace(deriv(${status}_${name}_Time{${job.pods}}[${over}]), "gc", "${name}", "", "")`);
  return `sum ${BY_POD} (${parts.join(' or ')})`;
}

/** Only the newest of the update Jobs: one that failed before it is no news. */
export function newest(jobs: string): string {
  return `on (namespace, job_name) (kube_job_created{${jobs}} == on (namespace) group_left () max by (namespace) (kube_job_created{${jobs}}))`;
}
