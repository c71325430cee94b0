/** What alerts and dashboards are made of: a job, by the labels and the figures that its metrics are known by. */
import { FlinkCluster } from '../cluster/cluster';
import type { FlinkVersion } from '../config/version';
import { names } from '../private/names';
import { hasMetric } from './metrics';

export interface WatchedJob {
  readonly name: string;
  readonly namespace: string;
  readonly version: FlinkVersion;
  /** Matchers of the series of the job's pods, within braces. */
  readonly pods: string;
  /** Matchers of the job's update Jobs, in the metrics of kube-state-metrics. */
  readonly updateJobs: string;
  /** Matchers of the CronJob that takes savepoints. */
  readonly schedule: string;
  /** Milliseconds between two checkpoints; undefined where there are none. */
  readonly checkpointInterval?: number;
  /** How many TaskManagers there are at least. */
  readonly taskManagers: number;
  /** Whether state is kept in managed memory, which is taken as a whole then, from the start. */
  readonly stateInManagedMemory: boolean;
  /** Whether its release has a metric, or some jobs of it do. */
  readonly has: (metric: string) => boolean;
}

const IN_MANAGED_MEMORY = /rocksdb|forst/i;

export function watchedJob({ _plan: plan }: FlinkCluster): WatchedJob {
  const { name, namespace, version, options } = plan;
  return {
    name,
    namespace,
    version,
    pods: `namespace="${namespace}",app_kubernetes_io_instance="${name}"`,
    updateJobs: `namespace="${namespace}",job_name=~"${names.updateJob(name, '[0-9a-f]+')}"`,
    schedule: `namespace="${namespace}",cronjob="${names.schedule(name)}"`,
    checkpointInterval: plan.checkpointInterval,
    taskManagers: plan.autoscaler?.min ?? plan.taskManagers,
    stateInManagedMemory: IN_MANAGED_MEMORY.test(options['state.backend.type'] ?? options['state.backend'] ?? ''),
    has: (metric) => hasMetric(metric, version),
  };
}
