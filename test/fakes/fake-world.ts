/** A namespace with one job: the API server, what its controllers do as time goes by, Flink, and the truth about the data. */
import { LABELS, UPDATE_COMPONENT } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FIRST_RECORD, formatRecord, Phase, UpdateRecord } from '../../lib/savepoint/runtime/record';
import { advanceClock } from './clock';
import { FakeKubernetes } from './fake-kubernetes';
import { Call, FakeServer, Fate } from './fake-server';
import { JobManager, Release, RELEASES } from './job-manager';
import { Ledger } from './ledger';

export interface WorldOptions {
  readonly release?: Release;
  readonly highAvailability?: boolean;
  /** What of a deleted cluster goes last. */
  readonly last?: 'pods' | 'deployment';
}

export const NAME = 'orders';
const CLUSTER = { app: NAME, type: 'flink-native-kubernetes' };
/** Ticks until a JobManager that was made, or restarted, is up. */
const BOOT = 2;

/** What Flink's client makes beside the Deployment, in its order: what is mounted into the JobManager's pod comes last. */
export function companionsOf(release: Release): string[] {
  return [`${NAME}-rest`, `flink-config-${NAME}`, ...(release.ownTriggerId ? [`pod-template-${NAME}`] : [])];
}

export class FakeWorld {
  readonly kubernetes = new FakeKubernetes();
  readonly ledger = new Ledger();
  readonly release: Release;
  readonly highAvailability: boolean;
  /** Decides what happens to a request. */
  fate: (call: Call) => Fate = () => 'serve';
  /** Every request that arrived. */
  readonly calls: Call[] = [];
  /** Pods whose process is no more: nothing that they send arrives. */
  readonly dead = new Set<string>();
  jobManager?: JobManager;
  /** Applied to every JobManager that comes up. */
  prepare: (jobManager: JobManager) => void = () => undefined;

  /** URLs, once it is up. */
  kubernetesUrl = '';
  private flinkUrl = '';
  private readonly servers: FakeServer[];
  private readonly last: 'pods' | 'deployment';
  /** Jobs whose end the job result store remembers. */
  private readonly finished = new Set<string>();
  private booting = BOOT;
  private bootedUid = '';
  private deleting = 0;
  private pods = 0;

  constructor({ release = RELEASES.v1_20, highAvailability = true, last = 'pods' }: WorldOptions = {}) {
    this.release = release;
    this.highAvailability = highAvailability;
    this.last = last;
    const decide = (call: Call): Fate => {
      if (this.dead.has(call.who.replace('.client', ''))) {
        // Its patience runs out at once.
        advanceClock(1_000_000);
        return 'cut-before';
      }
      this.calls.push(call);
      return this.fate(call);
    };
    this.servers = [
      new FakeServer('kubernetes', (call) => this.kubernetes.handle(call), decide),
      new FakeServer('flink', (call) => this.jobManager?.rest(call), decide),
    ];
  }

  async up(): Promise<this> {
    [this.kubernetesUrl, this.flinkUrl] = await Promise.all(this.servers.map((server) => server.listen()));
    return this;
  }

  async down(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
  }

  flinkUrlFor(pod: string): string {
    return `${this.flinkUrl}/as/${pod}`;
  }

  /** `kubectl apply` of the YAML of a revision. */
  apply(revision: string, updateJob = `${NAME}-deploy-${revision}`): string {
    const labels = { [LABELS.instance]: NAME, [LABELS.revision]: revision };
    this.kubernetes.put('configmaps', { metadata: { name: `${NAME}-config`, labels }, data: { 'flink-conf.yaml': `# ${revision}` } });
    if (!this.kubernetes.find('jobs', updateJob)) {
      this.kubernetes.put('jobs', { metadata: { name: updateJob, labels: { ...labels, [LABELS.component]: UPDATE_COMPONENT } } });
    }
    return updateJob;
  }

