/**
 * A standalone cluster: the YAML has its workloads, held back, and this starts, ends and rolls them.
 *
 * The cluster is there from the moment its ConfigMap is made, which its pods cannot start without, to the moment that is
 * deleted: pods of another revision name another one, and wait in vain whoever asks for them.
 */
import { Cluster, ClusterLook, Goal } from './cluster';
import { Kubernetes, Manifest, OwnerReference } from './kubernetes';
import {
  haLabels,
  HELD_BACK,
  jobManagerName,
  LABELS,
  REPLICAS,
  START_COMPONENT,
  START_KEYS,
  STARTED,
  startName,
  taskManagerName,
} from './labels';
import { ObservedDeployment } from './observation';
import { UpdateRecord } from './record';
import { Settings } from './settings';
import { refusalOf } from './trouble';

/** What holds a workload back, and what lets it go, by its kind. */
const KINDS = {
  deployments: {
    held: { paused: true },
    released: { paused: false },
    isHeld: ({ spec }: Manifest) => spec.paused === true,
    // One will do: how many there may be is a matter of quotas and autoscalers, too.
    isRolled: ({ status }: Manifest) => status?.updatedReplicas > 0 && status?.updatedReplicas === status?.replicas,
  },
  statefulsets: {
    held: { updateStrategy: { rollingUpdate: { partition: HELD_BACK } } },
    released: { updateStrategy: { rollingUpdate: { partition: 0 } } },
    isHeld: ({ spec }: Manifest) => spec.updateStrategy?.rollingUpdate?.partition === HELD_BACK,
    // Until then, a pod that is made anew would be of the revision before.
    isRolled: ({ status }: Manifest) => status?.currentRevision === status?.updateRevision,
  },
} as const;
type Kind = keyof typeof KINDS;

interface Workload {
  readonly kind: Kind;
  readonly name: string;
  readonly found: Manifest;
}

