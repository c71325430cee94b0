import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction as RelabelingAction,
} from '../../imports/pod-monitor-monitoring.coreos.com';
import { METRICS_PORT } from '../cluster/contributions';
import { LABELS } from '../savepoint/runtime/labels';
import { FlinkMonitorProps, METRICS_PATH, metricRelabelings, monitorMetadata, scrapeInterval, SERIES_LABELS } from './monitor';

/** How a job's pods are scraped. */
export interface FlinkPodMonitorProps extends FlinkMonitorProps {}

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
    const { cluster } = props;
    this.podMonitor = new PodMonitor(this, 'Default', {
      metadata: monitorMetadata(props, 'FlinkPodMonitor'),
      spec: {
        selector: { matchLabels: cluster.podLabels },
        namespaceSelector: { matchNames: [cluster.namespace] },
        podTargetLabels: SERIES_LABELS,
        podMetricsEndpoints: [
          {
            path: METRICS_PATH,
            interval: scrapeInterval(props),
            metricRelabelings: metricRelabelings(props),
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