  /** A job of a revision that an update started long ago. */
  seed(revision: string, record: Partial<UpdateRecord> = {}): this {
    this.apply(revision);
    const jobId = revision.padStart(32, '0').replace(/[^0-9a-f]/g, 'e');
    const { highAvailability, release } = this;
    const known = {
      jobId,
      revision,
      highAvailability,
      ownTriggerId: release.ownTriggerId,
      companions: companionsOf(release),
      deployed: true,
    };
    const data = formatRecord({ ...FIRST_RECORD, phase: Phase.RUNNING, ...known, ...record });
    this.kubernetes.put('configmaps', { metadata: { name: `${NAME}-savepoint` }, data });
    const own = { [LABELS.instance]: NAME, [LABELS.revision]: revision };
    const { uid } = this.kubernetes.put('deployments', {
      metadata: { name: NAME, labels: { ...CLUSTER, ...own } },
      spec: { jobId, savepointPath: '' },
    }).metadata;
    const metadata = { labels: CLUSTER, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: NAME, uid: uid! }] };
    for (const name of known.companions)
      this.kubernetes.put(name.endsWith('-rest') ? 'services' : 'configmaps', { metadata: { ...metadata, name } });
    this.tick(12);
    return this;
  }

  get deployment(): Manifest | undefined {
    return this.kubernetes.find('deployments', NAME);
  }

  get recordData(): Record<string, string> {
    return this.kubernetes.find('configmaps', `${NAME}-savepoint`)?.data ?? {};
  }

  get haMaps(): Manifest[] {
    return this.kubernetes.all('configmaps', CLUSTER).filter((map) => !map.metadata.ownerReferences?.some((o) => o.kind === 'Deployment'));
  }

  clusterPods(): Manifest[] {
    return this.kubernetes.all('pods', CLUSTER);
  }

  /** Ends the JobManager's process; its Deployment makes another one. */
  crash(): void {
    this.jobManager = undefined;
    this.booting = BOOT;
  }

  /** One second goes by. */
  tick(times = 1): void {
    for (let i = 0; i < times; i++) {
      advanceClock(1000);
      for (const job of this.kubernetes.all('jobs').filter((j) => j.metadata.deletionTimestamp)) {
        const pods = this.kubernetes.all('pods', { 'job-name': job.metadata.name });
        if (!pods.some((pod) => pod.status?.phase === 'Running')) this.kubernetes.remove('jobs', job.metadata.name);
      }
      const { deployment } = this;
      if (deployment?.metadata.deletionTimestamp) this.end(deployment);
      else if (deployment) this.live(deployment);
      // What outlives its Deployment.
      if (!deployment && this.clusterPods().length > 0 && ++this.deleting > 4)
        for (const pod of this.clusterPods()) this.kubernetes.remove('pods', pod.metadata.name);
    }
  }

  private live(deployment: Manifest): void {
    this.deleting = 0;
    const { uid } = deployment.metadata;
    const own = this.clusterPods().filter((pod) => pod.metadata.ownerReferences?.[0].uid === uid);
    if (own.length === 0) this.pod('jobmanager', deployment);
    if (!this.jobManager) {
      // Its container waits for what is mounted into it.
      if (
        !companionsOf(this.release)
          .slice(1)
          .every((map) => this.kubernetes.find('configmaps', map)) ||
        --this.booting > 0
      )
        return;
      this.boot(deployment);
    }
    const jobManager = this.jobManager!;
    if (this.highAvailability)
      this.keepHa(
        jobManager.job && jobManager.job.state !== 'FINISHED' && jobManager.job.state !== 'FAILED' ? jobManager.job.id : undefined,
      );
    jobManager.tick();
    if (jobManager.exited) this.crash();
    else if (jobManager.job?.state === 'CREATED' && own.length < 2) this.pod('taskmanager', deployment);
  }

  /** A deleted cluster goes piece by piece. */
  private end(deployment: Manifest): void {
    this.deleting++;
    const remove = (component: string) => {
      for (const pod of this.clusterPods().filter((p) => p.metadata.labels?.component === component))
        this.kubernetes.remove('pods', pod.metadata.name);
    };
    if (this.deleting === 2) {
      this.crash();
      remove('jobmanager');
    }
    if (this.deleting === 3 && this.last === 'deployment') remove('taskmanager');
    if (this.deleting === (this.last === 'pods' ? 3 : 4)) this.kubernetes.remove('deployments', deployment.metadata.name);
  }

  private boot(deployment: Manifest): void {
    const { uid } = deployment.metadata;
    const { jobId, savepointPath } = deployment.spec as { jobId: string; savepointPath: string };
    const others = this.clusterPods().filter((pod) => pod.metadata.ownerReferences?.[0].uid !== uid);
    if (others.length > 0)
      this.ledger.violations.push(`promise 1: a cluster came up beside ${others.map((pod) => pod.metadata.name).join(', ')}`);
    const data: Record<string, string> = Object.assign({}, ...this.haMaps.map((map) => map.data));
    const graphs = Object.keys(data).filter((key) => key.startsWith('jobGraph-') && key !== `jobGraph-${jobId}`);
    if (graphs.length > 0) this.ledger.violations.push(`promise 1: HA metadata brought ${graphs.join(', ')} back`);
    const who = this.bootedUid === uid ? 'restart' : 'client';
    this.bootedUid = uid!;
    let job;
    if (!(this.highAvailability && this.release.staysUp && this.finished.has(jobId))) {
      const found = this.haMaps.find((map) => map.metadata.name.includes(jobId))?.data ?? {};
      const checkpoint = Object.entries(found).find(([key]) => key.startsWith('checkpointID-'))?.[1];
      const from = checkpoint ?? savepointPath;
      const position = from === '' ? 0 : this.ledger.states.get(from);
      if (position === undefined) throw new Error(`the fake was asked to start from ${from}, which nobody wrote`);
      this.ledger.begin(who, jobId, from, position);
      job = { id: jobId, started: Date.now(), position };
    }
    const keeper = { checkpoint: (id: string, path: string) => this.keepCheckpoint(id, path), finished: (id: string) => this.forget(id) };
    this.jobManager = new JobManager(this.release, this.ledger, keeper, job);
    this.booting = BOOT;
    this.prepare(this.jobManager);
  }

  private pod(component: string, owner: Manifest): void {
    const { name, uid } = owner.metadata;
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: uid! };
    const labels = { ...CLUSTER, component };
    this.kubernetes.put('pods', { metadata: { name: `${NAME}-${component}-${++this.pods}`, labels, ownerReferences: [reference] } });
  }

  private haName(jobId?: string): string {
    if (this.release.staysUp) return jobId ? `${NAME}-${jobId}-config-map` : `${NAME}-cluster-config-map`;
    return jobId ? `${NAME}-${jobId}-jobmanager-leader` : `${NAME}-dispatcher-leader`;
  }

  private putHa(name: string, data: Record<string, string>): void {
    const before = this.kubernetes.find('configmaps', name);
    this.kubernetes.put('configmaps', {
      ...before,
      metadata: { ...before?.metadata, name, labels: CLUSTER },
      data: { ...before?.data, ...data },
    });
  }

  private keepHa(jobId: string | undefined): void {
    const name = this.haName();
    const key = `jobGraph-${jobId}`;
    if (!this.kubernetes.find('configmaps', name) || (jobId && !this.kubernetes.find('configmaps', name)!.data?.[key])) {
      this.putHa(name, jobId ? { [key]: 'graph' } : { leader: 'here' });
    }
    if (jobId && !this.kubernetes.find('configmaps', this.haName(jobId))) this.putHa(this.haName(jobId), { counter: '1' });
  }

  private keepCheckpoint(jobId: string, path: string): void {
    if (!this.highAvailability) return;
    const name = this.haName(jobId);
    const before = this.kubernetes.find('configmaps', name);
    if (before) this.kubernetes.put('configmaps', { ...before, data: { counter: '1' } });
    this.putHa(name, { [`checkpointID-${path.replace(/.*chk-/, '').padStart(19, '0')}`]: path });
  }

  private forget(jobId: string): void {
    this.finished.add(jobId);
    this.kubernetes.remove('configmaps', this.haName(jobId));
    const map = this.kubernetes.find('configmaps', this.haName());
    if (map) this.kubernetes.put('configmaps', { ...map, data: { leader: 'here' } });
  }
}
