import { ApiObjectMetadata, Duration } from 'cdk8s';
import { FlinkCluster } from '../cluster/cluster';
import { names, objectLabels } from '../private/names';
import { LABELS } from '../savepoint/runtime/labels';
import { MetricFilter } from './metric-filter';

/** How a job's metrics are scraped. */
export interface FlinkMonitorProps {
  /** The cluster whose pods are scraped. */
  readonly cluster: FlinkCluster;

  /**
   * Labels by which a Prometheus picks monitors.
   *
   * @default - { release: 'prometheus' }
   */
  readonly labels?: { [key: string]: string };

  /**
   * Time between two scrapes.
   *
   * @default - what the Prometheus says
   */
  readonly interval?: Duration;

  /**
   * Which series are kept.
   *
   * @default MetricFilter.standard(): all but what explodes
   */
  readonly filter?: MetricFilter;
}

/** The pods' labels that their series carry. */
export const SERIES_LABELS = [LABELS.instance, LABELS.component];

/** The path of metrics: Flink's reporter answers at every one. */
export const METRICS_PATH = '/';

/** By which a Prometheus picks monitors and rules, where it was installed under the usual name. */
export const DEFAULT_LABELS = { release: 'prometheus' };

/** @throws where the cluster exposes no metrics */
export function needMetrics(cluster: FlinkCluster, kind: string): void {
  if (!cluster._plan.metrics) {
    throw new Error(
      `${cluster.node.path}: metrics are switched off, so there is nothing to watch; set 'metrics' to true or leave the ${kind} out`,
    );
  }
}

/** A monitor's metadata, of whichever kind it is. */
export function monitorMetadata({ cluster, labels = DEFAULT_LABELS }: FlinkMonitorProps, kind: string): ApiObjectMetadata {
  const { clusterName, namespace } = cluster;
  needMetrics(cluster, kind);
  return { name: names.monitor(clusterName), namespace, labels: { ...objectLabels(clusterName), ...labels } };
}

/** What is done with series as they are scraped, in the Prometheus Operator's words; undefined where nothing is. */
export function metricRelabelings({ filter = MetricFilter.standard() }: FlinkMonitorProps): object[] | undefined {
  const rules = filter._rules.map((rule) => (rule.action === 'labeldrop' ? rule : { ...rule, sourceLabels: ['__name__'] }));
  return rules.length > 0 ? rules : undefined;
}

/** Prometheus' words for a time. */
export function scrapeInterval({ interval }: FlinkMonitorProps): string | undefined {
  return interval && `${interval.toSeconds()}s`;
}
