import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { FlinkCluster } from './cluster/cluster';
import { FlinkNativeCluster } from './cluster/native';
import { FlinkStandaloneClusterProps } from './cluster/props';
import { FlinkStandaloneCluster } from './cluster/standalone';
import { AlertingProps } from './monitoring/alert-props';
import { FlinkAlerts } from './monitoring/alerts';
import { DashboardProps, FlinkDashboard } from './monitoring/dashboard';
import { MetricFilter } from './monitoring/metric-filter';
import { FlinkPodMonitor } from './monitoring/pod-monitor';
import { SavepointJob } from './savepoint/savepoint-job';
import { JobState } from './savepoint/update-mode';
import { UpdateProps } from './savepoint/update-props';
import { PeriodicSavepointProps, SavepointSchedule } from './savepoint/savepoint-schedule';

/** Who makes a cluster's pods. */
export enum ClusterMode {
  /** Flink makes them, and as many TaskManagers as parallelism needs (`FlinkNativeCluster`). */
  NATIVE = 'NATIVE',
  /** The YAML has them, as Deployments (`FlinkStandaloneCluster`). */
  STANDALONE = 'STANDALONE',
}

/** A streaming job: what it is, how it is watched, and how it is updated. */
export interface FlinkApplicationProps extends FlinkStandaloneClusterProps {
  /**
   * Who makes the cluster's pods.
   *
   * @default ClusterMode.NATIVE
   */
  readonly mode?: ClusterMode;

  /**
   * How updates are done.
   *
   * @default - with a savepoint, and time-outs of minutes
   */
  readonly update?: UpdateProps;

  /**
   * Savepoints that are taken from time to time, while the job runs on.
   *
   * @default - those of updates only
   */
  readonly savepointSchedule?: PeriodicSavepointProps;

  /**
   * Alerts of the job, as a PrometheusRule.
   *
   * @default - none; `{}` makes all of them
   */
  readonly alerts?: AlertingProps;

  /**
   * Dashboards of the job, as a ConfigMap for Grafana's sidecar.
   *
   * @default - none; `{}` makes all of them
   */
  readonly dashboards?: DashboardProps;

  /**
   * Labels of the PodMonitor, by which a Prometheus picks it.
   *
   * @default - { release: 'prometheus' }
   */
  readonly monitorLabels?: { [key: string]: string };

  /**
   * Which series the PodMonitor keeps.
   *
   * @default MetricFilter.standard(): all but what explodes
   */
  readonly metricFilter?: MetricFilter;
}

/**
 * One streaming job: one chart, one YAML file. It composes the cluster, its update Job and, unless `metrics` is false, its
 * PodMonitor; and alerts, dashboards and a schedule of savepoints where they are asked for.
 */
export class FlinkApplication extends Chart {
  /** The cluster. */
  public readonly cluster: FlinkCluster;

  /** The update Job. */
  public readonly savepointJob: SavepointJob;

  /** The schedule of savepoints, where there is one. */
  public readonly savepointSchedule?: SavepointSchedule;

  /** The alerts, where there are any. */
  public readonly alerts?: FlinkAlerts;

  /** The dashboards, where there are any. */
  public readonly dashboards?: FlinkDashboard;

  /** The PodMonitor, unless metrics are switched off. */
  public readonly podMonitor?: FlinkPodMonitor;

  /**
   * @param scope the cdk8s App
   * @param id the job's name, unless `name` says otherwise; it names the YAML file
   * @throws with everything that is wrong with the props
   */
  public constructor(scope: Construct, id: string, props: FlinkApplicationProps) {
    super(scope, id);
    const {
      alerts,
      dashboards,
      metricFilter,
      update,
      monitorLabels,
      savepointSchedule,
      name = id,
      mode = ClusterMode.NATIVE,
      ...cluster
    } = props;
    const Cluster = mode === ClusterMode.NATIVE ? FlinkNativeCluster : FlinkStandaloneCluster;
    this.cluster = new Cluster(this, 'cluster', { ...cluster, name });
    if (props.metrics ?? true)
      this.podMonitor = new FlinkPodMonitor(this, 'pod-monitor', { cluster: this.cluster, labels: monitorLabels, filter: metricFilter });
    const suspended = update?.state === JobState.SUSPENDED;
    if (alerts) this.alerts = new FlinkAlerts(this, 'alerts', { ...alerts, cluster: this.cluster, suspended });
    if (dashboards) this.dashboards = new FlinkDashboard(this, 'dashboards', { ...dashboards, cluster: this.cluster });
    if (savepointSchedule) {
      const { logFormat, programImage, savepointsKept } = update ?? {};
      const shared = { logFormat, programImage, savepointsKept };
      this.savepointSchedule = new SavepointSchedule(this, 'savepoints', { ...shared, ...savepointSchedule, cluster: this.cluster });
    }
    // Last in the file: its program and configuration are there when it starts.
    this.savepointJob = new SavepointJob(this, 'update', { ...update, cluster: this.cluster });
  }
}
