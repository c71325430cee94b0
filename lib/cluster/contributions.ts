import { backendContribution, checkpointContribution, StateBackend } from '../checkpoints';
import type { FlinkOptions } from '../config/options';
import type { FlinkVersion } from '../config/version';
import { HighAvailability } from '../high-availability';
import { Contribution } from '../private/contribution';
import { Mode } from './mode';
import { FlinkClusterProps, ImagePullPolicy, ProcessProps } from './props';

/** The port at which every JobManager and TaskManager exposes its metrics. */
export const METRICS_PORT = 9249;

export type Process = 'jobManager' | 'taskManager';

/** Names of the pod template files. */
export const TEMPLATE_FILES = { jobManager: 'pod-template-jobmanager.yaml', taskManager: 'pod-template-taskmanager.yaml' } as const;

/** Props -> contributions, one a prop; the mode's own come on top. */
export function contribute(name: string, props: FlinkClusterProps, highAvailability: HighAvailability, mode: Mode): Contribution[] {
  const { flinkVersion: version, storage, stateBackend = StateBackend.ROCKSDB, taskSlots = 1, parallelism = 1 } = props;
  const sizes = processSizes(props);
  const values: Contribution[] = [
    { prop: 'image', native: { 'kubernetes.container.image.ref': props.image } },
    {
      prop: 'imagePullPolicy',
      native: { 'kubernetes.container.image.pull-policy': props.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT },
    },
    // Kubernetes HA names its ConfigMaps by them in every mode.
    { prop: 'name', options: { 'kubernetes.cluster-id': name } },
    { prop: 'namespace', options: { 'kubernetes.namespace': props.namespace } },
    { prop: 'parallelism', options: { 'parallelism.default': String(parallelism) } },
    { prop: 'taskSlots', options: { 'taskmanager.numberOfTaskSlots': String(taskSlots) } },
    storage._contribute(version, name),
    highAvailability._contribute(version, storage._folders(name).ha),
    checkpointContribution(props.checkpoints ?? {}),
    backendContribution(version, stateBackend),
    processContribution('jobManager', version, sizes.jobManager, mode),
    processContribution('taskManager', version, sizes.taskManager, mode),
    ...metricsContributions(name, props),
    updateContribution(version, highAvailability.enabled),
  ];
  if (props.imagePullSecrets?.length)
    values.push({ prop: 'imagePullSecrets', native: { 'kubernetes.container.image.pull-secrets': props.imagePullSecrets.join(';') } });
  if (props.scaling) values.push(props.scaling._contribute(version));
  return values;
}

/** What a process asks of its node: mebibytes and CPUs. */
export interface ProcessSize {
  readonly memory: number;
  readonly cpu: number;
  readonly cpuLimit: number;
}

/** The sizes of JobManager and TaskManager, with their defaults. */
export function processSizes({ jobManager = {}, taskManager = {}, taskSlots = 1 }: FlinkClusterProps): Record<Process, ProcessSize> {
  const size = ({ memory, cpu, cpuLimit }: ProcessProps, mebibytes: number, cpus: number) => {
    const request = cpu ?? cpus;
    return { memory: memory?.toMebibytes() ?? mebibytes, cpu: request, cpuLimit: cpuLimit ?? 4 * request };
  };
  return { jobManager: size(jobManager, 1600, 1), taskManager: size(taskManager, 1728, taskSlots) };
}

function processContribution(prop: Process, version: FlinkVersion, { memory, cpu, cpuLimit }: ProcessSize, mode: Mode): Contribution {
  const process = prop.toLowerCase();
  return {
    prop,
    options: { [`${process}.memory.process.size`]: `${memory}m` },
    native: {
      // Where Flink knows no limit above the request, its option says less than the pods of the YAML do.
      ...(version._has('limitFactors') || !mode.ownPods ? { [`kubernetes.${process}.cpu.amount`]: String(cpu) } : {}),
      ...(version._has('limitFactors') ? { [`kubernetes.${process}.cpu.limit-factor`]: String(Number((cpuLimit / cpu).toFixed(3))) } : {}),
    },
  };
}

/** Prometheus' reporter, and those that push. */
function metricsContributions(
  name: string,
  { namespace, flinkVersion: version, metrics = true, reporters = [] }: FlinkClusterProps,
): Contribution[] {
  const prometheus = {
    'metrics.reporter.prom.factory.class': 'org.apache.flink.metrics.prometheus.PrometheusReporterFactory',
    'metrics.reporter.prom.port': String(METRICS_PORT),
  };
  const all = [...(metrics ? ['prom'] : []), ...reporters.map(({ _name }) => _name)];
  if (all.length === 0) return [];
  const twice = all.find((one, at) => all.indexOf(one) !== at);
  if (twice) throw new Error(`reporters: two of them are '${twice}'; allowed is one of a kind. Leave one out`);
  const pushed = Object.assign({}, ...reporters.map((reporter) => reporter._options(version, name, namespace))) as FlinkOptions;
  const secretOptions = Object.assign({}, ...reporters.map(({ _secretOptions }) => _secretOptions)) as Contribution['secretOptions'];
  return [
    ...(metrics ? [{ prop: 'metrics', options: prometheus }] : []),
    { prop: reporters.length > 0 ? 'reporters' : 'metrics', options: { ...pushed, 'metrics.reporters': all.join() }, secretOptions },
  ];
}

/** What updates stand on: a JobManager that can be asked after its job was stopped, and never runs it again. */
function updateContribution(version: FlinkVersion, ha: boolean): Contribution {
  return {
    prop: 'flinkVersion',
    options: {
      ...(version._has('stayUpWhenFinished')
        ? { 'execution.shutdown-on-application-finish': 'false', 'job-result-store.delete-on-commit': 'false' }
        : {}),
      // Without HA, 1.20 and others refuse it.
      ...(version._has('submitFailedJob') && ha ? { 'execution.submit-failed-job-on-application-error': 'true' } : {}),
    },
  };
}
