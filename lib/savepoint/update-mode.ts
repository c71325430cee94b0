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
