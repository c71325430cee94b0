/** Flink's client, in a container beside this one, which waits for what it is to do. It makes one cluster, once. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kubernetes, OwnerReference } from './kubernetes';
import { startOptionsOf } from './config-text';
import { LABELS } from './labels';
import { log } from './log';
import { ObservedClient } from './observation';
import { UpdateRecord } from './record';
import { Settings } from './settings';
import { troubleOfContainer } from './trouble';

/** Files in the folder that the containers share; `start.sh` knows them. */
const START = 'start';
const END = 'end';

export class Client {
  private used = false;

  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
  ) {}

  /** What became of it, by the pod's own status. */
  async look(): Promise<ObservedClient> {
    const pod = await this.kubernetes.get('pods', this.settings.pod);
    const state = pod?.status?.containerStatuses?.find((c: any) => c.name === 'start')?.state;
    const ended = state?.terminated;
    if (!ended) return { status: this.used ? 'pending' : 'idle', trouble: troubleOfContainer(state) };
    if (ended.exitCode === 0) return { status: 'done' };
    return { status: 'failed', cause: `exit code ${ended.exitCode}${ended.message ? `, ${lastLine(ended.message)}` : ''}` };
  }

  /**
   * Has it make the wanted cluster.
   * @param record what to start at once; without it, the cluster waits until it is told
   */
  async run(owner: OwnerReference, record?: UpdateRecord): Promise<void> {
    if (this.used) throw new Error("Flink's client has made a cluster in this pod already; another pod makes another one");
    const { configMap, folder, revision } = this.settings;
    const map = await this.kubernetes.get('configmaps', configMap);
    // Files of another revision would start that one under this one's name.
    if (map?.metadata.labels?.[LABELS.revision] !== revision) throw new Error(`a newer revision than ${revision} was applied meanwhile`);
    const conf = join(folder, 'conf');
    mkdirSync(conf, { recursive: true });
    for (const [file, text] of Object.entries(map.data ?? {})) writeFileSync(join(conf, file), text);
    const lines = startOptions(this.settings, owner, record).map((line) => `${line}\n`);
    // All of it, or nothing: the client takes it as soon as it is there.
    writeFileSync(join(folder, `${START}.new`), lines.join(''));
    this.used = true;
    renameSync(join(folder, `${START}.new`), join(folder, START));
  }
}

/** Tells the client's container that nothing more is to be made. */
export function dismissClient(folder: string): void {
  writeFileSync(join(folder, END), '');
}

/**
 * Has a pod end whose client cannot start, since its image cannot be pulled, say: Kubernetes would wait for that container for as long as
 * the Job may take. What the program's container told is still there then. Best effort: without it, the Job ends later.
 */
export async function endPod({ pod }: Pick<Settings, 'pod'>, kubernetes: Kubernetes): Promise<void> {
  try {
    const found = await kubernetes.get('pods', pod);
    const waits = (found?.status?.containerStatuses ?? []).some((c: any) => c.name === 'start' && c.state?.waiting);
    if (waits) await kubernetes.patch('pods', pod, { spec: { activeDeadlineSeconds: 1 } });
  } catch (error) {
    log('retry', `the pod could not be ended: ${(error as Error).message}`);
  }
}

/** Arguments for Flink's client, one a line. */
export function startOptions(settings: Settings, owner: OwnerReference, record?: UpdateRecord): string[] {
  const reference = Object.entries({ ...owner, controller: 'false', blockOwnerDeletion: 'false' }).map(([key, value]) => `${key}:${value}`);
  const now = record && [
    ...Object.entries(startOptionsOf({ ...record, savepointPath: '' }, settings.foldersPerStart)).map(
      ([key, value]) => `-D${key}=${value}`,
    ),
    ...(record.savepointPath ? ['--fromSavepoint', record.savepointPath, ...settings.restoreArguments] : []),
  ];
  return [`-Dkubernetes.jobmanager.owner.reference=${reference.join(',')}`, ...(now ?? [])];
}

/** The last line of a log that names an exception, or else the last one. */
function lastLine(log: string): string {
  const lines = log.trim().split('\n');
  return lines.filter((line) => /(?:Exception|Error)\b/.test(line) && !/^\s+at /.test(line)).at(-1) ?? lines.at(-1) ?? '';
}
