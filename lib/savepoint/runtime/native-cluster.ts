/**
 * A native cluster: Flink's client makes a Deployment and what belongs to it, in a container beside this one. It has an id of its
 * own, so that it can be made while the one before still runs; its JobManager then waits for the ConfigMap that it is started with.
 */
import { Client } from './client';
import { Cluster, ClusterLook, Goal } from './cluster';
import { configFileOf, optionLines, startOptionsOf, withOptions } from './config-text';
import { Kubernetes, Manifest, OwnerReference } from './kubernetes';
import { COMPONENTS, haLabels, LABELS, OPENED, START_COMPONENT, START_KEYS, startName } from './labels';
import { ObservedDeployment, ObservedPrepared } from './observation';
import { UpdateRecord } from './record';
import { Settings } from './settings';
import { otherClusters } from './other-clusters';
import { hasEnded, refusalOf, troubleOf } from './trouble';

/** The volume by which a JobManager that waits to be started can be told. */
const GATE_VOLUME = 'cdk8s-flink-start';

/** What a configuration that once said from where to start may say no more. */
const FROM_EMPTY = { 'execution.savepoint.path': '', 'execution.state-recovery.path': '' };

/** The pod that TaskManagers are made from, a file of the configuration. */
const AHEAD_FILE = 'taskmanager-ahead.json';

