/** Work on savepoints beside updates, while the job runs on: what it is told and sees, and what it may do. Updates come first. */
import { Action } from './action';
import { ObservedFlink } from './observation';
import { Phase, UpdateRecord } from './record';

/** What is asked for, and fresh ids that a decision may use. */
export interface Errand {
  /** The Job whose pod is at it, by its name and the beginning of its uid. */
  readonly job: string;
  /** The folder of savepoints. */
  readonly savepoints: string;
  /** How many of them are kept. */
  readonly kept: number;
  /** Milliseconds that a savepoint may take. */
  readonly timeout: number;
  readonly fresh: { readonly triggerId: string; readonly target: string; readonly now: string };
}

export interface ErrandLook {
  /** The revision that was applied last. */
  readonly applied: string;
  /** Update Jobs that have not ended, the pod's own left out. */
  readonly updates: readonly string[];
  /** Undefined when the JobManager does not answer, or was not asked. */
  readonly flink?: ObservedFlink;
  /** Milliseconds since this work began. */
  readonly waited: number;
  /** Milliseconds since what Flink says of the savepoint that is being taken has been the same. */
  readonly still: number;
  /** True when this very process recorded the savepoint that is being taken and has not asked for it. */
  readonly unsent: boolean;
  /** The path whose deletion this process asked for, and has not seen the end of. */
  readonly deleting: string;
  /** Paths whose deletion this process saw the end of. */
  readonly deleted: readonly string[];
}

export type ErrandAction =
  | Extract<Action, { do: 'write' | 'write-and-fail' | 'wait' | 'done' | 'fail' }>
  /** Ask for the savepoint that the record describes. */
  | { readonly do: 'take'; readonly record: UpdateRecord }
  /** Ask for the deletion of a savepoint. */
  | { readonly do: 'dispose'; readonly path: string }
  /** Leave it to another time, since an update comes first, or there is nothing to work on. */
  | { readonly do: 'give-way'; readonly why: string };

export type DecideErrand = (record: UpdateRecord | undefined, seen: ErrandLook, want: Errand) => ErrandAction;

/** What work on savepoints would be in the way of, or is in vain for; empty where nothing is. */
export function comesFirst(record: UpdateRecord | undefined, { applied, updates }: ErrandLook): string {
  if (updates.length > 0) return `the update Job ${updates.join(', ')} is at work`;
  if (!record) return 'there is no record of a first start';
  if (record.phase !== Phase.RUNNING) return `the record says ${record.phase}`;
  // One that was given up stays applied, while the one before runs.
  return applied !== '' && [record.revision, record.failed].includes(applied)
    ? ''
    : `revision ${applied || 'none'} is applied, and ${record.revision} runs`;
}
