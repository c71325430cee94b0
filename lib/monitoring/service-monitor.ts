import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceMonitor } from '../../imports/service-monitor-monitoring.coreos.com';
import { selectorLabels } from '../private/names';
import { LABELS } from '../savepoint/runtime/labels';
import { FlinkMonitorProps, METRICS_PATH, metricRelabelings, monitorMetadata, scrapeInterval, SERIES_LABELS } from './monitor';

/** How a job's pods are scraped by way of a Service. */
export interface FlinkServiceMonitorProps extends FlinkMonitorProps {}

/**
 * Scrapes the metrics of every JobManager and TaskManager pod at port 9249, with the Prometheus Operator, by way of the
 * cluster's `metricsService()`, which it makes where there is none yet: for a Prometheus that picks no PodMonitors.
 *
 * The series are those of a `FlinkPodMonitor`, but for the label `job`, which is the Service's name. Take one of the two: with
 * both, every pod is scraped twice.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export class FlinkServiceMonitor extends Construct {
  /** The ServiceMonitor. */
  public readonly serviceMonitor: ApiObject;

  /** The Service whose pods are scraped. */
  public readonly service: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where the cluster exposes no metrics
   */
  public constructor(scope: Construct, id: string, props: FlinkServiceMonitorProps) {
    super(scope, id);
    const { cluster } = props;
    const metadata = monitorMetadata(props, 'FlinkServiceMonitor');
    this.service = cluster.metricsService();
    this.serviceMonitor = new ServiceMonitor(this, 'Default', {
      metadata,
      spec: {
        // The other Services of the job carry the first of the two labels only.
        selector: { matchLabels: { ...selectorLabels(cluster.clusterName), [LABELS.metrics]: 'true' } },
        namespaceSelector: { matchNames: [cluster.namespace] },
        podTargetLabels: SERIES_LABELS,
        endpoints: [
          {
            port: 'metrics',
            path: METRICS_PATH,
            interval: scrapeInterval(props),
            metricRelabelings: metricRelabelings(props),
          },
        ],
      },
    });
  }
}
