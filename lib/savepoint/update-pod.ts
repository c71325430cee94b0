import { k8s } from 'cdk8s-plus-27';
import { MODES } from '../cluster/modes';
import { ClusterPlan } from '../cluster/plan';
import { REST_PORT } from '../network/ingress';
import { escaped } from '../private/escape';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../security/pod-security';
import { LABELS } from './runtime/labels';
import { Takes } from './runtime/record';
import { FailurePolicy, JobState, LogFormat, SavepointFallback, UpdateMode } from './update-mode';
import { UpdatePlan } from './update-plan';

/** The modes in the program's words. */
const TAKES: Readonly<Record<UpdateMode, Takes>> = {
  [UpdateMode.SAVEPOINT]: Takes.SAVEPOINT,
  [UpdateMode.LAST_STATE]: Takes.CHECKPOINT,
  [UpdateMode.STATELESS]: Takes.NOTHING,
};

/** The folder that program and client share. */
const FOLDER = '/update';
const PROGRAM = '/program';

/** The exit code by which the program says that only a person can help; `EXIT.refused` of the program. */
const REFUSED = 3;

/** A pod that its node lost, or was drained of, is no failed try. */
const DISRUPTION = {
  action: 'Ignore',
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
} as k8s.PodFailurePolicyRule;

/** The update Job: the program, and Flink's client beside it, in one pod that is never restarted, but replaced. */
export function updateJobSpec(plan: ClusterPlan, update: UpdatePlan): k8s.JobSpec {
  const { name, revision } = plan;
  const program: k8s.Container = {
    name: 'update',
    image: update.programImage,
    imagePullPolicy: 'IfNotPresent',
    command: ['node', `${PROGRAM}/update.js`, 'update'],
    env: programVariables(plan, update),
    resources: {
      requests: { cpu: k8s.Quantity.fromString('50m'), memory: k8s.Quantity.fromString('64Mi') },
      limits: { memory: k8s.Quantity.fromString('256Mi') },
    },
    securityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'program', mountPath: PROGRAM, readOnly: true },
      { name: 'update', mountPath: FOLDER },
    ],
  };
  const refused = {
    action: 'FailJob',
    onExitCodes: { containerName: program.name, operator: 'In', values: [REFUSED] },
  } as k8s.PodFailurePolicyRule;
  return {
    activeDeadlineSeconds: update.deadline,
    backoffLimit: update.retries,
    podFailurePolicy: { rules: [refused, DISRUPTION] },
    template: {
      metadata: { labels: { ...objectLabels(name, COMPONENTS.update), [LABELS.revision]: revision } },
      spec: {
        automountServiceAccountToken: true,
        serviceAccountName: names.updateAccount(name),
        enableServiceLinks: false,
        restartPolicy: 'Never',
        securityContext: RESTRICTED_POD,
        imagePullSecrets: plan.imagePullSecrets.length ? plan.imagePullSecrets.map((secret) => ({ name: secret })) : undefined,
        // Side by side, so that the program tells what keeps the client from its work.
        containers: [...(MODES[plan.mode].ownPods ? [] : [clientContainer(plan)]), program],
        volumes: [
          { name: 'program', configMap: { name: names.program(name) } },
          { name: 'update', emptyDir: {} },
        ],
      },
    },
  };
}

/** Flink's own client, in the job's image. */
function clientContainer(plan: ClusterPlan): k8s.Container {
  const { mainClass, jarPath, args } = plan.job;
  const action = plan.version._has('runTarget') ? 'run' : 'run-application';
  return {
    name: 'start',
    image: plan.image,
    imagePullPolicy: plan.imagePullPolicy,
    command: ['bash', `${PROGRAM}/start.sh`],
    args: [
      action,
      '--target',
      'kubernetes-application',
      ...(mainClass ? ['--class', mainClass] : []),
      `local://${jarPath}`,
      ...args.map(escaped),
    ],
    env: [
      { name: 'FLINK_CONF_DIR', value: `${FOLDER}/conf` },
      { name: 'FOLDER', value: FOLDER },
    ],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('200m'), memory: k8s.Quantity.fromString('256Mi') },
      limits: { memory: k8s.Quantity.fromString('1Gi') },
    },
    securityContext: RESTRICTED_CONTAINER,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'program', mountPath: PROGRAM, readOnly: true },
      { name: 'update', mountPath: FOLDER },
    ],
  };
}

