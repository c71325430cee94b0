import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FlinkCluster } from './cluster';
import { ClusterPlan, planStandalone } from './plan';
import { FlinkClusterProps, FlinkStandaloneClusterProps } from './props';
import { autoscalerManifest, jobManagersManifest, rpcServiceManifest, taskManagersManifest } from './standalone-objects';

/**
 * A cluster whose pods the YAML makes: a Deployment for the JobManager and one for the TaskManagers, which need no right to
 * make pods, work with every tool that reads pods, and can follow their load (`FlinkScaling.reactive`).
 *
 * Both are paused in the YAML, so that applying a changed file changes nothing that runs: a `SavepointJob` starts and updates
 * them. How many pods there are is theirs, too; the annotation `cdk8s-flink/replicas` says how many they will be.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/standalone/kubernetes/
 */
export class FlinkStandaloneCluster extends FlinkCluster {
  /** The Deployment of the JobManager. */
  public readonly jobManager: ApiObject;

  /** The Deployment of the TaskManagers; a StatefulSet where they have volumes of their own. */
  public readonly taskManager: ApiObject;

  /** The Service of RPC and blobs, by which TaskManagers find a JobManager without HA. */
  public readonly rpcService: ApiObject;

  /** The HorizontalPodAutoscaler of the TaskManagers, in reactive mode. */
  public readonly autoscaler?: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the job's name, unless `name` says otherwise
   * @throws with everything that is wrong with the props
   */
  public constructor(scope: Construct, id: string, props: FlinkStandaloneClusterProps) {
    super(scope, id, props);
    const plan = this._plan;
    const { name, namespace, autoscaler } = plan;
    this.rpcService = new k8s.KubeService(this, 'rpc', rpcServiceManifest(name, namespace));
    if (plan.metrics) this.metricsService();
    this.taskManager = new ApiObject(this, 'taskmanagers', taskManagersManifest(plan));
    this.jobManager = new ApiObject(this, 'jobmanagers', jobManagersManifest(plan));
    if (autoscaler) {
      const { kind } = this.taskManager;
      this.autoscaler = new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', autoscalerManifest(name, namespace, kind, autoscaler));
    }
  }

  /** @internal */
  protected _planned(id: string, props: FlinkClusterProps): ClusterPlan {
    return planStandalone(id, props);
  }
}
