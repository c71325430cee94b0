import { Manifest } from './kubernetes';
import { ObservedOther } from './observation';
import { UpdateRecord } from './record';

/** Clusters of the job that the record does not name. */
export function otherClusters(
  record: UpdateRecord | undefined,
  all: readonly Manifest[],
  known: readonly string[],
  formerMaps: readonly Manifest[],
  podsOf: (id: string) => readonly Manifest[],
): ObservedOther[] {
  if (!record) return [];
  const ids = [...new Set([...all.map((one) => one.metadata.name), ...(record.former ? [record.former] : [])])];
  return ids
    .filter((id) => !known.includes(id))
    .map((clusterId) => {
      const metadata = all.find((one) => one.metadata.name === clusterId)?.metadata;
      return {
        clusterId,
        uid: metadata?.uid ?? '',
        deleting: metadata?.deletionTimestamp !== undefined,
        pods: podsOf(clusterId).length > 0,
        maps: clusterId === record.former ? formerMaps.map((map) => map.metadata.name) : [],
      };
    })
    .filter(({ uid, pods, maps }) => uid || pods || maps.length > 0);
}
