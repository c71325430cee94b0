import { Size } from 'cdk8s';
import { backendContribution, checkpointContribution, checkpointInterval, StateBackend } from '../checkpoints';
import { checkOptions } from '../config/check';
import { FlinkOptions, keyIn, mergeOptions } from '../config/options';
import { JAVA_MODULE_OPTIONS } from '../config/releases';
import type { FlinkVersion } from '../config/version';
import { HighAvailability } from '../high-availability';
import { loggingFiles } from '../logging';
import { Contribution } from '../private/contribution';
import { shortHash } from '../private/hash';
import { COMPONENTS, names, selectorLabels } from '../private/names';
import { checkName, checkPositive, checkWhole } from '../private/validate';
import { LABELS } from '../savepoint/runtime/labels';
import { podTemplate } from './pods';
import { FlinkClusterProps, ImagePullPolicy, PodSecurity, ProcessProps } from './props';

/** Everything that is decided of a cluster, as plain values: the object to print when debugging. */
export interface ClusterPlan {
  readonly name: string;
  readonly namespace: string;
  readonly clusterId: string;
  readonly version: FlinkVersion;
  readonly image: string;
  /** The hash of all that makes the running job what it is. */
  readonly revision: string;
  readonly job: { readonly jarPath: string; readonly mainClass?: string; readonly args: readonly string[] };
  readonly options: FlinkOptions;
  /** Log configuration by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Pod templates; none where the release has none. */
  readonly podTemplates: { readonly jobManager?: object; readonly taskManager?: object };
  readonly highAvailability: boolean;
  /** Whether a job can be seen to complete a checkpoint. */
  readonly checkpoints: boolean;
  readonly metrics: boolean;
  readonly savepoints: string;
  readonly claim?: { readonly name: string; readonly spec: object };
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  readonly imagePullPolicy: ImagePullPolicy;
  readonly imagePullSecrets: readonly string[];
  readonly restricted: boolean;
}

/** The port at which every JobManager and TaskManager exposes its metrics. */
export const METRICS_PORT = 9249;

/** Where the update Job's client finds the configuration files. */
export const CONF_FOLDER = '/update/conf';

/** Names of the pod template files. */
export const TEMPLATE_FILES = { jobManager: 'pod-template-jobmanager.yaml', taskManager: 'pod-template-taskmanager.yaml' } as const;

/** Options that a user may set otherwise. */
const DEFAULTS: FlinkOptions = { 'web.submit.enable': 'false' };

/** @throws with everything that is wrong, a line each */
export function planNative(id: string, props: FlinkClusterProps): ClusterPlan {
  const name = props.name ?? id;
  checkProps(name, props);
  const {
    namespace,
    flinkVersion: version,
    image,
    job,
    storage,
    parallelism = 1,
    checkpoints = {},
    highAvailability = HighAvailability.kubernetes(),
  } = props;
  const contributions = contribute(name, props, highAvailability);
  const defaults = {
    ...DEFAULTS,
    ...(version._has('webCancel') ? { 'web.cancel.enable': 'false' } : {}),
    ...(version._has('moduleOptions') ? { 'env.java.opts.all': JAVA_MODULE_OPTIONS } : {}),
  };
  const owned = contributions.map(({ prop, options = {} }) => ({ prop, options }));
  const users = props.options ?? {};
  const merged = mergeOptions(version, defaults, users, owned);
  const problems = checkOptions(version, users, owned, merged);
  if (problems.length)
    throw new Error(
      `the options of '${name}':\n${problems
        .sort()
        .map((problem) => `- ${problem}`)
        .join('\n')}`,
    );

  const restricted = wantsRestricted(props);
  const podTemplates = templates(props, contributions, restricted, highAvailability.enabled);
  const files = loggingFiles(props.logging ?? {});
  const { jarPath, mainClass } = job;
  const plannedJob = { jarPath, mainClass, args: job._arguments({ parallelism, checkpointInterval: checkpointInterval(checkpoints) }) };
  const revision = shortHash({ version: version.minor, image, options: merged, files, podTemplates, job: plannedJob });
  return Object.freeze({
    name,
    namespace,
    clusterId: names.clusterId(name, revision),
    version,
    image,
    revision,
    job: plannedJob,
    options: { ...merged, ...labelOptions(name, revision) },
    files,
    podTemplates,
    highAvailability: highAvailability.enabled,
    checkpoints: checkpointInterval(checkpoints) !== undefined,
    metrics: props.metrics ?? true,
    savepoints: storage._folders(name).savepoints,
    claim: storage._claim(name),
    serviceAccountAnnotations: Object.assign({}, ...contributions.map((c) => c.serviceAccountAnnotations ?? {})) as Record<string, string>,
    imagePullPolicy: props.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT,
    imagePullSecrets: props.imagePullSecrets ?? [],
    restricted,
  });
}

