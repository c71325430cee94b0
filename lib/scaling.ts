import { Duration } from 'cdk8s';
import type { FlinkVersion } from './config/version';
import { Contribution } from './private/contribution';
import { checkWhole } from './private/validate';

/** How a standalone cluster follows its load. */
export interface ReactiveScalingProps {
  /**
   * The most TaskManagers there may be. Task slots times this must not be above the job's maximum parallelism
   * (`pipeline.max-parallelism`, 128 where it is not set).
   */
  readonly maxTaskManagers: number;

  /**
   * The fewest TaskManagers there may be.
   *
   * @default 1
   */
  readonly minTaskManagers?: number;

  /**
   * The use of CPU, in percent of what is requested, above which TaskManagers are added and below which they are taken away.
   *
   * @default 70
   */
  readonly cpuPercent?: number;

  /**
   * How long the use of CPU must stay high before TaskManagers are added. Restoring a checkpoint raises it for a while, and
   * every change of scale restores one.
   *
   * @default Duration.minutes(2)
   */
  readonly scaleUpAfter?: Duration;

  /**
   * How long it must stay low before one is taken away.
   *
   * @default Duration.minutes(10)
   */
  readonly scaleDownAfter?: Duration;
}

/** What an autoscaler is told, in seconds. */
export interface AutoscalerFigures {
  readonly min: number;
  readonly max: number;
  readonly cpuPercent: number;
  readonly scaleUpAfter: number;
  readonly scaleDownAfter: number;
}

/**
 * How a running job's parallelism changes.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/elastic_scaling/
 */
export class FlinkScaling {
  /**
   * Reactive mode (`scheduler-mode: reactive`; standalone clusters, Flink 1.13 or later): the job uses all TaskManagers that
   * there are, and a HorizontalPodAutoscaler decides how many those are. Each change restarts the job from its newest
   * checkpoint, in place. The cluster's `parallelism` counts for nothing.
   *
   * @throws where a figure is out of range
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
   */
  public static reactive(props: ReactiveScalingProps): FlinkScaling {
    const { maxTaskManagers: max, minTaskManagers: min = 1, cpuPercent = 70 } = props;
    checkWhole('scaling.minTaskManagers', min, 1);
    checkWhole('scaling.maxTaskManagers', max, min);
    checkWhole('scaling.cpuPercent', cpuPercent, 1);
    const seconds = (prop: string, duration: Duration) => {
      const value = duration.toSeconds({ integral: false });
      // Kubernetes allows no longer window, and counts in seconds.
      if (!Number.isInteger(value) || value > 3600)
        throw new Error(`scaling.${prop}: ${value} s was given; allowed is a whole number of seconds, at most 3600`);
      return value;
    };
    return new FlinkScaling(
      { 'scheduler-mode': 'reactive' },
      {
        min,
        max,
        cpuPercent,
        scaleUpAfter: seconds('scaleUpAfter', props.scaleUpAfter ?? Duration.minutes(2)),
        scaleDownAfter: seconds('scaleDownAfter', props.scaleDownAfter ?? Duration.minutes(10)),
      },
    );
  }

  /**
   * The adaptive scheduler (`jobmanager.scheduler: adaptive`; Flink 1.18 or later): a changed `parallelism` is handed to the
   * running job, which restarts its tasks from its newest checkpoint; cluster, job and JobManager stay. Flink makes and
   * releases the TaskManagers of native clusters by itself. Operators to which the job itself gives a parallelism keep it. Any
   * other change is an update as ever, and so is one from or to a parallelism of 1.
   *
   * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/elastic_scaling/#externalized-declarative-resource-management
   */
  public static adaptive(): FlinkScaling {
    return new FlinkScaling({ 'jobmanager.scheduler': 'adaptive' });
  }

  private constructor(
    private readonly options: { readonly [key: string]: string },
    /** @internal */
    public readonly _autoscaler?: AutoscalerFigures,
  ) {}

  /** @internal */
  public get _inPlace(): boolean {
    return this._autoscaler === undefined;
  }

  /** @internal */
  public _contribute(version: FlinkVersion): Contribution {
    version._need(this._inPlace ? 'rescaleInPlace' : 'reactiveMode', 'scaling');
    return { prop: 'scaling', options: this.options };
  }
}
