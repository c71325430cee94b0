/** A namespace with one job: the API server, what its controllers do as time goes by, Flink, and the truth about the data. */
import { COMPONENTS, LABELS } from '../../lib/savepoint/runtime/labels';
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FIRST_RECORD, formatRecord, Phase, UpdateRecord } from '../../lib/savepoint/runtime/record';
import { advanceClock } from './clock';
import { FakeKubernetes } from './fake-kubernetes';
import { Answer, Call, FakeServer, Fate } from './fake-server';
import { HaMaps } from './ha-maps';
import { JobManager, Restored } from './job-manager';
import { Release, RELEASES } from './releases';
import { forbidden } from './rights';
import { Ledger } from './ledger';
import { clusterIdOf, clusterPods, FakeMode, Leader, NAME } from './mode';
import { AHEAD_POD, companionsOf, FakeNativeMode } from './native-mode';
import { FakeStandaloneMode } from './standalone-mode';

export type ModeName = UpdateRecord['mode'];
export const MODES: readonly ModeName[] = ['native', 'standalone'];

export interface WorldOptions {
  readonly mode?: ModeName;
  readonly release?: Release;
  readonly highAvailability?: boolean;
  /** Native: whether a cluster is made ready while the one before still runs; where the release can. */
  readonly prepared?: boolean;
  readonly jobManagers?: number;
  /** Native: what of a deleted cluster goes last. */
  readonly last?: 'pods' | 'deployment';
  /** Standalone: what the TaskManagers are. */
  readonly taskManagerKind?: 'deployments' | 'statefulsets';
}

/** Ticks until a JobManager that was made, or restarted, is up. */
const BOOT = 2;

export class FakeWorld {
  readonly kubernetes = new FakeKubernetes();
  readonly ledger = new Ledger();
  readonly mode: ModeName;
  readonly release: Release;
  readonly highAvailability: boolean;
  /** Whether a cluster is made ready while the one before still runs. */
  readonly prepared: boolean;
  readonly pods: FakeMode;
  /** Decides what happens to a request. */
  fate: (call: Call) => Fate = () => 'serve';
  /** Every request that arrived. */
  readonly calls: Call[] = [];
  /** Pods whose process is no more: nothing that they send arrives. */
  readonly dead = new Set<string>();
  jobManager?: JobManager;
  /** Applied to every JobManager that comes up. */
  prepare: (jobManager: JobManager) => void = () => undefined;

  /** The mode of the YAML that was applied last, whose Role the update has. */
  role: ModeName;
  /** What becomes of the JobManager just as its job ends: it is told to end, and notes half of that, or dies, and notes nothing. */
  lastMoment?: 'is told to end' | 'dies';

  /** URLs, once it is up. */
  kubernetesUrl = '';
  private flinkUrl = '';
  private readonly servers: FakeServer[];
  private readonly ha: HaMaps;
  /** Jobs whose end the job result store remembers. */
  private readonly finished = new Set<string>();
  private booting = BOOT;
  /** Clusters whose JobManager never comes up. */
  private readonly broken = new Set<string>();
  private bootedCluster = '';
  /** Where the process of the JobManager lives. */
  private place?: string;

  constructor(options: WorldOptions = {}) {
    const { mode = 'native', release = RELEASES.v1_20, highAvailability = true, taskManagerKind = 'deployments' } = options;
    const { jobManagers = 1, last = 'pods' } = options;
    this.mode = mode;
    this.role = mode;
    this.release = release;
    this.highAvailability = highAvailability;
    this.prepared = options.prepared ?? (mode === 'native' && highAvailability && release.ownTriggerId);
    this.ha = new HaMaps(this.kubernetes, release);
    this.pods =
      mode === 'native'
        ? new FakeNativeMode(this.kubernetes, { release, jobManagers, last, prepared: this.prepared })
        : new FakeStandaloneMode(this.kubernetes, this.ledger, { jobManagers, taskManagerKind });
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
      new FakeServer('kubernetes', (call) => this.refuse(call) ?? this.kubernetes.handle(call), decide),
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
    this.applyConfig(revision);
    this.pods.apply(revision);
    const labels = { [LABELS.job]: NAME, [LABELS.component]: COMPONENTS.update, [LABELS.revision]: revision };
    if (!this.kubernetes.find('jobs', updateJob)) this.kubernetes.put('jobs', { metadata: { name: updateJob, labels } });
    return updateJob;
  }

