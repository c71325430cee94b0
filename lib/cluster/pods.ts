import { k8s } from 'cdk8s-plus-27';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../security/pod-security';

/** The name by which Flink knows its container in a pod template. */
export const MAIN_CONTAINER = 'flink-main-container';

export interface PodParts {
  readonly restricted: boolean;
  /** Whether the process talks to the API server. */
  readonly token: boolean;
  readonly volumes: readonly k8s.Volume[];
  readonly mounts: readonly k8s.VolumeMount[];
}

export type Json = Readonly<Record<string, unknown>>;

/** A pod template as it is written; of what it holds, only what is worked on here is named. */
export interface PodJson {
  readonly metadata?: Json & { readonly labels?: Json };
  readonly spec: Json & {
    readonly containers: readonly (Json & {
      readonly resources?: Json & { readonly limits?: Json; readonly requests?: Json };
      readonly env?: readonly Json[];
      readonly ports?: readonly Json[];
      readonly volumeMounts?: readonly Json[];
    })[];
    readonly imagePullSecrets?: readonly Json[];
    readonly volumes?: readonly Json[];
  };
}

/** A user's pod template with what the library sets itself; the user's own wins where both speak. */
export function podTemplate(user: k8s.PodTemplateSpec | undefined, parts: PodParts): PodJson {
  const { restricted, token, volumes, mounts } = parts;
  const { metadata, spec } = user ?? {};
  for (const { name } of volumes) {
    if (spec?.volumes?.some((other) => other.name === name))
      throw new Error(`podTemplate: the volume '${name}' is the storage's; give yours another name`);
  }
  const main = spec?.containers.find((container) => container.name === MAIN_CONTAINER);
  const container: k8s.Container = {
    ...main,
    name: MAIN_CONTAINER,
    securityContext: restricted ? { ...RESTRICTED_CONTAINER, ...main?.securityContext } : main?.securityContext,
    volumeMounts: listOrNone([...(main?.volumeMounts ?? []), ...mounts]),
  };
  const pod: unknown = k8s.KubePod.manifest({
    metadata,
    spec: {
      ...spec,
      automountServiceAccountToken: spec?.automountServiceAccountToken ?? token,
      securityContext: restricted ? { ...RESTRICTED_POD, ...spec?.securityContext } : spec?.securityContext,
      containers: [container, ...(spec?.containers ?? []).filter((other) => other !== main)],
      volumes: listOrNone([...(spec?.volumes ?? []), ...volumes]),
    },
  });
  return sortedDeep(pod as PodJson);
}

/** The same value with the keys of all its objects sorted, as the rest of the YAML has them. */
export function sortedDeep<T>(value: T): T {
  if (Array.isArray(value)) return value.map((inner: unknown) => sortedDeep(inner)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortedDeep<unknown>(inner)]),
  ) as T;
}

function listOrNone<T>(list: readonly T[]): T[] | undefined {
  return list.length ? [...list] : undefined;
}
