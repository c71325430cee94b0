/** Native clusters: a Deployment makes JobManagers, and Flink makes TaskManagers. One may wait while another one runs. */
import { COMPONENTS, LABELS, OPENED, START_COMPONENT, startName } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FakeKubernetes } from './fake-kubernetes';
import { Release } from './releases';
import { clusterIdOf, clusterPods, FakeMode, haLabelsOf, Leader, NAME } from './mode';

export interface NativeOptions {
  readonly release: Release;
  readonly jobManagers: number;
  /** What of a deleted cluster goes last. */
  readonly last: 'pods' | 'deployment';
  /** Whether clusters wait to be started. */
  readonly prepared: boolean;
}

/** The file of a cluster's configuration that its TaskManagers are made from ahead. */
export const AHEAD_POD = JSON.stringify({
  metadata: { labels: { [LABELS.instance]: NAME, [LABELS.component]: COMPONENTS.taskManager } },
  spec: { containers: [] },
});

/** What Flink's client makes beside the Deployment, in its order: what is mounted into the JobManager's pod comes last. */
export function companionsOf(release: Release, clusterId: string): string[] {
  return [`${clusterId}-rest`, `flink-config-${clusterId}`, ...(release.ownTriggerId ? [`pod-template-${clusterId}`] : [])];
}

/** What Flink's client writes into the configuration of a cluster that does not wait. */
export function configOf(map: string, jobId: string, savepointPath: string): Record<string, string> {
  if (!map.startsWith('flink-config-')) return {};
  const from = savepointPath ? [`execution.savepoint.path: ${savepointPath}`] : [];
  return { 'flink-conf.yaml': ['a: b', `$internal.pipeline.job-id: ${jobId}`, ...from, 'z: y'].join('\n') };
}

/** The value of an option; the last one counts, and none is empty. */
function optionIn(text: string, option: string): string {
  const line = text
    .split('\n')
    .filter((one) => one.startsWith(`${option}: `))
    .at(-1);
  return (line ?? '').slice(option.length + 2).replaceAll('"', '');
}

/** The pods' template of a cluster that waits to be started. */
export const GATED = { spec: { volumes: [{ name: 'cdk8s-flink-start' }] } };

export class FakeNativeMode implements FakeMode {
  readonly grace = { jobmanager: 2 };
  /** Ticks since the deletion of a cluster began, by its uid. */
  private readonly deleting = new Map<string, number>();
  private made = 0;
  /** What clusters were started with, by their uids: pods may outlive them. */
  private readonly jobs = new Map<string, string>();

  constructor(
    private readonly kubernetes: FakeKubernetes,
    private readonly options: NativeOptions,
  ) {}

  /** The one that runs, or was to, when there is one; one that waits otherwise. */
  get cluster(): Manifest | undefined {
    const all = this.clusters();
    return all.filter((one) => this.start(one)).at(-1) ?? all.at(-1);
  }

  apply(): void {
    // The YAML of a native cluster has nothing of it.
  }

