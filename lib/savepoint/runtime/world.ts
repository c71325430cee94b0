/** Looks at the cluster and Flink, and carries out what the state machine decides. */
import { Cluster } from './cluster';
import { Flink } from './flink';
import { goalOf } from './goal';
import { keptData, keptName, keptObjects, keptOf } from './kept';
import { Kubernetes, Manifest, OwnerReference, ownerOf } from './kubernetes';
import { COMPONENTS, LABELS, NOT_IN_GIT } from './labels';
import { NativeCluster } from './native-cluster';
import { Observation, ObservedHa } from './observation';
import { UpdateRecord } from './record';
import { RecordMap } from './record-map';
import { reportWaiting } from './report';
import { Settings } from './settings';
import { StandaloneCluster } from './standalone-cluster';
import { hasEnded, jobEnded, neverBegan, troubleOf } from './trouble';

/** Keys of HA metadata that point to a completed checkpoint, in every release. */
const CHECKPOINT_KEY = /^checkpointID-/;

export interface Look {
  readonly record?: UpdateRecord;
  readonly seen: Omit<Observation, 'waited' | 'unsent'>;
}

export class World {
  /** The cluster, in the mode of the YAML. */
  readonly cluster: Cluster;
  private readonly record: RecordMap;

  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    private readonly flink: Flink,
  ) {
    this.record = new RecordMap(settings, kubernetes);
    this.cluster =
      settings.mode === 'standalone'
        ? new StandaloneCluster(settings, kubernetes, () => this.owner())
        : new NativeCluster(settings, kubernetes, () => this.owner());
  }

  async look(): Promise<Look> {
    const { name, flinkUrl } = this.settings;
    const [record, everyPod] = await Promise.all([this.record.read(), this.kubernetes.list('pods', { [LABELS.instance]: name })]);
    const goal = goalOf(record, this.settings);
    const { pods, maps, url, refusals, ...cluster } = await this.cluster.look(record, everyPod, goal);
    const { deployment } = cluster;
    this.flink.url = url || flinkUrl;
    const own = (component: string) => pods.filter((pod) => pod.metadata.labels?.[LABELS.component] === component && !hasEnded(pod));
    const jobManagers = own(COMPONENTS.jobManager);
    const all = [...jobManagers, ...own(COMPONENTS.taskManager)];
    // Before a start, a new StatefulSet has a pod already, which waits for what the start brings.
    const old = all.filter((pod) => deployment || !this.waits(pod, goal.revision));
    return {
      record,
      seen: {
        ...cluster,
        jobEnded: this.settings.mode === 'standalone' && jobManagers.some(jobEnded),
        pods: old.length,
        jobManagers: jobManagers.length,
        restarted: jobManagers.some(({ status }) => (status?.containerStatuses ?? []).some((c: any) => c.restartCount > 0)),
        neverBegan: record !== undefined && neverBegan(jobManagers, record.jobId),
        podTrouble: [...new Set([...refusals, ...all.map(troubleOf)].filter(Boolean))].join('; '),
        ha: ha(maps, record?.jobId),
        flink: deployment?.complete && !deployment.deleting ? await this.flink.observe(record) : undefined,
      },
    };
  }

  /** Whether a pod is of the wanted revision, and none of its containers has run. */
  private waits({ metadata, status }: Manifest, revision: string): boolean {
    const ours = this.settings.mode === 'standalone' && metadata.labels?.[LABELS.revision] === revision && !metadata.deletionTimestamp;
    return ours && (status?.containerStatuses ?? []).every((c: any) => c.state?.waiting && !c.lastState?.terminated);
  }

  /** @throws ApiError with 409 when somebody else wrote the record since it was read. */
  writeRecord(record: UpdateRecord): Promise<void> {
    return this.record.write(record);
  }

  /** Tells what is waited for, and what keeps it. */
  async tell(waiting: string, trouble: string): Promise<void> {
    await reportWaiting(this.settings, this.kubernetes, waiting, trouble);
  }

  /** Starts what the record describes; false where Flink's client does. */
  async start(record: UpdateRecord): Promise<boolean> {
    const objects = await this.keptFor(record);
    if (!objects) return this.cluster.start(record);
    await this.cluster.restore(record, objects);
    return true;
  }

  async roll(record: UpdateRecord): Promise<void> {
    await this.cluster.roll(record, await this.keptFor(record));
  }

  /** Keeps what the cluster that runs can be made again of, then what the record has to say of it. */
  async keep(record: UpdateRecord): Promise<void> {
    const { name, namespace, revision } = this.settings;
    const labels = { [LABELS.instance]: name, [LABELS.revision]: revision };
    const metadata = { name: keptName(name), namespace, labels, ownerReferences: [await this.owner()] };
    const data = keptData(await this.cluster.objects(record));
    await this.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
    await this.writeRecord({ ...record, kept: keptOf(this.settings) });
  }

  /** What the record's revision is made again of; undefined where it is the YAML's own. */
  private async keptFor({ revision }: UpdateRecord): Promise<Manifest[] | undefined> {
    const { name } = this.settings;
    if (revision === this.settings.revision) return undefined;
    return keptObjects(await this.kubernetes.get('configmaps', keptName(name)), name, revision);
  }

  private async put(map: Manifest): Promise<void> {
    const found = await this.kubernetes.get('configmaps', map.metadata.name);
    if (found) await this.kubernetes.replace('configmaps', { ...map, metadata: { ...found.metadata, ...map.metadata } });
    else await this.kubernetes.create('configmaps', map);
  }

  sendStop(record: UpdateRecord): Promise<string> {
    return this.flink.sendStop(record);
  }

  /** Tells the running job another parallelism, and has as many TaskManagers as it takes. */
  async rescale(record: UpdateRecord, parallelism: number): Promise<void> {
    await this.cluster.resize(record);
    await this.flink.rescale(record.jobId, record.parallelism, parallelism);
  }

  async deleteMaps(names: readonly string[]): Promise<void> {
    for (const name of names) await this.kubernetes.delete('configmaps', name);
  }

  /** Lets Kubernetes delete the ConfigMaps together with the YAML, which Flink does not. */
  async ownMaps(names: readonly string[]): Promise<void> {
    const owner = await this.owner();
    for (const name of names) await this.kubernetes.patch('configmaps', name, { metadata: { ownerReferences: [owner] } });
  }

  /** Makes the claim that state is kept in, where there is none. Nothing owns it: it outlives the YAML. */
  async ensureClaim(): Promise<void> {
    const { claim, name, namespace } = this.settings;
    if (!claim || (await this.kubernetes.get('persistentvolumeclaims', claim.name))) return;
    const metadata = { name: claim.name, namespace, labels: { [LABELS.instance]: name }, annotations: NOT_IN_GIT };
    await this.kubernetes.create('persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claim.spec });
  }

  /** The ConfigMap of the YAML that owns what is made at run time, as an owner reference. */
  owner(): Promise<OwnerReference> {
    return ownerOf(this.kubernetes, this.settings.configMap);
  }
}

