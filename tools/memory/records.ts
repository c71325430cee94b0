/** What the library answers, and what Flink was once heard to answer, in one form: sizes, or `! reason key`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobManagerMemory, jobManagerMemory, MemoryError, TaskManagerMemory, taskManagerMemory } from '../../lib/config/memory';
import { FlinkVersion } from '../../lib/config/version';
import { fingerprint, OptionSet } from './option-sets';

/** The releases that are asked. Their patch releases are ones that Maven Central has. */
export const RELEASES = [
  '1.12.5', '1.13.6', '1.14.6', '1.15.4', '1.16.3', '1.17.2', '1.18.1', '1.19.3', '1.20.5', '2.0.2', '2.1.3', '2.2.1', '2.3.0',
]; // prettier-ignore

/** The sizes of an answer, in its order. */
export const SIZES = {
  JobManager: ['totalProcess', 'totalFlink', 'jvmHeap', 'jvmMetaspace', 'jvmOverhead', 'offHeap'],
  TaskManager: [
    'totalProcess', 'totalFlink', 'jvmHeap', 'jvmMetaspace', 'jvmOverhead',
    'frameworkHeap', 'taskHeap', 'frameworkOffHeap', 'taskOffHeap', 'network', 'managed',
  ],
} as const satisfies { JobManager: (keyof JobManagerMemory)[]; TaskManager: (keyof TaskManagerMemory)[] }; // prettier-ignore

/** The refusals for which Flink names the option at fault. */
export const NAMED: readonly string[] = ['unreadable', 'min-above-max', 'fraction'];

/** What the library says. */
export function askLibrary(release: string, sets: readonly OptionSet[]): string[] {
  const version = FlinkVersion.of(release);
  return sets.map(({ process, startedBy, options }) => {
    try {
      if (process === 'JobManager') {
        const layout = jobManagerMemory(options, version, startedBy);
        return SIZES.JobManager.map((size) => BigInt(layout[size])).join(' ');
      }
      const layout = taskManagerMemory(options, version, startedBy);
      return SIZES.TaskManager.map((size) => BigInt(layout[size])).join(' ');
    } catch (error) {
      if (!(error instanceof MemoryError)) throw error;
      return ['!', error.reason, ...(error.key && NAMED.includes(error.reason) ? [error.key] : [])].join(' ');
    }
  });
}

/** Whether two answers are one. Up to eight pebibytes, a size is told to the byte; above, as near as a number can. */
export function same(a: string, b: string | undefined): boolean {
  const numbers = (text: string) => (text.startsWith('!') ? text : text.split(' ').map(Number).join(' '));
  return b !== undefined && numbers(a) === numbers(b);
}

/** One release's answers: all of them for the first, and what differs from the release before for the others. */
interface Recorded {
  readonly release: string;
  /** The fingerprint of the sets that were asked. */
  readonly sets: string;
  readonly answers?: readonly string[];
  readonly differences?: Readonly<Record<string, string>>;
}

const FOLDER = join(__dirname, '../../test/fixtures');

function fileOf(release: string): string {
  return join(FOLDER, `memory-${release.split('.').slice(0, 2).join('.')}.json`);
}

/** The recorded answers of all releases to these sets, one after the other. */
export function readRecords(sets: readonly OptionSet[]): Map<string, readonly string[]> {
  const records = new Map<string, readonly string[]>();
  let answers: readonly string[] = [];
  for (const release of RELEASES) {
    const file = fileOf(release);
    if (!existsSync(file)) throw new Error(`${file} is missing; record it: npm run test:memory -- --record`);
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    if (recorded.sets !== fingerprint(sets))
      throw new Error(`${file} answers other option sets; record anew: npm run test:memory -- --record`);
    answers = recorded.answers ?? answers.map((answer, index) => recorded.differences?.[index] ?? answer);
    records.set(release, answers);
  }
  return records;
}

/** Writes down the answers of all releases. */
export function writeRecords(sets: readonly OptionSet[], records: ReadonlyMap<string, readonly string[]>): void {
  let before: readonly string[] | undefined;
  for (const release of RELEASES) {
    const answers = records.get(release) ?? [];
    const previous = before;
    const differences = answers.flatMap((answer, index) => (answer === previous?.[index] ? [] : [[index, answer]]));
    const recorded: Recorded = {
      release,
      sets: fingerprint(sets),
      ...(previous ? { differences: Object.fromEntries(differences) as Record<string, string> } : { answers }),
    };
    writeFileSync(fileOf(release), `${JSON.stringify(recorded, undefined, 2)}\n`);
    before = answers;
  }
}
