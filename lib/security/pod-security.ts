import { k8s } from 'cdk8s-plus-27';

/** The user that official Flink images run as. */
export const FLINK_USER = 9999;

/** The restricted Pod Security Standard, for a pod. */
export const RESTRICTED_POD: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: FLINK_USER,
  runAsGroup: FLINK_USER,
  fsGroup: FLINK_USER,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The restricted Pod Security Standard, for a container. */
export const RESTRICTED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};
