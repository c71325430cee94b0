import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction as RelabelingAction,
} from '../../imports/pod-monitor-monitoring.coreos.com';
import { FlinkCluster } from '../cluster/cluster';
import { METRICS_PORT } from '../cluster/contributions';
import { names, objectLabels } from '../private/names';
import { LABELS } from '../savepoint/runtime/labels';

/** How a job's metrics are scraped. */
export interface FlinkPodMonitorProps {
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

/**
 * Scrapes the metrics of every JobManager and TaskManager pod at port 9249, with the Prometheus Operator.
 *
 * Pods need not declare the port, which those of Flink 1.12 cannot: the address is made of the pod's own and the port.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export class FlinkPodMonitor extends Construct {
  /** The PodMonitor. */
  public readonly podMonitor: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where the cluster exposes no metrics
   */
  public constructor(scope: Construct, id: string, props: FlinkPodMonitorProps) {
    super(scope, id);
    const { cluster, labels = { release: 'prometheus' }, interval } = props;
    const { clusterName, namespace } = cluster;
    if (!cluster._plan.metrics) {
      throw new Error(
        `${cluster.node.path}: metrics are switched off, so there is nothing to scrape; set 'metrics' to true or leave the FlinkPodMonitor out`,
      );
    }
    this.podMonitor = new PodMonitor(this, 'Default', {
      metadata: { name: names.monitor(clusterName), namespace, labels: { ...objectLabels(clusterName), ...labels } },
      spec: {
        selector: { matchLabels: cluster.podLabels },
        namespaceSelector: { matchNames: [namespace] },
        podTargetLabels: [LABELS.instance, LABELS.component],
        podMetricsEndpoints: [
          {
            path: '/',
            interval: interval && `${interval.toSeconds()}s`,
            relabelings: [
              // The update Job's pods carry the job's labels, too, and have no metrics.
              {
                sourceLabels: [`__meta_kubernetes_pod_label_${LABELS.component.replace(/\W/g, '_')}`],
                regex: 'jobmanager|taskmanager',
                action: RelabelingAction.KEEP,
              },
              {
                sourceLabels: ['__meta_kubernetes_pod_ip'],
                targetLabel: '__address__',
                replacement: `$1:${METRICS_PORT}`,
                action: RelabelingAction.REPLACE,
              },
            ],
          },
        ],
      },
    });
  }
}
