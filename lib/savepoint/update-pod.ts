import { k8s } from 'cdk8s-plus-27';
import { MODES } from '../cluster/modes';
import { ClusterPlan } from '../cluster/plan';
import { escaped } from '../private/escape';
import { COMPONENTS, names, objectLabels } from '../private/names';
import { RESTRICTED_CONTAINER } from '../security/pod-security';
import { commonVariables, failurePolicy, PROGRAM, programContainer, programPod } from './program-pod';
import { LABELS } from './runtime/labels';
import { Takes } from './runtime/record';
import { JobState, LogFormat, SavepointFallback, UpdateMode } from './update-mode';

/** Seconds, and the other figures of an update Job. */
export interface UpdateTiming {
  readonly retries: number;
  readonly deadline: number;
  readonly savepoint: number;
  readonly savepointsKept?: number;
  readonly deletion: number;
  readonly start: number;
  readonly programImage: string;
  readonly mode: UpdateMode;
  readonly fallback: SavepointFallback;
  readonly state: JobState;
  readonly logFormat: LogFormat;
}

/** The modes in the program's words. */
const TAKES: Readonly<Record<UpdateMode, Takes>> = {
  [UpdateMode.SAVEPOINT]: Takes.SAVEPOINT,
  [UpdateMode.LAST_STATE]: Takes.CHECKPOINT,
  [UpdateMode.STATELESS]: Takes.NOTHING,
};

/** The folder that program and client share. */
const FOLDER = '/update';

/** The update Job: the program, and Flink's client beside it, in one pod that is never restarted, but replaced. */
export function updateJobSpec(plan: ClusterPlan, timing: UpdateTiming): k8s.JobSpec {
  const { name, revision } = plan;
  const program = programContainer({
    step: 'update',
    image: timing.programImage,
    variables: programVariables(plan, timing),
    mounts: [{ name: 'update', mountPath: FOLDER }],
  });
  return {
    activeDeadlineSeconds: timing.deadline,
    backoffLimit: timing.retries,
    podFailurePolicy: failurePolicy('update'),
    template: {
      metadata: { labels: { ...objectLabels(name, COMPONENTS.update), [LABELS.revision]: revision } },
      // Side by side, so that the program tells what keeps the client from its work.
      spec: programPod(
        plan,
        names.updateAccount(name),
        [...(MODES[plan.mode].ownPods ? [] : [clientContainer(plan)]), program],
        [{ name: 'update', emptyDir: {} }],
      ),
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
function programVariables(plan: ClusterPlan, timing: UpdateTiming): Record<string, string> {
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
    ...commonVariables(plan, timing),
    ...own,
    CHECKPOINTS_FOLDER: plan.checkpoints,
    FALLS_BACK: String(timing.fallback === SavepointFallback.LAST_CHECKPOINT),
    SUSPENDED: String(timing.state === JobState.SUSPENDED),
    TAKES: TAKES[timing.mode],
    CHECKPOINTS: String(plan.checkpointInterval !== undefined),
    CLUSTER_ID: clusterId,
    DELETION_TIMEOUT: String(timing.deletion),
    FOLDER,
    HIGH_AVAILABILITY: String(plan.highAvailability),
    MODE: mode,
    OWN_TRIGGER_ID: String(plan.version._has('ownTriggerId')),
    ...(plan.rescalesInPlace ? { PARALLELISM: String(plan.parallelism) } : {}),
    REVISION: plan.revision,
    START_TIMEOUT: String(timing.start),
    ...(plan.claim ? { CLAIM: JSON.stringify({ name: plan.claim.name, spec: plan.claim.spec }) } : {}),
  };
}
