/** What the state machine is asked for, and what it may answer. */
import { Takes, UpdateRecord } from './record';

/** What the YAML asks for, and fresh ids that a decision may use. */
export interface Wanted {
  readonly name: string;
  readonly namespace: string;
  readonly revision: string;
  readonly updateJob: string;
  readonly mode: UpdateRecord['mode'];
  readonly taskManagerKind: 'deployments' | 'statefulsets';
  readonly highAvailability: boolean;
  /** Whether the job takes checkpoints, so that one can be waited for. */
  readonly checkpoints: boolean;
  /** The parallelism that a running job can be told; 0 where only an update changes it. */
  readonly parallelism: number;
  /** Whether the release takes a trigger id of ours (1.15). */
  readonly ownTriggerId: boolean;
  /** Whether the new cluster is made ready while the one before still runs. */
  readonly prepared: boolean;
  /** Flink's id of the wanted cluster. */
  readonly clusterId: string;
  /** How the job is ended: by what is asked of it, and where that is a savepoint that cannot be had, by its newest checkpoint. */
  readonly takes: Takes;
  /** Whether the newest checkpoint will do where the job cannot take a savepoint. */
  readonly fallsBack: boolean;
  /** Whether a revision that does not run as it should is given up for the one before. */
  readonly rollsBack: boolean;
  /** The revision that was given up, where it is the one before that is wanted for it; empty elsewhere. */
  readonly rolledBackFrom: string;
  /** What a job without a record starts from; empty: from nothing. */
  readonly initialSavepoint: string;
  /** Whether the job is to be stopped and nothing started. */
  readonly suspended: boolean;
  /** The folder of checkpoints. */
  readonly checkpointsFolder: string;
  /** What Flink's client makes beside the Deployment. */
  readonly companions: readonly string[];
  readonly timeouts: { readonly savepoint: number; readonly deletion: number; readonly start: number };
  readonly fresh: { readonly jobId: string; readonly triggerId: string; readonly target: string; readonly now: string };
}

export type Action =
  /** Write the record. */
  | { readonly do: 'write'; readonly record: UpdateRecord }
  /** Write the record, then end in failure. */
  | { readonly do: 'write-and-fail'; readonly record: UpdateRecord; readonly message: string }
  /** Send the stop-with-savepoint that the record describes. */
  | { readonly do: 'send-stop'; readonly record: UpdateRecord }
  | { readonly do: 'delete-deployment'; readonly uid: string; readonly clusterId: string }
  /** Have the wanted cluster made, or what of it is missing; it waits until it is started. */
  | { readonly do: 'prepare' }
  /** Leave one JobManager, before a release that does not remember the end of its job could let another one run it again. */
  | { readonly do: 'drop-standbys' }
  | { readonly do: 'delete-ha'; readonly maps: readonly string[] }
  /** Give the HA metadata the YAML as owner. */
  | { readonly do: 'own-ha'; readonly maps: readonly string[] }
  | { readonly do: 'wait'; readonly why: string }
  /** Make the cluster that the record describes, or have Flink's client make it. */
  | { readonly do: 'start'; readonly record: UpdateRecord }
  /** Tell the running job another parallelism than the record's. */
  | { readonly do: 'rescale'; readonly record: UpdateRecord; readonly parallelism: number }
  /** Ask for the pods of the cluster that are not asked for yet. */
  | { readonly do: 'roll'; readonly record: UpdateRecord }
  /** Put what was let go for the start back to what the YAML says. */
  | { readonly do: 'hold' }
  /** Keep the objects of the cluster that runs, and what the record has to say of it. */
  | { readonly do: 'keep'; readonly record: UpdateRecord }
  /** This step has nothing more to do; the one before has. */
  | { readonly do: 'again'; readonly why: string }
  /** This step has nothing more to do. */
  | { readonly do: 'done'; readonly why: string }
  /** End in failure; another try may do better. */
  /** `late` where why it failed is told by Kubernetes alone, and a moment later. */
  | { readonly do: 'fail'; readonly message: string; readonly late?: boolean }
  /** End in failure that only a person can mend. */
  | { readonly do: 'refuse'; readonly message: string };
