import { checkpointInterval } from '../checkpoints';
import { checkOptions, ownershipProblems, Problem, sortedProblems } from '../config/check';
import { FlinkOptions, mergeOptions, sorted } from '../config/options';
import { JAVA_MODULE_OPTIONS } from '../config/releases';
import type { FlinkVersion } from '../config/version';
import { HighAvailability } from '../high-availability';
import { loggingFiles } from '../logging';
import { Contribution } from '../private/contribution';
import { shortHash } from '../private/hash';
import { COMPONENTS, selectorLabels } from '../private/names';
import { AutoscalerFigures } from '../scaling';
import { LABELS } from '../savepoint/runtime/labels';
import { checkProps } from './check-props';
import { contribute, processSizes, Process, ProcessSize } from './contributions';
import { environmentContribution, PodEnvironment, podEnvironment } from './environment';
import { Mode } from './mode';
import { MODES } from './modes';
import { PodJson, podTemplate } from './pods';
import { FlinkClusterProps, FlinkStandaloneClusterProps, ImagePullPolicy, PodSecurity } from './props';

/** The job, as it is run. */
export interface PlannedJob {
  readonly jarPath: string;
  readonly mainClass?: string;
  readonly args: readonly string[];
}

/** Everything that is decided of a cluster, as plain values: the object to print when debugging. */
export interface ClusterPlan {
  /** Who makes the pods: Flink, or the YAML. */
  readonly mode: Mode['name'];
  readonly name: string;
  readonly namespace: string;
  readonly clusterId: string;
  /** Whether the cluster of a revision is made ready, and held back, while the one before still runs. */
  readonly prepared: boolean;
  /** How many of its TaskManagers start before there is a JobManager for them; 0 where Flink is left to make them. */
  readonly taskManagersAhead: number;
  readonly version: FlinkVersion;
  readonly image: string;
  /** The hash of all that makes the running job what it is. */
  readonly revision: string;
  readonly job: PlannedJob;
  readonly options: FlinkOptions;
  /** What is allowed, and worth a second look. */
  readonly warnings: readonly string[];
  /** Log configuration and scripts by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** The pods, or what of them Flink lets one say; none where the release has no pod templates. */
  readonly podTemplates: { readonly jobManager?: PodJson; readonly taskManager?: PodJson };
  readonly sizes: Readonly<Record<Process, ProcessSize>>;
  readonly environment: PodEnvironment;
  readonly highAvailability: boolean;
  readonly jobManagers: number;
  readonly parallelism: number;
  /** How many TaskManagers the parallelism takes. */
  readonly taskManagers: number;
  /** How TaskManagers follow the load, where they do. */
  readonly autoscaler?: AutoscalerFigures;
  /** Whether a changed parallelism is handed to the running job. */
  readonly rescalesInPlace: boolean;
  /** The volume that each TaskManager gets, where it does: the template of its claim, and where it is mounted. */
  readonly localClaim?: object;
  readonly localMount?: Readonly<Record<string, unknown>>;
  /** Milliseconds between two checkpoints; undefined where there are none. */
  readonly checkpointInterval?: number;
  readonly metrics: boolean;
  readonly savepoints: string;
  readonly checkpoints: string;
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
  return plan(id, props, MODES.native);
}

/** @throws with everything that is wrong, a line each */
export function planStandalone(id: string, props: FlinkStandaloneClusterProps): ClusterPlan {
  return plan(id, props, MODES.standalone);
}

function plan(id: string, props: FlinkStandaloneClusterProps, mode: Mode): ClusterPlan {
  const name = props.name ?? id;
  checkProps(name, props, mode);
  const {
    namespace,
    flinkVersion: version,
    image,
    job,
    storage,
    parallelism = 1,
    taskSlots = 1,
    checkpoints = {},
    highAvailability = HighAvailability.kubernetes(),
    scaling,
  } = props;
  const interval = checkpointInterval(checkpoints);
  const parts = [...contribute(name, props, highAvailability, mode), ...mode.contribute(name, props, highAvailability.enabled)];
  const environment = podEnvironment(props, parts);
  const contributions = [...parts, environmentContribution(environment)];
  const { options, warnings } = checkedOptions(props, contributions, mode);

  const restricted = props.podSecurity === undefined ? hasPodSpecs(version, mode) : props.podSecurity === PodSecurity.RESTRICTED;
  const { jarPath, mainClass } = job;
  const plannedJob = { jarPath, mainClass, args: job._arguments({ parallelism, checkpointInterval: interval }) };
  const folders = storage._folders(name);
  const prepared = mode.prepares(props, highAvailability.enabled);
  const undecided = {
    mode: mode.name,
    name,
    namespace,
    version,
    image,
    job: plannedJob,
    warnings: warnings.map(({ message }) => message),
    files: { ...loggingFiles(props.logging ?? {}, mode.ownPods), ...mode.files },
    sizes: processSizes(props),
    environment,
    highAvailability: highAvailability.enabled,
    jobManagers: highAvailability.jobManagers,
    parallelism,
    taskManagers: Math.ceil(parallelism / taskSlots),
    prepared,
    taskManagersAhead: prepared && !hasNativePods(props.options ?? {}) ? Math.ceil(parallelism / taskSlots) : 0,
    autoscaler: scaling?._autoscaler,
    // Operators that the job itself gives a parallelism of 1 cannot be told from the others then.
    rescalesInPlace: (scaling?._inPlace ?? false) && parallelism > 1,
    localClaim: props.localRecovery?._claim,
    localMount: props.localRecovery?._mount,
    checkpointInterval: interval,
    metrics: props.metrics ?? true,
    savepoints: folders.savepoints,
    checkpoints: folders.checkpoints,
    foldersPerStart: highAvailability.enabled ? resultStores(version, folders.ha) : {},
    claim: storage._claim(name),
    serviceAccountAnnotations: Object.assign({}, ...contributions.map((c) => c.serviceAccountAnnotations ?? {})) as Record<string, string>,
    imagePullPolicy: props.imagePullPolicy ?? ImagePullPolicy.IF_NOT_PRESENT,
    imagePullSecrets: props.imagePullSecrets ?? [],
    restricted,
  };
  const pods = templates(props, contributions, undecided, mode);
  const { files } = undecided;
  const { 'parallelism.default': _, ...fixed } = options.all;
  const revision = shortHash({
    version: version.minor,
    image,
    // What the running job is told of a changed parallelism does not make it another one.
    options: undecided.rescalesInPlace ? fixed : options.all,
    files,
    podTemplates: mode.pods(pods, undecided, ''),
    job: plannedJob,
  });
  const clusterId = mode.clusterId(name, revision);
  const own = mode.ownPods
    ? options.flink
    : { ...options.all, ...labelOptions(name, revision, undecided.metrics), 'kubernetes.cluster-id': clusterId };
  return Object.freeze({ ...undecided, clusterId, revision, options: sorted(own), podTemplates: mode.pods(pods, undecided, revision) });
}