function checkProps(name: string, props: FlinkClusterProps): void {
  checkName('name', name);
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(props.namespace)) {
    throw new Error(`namespace: '${props.namespace}' is no DNS label; allowed are lower-case letters, digits and '-', at most 63 of them`);
  }
  if (!/^\S+$/.test(props.image))
    throw new Error(`image: '${props.image}' is no image reference; write it as 'registry.example.com/orders:1.4.2'`);
  checkWhole('parallelism', props.parallelism, 1);
  checkWhole('taskSlots', props.taskSlots, 1);
  for (const [prop, size] of [
    ['jobManager', props.jobManager],
    ['taskManager', props.taskManager],
  ] as const) {
    checkPositive(`${prop}.cpu`, size?.cpu);
    checkPositive(`${prop}.cpuLimit`, size?.cpuLimit);
    if (size?.podTemplate) props.flinkVersion._need('podTemplates', `${prop}.podTemplate`);
  }
  if (props.podSecurity === PodSecurity.RESTRICTED)
    props.flinkVersion._need('podTemplates', 'podSecurity: its pods cannot carry a security context, as');
}

function wantsRestricted({ podSecurity, flinkVersion }: FlinkClusterProps): boolean {
  return podSecurity === undefined ? flinkVersion._has('podTemplates') : podSecurity === PodSecurity.RESTRICTED;
}

/** Props -> contributions, one a prop. */
function contribute(name: string, props: FlinkClusterProps, highAvailability: HighAvailability): Contribution[] {
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
  const environment: Record<string, string> = Object.assign(
    {},
    ...others.map((c) => c.environment ?? {}),
    plugins.length ? { ENABLE_BUILT_IN_PLUGINS: plugins.join(';') } : {},
  );
  for (const [key, value] of Object.entries(props.environment ?? {})) {
    checkVariable('environment', key);
    if (environment[key] !== undefined)
      throw new Error(`environment: ${key} (given '${value}') is set by the library to '${environment[key]}'; leave it out`);
    environment[key] = value;
  }
  const secrets = { ...Object.assign({}, ...others.map((c) => c.secretEnvironment ?? {})) } as Record<
    string,
    { secret: string; key: string }
  >;
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

function templates(
  props: FlinkClusterProps,
  contributions: readonly Contribution[],
  restricted: boolean,
  ha: boolean,
): ClusterPlan['podTemplates'] {
  if (!props.flinkVersion._has('podTemplates')) return {};
  const shared = {
    restricted,
    volumes: contributions.flatMap((c) => c.volumes ?? []),
    mounts: contributions.flatMap((c) => c.mounts ?? []),
  };
  return {
    jobManager: podTemplate(props.jobManager?.podTemplate, { ...shared, token: true }),
    // Without HA metadata to read, a TaskManager has no business with the API server.
    taskManager: podTemplate(props.taskManager?.podTemplate, { ...shared, token: ha }),
  };
}

/** Labels by which Services, monitors and the update Job find the pods, whatever the cluster id. */
function labelOptions(name: string, revision: string): FlinkOptions {
  const labels = (component: string) =>
    Object.entries({ ...selectorLabels(name, component), [LABELS.revision]: revision })
      .map(([key, value]) => `${key}:${value}`)
      .join(',');
  return {
    'kubernetes.jobmanager.labels': labels(COMPONENTS.jobManager),
    'kubernetes.taskmanager.labels': labels(COMPONENTS.taskManager),
  };
}

/** A key as the plan's release knows it. */
export function optionOf(plan: ClusterPlan, key: string): string | undefined {
  return plan.options[keyIn(plan.version, key)];
}
