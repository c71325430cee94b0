import { REST_PORT } from '../network/ingress';
import { escaped } from '../private/escape';
import { COMPONENTS, names, selectorLabels } from '../private/names';
import { LABELS, START_KEYS, startName } from '../savepoint/runtime/labels';
import { METRICS_PORT, Process } from './contributions';
import { UndecidedPlan } from './mode';
import { Json, PodJson, sortedDeep } from './pods';

/** The ports of a standalone cluster, beside REST and metrics. */
export const PORTS = { data: 6121, taskManagerRpc: 6122, jobManagerRpc: 6123, blob: 6124, query: 6125 } as const;

/** The script that runs the JobManager. */
export const SCRIPT = 'jobmanager.sh';

/** Where the pods find Flink's configuration. */
const CONF = '/etc/flink';

/** Where the JobManager's script remembers that the job ended; it lasts as long as the pod. */
const MEMORY = { name: 'ended', mountPath: '/cdk8s-flink' };

/** Names that a user's own cannot be. */
export const OWN_VARIABLES: readonly string[] = [
  'FLINK_CONF_DIR',
  'POD_IP',
  'POD_NAME',
  'START_JOB_ID',
  'START_RESTORE_ARGUMENTS',
  'START_SAVEPOINT_PATH',
];
export const OWN_FOLDERS: readonly string[] = [CONF, MEMORY.mountPath];
export const OWN_VOLUMES = /^(?:ended|flink-config|local-state|secret-.*)$/;

/** The JobManager's pod. */
export function jobManagerPod(template: PodJson, plan: UndecidedPlan, revision: string): PodJson {
  const { job, version, foldersPerStart, highAvailability } = plan;
  const perStart = Object.entries(foldersPerStart).map(([key, folder]) => `-D${escaped(`${key}=${folder}`)}/$(START_JOB_ID)`);
  return pod('jobManager', template, plan, revision, {
    args: [
      'bash',
      `${CONF}/${SCRIPT}`,
      ...secretOptions(plan),
      // Of several JobManagers each has an address of its own, and HA tells the leader's.
      ...(highAvailability ? ['-Djobmanager.rpc.address=$(POD_IP)'] : []),
      ...perStart,
      ...(job.mainClass ? ['--job-classname', job.mainClass] : []),
      ...(version._has('jarsArgument') ? ['--jars', `local://${job.jarPath}`] : []),
      '--',
      ...job.args.map(escaped),
    ],
    ports: { blob: PORTS.blob, query: PORTS.query, rest: REST_PORT, rpc: PORTS.jobManagerRpc },
    // The port, not what answers behind it: that depends on who leads, and on whether the job is done.
    alive: REST_PORT,
    spread: plan.jobManagers > 1,
    mounts: [MEMORY],
    volumes: [{ emptyDir: {}, name: MEMORY.name }],
  });
}

/** A TaskManager's pod. */
export function taskManagerPod(template: PodJson, plan: UndecidedPlan, revision: string): PodJson {
  return pod('taskManager', template, plan, revision, {
    args: ['taskmanager', '-Dtaskmanager.host=$(POD_IP)', '-Dtaskmanager.resource-id=$(POD_NAME)', ...secretOptions(plan)],
    ports: { data: PORTS.data, query: PORTS.query, rpc: PORTS.taskManagerRpc },
    alive: PORTS.taskManagerRpc,
    spread: false,
    mounts: plan.localMount ? [plan.localMount] : [],
    volumes: [],
  });
}

/** A TaskManager's pod of a native cluster, as this library makes it. Flink makes one of its own where it is lost. */
export function nativeTaskManagerPod(template: PodJson, plan: UndecidedPlan, clusterId: string, revision: string): PodJson {
  const args = [
    'taskmanager',
    '-Dtaskmanager.host=$(POD_IP)',
    '-Dtaskmanager.resource-id=$(POD_NAME)',
    `-Dtaskmanager.rpc.port=${PORTS.taskManagerRpc}`,
    // It waits for a JobManager for as long as the old one takes to stop.
    '-Dtaskmanager.registration.timeout=1 h',
    ...secretOptions(plan),
  ];
  const own = { args, ports: { rpc: PORTS.taskManagerRpc }, alive: PORTS.taskManagerRpc, spread: false, mounts: [], volumes: [] };
  const { metadata, spec } = pod('taskManager', template, plan, revision, own, `flink-config-${clusterId}`);
  return sortedDeep({ metadata, spec: { ...spec, restartPolicy: 'Never' } });
}

/** Options that are in Secrets, which Kubernetes puts in as the container starts. Flink does not write them to its log. */
function secretOptions({ environment }: UndecidedPlan): string[] {
  return Object.entries(environment.options).map(([option, variable]) => `-D${option}=$(${variable})`);
}

