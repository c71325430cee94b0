/** The few paths of the Kubernetes API that the program uses, over a store of objects. */
import { isDeepStrictEqual } from 'node:util';
import { Manifest, Resource } from '../../lib/savepoint/runtime/kubernetes';
import { Answer, Call } from './fake-server';

const PATH = /^\/(?:api|apis\/[\w.]+)\/v1\/namespaces\/([\w-]+)\/(\w+)(?:\/([\w.-]+?))?(?:\/(scale))?(?:\?labelSelector=(.+))?$/;

export class FakeKubernetes {
  private readonly objects = new Map<string, Manifest>();
  private version = 0;

  /** Who has made, changed or deleted what, in order. */
  readonly changes: string[] = [];

  find(resource: Resource, name: string): Manifest | undefined {
    return this.objects.get(`${resource}/${name}`);
  }

  all(resource: Resource, labels: Readonly<Record<string, string>> = {}): Manifest[] {
    return [...this.objects]
      .filter(
        ([key, object]) => key.startsWith(`${resource}/`) && Object.entries(labels).every(([k, v]) => object.metadata.labels?.[k] === v),
      )
      .map(([, object]) => object);
  }

  /** Puts an object there, as a controller or a person would. */
  put(resource: Resource, manifest: Partial<Manifest> & { metadata: Manifest['metadata'] }): Manifest {
    const before = this.find(resource, manifest.metadata.name);
    const metadata = {
      namespace: 'flink',
      uid: before?.metadata.uid ?? `uid-${++this.version}`,
      creationTimestamp: before?.metadata.creationTimestamp ?? new Date().toISOString(),
      ...manifest.metadata,
      resourceVersion: before?.metadata.resourceVersion,
      // A status that changes is no new generation.
      generation: (before?.metadata.generation ?? 0) + (before && same(before.spec, manifest.spec) ? 0 : 1),
    };
    const object = { apiVersion: 'v1', kind: KINDS[resource], ...manifest, metadata };
    // What changes nothing is no new version.
    if (before && same(before, object)) return before;
    metadata.resourceVersion = String(++this.version);
    this.objects.set(`${resource}/${metadata.name}`, object);
    return object;
  }

  /** Takes an object away, and all that it owns. */
  remove(resource: Resource, name: string): void {
    const object = this.find(resource, name);
    if (!object) return;
    this.objects.delete(`${resource}/${name}`);
    for (const [key, owned] of [...this.objects]) {
      const [kind, ownedName] = key.split('/');
      // Pods end in their own time.
      if (kind !== 'pods' && owned.metadata.ownerReferences?.some((owner) => owner.uid === object.metadata.uid))
        this.remove(kind as Resource, ownedName);
    }
  }

  handle(call: Call): Answer {
    const [, , resource, name, scale, selector] = (PATH.exec(call.path) ?? []) as unknown as [
      string,
      string,
      Resource,
      string?,
      string?,
      string?,
    ];
    if (!(resource in KINDS)) return status(404, `no such path ${call.path}`);
    if (call.mutating)
      this.changes.push(`${call.who} ${call.method} ${resource}/${name ?? call.body?.metadata?.name}${scale ? '/scale' : ''}`);
    const found = name === undefined ? undefined : this.find(resource, name);
    switch (call.method) {
      case 'GET':
        if (name === undefined) return { status: 200, body: { items: this.all(resource, parseSelector(selector)) } };
        return found ? { status: 200, body: found } : status(404, `${resource} "${name}" not found`);
      case 'POST':
        return this.create(resource, call.body);
      case 'PUT':
        if (!found) return status(404, `${resource} "${name}" not found`);
        if (call.body.metadata.resourceVersion !== found.metadata.resourceVersion) return status(409, 'the object has been modified');
        return { status: 200, body: this.put(resource, call.body) };
      case 'PATCH':
        if (!found) return status(404, `${resource} "${name}" not found`);
        return this.patch(resource, found, call.body);
      default:
        return this.delete(resource, found, call.body);
    }
  }

  private create(resource: Resource, manifest: Manifest): Answer {
    if (this.find(resource, manifest.metadata.name)) return status(409, `${resource} "${manifest.metadata.name}" already exists`);
    return { status: 201, body: this.put(resource, manifest) };
  }

  private patch(resource: Resource, found: Manifest, body: any): Answer {
    if (Array.isArray(body)) return this.jsonPatch(resource, found, body);
    const { resourceVersion } = body.metadata ?? {};
    if (resourceVersion && resourceVersion !== found.metadata.resourceVersion) return status(409, 'the object has been modified');
    return { status: 200, body: this.put(resource, merge(found, body)) };
  }

  /** RFC 6902, as far as it is used: a test of the version, and fields that are replaced. */
  private jsonPatch(resource: Resource, found: Manifest, operations: readonly { op: string; path: string; value: unknown }[]): Answer {
    const patched = structuredClone(found);
    for (const { op, path, value } of operations) {
      const [last, ...above] = path.slice(1).split('/').reverse();
      const parent = above.reverse().reduce<any>((object, key) => object[key], patched);
      if (op === 'test' && !same(parent[last], value)) return status(422, 'the test failed');
      if (op === 'replace') parent[last] = value;
    }
    return { status: 200, body: this.put(resource, patched) };
  }

  private delete(resource: Resource, found: Manifest | undefined, body: any): Answer {
    if (!found) return status(404, 'not found');
    const { uid } = body?.preconditions ?? {};
    if (uid && uid !== found.metadata.uid) return status(409, 'the UID in the precondition does not match');
    // With foreground propagation the object stays until what it owns is gone; the controller in FakeWorld does that.
    if (resource === 'deployments' || resource === 'jobs') {
      const deletionTimestamp = found.metadata.deletionTimestamp ?? new Date().toISOString();
      this.put(resource, { ...found, metadata: { ...found.metadata, deletionTimestamp } });
    } else this.remove(resource, found.metadata.name);
    return status(200, 'deleted');
  }
}

const KINDS: Record<Resource, string> = {
  configmaps: 'ConfigMap',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  pods: 'Pod',
  services: 'Service',
  events: 'Event',
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  jobs: 'Job',
  leases: 'Lease',
};

function parseSelector(selector = ''): Record<string, string> {
  return Object.fromEntries(
    decodeURIComponent(selector)
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
}

function status(code: number, message: string): Answer {
  return { status: code, body: { kind: 'Status', code, message } };
}

function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** As JSON has it: without what is undefined. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** RFC 7386. */
function merge(target: any, patch: any): any {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged: any = typeof target === 'object' && target !== null ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}
