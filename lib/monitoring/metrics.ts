/** Flink's metrics as a release has them, under the names that Prometheus shows. */
import { RELEASES } from '../config/releases';
import type { FlinkVersion } from '../config/version';
import { MetricRow, MetricScope } from './metric-scope';
import { FURTHER_METRICS, METRICS } from './metrics-data';

/** A metric, under the name that Prometheus shows. */
export interface Metric {
  readonly name: string;
  readonly scope: MetricScope;
  readonly unit: string;
  readonly meaning: string;
  /** Undefined: since the oldest release that is served. */
  readonly since?: string;
  /** Undefined: to this day. */
  readonly until?: string;
}

const named =
  (scope: MetricScope) =>
  ([name, unit, meaning, since, until]: MetricRow): Metric => ({ name: scope + name, scope, unit, meaning, since, until });

/** Every metric of Flink itself. */
export const flinkMetrics: readonly Metric[] = Object.values(MetricScope).flatMap((scope) => METRICS[scope].map(named(scope)));

/** Metrics that only some jobs have. */
export const furtherMetrics: readonly Metric[] = Object.values(MetricScope).flatMap((scope) =>
  (FURTHER_METRICS[scope] ?? []).map(named(scope)),
);

const BY_NAME = new Map([...flinkMetrics, ...furtherMetrics].map((metric) => [metric.name, metric]));

/** What a release exposes by itself. */
export function metricsOf(version: FlinkVersion): Metric[] {
  return flinkMetrics.filter((metric) => isIn(metric, version));
}

/** Whether a release has a metric. */
export function hasMetric(name: string, version: FlinkVersion): boolean {
  const metric = BY_NAME.get(name);
  return metric !== undefined && isIn(metric, version);
}

/** Names of Flink's metrics in an expression of PromQL. */
export function metricsIn(expression: string): string[] {
  return [...new Set(expression.match(/\bflink_(jobmanager|taskmanager)_\w+/g) ?? [])];
}

function isIn({ since = RELEASES[0], until = RELEASES.at(-1)! }: Metric, { minor }: FlinkVersion): boolean {
  const [first, last, at] = [since, until, minor].map((release) => RELEASES.indexOf(release));
  return first <= at && at <= last;
}