export class StandaloneCluster implements Cluster {
  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    private readonly owner: () => Promise<OwnerReference>,
  ) {}

  async look(_record: UpdateRecord | undefined, pods: readonly Manifest[], goal: Goal): Promise<ClusterLook> {
    const { clusterId } = this.settings;
    const [start, found, maps] = await Promise.all([
      this.startMap(),
      this.found(),
      this.kubernetes.list('configmaps', haLabels(clusterId)),
    ]);
    const wanted = found.filter((workload) => this.isWanted(workload));
    return {
      client: { status: 'done' },
      pods,
      maps,
      others: [],
      deployment: start && this.observed(start, wanted),
      restService: false,
      // What is made again is not what the YAML says.
      notApplied: goal.revision === this.settings.revision ? this.notApplied(wanted) : '',
      // Of whichever kind they were so far.
      taskManagers: Math.max(
        0,
        ...found
          .filter(({ name, found: { metadata } }) => name === this.taskManager && metadata.annotations?.[STARTED])
          .map((workload) => workload.found.spec.replicas),
      ),
      refusals: wanted.map((workload) => refusalOf(workload.found)),
    };
  }

  /** Its pods are in the YAML, and wait for the same. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  async start(record: UpdateRecord): Promise<boolean> {
    const { configMap, revision } = this.settings;
    const map = await this.kubernetes.get('configmaps', configMap);
    // Files of another revision would start that one under this one's name.
    if (map?.metadata.labels?.[LABELS.revision] !== revision) throw new Error(`a newer revision than ${revision} was applied meanwhile`);
    await this.open(record, { ...map.data, [START_KEYS.restore]: this.settings.restoreArguments.join(' ') });
    await this.roll(record);
    return true;
  }

  /** The workloads, and the ConfigMap that its pods were started with. */
  async objects(): Promise<Manifest[]> {
    const start = await this.startMap();
    if (!start) throw new Error('the ConfigMap that the cluster was started with, which is to be kept, is gone');
    const workloads = await this.wanted();
    return [start, ...workloads.map(({ found, kind }) => ({ ...found, kind: kind === 'deployments' ? 'Deployment' : 'StatefulSet' }))];
  }

  async restore(record: UpdateRecord, objects: readonly Manifest[]): Promise<void> {
    await this.open(record, objects[0].data ?? {});
    await this.roll(record, objects);
  }

  /** The JobManager comes last: that it was asked for tells that everything was. */
  async roll(record: UpdateRecord, objects: readonly Manifest[] = []): Promise<void> {
    const { revision } = record;
    for (const { kind, name, found } of await this.wanted()) {
      const kept = objects.find(({ metadata }) => metadata.name === name);
      const of = revisionOf(found);
      if (of !== revision && !kept)
        throw new Error(`${kind} ${name} is of revision ${of}, and ${revision} is to be started; apply the whole file`);
      if (isRolled(kind, found)) continue;
      // Whoever applies the YAML in this moment puts its template back: the next look tells.
      if (of !== revision) {
        await this.kubernetes.replaceField(kind, found, '/spec/template', kept!.spec.template);
        continue;
      }
      const { resourceVersion, annotations = {} } = found.metadata;
      const told = (kept ?? found).metadata.annotations?.[REPLICAS];
      const replicas = annotations[STARTED] === revision ? found.spec.replicas : replicasOf(told, record.taskManagers);
      // Only what was read: a template that was applied since is not let go.
      const metadata = { resourceVersion, annotations: { [STARTED]: revision } };
      await this.kubernetes.patch(kind, name, { metadata, spec: { replicas, ...KINDS[kind].released } });
    }
  }

  /** Makes the ConfigMap that the pods of a start need. */
  private async open({ jobId, revision, savepointPath }: UpdateRecord, files: Readonly<Record<string, string>>): Promise<void> {
    const { name, namespace } = this.settings;
    const metadata = {
      name: startName(name, revision),
      namespace,
      labels: { [LABELS.instance]: name, [LABELS.component]: START_COMPONENT, [LABELS.revision]: revision },
      ownerReferences: [await this.owner()],
    };
    const data = { ...files, [START_KEYS.jobId]: jobId, [START_KEYS.savepointPath]: savepointPath };
    await this.kubernetes.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  }

  async resize(record: UpdateRecord): Promise<void> {
    for (const { kind, name, found } of await this.wanted())
      await this.kubernetes.patch(kind, name, {
        spec: { replicas: replicasOf(found.metadata.annotations?.[REPLICAS], record.taskManagers) },
      });
  }

  async hold(): Promise<void> {
    for (const { kind, name } of await this.wanted()) await this.kubernetes.patch(kind, name, { spec: KINDS[kind].held });
  }

  async delete(uid: string): Promise<void> {
    const start = await this.startMap();
    if (start?.metadata.uid !== uid) return;
    // JobManagers first: one that loses its TaskManagers would only restart its job.
    for (const { kind, name } of (await this.found()).reverse())
      await this.kubernetes.patch(kind, name, {
        metadata: { annotations: { [STARTED]: null } },
        spec: { replicas: 0, ...KINDS[kind].held },
      });
    await this.kubernetes.delete('configmaps', start.metadata.name, uid);
  }

  dropStandbys(): Promise<void> {
    return this.kubernetes.patch('deployments', this.jobManager, { spec: { replicas: 1 } });
  }

  private observed({ metadata }: Manifest, wanted: readonly Workload[]): ObservedDeployment {
    const revision = metadata.labels?.[LABELS.revision] ?? '';
    const jobManager = wanted.find(({ name }) => name === this.jobManager)?.found;
    const asked = jobManager?.metadata.annotations?.[STARTED] === revision && jobManager.spec.replicas > 0;
    return {
      clusterId: this.settings.clusterId,
      uid: metadata.uid ?? '',
      revision,
      ours: true,
      deleting: metadata.deletionTimestamp !== undefined,
      complete: asked,
      asked,
      rolled: wanted.length === 2 && wanted.every(({ kind, found }) => revisionOf(found) === revision && isRolled(kind, found)),
      held: wanted.every(({ kind, found }) => KINDS[kind].isHeld(found)),
    };
  }

  private notApplied(wanted: readonly Workload[]): string {
    const { revision, taskManagerKind } = this.settings;
    const names: readonly (readonly [Kind, string])[] = [
      [taskManagerKind, this.taskManager],
      ['deployments', this.jobManager],
    ];
    const faults = names.map(([kind, name]) => {
      const found = wanted.find((workload) => workload.name === name)?.found;
      if (!found) return `${kind} ${name} is not there`;
      return revisionOf(found) === revision ? '' : `${kind} ${name} is of revision ${revisionOf(found) || 'none'}`;
    });
    return faults.filter(Boolean).join('; ');
  }

  private async startMap(): Promise<Manifest | undefined> {
    const labels = { [LABELS.instance]: this.settings.name, [LABELS.component]: START_COMPONENT };
    return (await this.kubernetes.list('configmaps', labels))[0];
  }

  /** The workloads of the YAML, TaskManagers first. */
  private async wanted(): Promise<Workload[]> {
    const wanted = (await this.found()).filter((workload) => this.isWanted(workload));
    if (wanted.length < 2) throw new Error(`not all of ${this.taskManager} and ${this.jobManager} are there; apply the whole file`);
    return wanted;
  }

  /** All that is there: TaskManagers may have been of the other kind before. */
  private async found(): Promise<Workload[]> {
    const names = [
      ['statefulsets', this.taskManager],
      ['deployments', this.taskManager],
      ['deployments', this.jobManager],
    ] as const;
    const found = await Promise.all(names.map(([kind, name]) => this.kubernetes.get(kind, name)));
    return names.flatMap(([kind, name], at) => (found[at] ? [{ kind, name, found: found[at] }] : []));
  }

  private isWanted({ kind, name }: Workload): boolean {
    return name === this.jobManager || kind === this.settings.taskManagerKind;
  }

  private get jobManager(): string {
    return jobManagerName(this.settings.name);
  }

  private get taskManager(): string {
    return taskManagerName(this.settings.name);
  }
}

function revisionOf({ spec }: Manifest): string {
  return spec.template.metadata.labels?.[LABELS.revision] ?? '';
}

function isRolled(kind: Kind, found: Manifest): boolean {
  const started = found.metadata.annotations?.[STARTED] === revisionOf(found);
  const seen = found.status?.observedGeneration === found.metadata.generation;
  return started && seen && found.spec.replicas > 0 && KINDS[kind].isRolled(found);
}

/** `2`, or `1-4` for as many as there were, within bounds. */
function replicasOf(annotation: string | undefined, before: number): number {
  const [least, most = least] = (annotation ?? '1').split('-').map(Number);
  return Math.min(Math.max(before, least), most);
}