interface CheckedOptions {
  /** `all` says everything that is decided, `flink` what is not said in pods' specs. */
  readonly options: { readonly all: FlinkOptions; readonly flink: FlinkOptions };
  readonly warnings: readonly Problem[];
}

/** Contributions and the user's own options -> all options, or everything that is wrong with them. */
function checkedOptions(props: FlinkClusterProps, contributions: readonly Contribution[], mode: Mode): CheckedOptions {
  const { flinkVersion: version, options: users = {} } = props;
  // A user's own JVM options come on top of those without which the JVM exits at once.
  const jvm = [JAVA_MODULE_OPTIONS, users['env.java.opts.all']].filter(Boolean).join(' ');
  const modules: FlinkOptions = version._has('moduleOptions') ? { 'env.java.opts.all': jvm } : {};
  const defaults = { ...DEFAULTS, ...mode.defaults, ...(version._has('webCancel') ? { 'web.cancel.enable': 'false' } : {}), ...modules };
  const merge = (of: (contribution: Contribution) => FlinkOptions) => ({
    ...mergeOptions(
      version,
      defaults,
      users,
      contributions.map((c) => ({ prop: c.prop, options: of(c) })),
    ),
    ...modules,
  });
  const everything = (c: Contribution) => ({ ...c.options, ...c.native });
  const all = merge(everything);
  const owned = ownershipProblems(
    version,
    users,
    contributions.map((c) => ({ prop: c.prop, options: everything(c) })),
  );
  // Once told which prop says it, nobody needs to hear that the option is read in the other mode only.
  const taken = [...owned, ...mode.problems(users).filter(({ key }) => !owned.some((problem) => problem.key === key))];
  const problems = sortedProblems([
    ...taken,
    // Whoever is to leave an option out need not be told how to write it.
    ...checkOptions(version, all, { custom: props.customOptions, startedBy: mode.startedBy }).filter(
      ({ key }) => !taken.some((problem) => problem.key === key),
    ),
  ]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length) {
    const count = errors.length === 1 ? '1 thing is' : `${errors.length} things are`;
    throw new Error(`${count} wrong with Flink's options:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`);
  }
  const warnings = problems.filter((problem) => problem.severity === 'warning' && !silenced(problem, props.silencedWarnings ?? []));
  return { options: { all, flink: merge((c) => c.options ?? {}) }, warnings };
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

/** Whether a user's options say more of TaskManagers' pods than their template does. */
function hasNativePods(users: FlinkOptions): boolean {
  return Object.keys(users).some((key) => /^kubernetes\.(?!client\.|jobmanager\.|transactional-operation\.)/.test(key));
}

function hasPodSpecs(version: FlinkVersion, mode: Mode): boolean {
  return mode.ownPods || version._has('podTemplates');
}

/** What can be said of the pods whichever process runs in them. */
function templates(
  props: FlinkClusterProps,
  contributions: readonly Contribution[],
  { restricted, highAvailability }: Pick<ClusterPlan, 'restricted' | 'highAvailability'>,
  mode: Mode,
): ClusterPlan['podTemplates'] {
  const volumes = contributions.flatMap((c) => c.volumes ?? []);
  if (!hasPodSpecs(props.flinkVersion, mode)) {
    if (volumes.length) props.flinkVersion._need('podTemplates', 'storage: a volume');
    return {};
  }
  const shared = { restricted, volumes, mounts: contributions.flatMap((c) => c.mounts ?? []) };
  return {
    // Without HA metadata to keep, a JobManager that makes no pods has no business with the API server.
    jobManager: podTemplate(props.jobManager?.podTemplate, { ...shared, token: highAvailability || !mode.ownPods }),
    // Without HA metadata to read, a TaskManager has none.
    taskManager: podTemplate(props.taskManager?.podTemplate, { ...shared, token: highAvailability }),
  };
}

/** Labels by which Services, monitors and the update Job find the pods, whatever the cluster id. */
function labelOptions(name: string, revision: string, metrics: boolean): FlinkOptions {
  const labels = (component: string) =>
    Object.entries({ ...selectorLabels(name, component), [LABELS.revision]: revision, ...(metrics ? { [LABELS.metrics]: 'true' } : {}) })
      .map(([key, value]) => `${key}:${value}`)
      .join(',');
  return {
    'kubernetes.jobmanager.labels': labels(COMPONENTS.jobManager),
    'kubernetes.taskmanager.labels': labels(COMPONENTS.taskManager),
  };
}
