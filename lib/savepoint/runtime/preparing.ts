/** The next cluster, made ready while the one before still runs; and clusters that nobody wants any more. */
import { Action, Wanted } from './action';
import { advice } from './messages';
import { Observation } from './observation';
import { CLIENT_TROUBLE_GRACE, remove, waitOr } from './transitions';

/** How long the next cluster may take to be ready, images pulled; after that, or without room for it, the one before goes first. */
export const PREPARATION_GRACE = 300_000;
const NO_ROOM = /Unschedulable|exceeded quota/;

/** What is to be done before the job is stopped; undefined where nothing is, or where it is no use to wait. */
export function prepare(seen: Observation, want: Wanted): Action | undefined {
  const { client, prepared } = seen;
  if (!want.prepared || want.suspended) return undefined;
  if (prepared?.deleting)
    return waitOr(seen, want.timeouts.deletion, advice.notDeleted(want, seen), 'for a cluster that was half made to go');
  if (!prepared) {
    if (client.status === 'idle') return { do: 'prepare' };
    if (client.status === 'failed') return { do: 'fail', message: advice.notPrepared(client.cause, want) };
    const trouble = client.status === 'pending' ? client.trouble : 'the cluster that it made is gone';
    return waitOr(
      seen,
      trouble ? CLIENT_TROUBLE_GRACE : want.timeouts.start,
      advice.notPrepared(trouble || 'it did not end in time', want),
      "for Flink's client",
    );
  }
  if (!prepared.complete) {
    // Another pod's client died half-way, and no other pod is at it.
    if (client.status === 'idle') return remove({ uid: prepared.uid, clusterId: want.clusterId });
    if (client.status === 'failed') return { do: 'fail', message: advice.notPrepared(client.cause, want) };
    return waitOr(seen, want.timeouts.start, advice.notPrepared('it is not complete', want), "for Flink's client");
  }
  if (prepared.lacking) return { do: 'prepare' };
  if (prepared.ready || NO_ROOM.test(prepared.trouble) || seen.waited >= PREPARATION_GRACE) return undefined;
  if (prepared.trouble && seen.waited >= CLIENT_TROUBLE_GRACE) return { do: 'fail', message: advice.notPrepared(prepared.trouble, want) };
  return { do: 'wait', why: 'for the new cluster to be ready' };
}

/** Deletes clusters that the record does not name: of an update that gave way, or the one before. Nobody waits for them. */
export function removeOthers({ others }: Observation, except = ''): Action | undefined {
  for (const other of others) {
    if (other.clusterId === except) continue;
    if (other.uid && !other.deleting) return remove(other);
    if (!other.uid && !other.pods && other.maps.length > 0) return { do: 'delete-ha', maps: other.maps };
  }
  return undefined;
}
