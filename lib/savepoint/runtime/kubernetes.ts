/** The few calls of the Kubernetes API that the program makes, as the pod's service account. */
import { readFileSync } from 'node:fs';
import { request } from './http';

/** An answer of the API server that is no success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface OwnerReference {
  uid: string;
  name: string;
  kind: string;
  apiVersion: string;
}

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: OwnerReference[];
  };
  data?: Record<string, string>;
  spec?: any;
  status?: any;
  [other: string]: any;
}

/** Where the resources of a kind live. */
const PATHS = {
  configmaps: '/api/v1',
  persistentvolumeclaims: '/api/v1',
  pods: '/api/v1',
  services: '/api/v1',
  events: '/api/v1',
  deployments: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  leases: '/apis/coordination.k8s.io/v1',
} as const;
export type Resource = keyof typeof PATHS;

export interface ClusterAccess {
  readonly server: string;
  readonly namespace: string;
  /** Read anew for every call: tokens are rotated. */
  readonly token: () => string;
  readonly ca?: string;
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The access that Kubernetes gives to every pod. */
export function inCluster(env: NodeJS.ProcessEnv, namespace: string): ClusterAccess {
  const host = env.KUBERNETES_SERVICE_HOST ?? 'kubernetes.default.svc';
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${env.KUBERNETES_SERVICE_PORT ?? '443'}`,
    namespace,
    token: () => readFileSync(`${ACCOUNT}/token`, 'utf8').trim(),
    ca: readFileSync(`${ACCOUNT}/ca.crt`, 'utf8'),
  };
}

export class Kubernetes {
  constructor(private readonly access: ClusterAccess) {}

  /** The object, or undefined where there is none of that name. */
  async get(resource: Resource, name: string): Promise<Manifest | undefined> {
    return this.call('GET', resource, `/${name}`, undefined, [404]);
  }

  async list(resource: Resource, labels: Readonly<Record<string, string>>): Promise<Manifest[]> {
    const selector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    const found = await this.call('GET', resource, `?labelSelector=${encodeURIComponent(selector)}`);
    return found?.items ?? [];
  }

  async create(resource: Resource, manifest: Manifest): Promise<Manifest> {
    return (await this.call('POST', resource, '', manifest))!;
  }

  /** Writes the whole object; fails with 409 if it was changed since it was read. */
  async replace(resource: Resource, manifest: Manifest): Promise<Manifest> {
    return (await this.call('PUT', resource, `/${manifest.metadata.name}`, manifest))!;
  }

  /** Changes what the patch names (RFC 7386); with a resourceVersion in it, only the object that was read. One that is gone is left alone. */
  async patch(resource: Resource, name: string, patch: unknown): Promise<void> {
    await this.call('PATCH', resource, `/${name}`, patch, [404], 'application/merge-patch+json');
  }

  /** Puts another value in place of one field, of the object that was read. */
  async replaceField(resource: Resource, { metadata }: Manifest, path: string, value: unknown): Promise<void> {
    const patch = [
      { op: 'test', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
      { op: 'replace', path, value },
    ];
    await this.call('PATCH', resource, `/${metadata.name}`, patch, [], 'application/json-patch+json');
  }

  /** Deletes an object and, before it, all that it owns. One that is gone, or is another one by now, is left alone. */
  async delete(resource: Resource, name: string, uid?: string): Promise<void> {
    const preconditions = uid ? { uid } : undefined;
    await this.call('DELETE', resource, `/${name}`, { propagationPolicy: 'Foreground', preconditions }, [404, 409]);
  }

  private async call(
    method: string,
    resource: Resource,
    path: string,
    body?: unknown,
    tolerated: readonly number[] = [],
    type = 'application/json',
  ): Promise<Manifest | undefined> {
    const { server, namespace, token, ca } = this.access;
    const url = `${server}${PATHS[resource]}/namespaces/${namespace}/${resource}${path}`;
    const answer = await request(url, {
      method,
      body,
      ca,
      headers: { authorization: `Bearer ${token()}`, accept: 'application/json', 'content-type': type },
    });
    if (answer.status >= 200 && answer.status < 300) return answer.body as Manifest;
    if (tolerated.includes(answer.status)) return undefined;
    throw new ApiError(answer.status, `${method} ${resource}${path}: ${answer.status} ${answer.body?.message ?? ''}`);
  }
}

/** A ConfigMap of the YAML, as the owner of what is made at run time. */
export async function ownerOf(kubernetes: Kubernetes, configMap: string): Promise<OwnerReference> {
  const map = await kubernetes.get('configmaps', configMap);
  if (!map?.metadata.uid) throw new Error(`the ConfigMap ${configMap} of the YAML is not there: apply the whole file`);
  return { apiVersion: 'v1', kind: 'ConfigMap', name: configMap, uid: map.metadata.uid };
}
