import { jobManagerName, LABELS, taskManagerName } from '../savepoint/runtime/labels';

/** Names of everything that a job's YAML makes: functions of the job's name alone, so that a diff shows changes, not renames. */
export const names = {
  config: (name: string) => `${name}-config`,
  program: (name: string) => `${name}-update`,
  ui: (name: string) => `${name}-ui`,
  rpc: (name: string) => `${name}-rpc`,
  metrics: (name: string) => `${name}-metrics`,
  jobManager: jobManagerName,
  taskManager: taskManagerName,
  jobManagerAccount: (name: string) => `${name}-jobmanager`,
  taskManagerAccount: (name: string) => `${name}-taskmanager`,
  updateAccount: (name: string) => `${name}-update`,
  savepointsAccount: (name: string) => `${name}-savepoints`,
  schedule: (name: string) => `${name}-savepoints`,
  claim: (name: string) => `${name}-state`,
  monitor: (name: string) => name,
  alerts: (name: string) => name,
  dashboards: (name: string) => `${name}-dashboards`,
  updateJob: (name: string, hash: string) => `${name}-deploy-${hash}`,
};

export { COMPONENTS } from '../savepoint/runtime/labels';

/** Labels that select everything of one job, or of one component of it. */
export function selectorLabels(name: string, component?: string): Record<string, string> {
  return { [LABELS.instance]: name, ...(component ? { [LABELS.component]: component } : {}) };
}

/** Labels of what the library makes. */
export function objectLabels(name: string, component?: string): Record<string, string> {
  return { ...selectorLabels(name, component), 'app.kubernetes.io/managed-by': 'cdk8s-flink', 'app.kubernetes.io/name': 'flink' };
}
