import { ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FlinkCluster } from '../cluster/cluster';
import { MODES } from '../cluster/modes';
import { ENTRY_SCRIPT } from '../cluster/native-pods';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { shortHash } from '../private/hash';
import { checkKept, checkWhole, wholeSeconds } from '../private/validate';
import { LABELS } from './runtime/labels';
import { addIdentity, NATIVE_UPDATER, STANDALONE_UPDATER } from '../security/identity';
import { ENTRY_SCRIPT as ENTRY_TEXT, START_SCRIPT, UPDATE_PROGRAM } from './program.generated';
import { PROGRAM_IMAGE } from './program-pod';
import { JobState, LogFormat, SavepointFallback, UpdateMode } from './update-mode';
import { updateJobSpec } from './update-pod';

/** How a job's updates are done. */
export interface UpdateProps {
  /**
   * What an update takes along of the job that it ends.
   *
   * @default UpdateMode.SAVEPOINT
   */
  readonly mode?: UpdateMode;

  /**
   * What an update does when the job cannot take a savepoint, because it does not run.
   *
   * @default SavepointFallback.LAST_CHECKPOINT
   */
  readonly fallback?: SavepointFallback;

  /**
   * Whether the job shall run. To suspend it and to resume it is an update each: change this, and apply the YAML.
   *
   * @default JobState.RUNNING
   */
  readonly state?: JobState;

  /**
   * How long an update waits for the job to run and its savepoint to be there, before it gives up.
   *
   * @default Duration.minutes(10)
   */
  readonly savepointTimeout?: Duration;

  /**
   * How long the old cluster may take to go.
   *
   * @default Duration.minutes(5)
   */
  readonly deletionTimeout?: Duration;

  /**
   * How long the new job may take to run, with all its tasks and a first checkpoint.
   *
   * @default Duration.minutes(10)
   */
  readonly startTimeout?: Duration;

  /**
   * How long all tries of an update may take together, image pulls included.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;

  /**
   * How often a failed update is tried again.
   *
   * @default 6
   */
  readonly retries?: number;

  /**
   * How many savepoints are kept, from 1 to 10. Older ones that updates or a schedule took are deleted when an update is done; never
   * one that the job was started from, nor one that was taken by hand.
   *
   * @default - all are
   */
  readonly savepointsKept?: number;

  /**
   * How the update program writes its log.
   *
   * @default LogFormat.JSON
   */
  readonly logFormat?: LogFormat;

  /**
   * The image that the update program runs in: Node.js 18 or later at `node`.
   *
   * @default 'node:22-slim'
   */
  readonly programImage?: string;
}

/** The update Job of a cluster. */
export interface SavepointJobProps extends UpdateProps {
  /** The cluster that is made and updated. */
  readonly cluster: FlinkCluster;
}

/**
 * The update Job: stops the running job with a savepoint, deletes its cluster, starts the new one from the savepoint, and
 * sees it run. A first start goes from empty.
 *
 * The Job's name ends in a hash of its own spec, so that the same YAML applied again changes nothing, and a changed one
 * makes a new Job. What is known of updates is in the ConfigMap `<name>-savepoint`, which outlives the YAML.
 */
export class SavepointJob extends Construct {
  /** The Job. */
  public readonly job: ApiObject;

  /** The ConfigMap of the program. */
  public readonly program: ApiObject;

  /** The service account of the update Job. */
  public readonly account: ApiObject;

  /** The name of the ConfigMap in which updates are recorded. It is made at run time, and kept. */
  public readonly recordName: string;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where a timeout is not above 0, retries are below 0, or savepointsKept is not from 1 to 10
   */
  public constructor(scope: Construct, id: string, props: SavepointJobProps) {
    super(scope, id);
    const { cluster, retries = 6, deadline = Duration.hours(1), programImage = PROGRAM_IMAGE } = props;
    const plan = cluster._plan;
    const { name, namespace } = plan;
    const seconds = (prop: string, duration: Duration) => wholeSeconds(this.node.path, prop, duration);
    checkWhole('retries', retries, 0);
    checkKept(props.savepointsKept);
    const {
      mode = UpdateMode.SAVEPOINT,
      fallback = SavepointFallback.LAST_CHECKPOINT,
      state = JobState.RUNNING,
      logFormat = LogFormat.JSON,
    } = props;
    if (mode === UpdateMode.LAST_STATE && (!plan.highAvailability || plan.checkpointInterval === undefined)) {
      throw new Error(
        `${this.node.path}: mode is ${mode}, and the job has no ${plan.highAvailability ? 'checkpoints' : 'HA, which knows the newest checkpoint'}; ` +
          `use ${plan.highAvailability ? 'checkpoints' : 'HighAvailability.kubernetes()'}, or UpdateMode.SAVEPOINT`,
      );
    }

    this.recordName = `${name}-savepoint`;
    const claims = plan.claim ? [['', 'persistentvolumeclaims', ['create', 'get']] as const] : [];
    const { ownPods } = MODES[plan.mode];
    this.account = addIdentity(this, 'update', names.updateAccount(name), {
      namespace,
      job: name,
      component: COMPONENTS.update,
      rules: [...(ownPods ? STANDALONE_UPDATER : NATIVE_UPDATER), ...claims],
      token: true,
    });
    this.program = new k8s.KubeConfigMap(this, 'program', {
      metadata: { name: names.program(name), namespace, labels: objectLabels(name, COMPONENTS.update) },
      data: {
        ...(ownPods ? {} : { 'start.sh': START_SCRIPT }),
        ...(plan.prepared ? { [ENTRY_SCRIPT]: ENTRY_TEXT } : {}),
        'update.js': UPDATE_PROGRAM,
      },
    });
    const startTimeout = seconds('startTimeout', props.startTimeout ?? Duration.minutes(10));
    const spec = updateJobSpec(plan, {
      mode,
      fallback,
      state,
      logFormat,
      retries,
      programImage,
      deadline: seconds('deadline', deadline),
      savepoint: seconds('savepointTimeout', props.savepointTimeout ?? Duration.minutes(10)),
      deletion: seconds('deletionTimeout', props.deletionTimeout ?? Duration.minutes(5)),
      start: startTimeout,
      savepointsKept: props.savepointsKept,
    });
    const interval = Math.ceil((plan.checkpointInterval ?? 0) / 1000);
    if (startTimeout <= interval) {
      throw new Error(
        `${this.node.path}: startTimeout is ${startTimeout} s, and checkpoints are ${interval} s apart, so that no update would see the first one; ` +
          `give startTimeout more than ${interval} s, or a shorter checkpoints.interval`,
      );
    }
    const jobName = names.updateJob(name, shortHash(spec));
    this.job = new k8s.KubeJob(this, 'job', {
      metadata: { name: jobName, namespace, labels: { ...objectLabels(name, COMPONENTS.update), [LABELS.revision]: plan.revision } },
      spec,
    });
  }
}
