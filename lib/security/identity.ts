import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { objectLabels } from '../private/names';

/** One thing that an identity may do. */
export type Rule = readonly [apiGroup: string, resource: string, verbs: readonly string[]];

/** What a native JobManager does: makes and watches TaskManagers, and keeps HA metadata where there is any. */
export const NATIVE_JOB_MANAGER: readonly Rule[] = [
  ['', 'pods', ['create', 'delete', 'get', 'list', 'watch']],
  ['', 'services', ['get']],
  ['apps', 'deployments', ['get']],
];

/**
 * The same where a JobManager exits when its job is over (before 1.15): it deletes its Deployment first. One that may not is started
 * again, and runs the job once more.
 */
export const NATIVE_JOB_MANAGER_THAT_EXITS: readonly Rule[] = [
  ...NATIVE_JOB_MANAGER.filter(([, resource]) => resource !== 'deployments'),
  ['apps', 'deployments', ['delete', 'get']],
];

/** What keeping HA metadata takes. */
export const HA_KEEPER: readonly Rule[] = [
  ['', 'configmaps', ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']],
];

/** What finding the leading JobManager takes. */
export const HA_READER: readonly Rule[] = [['', 'configmaps', ['get', 'list', 'watch']]];

/** What an update takes in every mode. */
const UPDATER: readonly Rule[] = [
  ['', 'configmaps', ['create', 'delete', 'get', 'list', 'patch', 'update']],
  ['', 'events', ['create']],
  ['batch', 'jobs', ['delete', 'get', 'list']],
  ['coordination.k8s.io', 'leases', ['create', 'get', 'update']],
];

/** What an update of a native cluster takes: the program's own calls, and those of Flink's client in the same pod. */
export const NATIVE_UPDATER: readonly Rule[] = [
  ...UPDATER,
  ['', 'pods', ['create', 'get', 'list', 'patch']],
  ['', 'services', ['create', 'get', 'list']],
  ['apps', 'deployments', ['create', 'delete', 'get', 'list']],
];

/** What an update of a standalone cluster takes: its workloads are the YAML's, and only let go, scaled and held. */
export const STANDALONE_UPDATER: readonly Rule[] = [
  ...UPDATER,
  ['', 'pods', ['get', 'list']],
  ['apps', 'deployments', ['get', 'patch']],
  ['apps', 'statefulsets', ['get', 'patch']],
];

/** What making a job's volume takes. */
export const CLAIM_MAKER: readonly Rule[] = [['', 'persistentvolumeclaims', ['create', 'get']]];

/** What having a savepoint taken takes: it reads and writes the record, and looks who else is at work. */
export const SAVEPOINT_TAKER: readonly Rule[] = [
  ['', 'configmaps', ['get', 'update']],
  ['', 'events', ['create']],
  ['', 'pods', ['get']],
  ['batch', 'jobs', ['get', 'list']],
  ['coordination.k8s.io', 'leases', ['create', 'get', 'update']],
];

export interface IdentityProps {
  readonly namespace: string;
  /** The job's name. */
  readonly job: string;
  readonly component: string;
  readonly rules: readonly Rule[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether pods get a token without asking. */
  readonly token: boolean;
}

/** A service account with a Role of its own; none where it may do nothing. */
export function addIdentity(scope: Construct, id: string, name: string, props: IdentityProps): k8s.KubeServiceAccount {
  const { namespace, annotations, rules, token } = props;
  const labels = objectLabels(props.job, props.component);
  const metadata = { name, namespace, labels };
  const account = new k8s.KubeServiceAccount(scope, `${id}-account`, {
    metadata: { ...metadata, annotations: annotations && Object.keys(annotations).length ? annotations : undefined },
    automountServiceAccountToken: token,
  });
  if (rules.length === 0) return account;
  new k8s.KubeRole(scope, `${id}-role`, {
    metadata,
    rules: rules.map(([apiGroup, resource, verbs]) => ({ apiGroups: [apiGroup], resources: [resource], verbs: [...verbs] })),
  });
  new k8s.KubeRoleBinding(scope, `${id}-binding`, {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  return account;
}
