import { Construct } from 'constructs';
import { jobManagerMemory, memoryTable, taskManagerMemory } from '../config/memory';
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
    const plan = this.plan(id, props);
    this._plan = plan;
    // On standard error: standard output may be the YAML.
    // eslint-disable-next-line no-console
    for (const warning of plan.warnings) console.warn(`${this.node.path}: warning: ${warning}`);
    this.clusterName = plan.name;
    this.namespace = plan.namespace;
    this.revision = plan.revision;
  }

  /** Labels that all pods of the cluster carry, in every revision. */
  public get podLabels(): { [key: string]: string } {
    return selectorLabels(this.clusterName);
  }

  /** The plan, with the construct's path in front of what is wrong. */
  private plan(id: string, props: FlinkClusterProps): ClusterPlan {
    try {
      return this._planned(id, props);
    } catch (error) {
      throw new Error(`${this.node.path}: ${(error as Error).message}`, { cause: error });
    }
  }

  /**
   * Props -> plan, in the construct's mode.
   *
   * @internal
   */
  protected abstract _planned(id: string, props: FlinkClusterProps): ClusterPlan;

  /** What is allowed, and worth a second look; it is printed at synth, too. */
  public get warnings(): string[] {
    return [...this._plan.warnings];
  }

  /** The cluster in short: what runs, and how Flink divides the memory of JobManager and TaskManager. */
  public describe(): string {
    const { name, namespace, version, image, revision, options } = this._plan;
    const memory = memoryTable([jobManagerMemory(options, version), taskManagerMemory(options, version)]);
    return `${namespace}/${name}: Flink ${version.patch}, ${image}, revision ${revision}\n\n${memory}`;
  }

  /** Flink's options as they go to the cluster, by key. */
  public get flinkOptions(): { [key: string]: string } {
    return { ...this._plan.options };
  }
}
