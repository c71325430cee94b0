import { Construct } from 'constructs';
import { FlinkCluster } from './cluster';
import { ClusterPlan, planNative } from './plan';
import { FlinkClusterProps } from './props';

/** Props of a native cluster. */
export interface FlinkNativeClusterProps extends FlinkClusterProps {}

/**
 * A cluster in Flink's native Kubernetes application mode: Flink makes the JobManager's Deployment and, as parallelism
 * needs them, the TaskManagers' pods.
 *
 * The YAML holds what it is made from: the configuration, the identities, and the Service of REST and UI. A `SavepointJob`
 * makes and updates the cluster itself.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/native_kubernetes/
 */
export class FlinkNativeCluster extends FlinkCluster {
  /**
   * @param scope a chart, or a construct in one
   * @param id the job's name, unless `name` says otherwise
   * @throws with everything that is wrong with the props
   */
  public constructor(scope: Construct, id: string, props: FlinkNativeClusterProps) {
    super(scope, id, props);
  }

  /** @internal */
  protected _planned(id: string, props: FlinkClusterProps): ClusterPlan {
    return planNative(id, props);
  }
}
