/** What the program sees of the world, in the terms in which it decides. */
import type { States } from './states';

/** A job as Flink's REST API tells of it. */
export interface ObservedJob {
  readonly id: string;
  /** Flink's JobStatus: CREATED, RUNNING, RESTARTING, FINISHED, FAILED, ... */
  readonly state: string;
  /** When this run of the job began, by the JobManager's clock; a JobManager that is restarted begins another run. */
  readonly started: string;
  /** Whether every task of the job runs. */
  readonly allTasksRunning: boolean;
  /** How many tasks it has; none before it is deployed, nor when its program, or the restore of its state, failed before that. */
  readonly tasks: number;
}

/** A savepoint that the record names: a stop's, or the schedule's. */
export type ObservedStop =
  | { readonly status: 'none' }
  | { readonly status: 'in-progress' }
  | { readonly status: 'completed'; readonly path: string }
  | { readonly status: 'failed'; readonly cause: string };

export interface ObservedFlink {
  readonly jobs: readonly ObservedJob[];
  readonly stop: ObservedStop;
  /** The savepoint that the schedule takes. */
  readonly taken: ObservedStop;
  /** Whether a savepoint of the recorded job is being taken. */
  readonly savepointInProgress: boolean;
  /** The newest checkpoint and savepoint of the recorded job, and what it was restored from, by Flink's number of them. */
  readonly states: States;
  /** The number of the state that this run of the recorded job began with; undefined where it tells of none. */
  readonly restored?: number;
  /** The newest savepoint that the recorded job tells of. */
  readonly latestSavepoint: string;
  /** Checkpoints that the recorded job completed since the update started it; undefined where it tells nothing. */
  readonly completedCheckpoints?: number;
  /** Why the recorded job failed last, in Flink's words. */
  readonly rootCause: string;
}

export interface ObservedDeployment {
  /** Flink's id of the cluster. */
  readonly clusterId: string;
  readonly uid: string;
  /** The revision in its labels; empty where it carries none. */
  readonly revision: string;
  /** Whether it carries this job's labels. */
  readonly ours: boolean;
  readonly deleting: boolean;
  /** Whether everything is there that a JobManager needs: until then, none of it has run. */
  readonly complete: boolean;
  /** Whether a JobManager is asked for. Native: one that is not let go yet is not. Standalone: not before it is let go, nor when somebody made its workload anew or scaled it to none. */
  readonly asked: boolean;
  /** Native: whether the pods were told that they are let go. Standalone: whether all pods are asked for; a workload may have been paused before they were. */
  readonly rolled: boolean;
  /** Standalone: whether the workloads are as the YAML has them, so that a changed template changes nothing that runs. */
  readonly held: boolean;
}

/** The wanted cluster, made while the one before still runs, and held back. */
export interface ObservedPrepared {
  readonly uid: string;
  /** Whether it carries this job's labels. */
  readonly ours: boolean;
  readonly deleting: boolean;
  /** Whether everything is there that Flink's client makes. */
  readonly complete: boolean;
  /** Whether its processes are up and wait. */
  readonly ready: boolean;
  /** Whether pods of it are missing that nobody but the program makes. */
  readonly lacking: boolean;
  /** What Kubernetes says of pods of it that do not come up. */
  readonly trouble: string;
}

/** A cluster of this job that the record does not name: made ready, and then not wanted; or stopped, and not deleted yet. */
export interface ObservedOther {
  readonly clusterId: string;
  /** Its Deployment's; empty where that is gone. */
  readonly uid: string;
  /** Its HA metadata, where that is to go; it goes last. */
  readonly maps: readonly string[];
  /** Whether pods of it are there. */
  readonly pods: boolean;
  readonly deleting: boolean;
}

/** Flink's client, which makes the cluster in a container beside this one. */
export type ObservedClient =
  /** Nothing to do yet; `trouble` as below. */
  | { readonly status: 'idle'; readonly trouble: string }
  /** At work; `trouble` says what keeps its container from starting. */
  | { readonly status: 'pending'; readonly trouble: string }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly cause: string };

/** The ConfigMaps in which Flink keeps its HA metadata. */
export interface ObservedHa {
  readonly maps: readonly string[];
  /** Completed checkpoints that they point to, one that the job was restored from included. */
  readonly checkpoints: number;
  /** Whether the recorded job has a ConfigMap of its own: from when it is first led, until it ends for good. */
  readonly own: boolean;
  /** The number of the recorded job's newest one; undefined where there is none. */
  readonly newest?: number;
  /** The last number that Flink gave out for a checkpoint or savepoint of the recorded job, whether or not it completed. */
  readonly given?: number;
  /** Those that are not deleted together with the YAML yet. */
  readonly unowned: readonly string[];
}

export interface Observation {
  readonly deployment?: ObservedDeployment;
  readonly prepared?: ObservedPrepared;
  readonly others: readonly ObservedOther[];
  readonly client: ObservedClient;
  /** Standalone: what of the YAML is missing, or of another revision than the wanted one; empty when nothing is. */
  readonly notApplied: string;
  /** Standalone: whether a JobManager exited because its job was over, which happens before 1.15. */
  readonly jobEnded: boolean;
  /** Pods of the cluster that are still there. */
  readonly pods: number;
  /** How many of them are JobManagers, leading or standing by. */
  readonly jobManagers: number;
  /** Whether a process of theirs ended, and was started again. */
  readonly restarted: boolean;
  /** Whether the only one that ended told, as it did, that the recorded job failed before it had tasks. */
  readonly neverBegan: boolean;
  /** How many TaskManagers are asked for; 0 where Flink decides. */
  readonly taskManagers: number;
  /** What Kubernetes says of pods that do not come up. */
  readonly podTrouble: string;
  readonly restService: boolean;
  readonly ha?: ObservedHa;
  /** Undefined when the JobManager does not answer. */
  readonly flink?: ObservedFlink;
  /** Milliseconds since the record took its phase, or since this program began where that is later. */
  readonly waited: number;
  /** True when this very process wrote the STOPPING record and has not sent the stop. */
  readonly unsent: boolean;
}
