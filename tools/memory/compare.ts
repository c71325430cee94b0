/**
 * Compares the library's memory arithmetic with Flink's own, set by set, to the byte and to the reason of every refusal.
 *
 *   npm run test:memory                          all releases
 *   npm run test:memory -- 1.12.5 2.3.0          these
 *   npm run test:memory -- --record              all, and writes down what Flink answers (test/fixtures/memory-*.json)
 */
import { askFlink, fetchJars } from './flink';
import { optionSets } from './option-sets';
import { askLibrary, readRecords, RELEASES, same, writeRecords } from './records';

/** Differences that are shown of each release; the rest is counted. */
const SHOWN = 5;

function main(args: readonly string[]): void {
  const record = args.includes('--record');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.filter((arg) => arg !== '--record' && !RELEASES.includes(arg));
  if (unknown.length || (record && named.length))
    throw new Error(`'${args.join(' ')}' was given; allowed are --record, or releases of ${RELEASES.join(', ')}`);
  const releases = named.length ? named : RELEASES;
  const sets = optionSets();
  fetchJars(releases);
  const heard = new Map(releases.map((release) => [release, askFlink(release, sets)] as const));
  if (record) writeRecords(sets, heard);
  const recorded = readRecords(sets);

  let wrong = 0;
  for (const [release, flink] of heard) {
    const library = askLibrary(release, sets);
    const problems = [...differences(flink, library, 'the library'), ...differences(flink, recorded.get(release) ?? [], 'the record')];
    const refused = flink.filter((answer) => answer.startsWith('!')).length;
    say(`Flink ${release}: ${sets.length} option sets compared, ${refused} of them refused by Flink, ${problems.length} differences`);
    for (const { index, other, who } of problems.slice(0, SHOWN)) {
      say(`  set ${index}: ${JSON.stringify(sets[index])}\n    Flink:       ${flink[index]}\n    ${who.padEnd(12)} ${other}`);
    }
    wrong += problems.length;
  }
  const all = sets.length * heard.size;
  say(wrong ? `memory: ${wrong} differences in ${all} comparisons` : `memory: ${all} comparisons in ${heard.size} releases, all the same`);
  if (wrong) process.exitCode = 1;
}

function differences(flink: readonly string[], others: readonly string[], who: string) {
  return flink.flatMap((answer, index) => (same(answer, others[index]) ? [] : [{ index, other: others[index], who: `${who}:` }]));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2));
