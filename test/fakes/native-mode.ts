/** A native cluster: a Deployment makes JobManagers, and Flink makes TaskManagers. */
import { LABELS } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FakeKubernetes } from './fake-kubernetes';
import { Release } from './job-manager';
import { CLUSTER, clusterPods, FakeMode, Leader, NAME } from './mode';

export interface NativeOptions {
  readonly release: Release;
  readonly jobManagers: number;
  /** What of a deleted cluster goes last. */
  readonly last: 'pods' | 'deployment';
}

/** What Flink's client makes beside the Deployment, in its order: what is mounted into the JobManager's pod comes last. */
export function companionsOf(release: Release): string[] {
  return [`${NAME}-rest`, `flink-config-${NAME}`, ...(release.ownTriggerId ? [`pod-template-${NAME}`] : [])];
}

export class FakeNativeMode implements FakeMode {
  readonly grace = { jobmanager: 2 };
  private deleting = 0;
  private made = 0;

  constructor(
    private readonly kubernetes: FakeKubernetes,
    private readonly options: NativeOptions,
  ) {}

  get cluster(): Manifest | undefined {
    return this.kubernetes.find('deployments', NAME);
  }

  apply(): void {
    // The YAML of a native cluster has nothing of it.
  }

  seed(revision: string, jobId: string): void {
    const { uid } = this.kubernetes.put('deployments', {
      metadata: { name: NAME, labels: { ...CLUSTER, [LABELS.instance]: NAME, [LABELS.revision]: revision } },
      spec: { replicas: this.options.jobManagers, jobId, savepointPath: '' },
    }).metadata;
    const metadata = { labels: CLUSTER, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: NAME, uid: uid! }] };
    for (const name of companionsOf(this.options.release))
      this.kubernetes.put(name.endsWith('-rest') ? 'services' : 'configmaps', { metadata: { ...metadata, name } });
  }

  settle(): void {
    // Nothing was let go for the start.
  }

  deleteByHand(): void {
    const { cluster } = this;
    this.kubernetes.put('deployments', { ...cluster!, metadata: { ...cluster!.metadata, deletionTimestamp: 'now' } });
  }

  tick(): void {
    const { cluster } = this;
    if (cluster?.metadata.deletionTimestamp) this.end(cluster);
    else if (cluster) this.live(cluster);
    // What outlives its Deployment.
    if (!this.cluster && this.pods().length > 0 && ++this.deleting > this.grace.jobmanager + 2) this.remove();
  }

  leader(): Leader | undefined {
    const { cluster } = this;
    if (!cluster) return undefined;
    const { uid, deletionTimestamp } = cluster.metadata;
    const ending = deletionTimestamp !== undefined;
    if (ending && this.deleting >= this.grace.jobmanager) return undefined;
    const { jobId, savepointPath } = cluster.spec;
    // Its container waits for what is mounted into it.
    const mounted = companionsOf(this.options.release).slice(1);
    const bootable = mounted.every((map) => this.kubernetes.find('configmaps', map));
    return { cluster: uid!, place: uid!, jobId, savepointPath, bootable, ending };
  }

  exited(): void {
    // Its Deployment runs it again.
  }

  hasTaskManagers(): boolean {
    return true;
  }

  needTaskManagers(): void {
    const own = this.pods('taskmanager').filter((pod) => pod.metadata.ownerReferences?.[0].uid === this.cluster!.metadata.uid);
    if (own.length === 0) this.pod('taskmanager', this.cluster!);
  }

  strangers(leader: Leader): Manifest[] {
    return this.pods().filter((pod) => pod.metadata.ownerReferences?.[0].uid !== leader.cluster);
  }

  private pods(component?: string): Manifest[] {
    return clusterPods(this.kubernetes, component);
  }

  private live(deployment: Manifest): void {
    this.deleting = 0;
    const own = this.pods('jobmanager').filter((pod) => pod.metadata.ownerReferences?.[0].uid === deployment.metadata.uid);
    const wanted: number = deployment.spec.replicas ?? 1;
    for (let missing = wanted - own.length; missing > 0; missing--) this.pod('jobmanager', deployment);
    for (const pod of own.slice(wanted)) this.kubernetes.remove('pods', pod.metadata.name);
  }

  /** A deleted cluster goes piece by piece. */
  private end(deployment: Manifest): void {
    const { last } = this.options;
    const since = ++this.deleting - this.grace.jobmanager;
    if (since === 0) this.remove('jobmanager');
    if (since === 1 && last === 'deployment') this.remove('taskmanager');
    if (since === (last === 'pods' ? 1 : 2)) this.kubernetes.remove('deployments', deployment.metadata.name);
  }

  private remove(component?: string): void {
    for (const pod of this.pods(component)) this.kubernetes.remove('pods', pod.metadata.name);
  }

  private pod(component: string, owner: Manifest): void {
    const { name, uid } = owner.metadata;
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: uid! };
    const labels = { ...CLUSTER, component, [LABELS.instance]: NAME, [LABELS.component]: component };
    this.kubernetes.put('pods', { metadata: { name: `${NAME}-${component}-${++this.made}`, labels, ownerReferences: [reference] } });
  }
}
