/** What an update is to bring about: what its YAML says, or, once that was given up, the revision before. */
import type { UpdateRecord } from './record';

/** Whether the record says that a revision was given up for the one before. */
export function isRolledBack(
  record: UpdateRecord | undefined,
  revision: string,
): record is UpdateRecord & Required<Pick<UpdateRecord, 'kept'>> {
  return record?.kept !== undefined && record.failed === revision;
}

interface Goal {
  readonly revision: string;
  readonly clusterId: string;
  readonly suspended: boolean;
}

/** The same, or the revision that is gone back to, with what is known of it. A job that is to be suspended is not started again for it. */
export function goalOf<T extends Goal>(record: UpdateRecord | undefined, wanted: T): T {
  if (wanted.suspended || !isRolledBack(record, wanted.revision)) return wanted;
  return { ...wanted, ...record.kept, prepared: false, rollsBack: false, rolledBackFrom: wanted.revision };
}
