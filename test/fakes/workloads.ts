/** What Kubernetes' controllers make of Deployments and StatefulSets, as it was seen on a cluster. */
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { HELD_BACK, LABELS } from '../../lib/savepoint/runtime/labels';
import { FakeKubernetes } from './fake-kubernetes';

type Kind = 'deployments' | 'statefulsets';

/** Pods of one template. */
interface ReplicaSet {
  readonly uid: string;
  readonly template: any;
  replicas: number;
  /** What its Deployment was asked for when it was scaled last. */
  desired: number;
}

export class Workloads {
  /** By the Deployment's uid, the oldest first. */
  private readonly replicaSets = new Map<string, ReplicaSet[]>();
  /** Templates of StatefulSets by their revision. */
  private readonly templates = new Map<string, any>();
  private made = 0;

  constructor(private readonly kubernetes: FakeKubernetes) {}

  /** The controllers act once on all that they see; no time goes by. */
  sync(): void {
    for (const deployment of this.kubernetes.all('deployments')) this.deployment(deployment);
    for (const set of this.kubernetes.all('statefulsets')) this.statefulSet(set);
    // Whose workload is gone.
    for (const pod of this.kubernetes.all('pods')) {
      const [kind, uid] = (pod.metadata.annotations?.workload ?? '').split('/');
      if (uid && !this.kubernetes.all(kind as Kind).some((workload) => workload.metadata.uid === uid)) this.end(pod);
    }
  }

  private deployment(deployment: Manifest): void {
    const { spec } = deployment;
    const uid = deployment.metadata.uid!;
    const all = this.replicaSets.get(uid) ?? [];
    this.replicaSets.set(uid, all);
    const current = all.find((set) => sameTemplate(set.template, spec.template));
    const active = all.filter((set) => set.replicas > 0);
    const scale = (set: ReplicaSet | undefined) => set && Object.assign(set, { replicas: spec.replicas, desired: spec.replicas });
    if (spec.paused || active.some((set) => set.desired !== spec.replicas)) {
      // A template is no concern of it then. Replicas are: of the one that has pods, or else of the newest one there is.
      if (active.length < 2) scale(active[0] ?? current ?? all.at(-1));
    } else {
      const others = all.filter((set) => set !== current);
      for (const old of others) old.replicas = 0;
      // Recreate: nothing new before the last old pod is gone.
      if (!others.some((set) => this.podsOf(set.uid).length > 0)) {
        const next = current ?? { uid: `${uid}-${all.length}`, template: spec.template, replicas: 0, desired: 0 };
        if (!current) all.push(next);
        scale(next);
      }
    }
    for (const set of all) this.replicaSet(deployment, set);
    const count = (set?: ReplicaSet) => (set ? this.podsOf(set.uid).filter(lives).length : 0);
    const newest = all.find((set) => sameTemplate(set.template, spec.template));
    const replicas = all.reduce((sum, set) => sum + count(set), 0);
    // Kubernetes leaves a zero out.
    this.tell('deployments', deployment, { replicas: replicas || undefined, updatedReplicas: count(newest) || undefined });
  }

  private replicaSet(deployment: Manifest, set: ReplicaSet): void {
    const own = this.podsOf(set.uid).filter(lives);
    for (let missing = set.replicas - own.length; missing > 0; missing--)
      this.pod(`${deployment.metadata.name}-${++this.made}`, 'deployments', deployment, set.template, set.uid);
    // Those that do not run go first, then the youngest.
    const spare = [...own].reverse().sort((a, b) => Number(runs(a)) - Number(runs(b)));
    for (const pod of spare.slice(0, Math.max(0, own.length - set.replicas))) this.end(pod);
  }

  private statefulSet(set: Manifest): void {
    const { spec, metadata } = set;
    const uid = metadata.uid!;
    const updateRevision = `${metadata.name}-${revisionOf(spec.template)}`;
    this.templates.set(updateRevision, spec.template);
    let currentRevision: string = set.status?.currentRevision ?? updateRevision;
    const { partition } = spec.updateStrategy.rollingUpdate;
    const pods = () => this.podsOf(uid);
    const at = (ordinal: number) => pods().find((pod) => pod.metadata.name === `${metadata.name}-${ordinal}`);
    for (let ordinal = 0; ordinal < spec.replicas; ordinal++) {
      const revision = ordinal < partition ? currentRevision : updateRevision;
      if (!at(ordinal)) this.pod(`${metadata.name}-${ordinal}`, 'statefulsets', set, this.templates.get(revision), uid);
    }
    for (const pod of pods()) if (Number(/\d+$/.exec(pod.metadata.name)![0]) >= spec.replicas) this.end(pod);
    const updated = (pod: Manifest) => revisionOf(pod) === revisionOf(spec.template);
    for (let ordinal = spec.replicas - 1; ordinal >= partition; ordinal--) {
      const pod = at(ordinal)!;
      if (lives(pod) && !updated(pod)) this.end(pod);
      // One after the other.
      if (!runs(pod) || !updated(pod)) break;
    }
    const living = pods().filter(lives);
    const status = {
      replicas: pods().length,
      readyReplicas: living.filter(runs).length || undefined,
      updatedReplicas: living.filter(updated).length || undefined,
    };
    // Whatever the partition: all are of it.
    if ([status.replicas, status.readyReplicas ?? 0, status.updatedReplicas ?? 0].every((n) => n === spec.replicas))
      currentRevision = updateRevision;
    this.tell('statefulsets', set, { ...status, currentRevision, updateRevision });
  }

  private pod(name: string, kind: Kind, workload: Manifest, template: any, owner: string): void {
    const reference = { apiVersion: 'apps/v1', kind: kind === 'deployments' ? 'ReplicaSet' : 'StatefulSet', name: owner, uid: owner };
    this.kubernetes.put('pods', {
      metadata: {
        name,
        labels: template.metadata.labels,
        annotations: { workload: `${kind}/${workload.metadata.uid}` },
        ownerReferences: [reference],
      },
      spec: template.spec,
      status: { phase: 'Pending' },
    });
  }

  private podsOf(owner: string): Manifest[] {
    return this.kubernetes.all('pods').filter((pod) => pod.metadata.ownerReferences?.[0].uid === owner);
  }

  private end(pod: Manifest): void {
    if (lives(pod)) this.kubernetes.put('pods', { ...pod, metadata: { ...pod.metadata, deletionTimestamp: new Date().toISOString() } });
  }

  private tell(kind: Kind, workload: Manifest, status: object): void {
    this.kubernetes.put(kind, { ...workload, status: { ...status, observedGeneration: workload.metadata.generation } });
  }
}

export function lives(pod: Manifest): boolean {
  return pod.metadata.deletionTimestamp === undefined;
}

export function runs(pod: Manifest): boolean {
  return pod.status?.phase === 'Running';
}

/** The revision of a pod, or of a template. */
export function revisionOf({ metadata }: { metadata: { labels?: Record<string, string> } }): string {
  return metadata.labels?.[LABELS.revision] ?? '';
}

/** Whether a workload is as the YAML has it: a changed template changes nothing that runs. */
export function isHeld({ kind, spec }: Manifest): boolean {
  return kind === 'StatefulSet' ? spec.updateStrategy.rollingUpdate.partition === HELD_BACK : spec.paused === true;
}

function sameTemplate(one: any, other: any): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
