/** Which savepoints are not kept, and their deletion. Pure: from the record and what is seen, the one next thing to do. */
import { comesFirst, Errand, ErrandAction, ErrandLook } from './errand';
import { isOwn } from './folder';
import { SavepointEntry, UpdateRecord } from './record';
import { samePath } from './states';

/** How long the deletion of savepoints may take in all. What is left then is left to the next time. */
export const CLEANING_TIME = 60_000;

/** Until no more savepoints are in the history than are kept, and those that they were too many are deleted. */
export function nextCleaning(record: UpdateRecord | undefined, seen: ErrandLook, want: Errand): ErrandAction {
  const first = comesFirst(record, seen);
  if (!record || first) return { do: 'give-way', why: `${first}: savepoints are deleted another time` };
  const over = seen.waited >= CLEANING_TIME;
  // One whose deletion does not end is not tried again, nor one that somebody has the job go on from by now.
  const tried = [...seen.deleted, ...(over ? [seen.deleting] : []), ...neededPaths(record)];
  const left = without(record.disposing, tried);
  if (left.length > 0 && !over)
    return left[0] === seen.deleting ? { do: 'wait', why: `for ${left[0]} to be deleted` } : { do: 'dispose', path: left[0] };
  if (left.length < record.disposing.length) return { do: 'write', record: { ...record, disposing: left } };
  const chosen = over ? [] : disposable(record, want);
  if (chosen.length === 0)
    return { do: 'done', why: left.length > 0 ? `${left.join(', ')} is left to the next time` : 'no savepoint is too many' };
  // In one write: what is to be deleted is none to start from any more, and is not forgotten.
  return { do: 'write', record: { ...record, disposing: chosen, history: record.history.filter(({ path }) => !chosen.includes(path)) } };
}

/** Savepoints beyond the newest that are kept, which the program had taken and nobody needs, the oldest first. */
export function disposable(record: UpdateRecord, { kept, savepoints }: Pick<Errand, 'kept' | 'savepoints'>): string[] {
  const own = record.history.map(({ path }) => path).filter((path) => isOwn(path, savepoints));
  return without(own.slice(kept), neededPaths(record)).reverse();
}

/** Paths that must stay, whatever their number. */
export function neededPaths(record: UpdateRecord): string[] {
  const { history, jobId, ownTriggerId, savepointPath } = record;
  // Before 1.15, Flink itself may go on from a savepoint of the job that runs, as from a checkpoint.
  const ofJob = ownTriggerId ? [] : history.filter((entry) => entry.jobId === jobId).map(({ path }) => path);
  return [savepointPath, ...restsOn(savepointPath, history), ...ofJob];
}

/** What the job was started from that completed a checkpoint: that may hold files of it. */
function restsOn(path: string, history: readonly SavepointEntry[]): string[] {
  const at = history.findIndex((entry) => samePath(entry.path, path));
  if (at < 0 || !/\/chk-\d+\/*$/.test(path)) return [];
  const older = history.slice(at + 1);
  const before = older.find((entry) => entry.jobId !== history[at].jobId);
  return before ? [before.path, ...restsOn(before.path, older)] : [];
}

function without(paths: readonly string[], others: readonly string[]): string[] {
  return paths.filter((path) => !others.some((other) => samePath(path, other)));
}
