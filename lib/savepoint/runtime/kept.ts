/**
 * What is kept of the revision that was seen to run last: the objects of its cluster, and what the program has to know of it. A
 * roll-back makes the cluster of them again, whatever the YAML says by then, and without the client of its release.
 */
import type { Manifest } from './kubernetes';
import { LABELS } from './labels';

/** What the program has to know of a revision to start it; the record has it. */
export interface KeptRevision {
  readonly revision: string;
  readonly clusterId: string;
  readonly mode: 'native' | 'standalone';
  readonly taskManagerKind: 'deployments' | 'statefulsets';
  readonly highAvailability: boolean;
  readonly ownTriggerId: boolean;
  /** Whether the job takes checkpoints. */
  readonly checkpoints: boolean;
  readonly checkpointsFolder: string;
  readonly parallelism: number;
  readonly companions: readonly string[];
  /** Options that name a folder in which each start keeps something of its own, with the folder above it. */
  readonly foldersPerStart: Readonly<Record<string, string>>;
}

/** What of the settings of a revision is kept. */
export function keptOf(settings: KeptRevision): KeptRevision {
  const { revision, clusterId, mode, taskManagerKind, highAvailability, ownTriggerId, checkpoints, checkpointsFolder } = settings;
  const { parallelism, companions, foldersPerStart } = settings;
  const cluster = { revision, clusterId, mode, taskManagerKind, companions, foldersPerStart };
  return { ...cluster, highAvailability, ownTriggerId, checkpoints, checkpointsFolder, parallelism };
}

/** Where the objects are kept, and the key that has them. */
export const keptName = (name: string) => `${name}-kept`;
const OBJECTS = 'objects.json';

/** Objects as a ConfigMap's data. */
export function keptData(objects: readonly Manifest[]): Record<string, string> {
  return { [OBJECTS]: JSON.stringify(objects.map(asMade), undefined, 1) };
}

/**
 * The objects of a revision.
 * @throws where others are kept, or none
 */
export function keptObjects(map: Manifest | undefined, name: string, revision: string): Manifest[] {
  const kept = map?.metadata.labels?.[LABELS.revision] ?? 'none';
  if (kept !== revision) throw new Error(`the ConfigMap ${keptName(name)} has revision ${kept}, and ${revision} is to be started again`);
  return JSON.parse(map!.data?.[OBJECTS] ?? '[]') as Manifest[];
}

/** An object as it was made, without what Kubernetes has added. */
function asMade({ apiVersion, kind, metadata, spec, data }: Manifest): Manifest {
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations },
    spec: kind === 'Service' ? withoutAddresses(spec) : spec,
    data,
  };
}

/** A headless Service stays one. */
function withoutAddresses({ clusterIP, clusterIPs: _ips, ipFamilies: _families, ...spec }: any): object {
  return clusterIP === 'None' ? { ...spec, clusterIP } : spec;
}