/** What `runtime/settings.ts` reads. */
function programVariables(plan: ClusterPlan, update: UpdatePlan): k8s.EnvVar[] {
  const { name, namespace, clusterId, mode } = plan;
  const companions = [
    `flink-config-${clusterId}`,
    ...(plan.podTemplates.jobManager ? [`pod-template-${clusterId}`] : []),
    `${clusterId}-rest`,
  ];
  const prepared: Record<string, string> = plan.prepared ? { PREPARED: 'true', TASK_MANAGERS_AHEAD: String(plan.taskManagersAhead) } : {};
  const own: Record<string, string> = MODES[mode].ownPods
    ? { TASK_MANAGER_KIND: plan.localClaim ? 'statefulsets' : 'deployments' }
    : { COMPANIONS: companions.join(','), FOLDERS_PER_START: JSON.stringify(plan.foldersPerStart), ...prepared };
  const values: Record<string, string> = {
    ...own,
    CHECKPOINTS_FOLDER: plan.checkpoints,
    FALLS_BACK: String(update.fallback === SavepointFallback.LAST_CHECKPOINT),
    SUSPENDED: String(update.state === JobState.SUSPENDED),
    TAKES: TAKES[update.mode],
    CHECKPOINTS: String(plan.checkpointInterval !== undefined),
    CLUSTER_ID: clusterId,
    CONFIG_MAP: names.config(name),
    DELETION_TIMEOUT: String(update.deletion),
    FLINK_URL: `http://${names.ui(name)}.${namespace}:${REST_PORT}`,
    FOLDER,
    HIGH_AVAILABILITY: String(plan.highAvailability),
    MODE: mode,
    ...(update.logFormat === LogFormat.TEXT ? { LOG_FORMAT: update.logFormat } : {}),
    NAME: name,
    NAMESPACE: namespace,
    OWN_TRIGGER_ID: String(plan.version._has('ownTriggerId')),
    ...(plan.rescalesInPlace ? { PARALLELISM: String(plan.parallelism) } : {}),
    REVISION: plan.revision,
    SAVEPOINTS: plan.savepoints,
    SAVEPOINT_TIMEOUT: String(update.savepoint),
    START_TIMEOUT: String(update.start),
    ...stateVariables(update),
    ...(plan.claim ? { CLAIM: JSON.stringify({ name: plan.claim.name, spec: plan.claim.spec }) } : {}),
  };
  return [
    ...Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({ name: key, value })),
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'UPDATE_JOB', valueFrom: { fieldRef: { fieldPath: "metadata.labels['job-name']" } } },
  ];
}

/** What is said of state only where something is: a variable that is not there says what is so by default. */
function stateVariables({ drain, initialSavepoint, onFailure, restore, savepointFormat }: UpdatePlan): Record<string, string> {
  return {
    ...(drain ? { DRAIN: 'true' } : {}),
    ...(initialSavepoint ? { INITIAL_SAVEPOINT: initialSavepoint } : {}),
    ...(restore.arguments.length
      ? { RESTORE_ARGUMENTS: restore.arguments.join(' '), RESTORE_OPTIONS: JSON.stringify(restore.options) }
      : {}),
    ...(onFailure === FailurePolicy.ROLL_BACK ? { ROLLS_BACK: 'true' } : {}),
    ...(savepointFormat ? { SAVEPOINT_FORMAT: savepointFormat } : {}),
  };
}
