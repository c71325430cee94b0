/** Whose a metric is: the first part of its name, which decides on its labels, too. */
export enum MetricScope {
  /** Of a JobManager. */
  JOB_MANAGER = 'flink_jobmanager_',
  /** Of the job, as its JobManager sees it. */
  JOB = 'flink_jobmanager_job_',
  /** Of the coordinator of an operator, in the JobManager. */
  COORDINATOR = 'flink_jobmanager_job_operator_coordinator_',
  /** Of a TaskManager. */
  TASK_MANAGER = 'flink_taskmanager_',
  /** Of a subtask. */
  TASK = 'flink_taskmanager_job_task_',
  /** Of an operator in a subtask. */
  OPERATOR = 'flink_taskmanager_job_task_operator_',
}

/** The name without its scope, unit, meaning, and the first and the last release that has it. */
export type MetricRow = readonly [name: string, unit: string, meaning: string, since?: string, until?: string];
