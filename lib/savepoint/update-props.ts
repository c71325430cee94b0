import { Duration } from 'cdk8s';
import { ClaimMode, FailurePolicy, JobState, LogFormat, SavepointFallback, SavepointFormat, UpdateMode } from './update-mode';

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
   * What a first start goes from: a savepoint or checkpoint of this job elsewhere, or of another job that this one is a fork of. It
   * counts as long as the job has no record; after that the record says where the job goes on, and the update's log says so.
   *
   * @default - a first start goes from empty
   */
  readonly initialSavepoint?: string;

  /**
   * Whether a start may leave out state of operators that the job has no more. It counts for starts of this YAML, and restarts
   * nothing that runs.
   *
   * Flink option: `execution.state-recovery.ignore-unclaimed-state`.
   *
   * @default false
   */
  readonly allowNonRestoredState?: boolean;

  /**
   * Whose the files are that a job was started from (Flink 1.15 or later).
   *
   * Flink option: `execution.state-recovery.claim-mode`.
   *
   * @default - ClaimMode.NO_CLAIM, which is Flink's own
   */
  readonly claimMode?: ClaimMode;

  /**
   * The binary format of savepoints (Flink 1.15 or later).
   *
   * @default - SavepointFormat.CANONICAL, which is Flink's own
   */
  readonly savepointFormat?: SavepointFormat;

  /**
   * Whether a job that is stopped first sees the end of time: all its windows fire and all its timers, so that its savepoint has
   * nothing pending. For a job that is stopped for good, or whose operators change; a job that goes on from it has emitted what
   * was not complete.
   *
   * @default false
   */
  readonly drain?: boolean;

  /**
   * What becomes of a revision that does not run as it should, when `startTimeout` is over or Flink has given it up.
   *
   * @default FailurePolicy.KEEP
   */
  readonly onFailure?: FailurePolicy;

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
   * How long the new job may take to run, with all its tasks and a first checkpoint. After that the update fails, or is rolled back.
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
   * Annotations of the update Job, such as a wave of Argo CD. They are not in its name: changing them alone makes no other Job.
   *
   * @default - none
   */
  readonly jobAnnotations?: { [key: string]: string };

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
