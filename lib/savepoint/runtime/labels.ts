/** Labels that the library puts on what it makes, shared by the constructs and the program. */
export const LABELS = {
  instance: 'app.kubernetes.io/instance',
  component: 'app.kubernetes.io/component',
  revision: 'cdk8s-flink/revision',
} as const;

/** The component of the update Job and its pods. */
export const UPDATE_COMPONENT = 'update';

/** The labels by which Flink marks the HA metadata of a native cluster, in every release. */
export const haLabels = (clusterId: string) => ({ app: clusterId, type: 'flink-native-kubernetes' });

/** The name of the record of a job. */
export const recordName = (name: string) => `${name}-savepoint`;

/** The name of the Lease that holds other updates of a job off. */
export const leaseName = (name: string) => `${name}-update`;
