import { FlinkCluster } from '../cluster/cluster';
import { AlertRule } from './alert-rule';

/** What is other than usual about single alerts. */
export interface FlinkAlertRules {
  /**
   * `FlinkJobManagerGone`: no JobManager tells its metrics, for 5 minutes. Critical. It has no threshold.
   *
   * @default - on
   */
  readonly jobManagerGone?: AlertRule;

  /**
   * `FlinkNoJobRunning`: there is a JobManager, but the job does not run, for 5 minutes. Critical. It has no threshold.
   *
   * @default - on
   */
  readonly noJobRunning?: AlertRule;

  /**
   * `FlinkRestartLoop`: the job, or its JobManager, was restarted too often. Critical. Threshold: restarts in 15 minutes.
   *
   * @default - more than 3
   */
  readonly restartLoop?: AlertRule;

  /**
   * `FlinkCheckpointsFailing`: checkpoints fail. Warning. Threshold: failed ones in 15 minutes. Only where the job takes checkpoints.
   *
   * @default - more than 2
   */
  readonly checkpointsFailing?: AlertRule;

  /**
   * `FlinkNoCheckpoint`: none was completed for long. Critical. Threshold: checkpoint intervals, and 5 minutes at least. Only where
   * the job takes checkpoints.
   *
   * @default - 10
   */
  readonly noCheckpoint?: AlertRule;

  /**
   * `FlinkSlowCheckpoint`: checkpoints take too long, for 10 minutes. Warning. Threshold: times the checkpoint interval. Only where
   * the job takes checkpoints.
   *
   * @default - more than 1
   */
  readonly slowCheckpoint?: AlertRule;

  /**
   * `FlinkBackpressure`: a task is in backpressure, for 15 minutes. Warning. Threshold: share of the time.
   *
   * @default - more than 0.5
   */
  readonly backpressure?: AlertRule;

  /**
   * `FlinkConsumerLagGrowing`: the job falls behind its source further and further, for 30 minutes. Warning. Threshold: records that it
   * is behind by, as sources tell: Kafka's, and every other one that exposes `pendingRecords` (1.14 and later).
   *
   * @default - more than 1000
   */
  readonly consumerLag?: AlertRule;

  /**
   * `FlinkEventTimeLag`: what is processed is old by event time, for 15 minutes. Warning. Threshold: seconds. From 1.14 on as sources
   * tell it, before by watermarks.
   *
   * @default - more than 600
   */
  readonly eventTimeLag?: AlertRule;

  /**
   * `FlinkHeapFull`: a heap is nearly full after garbage collections, too, for 10 minutes. Warning. Threshold: share of the heap.
   *
   * @default - more than 0.9
   */
  readonly heap?: AlertRule;

  /**
   * `FlinkManagedMemoryFull`: operators hold nearly all managed memory, for 15 minutes. Warning. Threshold: share of it. Not where state is
   * kept in RocksDB or ForSt, which takes all of it from the start.
   *
   * @default - more than 0.95
   */
  readonly managedMemory?: AlertRule;

  /**
   * `FlinkGarbageCollection`: a process does little else, for 10 minutes. Warning. Threshold: share of the time.
   *
   * @default - more than 0.2
   */
  readonly gcTime?: AlertRule;

  /**
   * `FlinkTaskManagersMissing`: there are fewer than the parallelism takes, or than the autoscaler leaves, for 10 minutes. Critical. It has
   * no threshold.
   *
   * @default - on
   */
  readonly taskManagersMissing?: AlertRule;

  /**
   * `FlinkUpdateFailed`: the newest update Job failed. Critical. It has no threshold, and needs kube-state-metrics.
   *
   * @default - on
   */
  readonly updateFailed?: AlertRule;

  /**
   * `FlinkUpdateSlow`: an update is at work for long. Warning. Threshold: seconds. It needs kube-state-metrics.
   *
   * @default - more than 1800
   */
  readonly updateSlow?: AlertRule;

  /**
   * `FlinkSavepointOld`: the newest savepoint, of an update or of the schedule, is old. Warning. Threshold: seconds. It needs
   * kube-state-metrics.
   *
   * @default - off: there is none unless a threshold is given
   */
  readonly savepointAge?: AlertRule;
}

/** What is told to people of a job, and how. */
export interface AlertingProps {
  /**
   * What is other than usual about single alerts.
   *
   * @default - every alert as its own text says
   */
  readonly rules?: FlinkAlertRules;

  /**
   * Labels of the PrometheusRule, by which a Prometheus picks it.
   *
   * @default - { release: 'prometheus' }
   */
  readonly ruleLabels?: { [key: string]: string };

  /**
   * Labels of every alert, by which an Alertmanager routes, beside `severity`, `namespace` and `flink_job`.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * The address of a page with a section for each alert, by its name in lower case: the annotation `runbook_url`.
   *
   * @default - none: the annotation `runbook` says what to do
   */
  readonly runbookUrl?: string;
}

/** Alerts of a cluster. */
export interface FlinkAlertsProps extends AlertingProps {
  /** The cluster whose job is watched. */
  readonly cluster: FlinkCluster;

  /**
   * Whether the job is suspended: then nothing of it runs, and only its update Job is watched.
   *
   * @default false
   */
  readonly suspended?: boolean;
}
