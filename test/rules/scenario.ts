/** What an alert is tried with. */
import { Series } from './promtool';

/** A series of the job; or of others, by other labels. */
export function series(metric: string, labels: Record<string, string>, values: string): Series {
  const all = { namespace: 'flink', ...(metric.startsWith('flink_') ? { app_kubernetes_io_instance: 'orders' } : {}), ...labels };
  return [
    `${metric}{${Object.entries(all)
      .map(([key, value]) => `${key}="${value}"`)
      .join()}}`,
    values,
  ];
}

export interface Scenario {
  readonly fires: readonly Series[];
  /** What it is about, and the value that it tells. */
  readonly labels?: Record<string, string>;
  readonly value: string;
  readonly silent: readonly (readonly Series[])[];
  /** When it is looked at, in minutes. */
  readonly at: number;
  /** Releases for which the expression is another one. */
  readonly version?: string;
}
