/** A standalone cluster: the workloads of the YAML, and the kubelet of their pods. */
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import {
  HELD_BACK,
  jobManagerName,
  LABELS,
  REPLICAS,
  START_COMPONENT,
  START_KEYS,
  STARTED,
  startName,
  taskManagerName,
} from '../../lib/savepoint/runtime/labels';
import { FakeKubernetes } from './fake-kubernetes';
import { Ledger } from './ledger';
import { clusterPods, FakeMode, Leader, NAME } from './mode';
import { isHeld, lives, revisionOf, runs, Workloads } from './workloads';

export interface StandaloneOptions {
  readonly jobManagers: number;
  readonly taskManagerKind: Kind;
}

type Kind = 'deployments' | 'statefulsets';

type Component = 'jobmanager' | 'taskmanager';

export class FakeStandaloneMode implements FakeMode {
  /** What the YAML says of TaskManagers, as the annotation has it. */
  replicas = '2';
  /** What the YAML has the TaskManagers be. */
  taskManagerKind: Kind;
  /** Ticks that pods take to go once they are told to. */
  readonly grace: Record<Component, number> = { jobmanager: 1, taskmanager: 2 };
  /** What keeps containers of a revision from starting. */
  readonly troubles: Record<string, { readonly reason: string; readonly message: string }> = {};
  private readonly workloads: Workloads;
  /** Pods whose script remembers that the job ended. */
  private readonly ended = new Set<string>();
  /** Ticks since pods were told to go. */
  private readonly leaving = new Map<string, number>();
  /** The pod that leads. */
  private leading = '';

  constructor(
    private readonly kubernetes: FakeKubernetes,
    private readonly ledger: Ledger,
    private readonly options: StandaloneOptions,
  ) {
    this.workloads = new Workloads(kubernetes);
    this.taskManagerKind = options.taskManagerKind;
  }

  get cluster(): Manifest | undefined {
    return this.kubernetes.all('configmaps', { [LABELS.instance]: NAME, [LABELS.component]: START_COMPONENT })[0];
  }

  get jobManager(): Manifest {
    return this.kubernetes.find('deployments', jobManagerName(NAME))!;
  }

  get taskManager(): Manifest {
    return this.kubernetes.find(this.taskManagerKind, taskManagerName(NAME))!;
  }

  apply(revision: string): void {
    this.applyTaskManagers(revision);
    this.applyJobManager(revision);
  }

  applyTaskManagers(revision: string): void {
    this.applyWorkload(this.taskManagerKind, taskManagerName(NAME), 'taskmanager', this.replicas, revision);
  }

  applyJobManager(revision: string): void {
    this.applyWorkload('deployments', jobManagerName(NAME), 'jobmanager', String(this.options.jobManagers), revision);
  }

  seed(revision: string, jobId: string): void {
    this.kubernetes.put('configmaps', {
      metadata: {
        name: startName(NAME, revision),
        labels: { [LABELS.instance]: NAME, [LABELS.component]: START_COMPONENT, [LABELS.revision]: revision },
      },
      data: { [START_KEYS.jobId]: jobId, [START_KEYS.savepointPath]: '' },
    });
    const count = { [taskManagerName(NAME)]: Number(this.replicas.split('-')[0]), [jobManagerName(NAME)]: this.options.jobManagers };
    for (const [kind, { metadata, spec, ...rest }] of this.all()) {
      const annotations = { ...metadata.annotations, [STARTED]: revision };
      const released = kind === 'deployments' ? { paused: false } : { updateStrategy: { rollingUpdate: { partition: 0 } } };
      const replicas = count[metadata.name];
      this.kubernetes.put(kind, { ...rest, metadata: { ...metadata, annotations }, spec: { ...spec, ...released, replicas } });
    }
  }

  settle(): void {
    for (const [kind, workload] of this.all()) this.kubernetes.put(kind, { ...workload, spec: { ...workload.spec, ...HELD[kind] } });
    this.workloads.sync();
  }

  deleteByHand(): void {
    for (const [kind, workload] of this.all()) this.kubernetes.put(kind, { ...workload, spec: { ...workload.spec, replicas: 0 } });
    this.kubernetes.remove('configmaps', this.cluster!.metadata.name);
  }

  /** What the controllers do within a moment. */
  sync(): void {
    for (const [kind, workload] of this.all()) {
      const [revision, started] = [revisionOf(workload.spec.template), workload.metadata.annotations?.[STARTED]];
      if (!isHeld(workload) && workload.spec.replicas > 0 && revision !== started)
        this.ledger.violations.push(`promise 4: ${kind} ${workload.metadata.name} of ${revision} was let go for ${started}`);
    }
    this.workloads.sync();
  }

