/** Asks Flink itself, by the classes that its releases do the arithmetic with. Needs Java 11 or later, and Maven. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { MemoryReason } from '../../lib/config/memory';
import { OptionSet } from './option-sets';
import { NAMED } from './records';

const CACHE = join(__dirname, '../../node_modules/.cache/flink-memory');

/** Why Flink refuses, by what its messages say, the first that fits. */
const REASONS: readonly (readonly [RegExp, MemoryReason])[] = [
  [/Cannot read memory size from config option|Could not parse value/, 'unreadable'],
  [/need to be configured explicitly/, 'nothing-given'],
  [/Inconsistently configured .* min value must be less or equal/, 'min-above-max'],
  [/Inconsistently configured .* fraction must be in range/, 'fraction'],
  [/exceed configured Total Process Memory/, 'jvm-above-process'],
  [/is less than the sum of the derived Total Flink Memory size/, 'flink-above-process'],
  [/Derived JVM Overhead size .* is not in configured JVM Overhead range/, 'overhead-outside'],
  [/exceed configured Total Flink Memory/, 'parts-above-flink'],
  [/Sum of the configured JVM Heap Memory .* does not match/, 'parts-not-flink'],
  [/The configured JVM Heap Memory .* exceeds the configured Total Flink Memory/, 'heap-above-flink'],
  [/is less than the configured Off-heap Memory/, 'off-heap-above-flink'],
  [/Derived Network Memory size .* is not in configured Network Memory range/, 'network-outside'],
  [/Derived Network Memory size .* does not match configured Network Memory size/, 'network-not-buffers'],
  [/segment-size|Memory segment size|[Cc]annot downcast/, 'segment-size'],
  [/must not be less than 0|bytes must be >= 0/, 'negative'],
  [/long overflow/, 'overflow'],
];
/** Where Flink names the option, this is its key; for minimum and maximum, that of the fraction they limit. */
const KEY = /(?:from config option|for key|Inconsistently configured Key:) '([^']+)'/;

/** What Flink answers: sizes with spaces between, or `! reason key`. */
export function askFlink(release: string, sets: readonly OptionSet[]): string[] {
  const folder = jarsOf(release);
  const classPath = readdirSync(folder).map((jar) => join(folder, jar));
  const lines = sets.map(({ process, startedBy, options }) => [process, startedBy, ...Object.entries(options).flat()].join('\t'));
  // No variable of the machine may decide: FLINK_TM_HEAP and FLINK_JM_HEAP would.
  const env = Object.fromEntries(Object.entries(globalThis.process.env).filter(([name]) => !name.startsWith('FLINK_')));
  const answer = spawnSync('java', ['-cp', classPath.join(delimiter), join(__dirname, 'FlinkMemory.java')], {
    env,
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (answer.error) throw new Error(`Java could not be started: ${answer.error.message}; install a JDK, 11 or later`);
  const answers = answer.stdout.trimEnd().split('\n');
  if (answer.status !== 0 || answers.length !== sets.length)
    throw new Error(`Flink ${release} answered ${answers.length} of ${sets.length} sets:\n${answer.stderr}`);
  return answers.map((text) => (text.startsWith('!') ? refusal(text) : text));
}

/** A refusal in the library's terms; one that is not known stays in Flink's, and differs from whatever the library says. */
function refusal(messages: string): string {
  const reason = REASONS.find(([pattern]) => pattern.test(messages))?.[1];
  if (!reason) return messages;
  const key = NAMED.includes(reason) ? KEY.exec(messages)?.[1] : undefined;
  return ['!', reason, ...(key ? [key] : [])].join(' ');
}

/** The folder with a release's jars, which {@link fetchJars} fills. */
function jarsOf(release: string): string {
  return join(CACHE, release);
}

/** Gets what jars are not there yet, of all releases in one go. */
export function fetchJars(releases: readonly string[]): void {
  const missing = releases.filter((release) => !existsSync(jarsOf(release)));
  if (missing.length === 0) return;
  const items = missing.flatMap((release) => artifacts(release).map((artifact) => item(artifact, join(CACHE, 'new', release))));
  const project = join(CACHE, 'pom.xml');
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(
    project,
    `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.6.1</version>
<configuration><artifactItems>\n${items.join('\n')}\n</artifactItems></configuration></plugin></plugins></build></project>\n`,
  );
  const maven = spawnSync('mvn', ['-q', '-B', '-f', project, 'dependency:copy'], { encoding: 'utf8' });
  if (maven.error) throw new Error(`Maven could not be started: ${maven.error.message}; install it`);
  if (maven.status !== 0) throw new Error(`Maven could not get the jars of Flink ${missing.join(', ')}:\n${maven.stdout}${maven.stderr}`);
  // Only what came whole counts as there.
  for (const release of missing) renameSync(join(CACHE, 'new', release), jarsOf(release));
}

/** The few jars that the arithmetic needs, and what these load. */
function artifacts(release: string): string[] {
  const [major, minor] = release.split('.').map(Number);
  const before = (otherMinor: number) => major === 1 && minor < otherMinor;
  return [
    `org.apache.flink:flink-runtime${before(14) ? '_2.11' : ''}:${release}`,
    `org.apache.flink:flink-core:${release}`,
    `org.apache.flink:flink-annotations:${release}`,
    ...(before(20) ? [] : [`org.apache.flink:flink-core-api:${release}`]),
    'org.slf4j:slf4j-api:1.7.36',
    'org.apache.commons:commons-lang3:3.12.0',
    'com.google.code.findbugs:jsr305:1.3.9',
  ];
}

function item(artifact: string, folder: string): string {
  const [group, name, version] = artifact.split(':');
  return `<artifactItem><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version><outputDirectory>${folder}</outputDirectory></artifactItem>`;
}
