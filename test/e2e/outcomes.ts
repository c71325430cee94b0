/** What was done to jobs, and what became of their numbers: a row a scenario. Suites add to one table, which is printed after the last. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Outcome {
  readonly mode: string;
  readonly version: string;
  readonly scenario: string;
  /** Numbers that are missing, and that are there more than once. */
  readonly losses: number;
  readonly duplicates: number;
  /** Milliseconds that the data stood still; what the job itself tells. */
  readonly standstill: number;
}

/** Every suite is a world of its own: they meet in a file. */
const file = () => join(tmpdir(), 'outcomes');

export function addOutcome(outcome: Outcome): void {
  appendFileSync(file(), `${JSON.stringify(outcome)}\n`);
}

/** The table; empty where nothing was noted. */
export function outcomeTable(): string {
  if (!existsSync(file())) return '';
  const all = readFileSync(file(), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Outcome);
  const keys = [...new Set(all.map(keyOf))];
  const rows = keys.map((key) => {
    const same = all.filter((one) => keyOf(one) === key);
    const most = (of: (outcome: Outcome) => number) => Math.max(...same.map(of));
    const figures = [same.length, most((one) => one.losses), most((one) => one.duplicates), most((one) => one.standstill)];
    return [same[0].mode, same[0].version, same[0].scenario, ...figures.map(String)];
  });
  const table = [['mode', 'version', 'scenario', 'runs', 'losses', 'duplicates', 'longest standstill, ms'], ...rows];
  const width = table[0].map((_, at) => Math.max(...table.map((row) => row[at].length)));
  return table.map((row) => row.map((cell, at) => (at < 3 ? cell.padEnd(width[at]) : cell.padStart(width[at]))).join('  ')).join('\n');
}

const keyOf = ({ mode, version, scenario }: Outcome) => [mode, version, scenario].join();
