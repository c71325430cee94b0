import { ApiObject, Cron, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FlinkCluster } from '../cluster/cluster';
import { ClusterPlan } from '../cluster/plan';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { checkKept, located, wholeSeconds } from '../private/validate';
import { addIdentity, SAVEPOINT_TAKER } from '../security/identity';
import { commonVariables, failurePolicy, PROGRAM_IMAGE, programContainer, programPod } from './program-pod';
import { LogFormat } from './update-mode';

/** Savepoints that are taken from time to time, while the job runs on. */
export interface PeriodicSavepointProps {
  /** When. */
  readonly schedule: Cron;

  /**
   * The time zone that the schedule is in, by its name in the tz database, such as `Europe/Berlin`.
   *
   * @default - that of the cluster, UTC as a rule
   */
  readonly timeZone?: string;

  /**
   * How long a savepoint may take, and the job may take to be able to.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;

  /**
   * Whether no savepoints are taken for the time being.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * How many savepoints are kept, from 1 to 10, those of updates included. Older ones are deleted when a savepoint was taken; never
   * one that the job was started from, nor one that was taken by hand. Before Flink 1.15, those of the job that runs stay until it is updated.
   *
   * @default - all are; in a FlinkApplication, as many as `update.savepointsKept` says
   */
  readonly savepointsKept?: number;

  /**
   * How the program writes its log.
   *
   * @default LogFormat.JSON; in a FlinkApplication, what `update.logFormat` says
   */
  readonly logFormat?: LogFormat;

  /**
   * The image that the program runs in: Node.js 18 or later at `node`.
   *
   * @default 'node:22-slim'; in a FlinkApplication, what `update.programImage` says
   */
  readonly programImage?: string;
}

/** The savepoint schedule of a cluster. */
export interface SavepointScheduleProps extends PeriodicSavepointProps {
  /** The cluster whose job savepoints are taken of. It needs a SavepointJob, too, which starts it, and brings the program. */
  readonly cluster: FlinkCluster;
}

/**
 * Periodic savepoints: a CronJob `<name>-savepoints` that has a savepoint taken of the job that runs, and notes it in the
 * history of the record, `<name>-savepoint`.
 *
 * It is never in the way of an update: it takes no savepoint while one is at work, and leaves Flink alone as soon as one comes.
 * A changed schedule neither updates nor restarts the job.
 */
export class SavepointSchedule extends Construct {
  /** The CronJob. */
  public readonly cronJob: ApiObject;

  /** The service account of its pods. */
  public readonly account: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where the schedule or the time zone is none, the timeout is below a second, or savepointsKept is not from 1 to 10
   */
  public constructor(scope: Construct, id: string, props: SavepointScheduleProps) {
    super(scope, id);
    const plan = props.cluster._plan;
    const { name, namespace } = plan;
    const timeout = located(this.node.path, () => checked(props));
    this.account = addIdentity(this, 'savepoints', names.savepointsAccount(name), {
      namespace,
      job: name,
      component: COMPONENTS.savepoints,
      rules: SAVEPOINT_TAKER,
      token: true,
    });
    const labels = objectLabels(name, COMPONENTS.savepoints);
    this.cronJob = new k8s.KubeCronJob(this, 'cron-job', {
      metadata: { name: names.schedule(name), namespace, labels },
      spec: {
        schedule: props.schedule.expressionString,
        timeZone: props.timeZone,
        suspend: props.suspend,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: LATEST_START,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels }, spec: jobSpec(plan, timeout, props) },
      },
    });
  }
}

/** Seconds by which a Job may be late: one that is later is left to its next time. */
const LATEST_START = 300;

/** Seconds for what comes before and after a savepoint: the image, and the deletion of older ones. */
const REST = 300;

function jobSpec(plan: ClusterPlan, timeout: number, props: PeriodicSavepointProps): k8s.JobSpec {
  const { logFormat = LogFormat.JSON, programImage = PROGRAM_IMAGE, savepointsKept } = props;
  const program = programContainer({
    step: 'savepoint',
    image: programImage,
    variables: commonVariables(plan, { logFormat, savepoint: timeout, savepointsKept }),
  });
  return {
    activeDeadlineSeconds: timeout + REST,
    // The next time is another try.
    backoffLimit: 1,
    podFailurePolicy: failurePolicy('savepoint'),
    template: {
      metadata: { labels: objectLabels(plan.name, COMPONENTS.savepoints) },
      spec: programPod(plan, names.savepointsAccount(plan.name), [program]),
    },
  };
}

/** The time-out in seconds, where nothing is wrong with the props. */
function checked({ schedule, timeZone, savepointsKept, timeout = Duration.minutes(10) }: PeriodicSavepointProps): number {
  checkSchedule(schedule.expressionString);
  checkTimeZone(timeZone);
  checkKept(savepointsKept);
  return wholeSeconds('timeout', timeout);
}

function checkSchedule(schedule: string): void {
  if (!/^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|\S+(?: +\S+){4})$/.test(schedule)) {
    throw new Error(`schedule: '${schedule}' was given; allowed are five fields, such as '0 3 * * *'. Use Cron.schedule() or Cron.daily()`);
  }
}

function checkTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    // An offset is a time zone to some releases of Node.js, and none to Kubernetes.
    if (/^[A-Z]/i.test(timeZone)) return;
  } catch {
    // It is told below.
  }
  throw new Error(`timeZone: '${timeZone}' is none that is known; allowed are names of the tz database, such as 'Europe/Berlin'`);
}
