/** What an update takes along of the job that it ends. */
export enum UpdateMode {
  /** A savepoint, which the job is stopped with. It serves changed jobs, other releases and other parallelisms alike. */
  SAVEPOINT = 'SAVEPOINT',
  /**
   * The newest checkpoint, of a job that is ended without a savepoint: fast, and for jobs that cannot take one. It needs HA,
   * which knows the newest checkpoint when the cluster is gone.
   */
  LAST_STATE = 'LAST_STATE',
  /** Nothing: every update starts from empty. */
  STATELESS = 'STATELESS',
}

/** What an update does when the job cannot take a savepoint, because it does not run: it restarts, has failed, or does not answer. */
export enum SavepointFallback {
  /**
   * It goes on from the newest checkpoint: at once where the job has failed for good, after a minute where it may yet mend
   * itself. Without HA, only the former. A savepoint that fails although the job runs is a failed update all the same.
   */
  LAST_CHECKPOINT = 'LAST_CHECKPOINT',
  /** It fails, and leaves everything as it is. */
  FAIL = 'FAIL',
}

/** How the update program writes its log. */
export enum LogFormat {
  /** One JSON object a line, with `at`, `event` and `message`: for what collects logs. */
  JSON = 'JSON',
  /** A line of text each: for people. */
  TEXT = 'TEXT',
}

/** Whether a job shall run. */
export enum JobState {
  /** It runs. */
  RUNNING = 'RUNNING',
  /** It is stopped with a savepoint, and nothing is started until it shall run again. */
  SUSPENDED = 'SUSPENDED',
}

/** Whose the files of a savepoint or checkpoint are once a job was started from it. */
export enum ClaimMode {
  /** Nobody's: Flink neither deletes them nor needs them once its first checkpoint, which is a full one, is complete. */
  NO_CLAIM = 'NO_CLAIM',
  /** Flink's: it deletes them when newer checkpoints make them unneeded. The record may then name a savepoint that is gone. */
  CLAIM = 'CLAIM',
  /** Nobody's, and yet needed by the job's checkpoints as long as they share files with it: how Flink did it before 1.15. */
  LEGACY = 'LEGACY',
}

/** The binary format of savepoints. */
export enum SavepointFormat {
  /** The same for every state backend, so that a job can go on with another one. */
  CANONICAL = 'CANONICAL',
  /** That of the state backend: quicker to take and to restore, for the same backend only. */
  NATIVE = 'NATIVE',
}

/** What becomes of a revision that does not run as it should. */
export enum FailurePolicy {
  /** It is left as it is, for a person to look at, or for the next update to replace. */
  KEEP = 'KEEP',
  /**
   * The revision before is started again, with its image and configuration, from the savepoint that was taken for this update. Only
   * where the new revision completed no checkpoint: what it committed would be committed again. A roll-back is not rolled back.
   */
  ROLL_BACK = 'ROLL_BACK',
}