/** HA metadata among a cluster's ConfigMaps: those that no Deployment owns. */
function ha(maps: readonly Manifest[], jobId = ''): ObservedHa | undefined {
  const found = maps.filter((map) => !map.metadata.ownerReferences?.some((owner) => owner.kind === 'Deployment'));
  if (found.length === 0) return undefined;
  // The names of a job's own ConfigMaps have its id in them, in every release.
  const own = found.filter(({ metadata }) => jobId !== '' && metadata.name.includes(jobId));
  const numbers = own
    .flatMap((map) => Object.keys(map.data ?? {}).filter((key) => CHECKPOINT_KEY.test(key)))
    .map((key) => Number(key.replace(CHECKPOINT_KEY, '')));
  const counters = own.flatMap((map) => map.data?.counter ?? []).map(Number);
  return {
    maps: found.map((map) => map.metadata.name),
    checkpoints: found.flatMap((map) => Object.keys(map.data ?? {})).filter((key) => CHECKPOINT_KEY.test(key)).length,
    own: own.length > 0,
    newest: numbers.length ? Math.max(...numbers) : undefined,
    // What Flink keeps is the number that comes next.
    given: counters.length ? Math.max(...counters) - 1 : undefined,
    unowned: found.filter((map) => !map.metadata.ownerReferences?.length).map((map) => map.metadata.name),
  };
}
