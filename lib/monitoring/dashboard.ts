import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FlinkCluster } from '../cluster/cluster';
import { names, objectLabels } from '../private/names';
import { dashboardJson, DashboardKind } from './dashboards/dashboards';
import { needMetrics } from './monitor';
import { watchedJob } from './watched-job';

/** How Grafana gets a job's dashboards. */
export interface DashboardProps {
  /**
   * The namespace of the ConfigMap: where Grafana's sidecar looks for dashboards.
   *
   * @default - the job's
   */
  readonly namespace?: string;

  /**
   * Labels by which Grafana's sidecar picks the ConfigMap.
   *
   * @default - { grafana_dashboard: '1' }
   */
  readonly labels?: { [key: string]: string };

  /**
   * The folder of Grafana: the annotation `grafana_folder`, which the sidecar must be told of (`folderAnnotation`).
   *
   * @default 'Flink'
   */
  readonly folder?: string;
}

/** Dashboards of a cluster. */
export interface FlinkDashboardProps extends DashboardProps {
  /** The cluster whose job is shown. */
  readonly cluster: FlinkCluster;
}

/**
 * Dashboards of one streaming job, as a ConfigMap that Grafana's sidecar picks up: overview, checkpoints, throughput, processes, updates.
 * They show what the job's release of Flink exposes, by a `FlinkPodMonitor` or a `FlinkServiceMonitor`; those of updates need
 * kube-state-metrics. The source of data is picked in Grafana.
 *
 * Their ids are made of the job's namespace and name: a newer dashboard takes the older one's place.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export class FlinkDashboard extends Construct {
  /** The ConfigMap. */
  public readonly configMap: ApiObject;

  private readonly cluster: FlinkCluster;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where the cluster exposes no metrics
   */
  public constructor(scope: Construct, id: string, props: FlinkDashboardProps) {
    super(scope, id);
    const { cluster, labels = { grafana_dashboard: '1' }, folder = 'Flink', namespace = props.cluster.namespace } = props;
    needMetrics(cluster, 'FlinkDashboard');
    this.cluster = cluster;
    const { clusterName } = cluster;
    // The sidecar writes the files of all jobs into one folder.
    const file = (kind: DashboardKind) => `${cluster.namespace}-${clusterName}-${kind}.json`;
    this.configMap = new k8s.KubeConfigMap(this, 'Default', {
      metadata: {
        name: names.dashboards(clusterName),
        namespace,
        labels: { ...objectLabels(clusterName), ...labels },
        annotations: { grafana_folder: folder },
      },
      data: Object.fromEntries(Object.values(DashboardKind).map((kind) => [file(kind), this.toJson(kind)])),
    });
  }

  /**
   * The JSON of a dashboard, to be imported by hand.
   *
   * @param kind which one
   */
  public toJson(kind: DashboardKind): string {
    return dashboardJson(kind, watchedJob(this.cluster));
  }
}
