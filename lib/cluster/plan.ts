import { checkpointInterval } from '../checkpoints';
import { checkOptions, ownershipProblems, Problem, sortedProblems } from '../config/check';
import { FlinkOptions, mergeOptions, sorted } from '../config/options';
import { JAVA_MODULE_OPTIONS } from '../config/releases';
import type { FlinkVersion } from '../config/version';
import { WARNING_RULES } from '../config/warnings';
import { HighAvailability } from '../high-availability';
import { loggingFiles } from '../logging';
import { Contribution } from '../private/contribution';
import { shortHash } from '../private/hash';
import { COMPONENTS, names, selectorLabels } from '../private/names';
import { checkName, checkPositive, checkWhole } from '../private/validate';
import { LABELS } from '../savepoint/runtime/labels';
import { contribute } from './contributions';
import { podTemplate } from './pods';
import { FlinkClusterProps, ImagePullPolicy, PodSecurity } from './props';

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
  /** What is allowed, and worth a second look. */
  readonly warnings: readonly string[];
  /** Log configuration by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Pod templates; none where the release has none. */
  readonly podTemplates: { readonly jobManager?: object; readonly taskManager?: object };
  readonly highAvailability: boolean;
  /** Milliseconds between two checkpoints; undefined where there are none. */
  readonly checkpointInterval?: number;
  readonly metrics: boolean;
  readonly savepoints: string;
  /** Options that name a folder in which each start keeps something of its own, with the folder above it. */
  readonly foldersPerStart: FlinkOptions;
  readonly claim?: { readonly name: string; readonly spec: object };
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  readonly imagePullPolicy: ImagePullPolicy;
  readonly imagePullSecrets: readonly string[];
  readonly restricted: boolean;
}

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
  const interval = checkpointInterval(checkpoints);
  const contributions = contribute(name, props, highAvailability);
  // A user's own JVM options come on top of those without which the JVM exits at once.
  const jvm = [JAVA_MODULE_OPTIONS, props.options?.['env.java.opts.all']].filter(Boolean).join(' ');
  const modules: FlinkOptions = version._has('moduleOptions') ? { 'env.java.opts.all': jvm } : {};
  const defaults = { ...DEFAULTS, ...(version._has('webCancel') ? { 'web.cancel.enable': 'false' } : {}), ...modules };
  const owned = contributions.map(({ prop, options = {} }) => ({ prop, options }));
  const users = props.options ?? {};
  const merged = { ...mergeOptions(version, defaults, users, owned), ...modules };
  const taken = ownershipProblems(version, users, owned);
  const problems = sortedProblems([
    ...taken,
    // Whoever is to leave an option out need not be told how to write it.
    ...checkOptions(version, merged, props.customOptions).filter(({ key }) => !taken.some((problem) => problem.key === key)),
  ]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length) {
    const count = errors.length === 1 ? '1 thing is' : `${errors.length} things are`;
    throw new Error(`${count} wrong with Flink's options:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`);
  }
  const warnings = problems.filter((problem) => problem.severity === 'warning' && !silenced(problem, props.silencedWarnings ?? []));

  const restricted = wantsRestricted(props);
  const podTemplates = templates(props, contributions, restricted, highAvailability.enabled);
  const files = loggingFiles(props.logging ?? {});
  const { jarPath, mainClass } = job;
  const plannedJob = { jarPath, mainClass, args: job._arguments({ parallelism, checkpointInterval: interval }) };
  const revision = shortHash({ version: version.minor, image, options: merged, files, podTemplates, job: plannedJob });
  return Object.freeze({
    name,
    namespace,
    clusterId: names.clusterId(name, revision),
    version,
    image,
    revision,
    job: plannedJob,
    options: sorted({ ...merged, ...labelOptions(name, revision) }),
    warnings: warnings.map(({ message }) => message),
    files,
    podTemplates,
    highAvailability: highAvailability.enabled,
    checkpointInterval: interval,
    metrics: props.metrics ?? true,
    savepoints: storage._folders(name).savepoints,
    foldersPerStart: highAvailability.enabled ? resultStores(version, storage._folders(name).ha) : {},
    claim: storage._claim(name),
    serviceAccountAnnotations: Object.assign({}, ...contributions.map((c) => c.serviceAccountAnnotations ?? {})) as Record<string, string>,
    imagePullPolicy: props.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT,
    imagePullSecrets: props.imagePullSecrets ?? [],
    restricted,
  });
}

/**
 * Where Flink notes that a job, or an application, ended. In a store of its own a new cluster cannot take the end of the job
 * before it, which has the same cluster id, for its own.
 */
function resultStores(version: FlinkVersion, ha: string): FlinkOptions {
  return {
    ...(version._has('jobResultStore') ? { 'job-result-store.storage-path': `${ha}/job-results` } : {}),
    ...(version._has('applicationResultStore') ? { 'application-result-store.storage-path': `${ha}/application-results` } : {}),
  };
}

function silenced({ name, key }: Problem, names: readonly string[]): boolean {
  return names.some((silent) => silent === name || silent === key);
}

function checkProps(name: string, props: FlinkClusterProps): void {
  checkName('name', name);
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(props.namespace)) {
    throw new Error(`namespace: '${props.namespace}' is no DNS label; allowed are lower-case letters, digits and '-', at most 63 of them`);
  }
  if (!/^\S+$/.test(props.image))
    throw new Error(`image: '${props.image}' is no image reference; write it as 'registry.example.com/orders:1.4.2'`);
  const unknown = (props.silencedWarnings ?? []).filter(
    (silent) =>
      !silent.includes('.') && !Object.hasOwn(props.options ?? {}, silent) && !WARNING_RULES.some(({ name: rule }) => rule === silent),
  );
  if (unknown.length) {
    throw new Error(
      `silencedWarnings: '${unknown.join("', '")}' is no warning; allowed are ${WARNING_RULES.map((rule) => rule.name).join(', ')}, and keys of deprecated options`,
    );
  }
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
  if (props.podSecurity === PodSecurity.RESTRICTED) {
    props.flinkVersion._need('podTemplates', 'podSecurity: its pods cannot carry a security context, as');
    props.flinkVersion._need('seccompProfiles', 'podSecurity');
  }
}

function wantsRestricted({ podSecurity, flinkVersion }: FlinkClusterProps): boolean {
  return podSecurity === undefined ? flinkVersion._has('podTemplates') : podSecurity === PodSecurity.RESTRICTED;
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
