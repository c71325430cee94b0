import { Problem } from '../config/check';
import { StartedBy } from '../config/memory';
import { FlinkOptions } from '../config/options';
import type { FlinkVersion } from '../config/version';
import { Contribution } from '../private/contribution';
import { Rule } from '../security/identity';
import type { ClusterPlan } from './plan';
import type { FlinkStandaloneClusterProps } from './props';

/** All that is decided before the pods and, with them, the revision. */
export type UndecidedPlan = Omit<ClusterPlan, 'clusterId' | 'options' | 'podTemplates' | 'revision'>;

/** How a cluster comes to its pods, and all that follows from it on the way from props to plan. */
export interface Mode {
  readonly name: 'native' | 'standalone';
  /** Who lays out the memory: Flink, or the scripts of its distribution. */
  readonly startedBy: StartedBy;
  /** Whether the YAML makes the pods: then releases that cannot describe them, or not in full, do not matter. */
  readonly ownPods: boolean;
  /** What its JobManagers do at the API server, beside keeping HA metadata. */
  jobManagerRules(version: FlinkVersion): readonly Rule[];
  /** Flink's cluster id, which HA metadata and, in native mode, all that Flink makes are named by. */
  clusterId(name: string, revision: string): string;
  /** Options that a user may set otherwise. */
  readonly defaults: FlinkOptions;
  /** Scripts that its pods run, by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** @throws where something is wrong with the props in this mode only */
  check(props: FlinkStandaloneClusterProps): void;
  /** Whether updates make the next cluster while the one before still works. */
  prepares(props: FlinkStandaloneClusterProps, highAvailability: boolean): boolean;
  /** What this mode adds. */
  contribute(name: string, props: FlinkStandaloneClusterProps, highAvailability: boolean): Contribution[];
  /** The pods of a revision, from what can be said of them in every mode; of no revision yet, for the revision's own hash. */
  pods(templates: ClusterPlan['podTemplates'], plan: UndecidedPlan, revision: string): ClusterPlan['podTemplates'];
  /** What is wrong with a user's options in this mode only. */
  problems(users: FlinkOptions): Problem[];
}