export class NativeCluster implements Cluster {
  private readonly client: Client;

  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    private readonly owner: () => Promise<OwnerReference>,
  ) {
    this.client = new Client(settings, kubernetes);
  }

  async look(record: UpdateRecord | undefined, pods: readonly Manifest[], goal: Goal): Promise<ClusterLook> {
    const { name } = this.settings;
    const wantedId = goal.clusterId;
    // Before the rest: a client that is done has made the Deployment that is looked for then.
    const client = await this.client.look();
    const [ours, named, gates] = await Promise.all([
      this.kubernetes.list('deployments', { [LABELS.instance]: name }),
      this.kubernetes.get('deployments', wantedId),
      this.gates(),
    ]);
    const all = [...ours.filter((one) => one.metadata.name !== wantedId), ...(named ? [named] : [])];
    const byId = (id: string) => all.find((deployment) => deployment.metadata.name === id);
    // Without a record, what runs is the one that is not held back.
    const clusterId = record ? record.clusterId || name : (all.find((one) => !held(one, gates))?.metadata.name ?? wantedId);
    const [made, ofWanted, formerMaps] = await Promise.all([
      this.made(clusterId),
      wantedId === clusterId ? [] : this.made(wantedId),
      record?.former ? this.maps(record.former) : [],
    ]);
    const podsOf = (id: string) => pods.filter((pod) => pod.metadata.labels?.app === id);
    const found = byId(clusterId);
    // What is made again is made when the one before is gone: a cluster of its id is the one that it was.
    const anew = goal.revision !== this.settings.revision;
    const next = wantedId === clusterId || anew ? undefined : byId(wantedId);
    const rest = made.find((object) => object.metadata.name === `${clusterId}-rest`);
    return {
      client,
      pods: podsOf(clusterId),
      maps: made.filter((object) => !object.spec),
      url: rest?.spec?.clusterIP && `http://${rest.spec.clusterIP}:8081`,
      deployment: found && this.observed(found, record, made, gates, podsOf(clusterId)),
      prepared: next && this.observedPrepared(next, ofWanted, podsOf(wantedId)),
      others: otherClusters(record, all, anew ? [clusterId] : [clusterId, wantedId], formerMaps, podsOf),
      notApplied: '',
      restService: rest !== undefined,
      taskManagers: 0,
      refusals: [refusalOf(found)],
    };
  }

  async prepare(): Promise<void> {
    const { clusterId, configMap, name, revision, taskManagersAhead } = this.settings;
    const deployment = await this.kubernetes.get('deployments', clusterId);
    if (!deployment) {
      // One that is left of an earlier start of the same revision would let it go at once.
      await this.kubernetes.delete('configmaps', startName(name, revision));
      return this.client.run(await this.owner());
    }
    const [map, pods] = await Promise.all([
      this.kubernetes.get('configmaps', configMap),
      this.kubernetes.list('pods', { app: clusterId, component: 'taskmanager' }),
    ]);
    if (map?.metadata.labels?.[LABELS.revision] !== revision) throw new Error(`a newer revision than ${revision} was applied meanwhile`);
    const pod = JSON.parse(map.data?.[AHEAD_FILE] ?? '{}') as Pick<Manifest, 'metadata' | 'spec'>;
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: clusterId, uid: deployment.metadata.uid ?? '' };
    for (let number = 1; number <= taskManagersAhead; number++) {
      // By name and labels Flink takes it for one of its own.
      const own = `${clusterId}-taskmanager-1-${number}`;
      if (pods.some((one) => one.metadata.name === own)) continue;
      const labels = { ...pod.metadata.labels, ...haLabels(clusterId), component: 'taskmanager' };
      await this.kubernetes.create('pods', {
        ...pod,
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...pod.metadata, name: own, labels, ownerReferences: [owner] },
      });
    }
  }

  async start(record: UpdateRecord): Promise<boolean> {
    const { clusterId, configMap, foldersPerStart, prepared, restoreOptions } = this.settings;
    if (prepared) {
      const map = await this.kubernetes.get('configmaps', configMap);
      await this.open(record, configFileOf(map?.data), { ...startOptionsOf(record, foldersPerStart), ...restoreOptions });
    }
    if (await this.kubernetes.get('deployments', clusterId)) {
      if (prepared) await this.tell(record);
      return true;
    }
    await this.client.run(await this.owner(), prepared ? undefined : record);
    return false;
  }

  /** The Deployment, and what Flink's client made beside it. */
  async objects({ clusterId, companions }: UpdateRecord): Promise<Manifest[]> {
    const [deployment, made] = await Promise.all([this.kubernetes.get('deployments', clusterId), this.made(clusterId)]);
    if (!deployment) throw new Error(`the Deployment ${clusterId}, which is to be kept, is gone`);
    const beside = made.filter(
      ({ metadata: { name, ownerReferences } }) => companions.includes(name) || ownerReferences?.some(isDeployment),
    );
    return [deployment, ...beside.map((object) => ({ ...object, kind: object.spec ? 'Service' : 'ConfigMap', apiVersion: 'v1' }))];
  }

  async restore(record: UpdateRecord, [deployment, ...beside]: readonly Manifest[]): Promise<void> {
    const { clusterId } = record;
    const { foldersPerStart } = record.kept!;
    const config = beside.find(({ metadata }) => metadata.name === `flink-config-${clusterId}`);
    const file = configFileOf(config?.data);
    const gated = isGated(deployment);
    const options = startOptionsOf(record, foldersPerStart);
    if (gated) await this.open(record, file, options);
    const owned = { ...deployment, apiVersion: 'apps/v1', kind: 'Deployment' };
    const made = await this.kubernetes.create('deployments', {
      ...owned,
      metadata: { ...deployment.metadata, ownerReferences: [await this.owner()] },
    });
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: clusterId, uid: made.metadata.uid ?? '' };
    for (const object of beside) {
      const data =
        object === config && !gated
          ? { ...object.data, [file]: withOptions(file, object.data?.[file] ?? '', { ...FROM_EMPTY, ...options }) }
          : object.data;
      await this.kubernetes.create(object.kind === 'Service' ? 'services' : 'configmaps', {
        ...object,
        data,
        metadata: { ...object.metadata, ownerReferences: [owner] },
      });
    }
  }

  /** Lets a JobManager go that waits. What one is made again of says so at once. */
  async roll(record: UpdateRecord, objects?: readonly Manifest[]): Promise<void> {
    if (objects) await this.tell(record);
    else await this.start(record);
  }

  /** Kubernetes brings what is mounted up to date when it next looks at a pod; a changed annotation makes it look now. */
  private async tell({ clusterId, jobId }: UpdateRecord): Promise<void> {
    const pods = await this.kubernetes.list('pods', { app: clusterId || this.settings.name, component: 'jobmanager' });
    for (const { metadata } of pods) await this.kubernetes.patch('pods', metadata.name, { metadata: { annotations: { [OPENED]: jobId } } });
  }

  async delete(uid: string, clusterId: string): Promise<void> {
    const { name } = this.settings;
    await this.kubernetes.delete('deployments', clusterId, uid);
    if (clusterId.startsWith(`${name}-`)) await this.kubernetes.delete('configmaps', startName(name, clusterId.slice(name.length + 1)));
  }

  resize(): Promise<void> {
    return Promise.resolve();
  }

  hold(): Promise<void> {
    return Promise.resolve();
  }

  /** Releases before 1.15 have none in this mode; one that is still there is on its way out. */
  dropStandbys(): Promise<void> {
    return Promise.resolve();
  }

  /** Lets the cluster of the record go: its JobManager learns from where. */
  private async open({ jobId, revision }: UpdateRecord, file: string, options: Readonly<Record<string, string>>): Promise<void> {
    const { name, namespace } = this.settings;
    const data = { [file]: optionLines(file, options), [START_KEYS.jobId]: jobId };
    const labels = { [LABELS.instance]: name, [LABELS.component]: START_COMPONENT, [LABELS.revision]: revision };
    const metadata = { name: startName(name, revision), namespace, labels, ownerReferences: [await this.owner()] };
    const found = await this.kubernetes.get('configmaps', metadata.name);
    if (found?.data?.[START_KEYS.jobId] === jobId) return;
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
    if (found) await this.kubernetes.replace('configmaps', { ...found, ...map, metadata: { ...found.metadata, ...metadata } });
    else await this.kubernetes.create('configmaps', map);
  }

  private observed(
    deployment: Manifest,
    record: UpdateRecord | undefined,
    made: readonly Manifest[],
    gates: readonly Manifest[],
    pods: readonly Manifest[],
  ): ObservedDeployment {
    const { metadata } = deployment;
    const names = new Set(made.map((object) => object.metadata.name));
    const jobManagers = pods.filter((pod) => pod.metadata.labels?.[LABELS.component] === COMPONENTS.jobManager && !hasEnded(pod));
    const asked = !held(deployment, gates);
    return {
      clusterId: metadata.name,
      uid: metadata.uid ?? '',
      revision: metadata.labels?.[LABELS.revision] ?? '',
      ours: metadata.labels?.[LABELS.instance] === this.settings.name,
      deleting: metadata.deletionTimestamp !== undefined,
      // Those of the revision that was started; the one that is wanted may have others.
      complete: (record?.companions ?? []).every((companion) => names.has(companion)),
      asked,
      rolled: asked && (!isGated(deployment) || jobManagers.every((pod) => pod.metadata.annotations?.[OPENED] === record?.jobId)),
      held: true,
    };
  }

  private observedPrepared(deployment: Manifest, made: readonly Manifest[], pods: readonly Manifest[]): ObservedPrepared {
    const { companions, name, taskManagersAhead } = this.settings;
    const names = new Set(made.map((object) => object.metadata.name));
    const live = pods.filter((pod) => !hasEnded(pod));
    const of = (component: string) => live.filter((pod) => pod.metadata.labels?.[LABELS.component] === component);
    const jobManagers = of(COMPONENTS.jobManager);
    const taskManagers = of(COMPONENTS.taskManager);
    return {
      uid: deployment.metadata.uid ?? '',
      ours: deployment.metadata.labels?.[LABELS.instance] === name,
      deleting: deployment.metadata.deletionTimestamp !== undefined,
      complete: companions.every((companion) => names.has(companion)),
      lacking: taskManagers.length < taskManagersAhead,
      ready: jobManagers.length > 0 && jobManagers.every(isUp) && taskManagers.length >= taskManagersAhead && taskManagers.every(isReady),
      trouble: [refusalOf(deployment), ...live.map(troubleOf)].find(Boolean) ?? '',
    };
  }

  /** What is labelled as Flink labels all that is of a cluster: Services, and ConfigMaps. */
  private async made(clusterId: string): Promise<Manifest[]> {
    const [services, maps] = await Promise.all([this.kubernetes.list('services', haLabels(clusterId)), this.maps(clusterId)]);
    return [...services, ...maps];
  }

  private maps(clusterId: string): Promise<Manifest[]> {
    return this.kubernetes.list('configmaps', haLabels(clusterId));
  }

  private gates(): Promise<Manifest[]> {
    return this.kubernetes.list('configmaps', { [LABELS.instance]: this.settings.name, [LABELS.component]: START_COMPONENT });
  }
}

function isDeployment({ kind }: OwnerReference): boolean {
  return kind === 'Deployment';
}

function isGated(deployment: Manifest): boolean {
  return (deployment.spec?.template?.spec?.volumes ?? []).some((volume: any) => volume.name === GATE_VOLUME);
}

/** Whether its JobManager waits. */
function held(deployment: Manifest, gates: readonly Manifest[]): boolean {
  const revision = deployment.metadata.labels?.[LABELS.revision];
  return isGated(deployment) && !gates.some((gate) => gate.metadata.labels?.[LABELS.revision] === revision);
}

function isUp({ status }: Manifest): boolean {
  return (status?.containerStatuses ?? []).length > 0 && status.containerStatuses.every((container: any) => container.state?.running);
}

function isReady({ status }: Manifest): boolean {
  return (status?.conditions ?? []).some((condition: any) => condition.type === 'Ready' && condition.status === 'True');
}
