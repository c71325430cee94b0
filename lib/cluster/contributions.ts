import { Size } from 'cdk8s';
import { backendContribution, checkpointContribution, StateBackend } from '../checkpoints';
import type { FlinkVersion } from '../config/version';
import { HighAvailability } from '../high-availability';
import { Contribution } from '../private/contribution';
import { names } from '../private/names';
import { FlinkClusterProps, ImagePullPolicy, ProcessProps } from './props';

/** The port at which every JobManager and TaskManager exposes its metrics. */
export const METRICS_PORT = 9249;

/** Where the update Job's client finds the configuration files. */
export const CONF_FOLDER = '/update/conf';

/** Names of the pod template files. */
export const TEMPLATE_FILES = { jobManager: 'pod-template-jobmanager.yaml', taskManager: 'pod-template-taskmanager.yaml' } as const;

/** Props -> contributions, one a prop. */
export function contribute(name: string, props: FlinkClusterProps, highAvailability: HighAvailability): Contribution[] {
  const { flinkVersion: version, storage, stateBackend = StateBackend.ROCKSDB, taskSlots = 1, parallelism = 1 } = props;
  const values: Contribution[] = [
    { prop: 'image', options: { 'kubernetes.container.image.ref': props.image } },
    {
      prop: 'imagePullPolicy',
      options: { 'kubernetes.container.image.pull-policy': props.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT },
    },
    { prop: 'name', options: { 'kubernetes.cluster-id': names.clusterId(name, '') } },
    { prop: 'namespace', options: { 'kubernetes.namespace': props.namespace } },
    { prop: 'parallelism', options: { 'parallelism.default': String(parallelism) } },
    { prop: 'taskSlots', options: { 'taskmanager.numberOfTaskSlots': String(taskSlots) } },
    storage._contribute(version, name),
    highAvailability._contribute(version, storage._folders(name).ha),
    checkpointContribution(props.checkpoints ?? {}),
    backendContribution(version, stateBackend),
    processContribution('jobManager', version, props.jobManager ?? {}, 1600, 1),
    processContribution('taskManager', version, props.taskManager ?? {}, 1728, taskSlots),
    ...(props.metrics === false ? [] : [metricsContribution()]),
    updateContribution(name, version, highAvailability.enabled),
  ];
  if (props.imagePullSecrets?.length)
    values.push({ prop: 'imagePullSecrets', options: { 'kubernetes.container.image.pull-secrets': props.imagePullSecrets.join(';') } });
  return [...values, environmentContribution(props, values)];
}

function processContribution(
  prop: 'jobManager' | 'taskManager',
  version: FlinkVersion,
  props: ProcessProps,
  mebibytes: number,
  cpus: number,
): Contribution {
  const { memory = Size.mebibytes(mebibytes), cpu = cpus, cpuLimit = 4 * cpu } = props;
  if (props.cpuLimit !== undefined) {
    version._need('limitFactors', `${prop}.cpuLimit`);
    if (props.cpuLimit < cpu)
      throw new Error(`${prop}.cpuLimit: ${props.cpuLimit} is below the request, which is ${cpu}; give at least that`);
  }
  const process = prop.toLowerCase();
  return {
    prop,
    options: {
      [`${process}.memory.process.size`]: `${memory.toMebibytes()}m`,
      [`kubernetes.${process}.cpu.amount`]: String(cpu),
      ...(version._has('limitFactors') ? { [`kubernetes.${process}.cpu.limit-factor`]: String(Number((cpuLimit / cpu).toFixed(3))) } : {}),
      ...(version._has('podTemplates') ? { [`kubernetes.pod-template-file.${process}`]: `${CONF_FOLDER}/${TEMPLATE_FILES[prop]}` } : {}),
    },
  };
}

function metricsContribution(): Contribution {
  return {
    prop: 'metrics',
    options: {
      'metrics.reporter.prom.factory.class': 'org.apache.flink.metrics.prometheus.PrometheusReporterFactory',
      'metrics.reporter.prom.port': String(METRICS_PORT),
      'metrics.reporters': 'prom',
    },
  };
}

/** What updates stand on: a JobManager that can be asked after its job was stopped, and never runs it again. */
function updateContribution(name: string, version: FlinkVersion, ha: boolean): Contribution {
  return {
    prop: 'flinkVersion',
    options: {
      'kubernetes.jobmanager.service-account': names.jobManagerAccount(name),
      'kubernetes.rest-service.exposed.type': 'ClusterIP',
      'kubernetes.taskmanager.service-account': names.taskManagerAccount(name),
      ...(version._has('stayUpWhenFinished')
        ? { 'execution.shutdown-on-application-finish': 'false', 'job-result-store.delete-on-commit': 'false' }
        : {}),
      // Without HA, 1.20 and others refuse it.
      ...(version._has('submitFailedJob') && ha ? { 'execution.submit-failed-job-on-application-error': 'true' } : {}),
    },
  };
}

/** Environment, Secrets and plugins, of the props and of all other contributions. */
function environmentContribution(props: FlinkClusterProps, others: readonly Contribution[]): Contribution {
  const plugins = [...new Set(others.flatMap((c) => c.plugins ?? []))];
  const environment = Object.assign(
    {},
    ...others.map((c) => c.environment ?? {}),
    plugins.length ? { ENABLE_BUILT_IN_PLUGINS: plugins.join(';') } : {},
  ) as Record<string, string>;
  const secrets = { ...Object.assign({}, ...others.map((c) => c.secretEnvironment ?? {})) } as Record<
    string,
    { secret: string; key: string }
  >;
  for (const [key, value] of Object.entries(props.environment ?? {})) {
    checkVariable('environment', key);
    if (secrets[key])
      throw new Error(`environment: ${key} comes from the Secret '${secrets[key].secret}', which the storage names; leave one of them out`);
    if (environment[key] !== undefined)
      throw new Error(`environment: ${key} (given '${value}') is set by the library to '${environment[key]}'; leave it out`);
    environment[key] = value;
  }
  for (const [key, { secretName, key: of }] of Object.entries(props.secretEnvironment ?? {})) {
    checkVariable('secretEnvironment', key);
    if (secrets[key] ?? environment[key]) throw new Error(`secretEnvironment: ${key} is set already; leave one of them out`);
    secrets[key] = { secret: secretName, key: of };
  }
  const mounts = Object.entries(props.secretMounts ?? {});
  for (const [secret, folder] of mounts) {
    if (!folder.startsWith('/'))
      throw new Error(
        `secretMounts: '${folder}' for Secret '${secret}' is relative; allowed is an absolute path such as '/secrets/${secret}'`,
      );
  }
  return {
    prop: 'environment',
    options: {
      ...Object.fromEntries(
        Object.entries(environment).flatMap(([key, value]) => [
          [`containerized.master.env.${key}`, value],
          [`containerized.taskmanager.env.${key}`, value],
        ]),
      ),
      ...(Object.keys(secrets).length
        ? {
            'kubernetes.env.secretKeyRef': Object.entries(secrets)
              .map(([env, s]) => `env:${env},secret:${s.secret},key:${s.key}`)
              .join(';'),
          }
        : {}),
      ...(mounts.length ? { 'kubernetes.secrets': mounts.map(([secret, folder]) => `${secret}:${folder}`).join(',') } : {}),
    },
  };
}

function checkVariable(prop: string, key: string): void {
  if (!/^[A-Za-z_]\w*$/.test(key))
    throw new Error(`${prop}: '${key}' is no name of an environment variable; allowed are letters, digits and '_'`);
}