  /** Kubernetes notes that a Job has ended. */
  ended(job: string, type: 'Complete' | 'Failed' = 'Complete'): void {
    const found = this.kubernetes.find('jobs', job);
    if (found) this.kubernetes.put('jobs', { ...found, status: { conditions: [{ type, status: 'True' }] } });
  }

  /** The ConfigMap alone, of the YAML of a revision. */
  applyConfig(revision: string): void {
    const labels = { [LABELS.instance]: NAME, [LABELS.revision]: revision };
    this.kubernetes.put('configmaps', {
      metadata: { name: `${NAME}-config`, labels },
      data: { 'flink-conf.yaml': `# ${revision}`, ...(this.mode === 'native' ? { 'taskmanager-ahead.json': AHEAD_POD } : {}) },
    });
  }

  /** A job of a revision that an update started long ago. */
  seed(revision: string, record: Partial<UpdateRecord> = {}): this {
    this.apply(revision);
    const jobId = revision.padStart(32, '0').replace(/[^0-9a-f]/g, 'e');
    const { highAvailability, release, mode } = this;
    const [clusterId, companions] = [clusterIdOf(mode, revision), this.companionsOf(revision)];
    const known = { jobId, revision, clusterId, mode, highAvailability, ownTriggerId: release.ownTriggerId, companions, deployed: true };
    const data = formatRecord({ ...FIRST_RECORD, phase: Phase.RUNNING, ...known, ...record });
    this.kubernetes.put('configmaps', { metadata: { name: `${NAME}-savepoint` }, data });
    this.ended(`${NAME}-deploy-${revision}`);
    this.pods.seed(revision, jobId);
    this.tick(12);
    this.pods.settle();
    return this;
  }

  /** What Flink's client makes beside the Deployment. */
  companionsOf(revision: string): string[] {
    return this.mode === 'native' ? companionsOf(this.release, clusterIdOf(this.mode, revision)) : [];
  }

  /** What is there from the start of the cluster to its end. */
  get cluster(): Manifest | undefined {
    return this.pods.cluster;
  }

  /** The workloads of a standalone cluster. */
  get standalone(): FakeStandaloneMode {
    if (!(this.pods instanceof FakeStandaloneMode)) throw new Error('the world is a native one');
    return this.pods;
  }

  get recordData(): Record<string, string> {
    return this.kubernetes.find('configmaps', `${NAME}-savepoint`)?.data ?? {};
  }

  /** Ends the JobManager's process; its container is restarted. */
  crash(): void {
    this.jobManager = undefined;
    this.booting = BOOT;
  }

  /** The cluster's JobManager ends, and never comes up again. */
  break(): void {
    this.broken.add(this.pods.leader()!.cluster);
    this.crash();
  }

  private endBeforeNote(jobId: string): void {
    if (this.lastMoment === 'is told to end') this.ha.forgetCheckpoints(jobId);
    this.lastMoment = undefined;
    this.crash();
  }

  /** One second goes by. */
  tick(times = 1): void {
    for (let i = 0; i < times; i++) {
      advanceClock(1000);
      for (const job of this.kubernetes.all('jobs').filter((j) => j.metadata.deletionTimestamp)) {
        const pods = this.kubernetes.all('pods', { 'job-name': job.metadata.name });
        if (!pods.some((pod) => pod.status?.phase === 'Running')) this.kubernetes.remove('jobs', job.metadata.name);
      }
      this.pods.tick();
      this.live(this.pods.leader());
    }
  }

  /** Nobody may do what no Role says. */
  private refuse(call: Call): Answer | undefined {
    const answer = forbidden(call, this.role);
    if (answer) this.ledger.violations.push(`promise 8: ${(answer.body as { message: string }).message}`);
    return answer;
  }

