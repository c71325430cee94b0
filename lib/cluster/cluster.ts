import { Construct } from 'constructs';
import { selectorLabels } from '../private/names';
import { ClusterPlan } from './plan';
import { FlinkClusterProps } from './props';

/** A Flink cluster that runs one streaming job, as other constructs see it. */
export abstract class FlinkCluster extends Construct {
  /** The job's name, which names everything made for it. */
  public readonly clusterName: string;

  /** The namespace. */
  public readonly namespace: string;

  /**
   * A short hash of everything that makes the running job what it is: image, release, options, arguments, pods, log
   * configuration. The pods carry it as the label `cdk8s-flink/revision`.
   */
  public readonly revision: string;

  /** @internal */
  public readonly _plan: ClusterPlan;

  protected constructor(scope: Construct, id: string, props: FlinkClusterProps) {
    super(scope, id);
    const plan = this._planned(id, props);
    this._plan = plan;
    this.clusterName = plan.name;
    this.namespace = plan.namespace;
    this.revision = plan.revision;
  }

  /** Labels that all pods of the cluster carry, in every revision. */
  public get podLabels(): { [key: string]: string } {
    return selectorLabels(this.clusterName);
  }

  /**
   * Props -> plan, in the construct's mode.
   *
   * @internal
   */
  protected abstract _planned(id: string, props: FlinkClusterProps): ClusterPlan;

  /** Flink's options as they go to the cluster, by key. */
  public get flinkOptions(): { [key: string]: string } {
    return { ...this._plan.options };
  }
}
