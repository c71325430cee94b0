/** Releases of Flink, as far as the fakes tell them apart. */

/** What differs between releases. */
export interface Release {
  readonly version: string;
  /** 1.15: `triggerId` in a stop is honoured; before, it is an unknown field and 400. */
  readonly ownTriggerId: boolean;
  /** 1.15 with our options: a JobManager whose job is done stays up and answers. */
  readonly staysUp: boolean;
  /** 2.0: the exceptions' body has the history only. */
  readonly historyOnly: boolean;
}

const old = { ownTriggerId: false, staysUp: false, historyOnly: false };
const own = { ownTriggerId: true, staysUp: true, historyOnly: false };
export const RELEASES = {
  v1_12: { version: '1.12', ...old } as Release,
  v1_20: { version: '1.20', ...own } as Release,
  v2_3: { version: '2.3', ...own, historyOnly: true } as Release,
};
