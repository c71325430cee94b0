import { ApiObjectMetadata, Duration } from 'cdk8s';
import { FlinkCluster } from '../cluster/cluster';
import { names, objectLabels } from '../private/names';
import { LABELS } from '../savepoint/runtime/labels';

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

/** Prometheus' words for a time. */
export function scrapeInterval({ interval }: FlinkMonitorProps): string | undefined {
  return interval && `${interval.toSeconds()}s`;
}
