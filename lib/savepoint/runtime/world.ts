/** Looks at the cluster and Flink, and carries out what the state machine decides. */
import { Flink } from './flink';
import { Kubernetes, Manifest } from './kubernetes';
import { haLabels, LABELS, recordName } from './labels';
import { Observation, ObservedClient, ObservedDeployment, ObservedHa } from './observation';
import { formatRecord, parseRecord, UpdateRecord } from './record';
import { Settings } from './settings';

/** Keys of HA metadata that point to a completed checkpoint, in every release. */
const CHECKPOINT_KEY = /^checkpointID-/;

/** Container states that a pod does not leave by itself in time. */
const TROUBLE = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

export interface Look {
  readonly record?: UpdateRecord;
  readonly seen: Omit<Observation, 'waited' | 'unsent'>;
}

export class World {
  /** The record's ConfigMap as it was read last; its version guards the next write. */
  private recordMap?: Manifest;

  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    private readonly flink: Flink,
  ) {}

  async look(): Promise<Look> {
    const { name, clusterId } = this.settings;
    const cluster = haLabels(clusterId);
    // Before the rest: a client that is done has made the Deployment that is looked for then.
    const client = await this.client();
    const [recordMap, deployment, pods, services, maps] = await Promise.all([
      this.kubernetes.get('configmaps', recordName(name)),
      this.kubernetes.get('deployments', clusterId),
      this.kubernetes.list('pods', cluster),
      this.kubernetes.list('services', cluster),
      this.kubernetes.list('configmaps', cluster),
    ]);
    this.recordMap = recordMap;
    const record = recordMap && parseRecord(recordMap.data ?? {});
    const made = new Set([...services, ...maps].map((object) => object.metadata.name));
    const live = deployment && !deployment.metadata.deletionTimestamp;
    return {
      record,
      seen: {
        client,
        deployment:
          deployment &&
          this.deployment(
            deployment,
            // Those of the revision that was started; the one that is wanted may have others.
            (record?.companions ?? []).every((companion) => made.has(companion)),
          ),
        pods: pods.length,
        podTrouble: [...new Set([refusalOf(deployment), ...pods.map(troubleOf)].filter(Boolean))].join('; '),
        restService: made.has(`${clusterId}-rest`),
        ha: ha(maps),
        flink: live ? await this.flink.observe(record) : undefined,
      },
    };
  }

  /** @throws ApiError with 409 when somebody else wrote the record since it was read. */
  async writeRecord(record: UpdateRecord): Promise<void> {
    const data = formatRecord(record);
    if (this.recordMap) {
      this.recordMap = await this.kubernetes.replace('configmaps', { ...this.recordMap, data });
    } else {
      const { name, namespace } = this.settings;
      const labels = { [LABELS.instance]: name, [LABELS.component]: 'record' };
      const metadata = { name: recordName(name), namespace, labels };
      this.recordMap = await this.kubernetes.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
    }
  }

  sendStop(record: UpdateRecord): Promise<string> {
    return this.flink.sendStop(record);
  }

  deleteDeployment(uid: string): Promise<void> {
    return this.kubernetes.delete('deployments', this.settings.clusterId, uid);
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
    const metadata = { name: claim.name, namespace, labels: { [LABELS.instance]: name } };
    await this.kubernetes.create('persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claim.spec });
  }

  /** The ConfigMap of the YAML that owns what is made at run time, as an owner reference. */
  async owner(): Promise<{ apiVersion: string; kind: string; name: string; uid: string }> {
    const { configMap } = this.settings;
    const map = await this.kubernetes.get('configmaps', configMap);
    if (!map?.metadata.uid) throw new Error(`the ConfigMap ${configMap} of the YAML is not there: apply the whole file`);
    return { apiVersion: 'v1', kind: 'ConfigMap', name: configMap, uid: map.metadata.uid };
  }

  /** What became of Flink's client, by the pod's own status. */
  private async client(): Promise<ObservedClient> {
    const pod = await this.kubernetes.get('pods', this.settings.pod);
    const state = pod?.status?.containerStatuses?.find((c: any) => c.name === 'start')?.state;
    const ended = state?.terminated;
    if (!ended) return { status: 'pending', trouble: troubleOfContainer(state) };
    if (ended.exitCode === 0) return { status: 'done' };
    return { status: 'failed', cause: `exit code ${ended.exitCode}${ended.message ? `, ${lastLine(ended.message)}` : ''}` };
  }

  private deployment(found: Manifest, complete: boolean): ObservedDeployment {
    const { uid = '', labels = {}, deletionTimestamp } = found.metadata;
    return {
      uid,
      revision: labels[LABELS.revision] ?? '',
      ours: labels[LABELS.instance] === this.settings.name,
      deleting: deletionTimestamp !== undefined,
      complete,
    };
  }
}

/** HA metadata among a cluster's ConfigMaps: those that no Deployment owns. */
function ha(maps: readonly Manifest[]): ObservedHa | undefined {
  const found = maps.filter((map) => !map.metadata.ownerReferences?.some((owner) => owner.kind === 'Deployment'));
  if (found.length === 0) return undefined;
  return {
    maps: found.map((map) => map.metadata.name),
    checkpoints: found.flatMap((map) => Object.keys(map.data ?? {})).filter((key) => CHECKPOINT_KEY.test(key)).length,
    unowned: found.filter((map) => !map.metadata.ownerReferences?.length).map((map) => map.metadata.name),
  };
}

function troubleOfContainer(state: any): string {
  const waiting = state?.waiting;
  if (!waiting || !TROUBLE.includes(waiting.reason)) return '';
  return waiting.message ? `${waiting.reason}, ${waiting.message}` : waiting.reason;
}

/** The last line of a log that names an exception, or else the last one. */
function lastLine(log: string): string {
  const lines = log.trim().split('\n');
  return lines.filter((line) => /(?:Exception|Error)\b/.test(line) && !/^\s+at /.test(line)).at(-1) ?? lines.at(-1) ?? '';
}

/** Why no pod of a Deployment could be made: a quota, or a security level that refuses it. */
function refusalOf(deployment: Manifest | undefined): string {
  const failure = deployment?.status?.conditions?.find((c: any) => c.type === 'ReplicaFailure' && c.status === 'True');
  return failure ? `no pod of the Deployment can be made, ${failure.message}` : '';
}

function troubleOf(pod: Manifest): string {
  const { name } = pod.metadata;
  const unschedulable = pod.status?.conditions?.find(
    (c: any) => c.type === 'PodScheduled' && c.status === 'False' && c.reason === 'Unschedulable',
  );
  if (unschedulable) return `pod ${name}: Unschedulable, ${unschedulable.message}`;
  for (const container of [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]) {
    const trouble = troubleOfContainer(container.state);
    if (trouble) return `pod ${name}: ${trouble}`;
    const ended = container.lastState?.terminated ?? container.state?.terminated;
    if (ended && ended.exitCode !== 0) return `pod ${name}: its container ended with ${ended.reason} (exit code ${ended.exitCode})`;
  }
  return '';
}
