import { checkImagePath, checkWhole } from './private/validate';

/** How a job's jar is run. */
export interface JarJobProps {
  /**
   * The class whose `main` builds the job.
   *
   * @default - the jar's manifest names it
   */
  readonly mainClass?: string;

  /**
   * Arguments for `main`, as they are.
   *
   * @default - none
   */
  readonly args?: string[];
}

/** How an Apache Beam pipeline is run. */
export interface BeamJobProps {
  /**
   * The class whose `main` builds the pipeline.
   *
   * @default - the jar's manifest names it
   */
  readonly mainClass?: string;

  /**
   * The pipeline's own arguments, such as `--topic=orders`. Those of the Flink runner are added.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * How many elements a bundle holds at most (`--maxBundleSize`).
   *
   * @default - the runner's own
   */
  readonly maxBundleSize?: number;
}

/** What the cluster tells the job of itself. */
export interface JobContext {
  readonly parallelism: number;
  /** Milliseconds between two checkpoints; undefined where there are none. */
  readonly checkpointInterval?: number;
}

/**
 * The streaming job: a jar inside the image, and how to run it.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/overview/#application-mode
 */
export abstract class FlinkJob {
  /**
   * A jar that is in the image.
   *
   * @param path its absolute path, such as `/opt/flink/usrlib/orders.jar`
   * @throws where the path is relative, or a URI
   */
  public static jar(path: string, props: JarJobProps = {}): FlinkJob {
    return new JarJob(path, props);
  }

  /**
   * An Apache Beam pipeline, run by Beam's Flink runner. The jar in the image holds the pipeline and the runner.
   *
   * The runner's arguments are added as application mode needs them: `--runner=FlinkRunner --flinkMaster=[auto]
   * --streaming`, the parallelism, and the checkpoint interval with checkpoints retained. Beam switches checkpoints off
   * where it is not told.
   *
   * @param path its absolute path, such as `/opt/flink/usrlib/pipeline.jar`
   * @throws where the path is relative or a URI, or where an argument is one of those that are added
   * @see https://beam.apache.org/documentation/runners/flink/
   */
  public static beam(path: string, props: BeamJobProps = {}): FlinkJob {
    return new BeamJob(path, props);
  }

  /** The jar's path inside the image. */
  public readonly jarPath: string;

  /** The class whose `main` builds the job, where it is not the manifest's. */
  public readonly mainClass?: string;

  protected constructor(path: string, mainClass?: string) {
    checkImagePath('job', path);
    if (mainClass !== undefined && !/^[\w$]+(\.[\w$]+)*$/.test(mainClass)) {
      throw new Error(`job: the main class '${mainClass}' is no Java class name; write it as 'com.example.Orders'`);
    }
    this.jarPath = path;
    this.mainClass = mainClass;
  }

  /**
   * The arguments for `main`.
   *
   * @internal
   */
  public abstract _arguments(context: JobContext): string[];
}

class JarJob extends FlinkJob {
  public constructor(
    path: string,
    private readonly props: JarJobProps,
  ) {
    super(path, props.mainClass);
  }

  /** @internal */
  public _arguments(): string[] {
    return [...(this.props.args ?? [])];
  }
}

/** Pipeline options that the library decides. */
const BEAM_OWNED = [
  'runner',
  'flinkMaster',
  'streaming',
  'parallelism',
  'checkpointingInterval',
  'externalizedCheckpointsEnabled',
  'retainExternalizedCheckpointsOnCancellation',
];

class BeamJob extends FlinkJob {
  public constructor(
    path: string,
    private readonly props: BeamJobProps,
  ) {
    super(path, props.mainClass);
    checkWhole('job: maxBundleSize', props.maxBundleSize, 1);
    for (const arg of props.args ?? []) {
      const [, option] = /^--(\w+)/.exec(arg) ?? [];
      if (BEAM_OWNED.includes(option)) {
        throw new Error(
          `job: the argument '${arg}' is added by FlinkJob.beam; leave it out (parallelism and checkpoints are props of the cluster)`,
        );
      }
    }
  }

  /** @internal */
  public _arguments({ parallelism, checkpointInterval }: JobContext): string[] {
    const { args = [], maxBundleSize } = this.props;
    return [
      '--runner=FlinkRunner',
      '--flinkMaster=[auto]',
      '--streaming',
      `--parallelism=${parallelism}`,
      ...(checkpointInterval
        ? [
            `--checkpointingInterval=${checkpointInterval}`,
            '--externalizedCheckpointsEnabled=true',
            '--retainExternalizedCheckpointsOnCancellation=true',
          ]
        : []),
      ...(maxBundleSize ? [`--maxBundleSize=${maxBundleSize}`] : []),
      ...args,
    ];
  }
}