interface OwnParts {
  readonly args: readonly string[];
  readonly ports: Readonly<Record<string, number>>;
  /** The port that is open as long as the process is well. */
  readonly alive: number;
  /** Whether they had better run on nodes of their own. */
  readonly spread: boolean;
  readonly mounts: readonly Json[];
  readonly volumes: readonly Json[];
}

function pod(
  process: Process,
  { metadata, spec }: PodJson,
  plan: UndecidedPlan,
  revision: string,
  own: OwnParts,
  native?: string,
): PodJson {
  const { cpu, cpuLimit, memory } = plan.sizes[process];
  const component = COMPONENTS[process];
  // A pod of a revision that is not the one started finds none of this name, and waits.
  const start = native ?? startName(plan.name, revision);
  const [main, ...others] = spec.containers;
  const files = Object.entries(plan.environment.files);
  const open = { tcpSocket: { port: own.alive } };
  const ports = { ...own.ports, ...(plan.metrics ? { metrics: METRICS_PORT } : {}) };
  const { limits, requests } = main.resources ?? {};
  const size = (cpu: number) => ({ cpu: cpus(cpu), memory: memorySize(memory) });
  const container = {
    // A JVM may take its time, recovery longer; what does not listen any more is dead.
    livenessProbe: { ...open, failureThreshold: 6, periodSeconds: 10, timeoutSeconds: 5 },
    readinessProbe: { ...open, periodSeconds: 5 },
    startupProbe: { ...open, failureThreshold: 300, periodSeconds: 1 },
    ...main,
    // What props say, as Flink has it in native mode.
    args: own.args,
    image: plan.image,
    imagePullPolicy: plan.imagePullPolicy,
    resources: { ...main.resources, limits: { ...limits, ...size(cpuLimit) }, requests: { ...requests, ...size(cpu) } },
    env: [...variables(plan, native ? undefined : start), ...(main.env ?? [])],
    ports: [...Object.entries(ports).map(([name, containerPort]) => ({ containerPort, name })), ...(main.ports ?? [])],
    volumeMounts: [
      { mountPath: CONF, name: 'flink-config', readOnly: true },
      ...own.mounts,
      ...files.map(([secret, mountPath]) => ({ mountPath, name: `secret-${secret}`, readOnly: true })),
      ...(main.volumeMounts ?? []),
    ],
  };
  const pullSecrets = [...plan.imagePullSecrets.map((name) => ({ name })), ...(spec.imagePullSecrets ?? [])];
  const metrics = plan.metrics ? { [LABELS.metrics]: 'true' } : {};
  return sortedDeep({
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, ...selectorLabels(plan.name, component), ...metrics, [LABELS.revision]: revision },
    },
    spec: {
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
      ...(own.spread ? { topologySpreadConstraints: [spread(plan.name, component)] } : {}),
      ...spec,
      containers: [container, ...others],
      ...(pullSecrets.length ? { imagePullSecrets: pullSecrets } : {}),
      serviceAccountName: process === 'jobManager' ? names.jobManagerAccount(plan.name) : names.taskManagerAccount(plan.name),
      volumes: [
        { configMap: { name: start }, name: 'flink-config' },
        ...own.volumes,
        ...files.map(([secretName]) => ({ name: `secret-${secretName}`, secret: { secretName } })),
        ...(spec.volumes ?? []),
      ],
    },
  });
}

/** A node that fails takes one of several with it, where there are nodes enough. */
function spread(name: string, component: string): Json {
  return {
    labelSelector: { matchLabels: selectorLabels(name, component) },
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
  };
}

/** What the start decides comes from its ConfigMap: while there is none, no container starts. */
function variables({ environment }: UndecidedPlan, start?: string): Json[] {
  const fromStart = (name: string, map: string, key: string) => ({ name, valueFrom: { configMapKeyRef: { key, name: map } } });
  const fromPod = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  return [
    { name: 'FLINK_CONF_DIR', value: CONF },
    fromPod('POD_IP', 'status.podIP'),
    fromPod('POD_NAME', 'metadata.name'),
    ...(start
      ? [
          fromStart('START_JOB_ID', start, START_KEYS.jobId),
          fromStart('START_RESTORE_ARGUMENTS', start, START_KEYS.restore),
          fromStart('START_SAVEPOINT_PATH', start, START_KEYS.savepointPath),
        ]
      : []),
    ...Object.entries(environment.variables).map(([name, value]) => ({ name, value: escaped(value) })),
    ...Object.entries(environment.secrets).map(([name, { secret, key }]) => ({
      name,
      valueFrom: { secretKeyRef: { key, name: secret } },
    })),
  ];
}

/** Quantities as the API server writes them: others make `kubectl apply` find a change where there is none. */
function cpus(count: number): string {
  return Number.isInteger(count) ? String(count) : `${Math.ceil(count * 1000)}m`;
}

function memorySize(mebibytes: number): string {
  return mebibytes % 1024 ? `${mebibytes}Mi` : `${mebibytes / 1024}Gi`;
}
