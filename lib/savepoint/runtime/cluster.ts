/** A cluster as Kubernetes shows it, and what makes and ends it: the part of the world that differs between the modes. */
import { Manifest } from './kubernetes';
import { ObservedClient, ObservedDeployment, ObservedOther, ObservedPrepared } from './observation';
import { UpdateRecord } from './record';

export interface ClusterLook {
  readonly client: ObservedClient;
  readonly deployment?: ObservedDeployment;
  /** Its pods. */
  readonly pods: readonly Manifest[];
  /** The ConfigMaps that carry Flink's labels of it. */
  readonly maps: readonly Manifest[];
  /** Where its REST API is, if not where the settings say. */
  readonly url?: string;
  readonly prepared?: ObservedPrepared;
  readonly others: readonly ObservedOther[];
  /** What of the YAML is not there, or not of the wanted revision, so that it cannot be started yet; empty when nothing is. */
  readonly notApplied: string;
  readonly restService: boolean;
  /** How many TaskManagers are asked for; 0 where Flink decides. */
  readonly taskManagers: number;
  /** What Kubernetes says of pods that it cannot make. */
  readonly refusals: readonly string[];
}

/** The revision that is to run, and Flink's id of its cluster. */
export interface Goal {
  readonly revision: string;
  readonly clusterId: string;
}

export interface Cluster {
  /**
   * @param pods all pods of the job
   * @param goal what is to run in the end
   */
  look(record: UpdateRecord | undefined, pods: readonly Manifest[], goal: Goal): Promise<ClusterLook>;
  /** Makes the wanted cluster, or what of it is missing, and leaves it waiting. */
  prepare(): Promise<void>;
  /** Makes the cluster that the record describes, or returns false where Flink's client does. */
  start(record: UpdateRecord): Promise<boolean>;
  /** Ends the cluster that was seen with this uid. */
  delete(uid: string, clusterId: string): Promise<void>;
  /** What the cluster that runs can be made again of. */
  objects(record: UpdateRecord): Promise<Manifest[]>;
  /** Makes the cluster that the record describes of such objects. */
  restore(record: UpdateRecord, objects: readonly Manifest[]): Promise<void>;
  /**
   * Asks for the pods that are not asked for yet.
   * @param objects what the cluster was made again of, where it was
   */
  roll(record: UpdateRecord, objects?: readonly Manifest[]): Promise<void>;
  /** Asks for as many TaskManagers as the YAML says by now. */
  resize(record: UpdateRecord): Promise<void>;
  /** Puts the workloads back to what the YAML says. */
  hold(): Promise<void>;
  /** Leaves one JobManager. */
  dropStandbys(): Promise<void>;
}
