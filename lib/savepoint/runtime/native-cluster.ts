/** A native cluster: Flink's client makes a Deployment and what belongs to it, in a container beside this one. */
import { Cluster, ClusterLook } from './cluster';
import { Kubernetes, Manifest } from './kubernetes';
import { haLabels, LABELS } from './labels';
import { ObservedClient } from './observation';
import { UpdateRecord } from './record';
import { Settings } from './settings';
import { refusalOf, troubleOfContainer } from './trouble';

export class NativeCluster implements Cluster {
  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
  ) {}

  async look(record: UpdateRecord | undefined, maps: readonly Manifest[]): Promise<ClusterLook> {
    const { clusterId, name } = this.settings;
    // Before the rest: a client that is done has made the Deployment that is looked for then.
    const client = await this.client();
    const [found, services] = await Promise.all([
      this.kubernetes.get('deployments', clusterId),
      this.kubernetes.list('services', haLabels(clusterId)),
    ]);
    const made = new Set([...services, ...maps].map((object) => object.metadata.name));
    const { uid = '', labels = {}, deletionTimestamp } = found?.metadata ?? {};
    return {
      client,
      deployment: found && {
        uid,
        revision: labels[LABELS.revision] ?? '',
        ours: labels[LABELS.instance] === name,
        deleting: deletionTimestamp !== undefined,
        // Those of the revision that was started; the one that is wanted may have others.
        complete: (record?.companions ?? []).every((companion) => made.has(companion)),
        asked: true,
        rolled: true,
        held: true,
      },
      notApplied: '',
      restService: made.has(`${clusterId}-rest`),
      taskManagers: 0,
      refusals: [refusalOf(found)],
    };
  }

  start(): Promise<boolean> {
    return Promise.resolve(false);
  }

  delete(uid: string): Promise<void> {
    return this.kubernetes.delete('deployments', this.settings.clusterId, uid);
  }

  // What the YAML of a standalone cluster holds back, Flink's client makes when it is told to.

  roll(): Promise<void> {
    return Promise.resolve();
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

  /** What became of Flink's client, by the pod's own status. */
  private async client(): Promise<ObservedClient> {
    const pod = await this.kubernetes.get('pods', this.settings.pod);
    const state = pod?.status?.containerStatuses?.find((c: any) => c.name === 'start')?.state;
    const ended = state?.terminated;
    if (!ended) return { status: 'pending', trouble: troubleOfContainer(state) };
    if (ended.exitCode === 0) return { status: 'done' };
    return { status: 'failed', cause: `exit code ${ended.exitCode}${ended.message ? `, ${lastLine(ended.message)}` : ''}` };
  }
}

/** The last line of a log that names an exception, or else the last one. */
function lastLine(log: string): string {
  const lines = log.trim().split('\n');
  return lines.filter((line) => /(?:Exception|Error)\b/.test(line) && !/^\s+at /.test(line)).at(-1) ?? lines.at(-1) ?? '';
}