  private live(leader: Leader | undefined): void {
    if (leader?.place !== this.place) {
      this.crash();
      this.place = leader?.place;
    }
    this.ha.clusterId = leader?.clusterId ?? this.ha.clusterId;
    // One that is told to end works on until it is gone.
    if (!leader || (leader.ending && !this.jobManager)) return;
    if (!this.jobManager) {
      if (!leader.bootable || this.broken.has(leader.cluster) || --this.booting > 0) return;
      this.boot(leader);
    }
    const jobManager = this.jobManager!;
    if (this.highAvailability) this.ha.keep(jobManager.job);
    jobManager.hasTaskManagers = this.pods.hasTaskManagers(leader);
    jobManager.tick();
    if (jobManager.exited) {
      this.crash();
      if (jobManager.lastWords) this.keepLastWords(leader, jobManager.lastWords);
      else this.pods.exited(leader);
    } else if (jobManager.job?.state === 'CREATED') this.pods.needTaskManagers(leader);
  }

  /** Kubernetes starts the container anew, and keeps what the process before said last. */
  private keepLastWords({ cluster, place }: Leader, message: string): void {
    const ofLeader = ({ metadata }: Manifest) => metadata.uid === place || metadata.ownerReferences?.[0].uid === cluster;
    for (const pod of clusterPods(this.kubernetes, 'jobmanager').filter(ofLeader)) {
      const [{ restartCount = 0 } = {}] = pod.status?.containerStatuses ?? [];
      const lastState = { terminated: { exitCode: 2, reason: 'Error', message } };
      const containerStatuses = [{ state: { running: {} }, lastState, restartCount: restartCount + 1 }];
      this.kubernetes.put('pods', { ...pod, status: { ...pod.status, containerStatuses } });
    }
  }

  private boot(leader: Leader): void {
    const { cluster, jobId, savepointPath } = leader;
    const isOver = (id: string) => this.highAvailability && this.release.staysUp && this.finished.has(id);
    const others = this.pods.strangers(leader, isOver);
    if (others.length > 0)
      this.ledger.violations.push(`promise 1: a cluster came up beside ${others.map((pod) => pod.metadata.name).join(', ')}`);
    const graphs = this.ha.graphs.filter((key) => key !== `jobGraph-${jobId}`);
    if (graphs.length > 0) this.ledger.violations.push(`promise 1: HA metadata brought ${graphs.join(', ')} back`);
    const who = this.bootedCluster === cluster ? 'restart' : 'client';
    this.bootedCluster = cluster;
    let job;
    let restored: Restored | undefined;
    if (!isOver(jobId)) {
      const own = this.ha.checkpointOf(jobId);
      const from = own ?? savepointPath;
      const position = from === '' ? 0 : this.ledger.states.get(from);
      if (position === undefined) throw new Error(`the fake was asked to start from ${from}, which nobody wrote`);
      this.ledger.begin(who, jobId, from, position);
      job = { id: jobId, started: Date.now(), position };
      if (from) restored = { path: from, number: this.ledger.numbers.get(from)!, told: from === savepointPath };
    }
    const keeper = {
      checkpoint: (id: string, path: string, number: number) => this.highAvailability && this.ha.keepCheckpoint(id, path, number),
      begun: (id: string, number: number) => this.highAvailability && this.ha.give(id, number),
      finished: (id: string) => {
        if (this.lastMoment) return this.endBeforeNote(id);
        this.finished.add(id);
        this.ha.forget(id);
      },
      needed: () => [this.ha.checkpointOf(jobId) ?? '', savepointPath, this.recordData.savepointPath],
    };
    this.jobManager = new JobManager(this.release, this.ledger, keeper, job, restored);
    // Flink puts what it is told to start from among the checkpoints of the job.
    if (restored?.told) keeper.checkpoint(jobId, restored.path, restored.number);
    this.booting = BOOT;
    this.prepare(this.jobManager);
  }
}