  tick(): void {
    this.sync();
    for (const pod of clusterPods(this.kubernetes)) this.kubelet(pod);
  }

  leader(): Leader | undefined {
    const able = clusterPods(this.kubernetes, 'jobmanager').filter((pod) => runs(pod) && !this.ended.has(pod.metadata.uid!));
    const pod = able.find(({ metadata }) => metadata.uid === this.leading) ?? able.find(lives);
    this.leading = pod?.metadata.uid ?? '';
    if (!pod) return undefined;
    const { start, jobId, savepointPath } = pod.status;
    // A container that is restarted finds its variables again, or waits for them.
    const bootable = this.cluster?.metadata.uid === start;
    return { clusterId: NAME, cluster: start, place: pod.metadata.uid!, jobId, savepointPath, bootable, ending: !lives(pod) };
  }

  /** The script remembers it, as long as the pod is there. */
  exited({ place }: Leader): void {
    this.ended.add(place);
    const pod = clusterPods(this.kubernetes, 'jobmanager').find(({ metadata }) => metadata.uid === place)!;
    const lastState = { terminated: { exitCode: 0, reason: 'Completed', message: 'The job ended with exit code 0.' } };
    const containerStatuses = [{ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState }];
    this.kubernetes.put('pods', { ...pod, status: { ...pod.status, containerStatuses } });
  }

  hasTaskManagers(leader: Leader): boolean {
    return clusterPods(this.kubernetes, 'taskmanager').some((pod) => lives(pod) && runs(pod) && pod.status.start === leader.cluster);
  }

  needTaskManagers(): void {
    // They are asked for already.
  }

  strangers(leader: Leader): Manifest[] {
    return clusterPods(this.kubernetes).filter((pod) => runs(pod) && pod.status.start !== leader.cluster);
  }

  private kubelet(pod: Manifest): void {
    const { metadata, spec, status } = pod;
    if (!lives(pod)) {
      const since = (this.leaving.get(metadata.uid!) ?? 0) + 1;
      this.leaving.set(metadata.uid!, since);
      const component = metadata.labels![LABELS.component] as Component;
      if (!runs(pod) || since >= this.grace[component]) this.kubernetes.remove('pods', metadata.name);
      return;
    }
    const waiting = this.troubles[revisionOf(pod)];
    if (waiting) {
      this.kubernetes.put('pods', { ...pod, status: { phase: 'Pending', containerStatuses: [{ state: { waiting } }] } });
      return;
    }
    const start = this.kubernetes.find('configmaps', spec.start);
    // No container starts without what it takes from the ConfigMap.
    if (runs(pod) || !start) return;
    const data = { jobId: start.data![START_KEYS.jobId], savepointPath: start.data![START_KEYS.savepointPath] };
    const running = this.kubernetes.put('pods', { ...pod, status: { ...status, phase: 'Running', start: start.metadata.uid, ...data } });
    const others = clusterPods(this.kubernetes).filter((other) => runs(other) && other.status.start !== running.status.start);
    if (others.length > 0) this.ledger.violations.push(`promise 1: ${metadata.name} came up beside ${others[0].metadata.name}`);
  }

  /** `kubectl apply`: what the YAML does not name stays as it is, replicas and the program's annotation above all. */
  private applyWorkload(kind: Kind, name: string, component: string, replicas: string, revision: string): void {
    const live = this.kubernetes.find(kind, name);
    const labels = { [LABELS.instance]: NAME, [LABELS.component]: component };
    this.kubernetes.put(kind, {
      ...live,
      metadata: { ...live?.metadata, name, labels, annotations: { ...live?.metadata.annotations, [REPLICAS]: replicas } },
      spec: {
        replicas: 1,
        ...live?.spec,
        ...HELD[kind],
        template: { metadata: { labels: { ...labels, [LABELS.revision]: revision } }, spec: { start: startName(NAME, revision) } },
      },
    });
  }

  private all(): (readonly [Kind, Manifest])[] {
    return [[this.taskManagerKind, this.taskManager] as const, ['deployments', this.jobManager] as const].filter(([, found]) => found);
  }
}

const HELD = {
  deployments: { paused: true },
  statefulsets: { updateStrategy: { rollingUpdate: { partition: HELD_BACK } } },
} as const;