  seed(revision: string, jobId: string): void {
    const id = clusterIdOf('native', revision);
    const labels = haLabelsOf(id);
    const { uid } = this.kubernetes.put('deployments', {
      metadata: { name: id, labels: { ...labels, [LABELS.instance]: NAME, [LABELS.revision]: revision } },
      spec: this.options.prepared ? { replicas: this.options.jobManagers, template: GATED } : { replicas: this.options.jobManagers },
    }).metadata;
    const metadata = { labels, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: id, uid: uid! }] };
    for (const name of companionsOf(this.options.release, id)) {
      if (name.endsWith('-rest')) this.kubernetes.put('services', { metadata: { ...metadata, name }, spec: { clusterIP: '', ports: [] } });
      else this.kubernetes.put('configmaps', { metadata: { ...metadata, name }, data: configOf(name, jobId, '') });
    }
    if (!this.options.prepared) return;
    const own = { [LABELS.instance]: NAME, [LABELS.component]: START_COMPONENT, [LABELS.revision]: revision };
    this.kubernetes.put('configmaps', { metadata: { name: startName(NAME, revision), labels: own }, data: { 'job-id': jobId } });
  }

  settle(): void {
    // Nothing was let go for the start.
  }

  deleteByHand(): void {
    const { cluster } = this;
    this.kubernetes.put('deployments', { ...cluster!, metadata: { ...cluster!.metadata, deletionTimestamp: 'now' } });
  }

  tick(): void {
    for (const cluster of this.clusters()) {
      if (cluster.metadata.deletionTimestamp) this.end(cluster);
      else this.live(cluster);
    }
    // What outlives its Deployment.
    const uids = this.clusters().map((cluster) => cluster.metadata.uid);
    for (const pod of this.pods().filter((one) => !uids.includes(ownerOf(one)))) {
      if (this.count(`pod ${pod.metadata.name}`) > this.grace.jobmanager + 2) this.kubernetes.remove('pods', pod.metadata.name);
    }
    for (const pod of this.pods()) if (!pod.status) this.kubernetes.put('pods', { ...pod, status: { phase: 'Running', ...UP } });
  }

  leader(): Leader | undefined {
    // One that waits leads only while there is no other.
    const leads = (one: Manifest) => !one.metadata.deletionTimestamp || (this.deleting.get(one.metadata.uid!) ?? 0) < this.grace.jobmanager;
    const all = this.clusters().filter(leads);
    const cluster = all.filter((one) => this.start(one)).at(-1) ?? all.at(-1);
    if (!cluster) return undefined;
    const { name: clusterId, uid, deletionTimestamp } = cluster.metadata;
    // Its container waits for what is mounted into it.
    const mounted = companionsOf(this.options.release, clusterId).slice(1);
    const start = this.start(cluster);
    const bootable = start !== undefined && mounted.every((map) => this.kubernetes.find('configmaps', map));
    const { jobId, savepointPath } = start ?? { jobId: '', savepointPath: '' };
    if (start) this.jobs.set(uid!, jobId);
    return { clusterId, cluster: uid!, place: uid!, jobId, savepointPath, bootable, ending: deletionTimestamp !== undefined };
  }

  exited(): void {
    // Its Deployment runs it again.
  }

  hasTaskManagers(): boolean {
    return true;
  }

  needTaskManagers(leader: Leader): void {
    const own = this.pods('taskmanager').filter((pod) => ownerOf(pod) === leader.cluster);
    if (own.length === 0)
      this.pod(
        'taskmanager',
        this.clusters().find((cluster) => cluster.metadata.uid === leader.cluster)!,
      );
  }

  strangers(leader: Leader, isOver: (jobId: string) => boolean): Manifest[] {
    return this.pods().filter((pod) => {
      const job = this.jobs.get(ownerOf(pod)!);
      return ownerOf(pod) !== leader.cluster && job !== undefined && !isOver(job);
    });
  }

  /** What a cluster was started with; undefined while it waits for that, and for being told to look. */
  private start({ metadata, spec }: Manifest): { readonly jobId: string; readonly savepointPath: string } | undefined {
    if (!spec.template) {
      const config = this.kubernetes.find('configmaps', `flink-config-${metadata.name}`)?.data?.['flink-conf.yaml'];
      return config === undefined
        ? undefined
        : { jobId: optionIn(config, '$internal.pipeline.job-id'), savepointPath: optionIn(config, 'execution.savepoint.path') };
    }
    const gate = this.kubernetes.find('configmaps', startName(NAME, metadata.labels![LABELS.revision]))?.data;
    if (!gate) return undefined;
    const waits = this.pods('jobmanager').filter((pod) => ownerOf(pod) === metadata.uid);
    // Kubernetes brings what is mounted up to date late where nothing makes it look at the pod.
    if (waits.some((pod) => pod.spec?.waited && pod.metadata.annotations?.[OPENED] !== gate['job-id'])) return undefined;
    const text = Object.entries(gate).find(([file]) => file.endsWith('.yaml'))?.[1] ?? '';
    return { jobId: gate['job-id'], savepointPath: optionIn(text, 'execution.savepoint.path') };
  }

  private clusters(): Manifest[] {
    return this.kubernetes.all('deployments', { [LABELS.instance]: NAME });
  }

  private pods(component?: string): Manifest[] {
    return clusterPods(this.kubernetes, component);
  }

  private live(deployment: Manifest): void {
    const own = this.pods('jobmanager').filter((pod) => ownerOf(pod) === deployment.metadata.uid);
    const wanted: number = deployment.spec.replicas ?? 1;
    for (let missing = wanted - own.length; missing > 0; missing--) this.pod('jobmanager', deployment);
    for (const pod of own.slice(wanted)) this.kubernetes.remove('pods', pod.metadata.name);
  }

  /** A deleted cluster goes piece by piece. */
  private end(deployment: Manifest): void {
    const { last } = this.options;
    const since = this.count(deployment.metadata.uid!) - this.grace.jobmanager;
    if (since === 0) this.remove(deployment, 'jobmanager');
    if (since === 1 && last === 'deployment') this.remove(deployment, 'taskmanager');
    if (since === (last === 'pods' ? 1 : 2)) this.kubernetes.remove('deployments', deployment.metadata.name);
  }

  private count(what: string): number {
    const now = (this.deleting.get(what) ?? 0) + 1;
    this.deleting.set(what, now);
    return now;
  }

  private remove(deployment: Manifest, component: string): void {
    for (const pod of this.pods(component).filter((one) => ownerOf(one) === deployment.metadata.uid))
      this.kubernetes.remove('pods', pod.metadata.name);
  }

  private pod(component: string, owner: Manifest): void {
    const { name, uid, labels: own = {} } = owner.metadata;
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: uid! };
    const labels = { ...haLabelsOf(name), component, [LABELS.instance]: NAME, [LABELS.component]: component };
    const gate = this.kubernetes.find('configmaps', startName(NAME, own[LABELS.revision]));
    this.kubernetes.put('pods', {
      metadata: { name: `${name}-${component}-${++this.made}`, labels, ownerReferences: [reference] },
      spec: { waited: !gate },
    });
  }
}

const UP = { containerStatuses: [{ name: 'flink', state: { running: {} } }], conditions: [{ type: 'Ready', status: 'True' }] };

function ownerOf(pod: Manifest): string | undefined {
  return pod.metadata.ownerReferences?.[0].uid;
}
