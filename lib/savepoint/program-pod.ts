/** What the pods that run the program have in common, whatever its step. */
import { k8s } from 'cdk8s-plus-27';
import { ClusterPlan } from '../cluster/plan';
import { REST_PORT } from '../network/ingress';
import { names } from '../private/names';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../security/pod-security';
import { LogFormat } from './update-mode';

/** The image that the program runs in, unless a prop says otherwise. */
export const PROGRAM_IMAGE = 'node:22-slim';

/** Where the program is in its pods. */
export const PROGRAM = '/program';

/** The exit code by which the program says that only a person can help; `EXIT.refused` of the program. */
const REFUSED = 3;

/** A pod that its node lost, or was drained of, is no failed try. */
const DISRUPTION = {
  action: 'Ignore',
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
} as k8s.PodFailurePolicyRule;

export interface ProgramProps {
  /** The program's step, which is its container's name, too. */
  readonly step: 'update' | 'savepoint';
  readonly image: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Mounts beside the program. */
  readonly mounts?: readonly k8s.VolumeMount[];
}

/** The container of the program. */
export function programContainer({ step, image, variables, mounts = [] }: ProgramProps): k8s.Container {
  return {
    name: step,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['node', `${PROGRAM}/update.js`, step],
    env: [
      ...Object.entries(variables)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ name: key, value })),
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'UPDATE_JOB', valueFrom: { fieldRef: { fieldPath: "metadata.labels['job-name']" } } },
    ],
    resources: {
      requests: { cpu: k8s.Quantity.fromString('50m'), memory: k8s.Quantity.fromString('64Mi') },
      limits: { memory: k8s.Quantity.fromString('256Mi') },
    },
    securityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'program', mountPath: PROGRAM, readOnly: true }, ...mounts],
  };
}

/** A pod that is never restarted, but replaced. */
export function programPod(
  plan: ClusterPlan,
  serviceAccountName: string,
  containers: k8s.Container[],
  volumes: readonly k8s.Volume[] = [],
): k8s.PodSpec {
  return {
    automountServiceAccountToken: true,
    serviceAccountName,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: RESTRICTED_POD,
    imagePullSecrets: plan.imagePullSecrets.length ? plan.imagePullSecrets.map((secret) => ({ name: secret })) : undefined,
    containers,
    volumes: [{ name: 'program', configMap: { name: names.program(plan.name) } }, ...volumes],
  };
}

/** Which ends of a pod count, and how. */
export function failurePolicy(step: ProgramProps['step']): k8s.PodFailurePolicy {
  const refused = {
    action: 'FailJob',
    onExitCodes: { containerName: step, operator: 'In', values: [REFUSED] },
  } as k8s.PodFailurePolicyRule;
  return { rules: [refused, DISRUPTION] };
}

export interface CommonProps {
  readonly logFormat: LogFormat;
  /** Seconds. */
  readonly savepoint: number;
  readonly savepointsKept?: number;
}

/** What `runtime/settings.ts` reads for every step. */
export function commonVariables(plan: ClusterPlan, { logFormat, savepoint, savepointsKept }: CommonProps): Record<string, string> {
  const { name, namespace, savepoints } = plan;
  return {
    CONFIG_MAP: names.config(name),
    FLINK_URL: `http://${names.ui(name)}.${namespace}:${REST_PORT}`,
    ...(logFormat === LogFormat.TEXT ? { LOG_FORMAT: logFormat } : {}),
    NAME: name,
    NAMESPACE: namespace,
    SAVEPOINTS: savepoints,
    SAVEPOINT_TIMEOUT: String(savepoint),
    ...(savepointsKept === undefined ? {} : { SAVEPOINTS_KEPT: String(savepointsKept) }),
  };
}
