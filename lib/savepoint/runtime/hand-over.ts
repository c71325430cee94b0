/** What the step `stop` leaves for the next ones, in the folder that they share. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kubernetes, OwnerReference } from './kubernetes';
import { LABELS } from './labels';
import { Outcome } from './loop';
import { UpdateRecord } from './record';
import { Settings } from './settings';
import { World } from './world';

/** How `stop` ended; `verify` reads it. */
export const PLAN = 'plan';

/** Arguments for Flink's client that are known only now, one a line; there only when there is something to start. */
export const START = 'start';

/** Leaves what the next steps need: Flink's configuration, and the options that are known only now. */
export async function handOver(settings: Settings, kubernetes: Kubernetes, world: World, outcome: Outcome, plan: string): Promise<void> {
  if (outcome.outcome === 'start') {
    const map = await kubernetes.get('configmaps', settings.configMap);
    // Files of another revision would start that one under this one's name.
    if (map?.metadata.labels?.[LABELS.revision] !== settings.revision)
      throw new Error(`a newer revision than ${settings.revision} was applied meanwhile`);
    const conf = join(settings.folder, 'conf');
    mkdirSync(conf, { recursive: true });
    for (const [file, text] of Object.entries(map.data ?? {})) writeFileSync(join(conf, file), text);
    writeFileSync(
      join(settings.folder, START),
      startOptions(settings, outcome.record, await world.owner())
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  writeFileSync(plan, outcome.outcome);
}

/** Arguments for Flink's client, one a line. */
export function startOptions(settings: Settings, record: UpdateRecord, owner: OwnerReference): string[] {
  const reference = Object.entries({ ...owner, controller: 'false', blockOwnerDeletion: 'false' }).map(([key, value]) => `${key}:${value}`);
  return [
    `-D$internal.pipeline.job-id=${record.jobId}`,
    ...Object.entries(settings.foldersPerStart).map(([key, folder]) => `-D${key}=${folder}/${record.jobId}`),
    `-Dkubernetes.jobmanager.owner.reference=${reference.join(',')}`,
    ...(record.savepointPath ? ['--fromSavepoint', record.savepointPath] : []),
  ];
}
