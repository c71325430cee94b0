import { k8s } from 'cdk8s-plus-27';
import { MODES } from '../cluster/modes';
import { ClusterPlan } from '../cluster/plan';
import { escaped } from '../private/escape';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { RESTRICTED_CONTAINER } from '../security/pod-security';
import { commonVariables, failurePolicy, PROGRAM, programContainer, programPod } from './program-pod';
import { LABELS } from './runtime/labels';
import { Takes } from './runtime/record';
import { FailurePolicy, JobState, SavepointFallback, UpdateMode } from './update-mode';
import { UpdatePlan } from './update-plan';

/** The modes in the program's words. */
const TAKES: Readonly<Record<UpdateMode, Takes>> = {
  [UpdateMode.SAVEPOINT]: Takes.SAVEPOINT,
  [UpdateMode.LAST_STATE]: Takes.CHECKPOINT,
  [UpdateMode.STATELESS]: Takes.NOTHING,
};

/** The folder that program and client share. */
const FOLDER = '/update';

/** The update Job: the program, and Flink's client beside it, in one pod that is never restarted, but replaced. */
export function updateJobSpec(plan: ClusterPlan, update: UpdatePlan): k8s.JobSpec {
  const { name, revision } = plan;
  const program = programContainer({
    step: 'update',
    image: update.programImage,
    variables: programVariables(plan, update),
    mounts: [{ name: 'update', mountPath: FOLDER }],
  });
  // Side by side, so that the program tells what keeps the client from its work; and it first, so that the client soon sees it, or never.
  const clients = MODES[plan.mode].ownPods ? [] : [clientContainer(plan)];
  return {
    activeDeadlineSeconds: update.deadline,
    backoffLimit: update.retries,
    podFailurePolicy: failurePolicy('update'),
    template: {
      metadata: { labels: { ...objectLabels(name, COMPONENTS.update), [LABELS.revision]: revision } },
      spec: {
        ...programPod(plan, names.updateAccount(name), [program, ...clients], [{ name: 'update', emptyDir: {} }]),
        // The client sees that the program is gone, and does not keep the pod that another one has to follow.
        ...(clients.length ? { shareProcessNamespace: true } : {}),
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
function programVariables(plan: ClusterPlan, update: UpdatePlan): Record<string, string> {
  const { clusterId, mode } = plan;
  const companions = [
    `flink-config-${clusterId}`,
    ...(plan.podTemplates.jobManager ? [`pod-template-${clusterId}`] : []),
    `${clusterId}-rest`,
  ];
  const prepared: Record<string, string> = plan.prepared ? { PREPARED: 'true', TASK_MANAGERS_AHEAD: String(plan.taskManagersAhead) } : {};
  const own: Record<string, string> = MODES[mode].ownPods
    ? { TASK_MANAGER_KIND: plan.localClaim ? 'statefulsets' : 'deployments' }
    : { COMPANIONS: companions.join(','), FOLDERS_PER_START: JSON.stringify(plan.foldersPerStart), ...prepared };
  return {
    ...commonVariables(plan, update),
    ...own,
    CHECKPOINTS_FOLDER: plan.checkpoints,
    FALLS_BACK: String(update.fallback === SavepointFallback.LAST_CHECKPOINT),
    SUSPENDED: String(update.state === JobState.SUSPENDED),
    TAKES: TAKES[update.mode],
    CHECKPOINTS: String(plan.checkpointInterval !== undefined),
    CLUSTER_ID: clusterId,
    DELETION_TIMEOUT: String(update.deletion),
    FOLDER,
    HIGH_AVAILABILITY: String(plan.highAvailability),
    MODE: mode,
    OWN_TRIGGER_ID: String(plan.version._has('ownTriggerId')),
    ...(plan.rescalesInPlace ? { PARALLELISM: String(plan.parallelism) } : {}),
    REVISION: plan.revision,
    START_TIMEOUT: String(update.start),
    ...stateVariables(update),
    ...(plan.claim ? { CLAIM: JSON.stringify({ name: plan.claim.name, spec: plan.claim.spec }) } : {}),
  };
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
