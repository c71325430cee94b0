/** What was done to a job, and what became of its numbers: a row a scenario, printed when a suite is over. */
import { ClusterMode } from '../../lib';
import { JobRun } from './job-run';
import { committed } from './ledger';

interface Row {
  readonly mode: ClusterMode;
  readonly version: string;
  readonly scenario: string;
  runs: number;
  losses: number;
  duplicates: number;
  /** Milliseconds; what the job itself tells. */
  longest: number;
}

const rows: Row[] = [];

/** Counts the numbers that are missing, and those that are there more than once. */
function count(numbers: readonly number[]): { losses: number; duplicates: number } {
  const different = new Set(numbers).size;
  return { losses: (numbers.at(-1) ?? -1) + 1 - different, duplicates: numbers.length - different };
}

/** Notes how a job came out of a scenario: its committed numbers, of which more than `from` are to be there, and its last standstill. */
export async function noted(run: JobRun, scenario: string, from: number): Promise<void> {
  const { mode, version } = run.ledger;
  const { gap } = await run.told(from);
  const row = rows.find((one) => one.mode === mode && one.version === version && one.scenario === scenario);
  const known: Row = row ?? { mode, version, scenario, runs: 0, losses: 0, duplicates: 0, longest: 0 };
  if (!row) rows.push(known);
  try {
    await run.exactlyOnce(from);
  } finally {
    const { losses, duplicates } = count(await committed(run.ledger));
    known.runs++;
    known.losses = Math.max(known.losses, losses);
    known.duplicates = Math.max(known.duplicates, duplicates);
    known.longest = Math.max(known.longest, gap);
  }
}

export function scenarioTable(): string {
  const head = ['mode', 'version', 'scenario', 'runs', 'losses', 'duplicates', 'longest standstill, ms'];
  const all = [head, ...rows.map((row) => Object.values(row).map(String))];
  const width = head.map((_, at) => Math.max(...all.map((row) => row[at].length)));
  return all.map((row) => row.map((cell, at) => (at < 3 ? cell.padEnd(width[at]) : cell.padStart(width[at]))).join('  ')).join('\n');
}
