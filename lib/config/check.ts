import { lookup, nearest } from './catalog';
import { jobManagerMemory, MemoryError, StartedBy, taskManagerMemory } from './memory';
import { FlinkOptions, newestKey, OptionContribution } from './options';
import { parseValue } from './types';
import { FlinkVersion } from './version';
import { warningsOf } from './warnings';

/** One thing that is wrong with a set of options, or worth a second look. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The option at fault, where it is one. */
  readonly key?: string;
  /** For warnings of a known trap: its name, by which it can be silenced. */
  readonly name?: string;
  /** What was given, what is allowed, what to do. */
  readonly message: string;
}

/** Whoever gives so much without a unit means bytes. */
const MEBIBYTE = 2 ** 20;

/** What a key can be in a file that Flink reads. */
const KEY = /^[^\s:#]+$/;

/** Options that only the library can set, with the reason; those of props come from the contributions. */
const RESERVED: Readonly<Record<string, string>> = {
  '$internal.pipeline.job-id': 'every start gets a fresh one',
  'application-result-store.storage-path': 'every start gets a fresh one',
  'state.checkpoints.create-subdir': 'updates find checkpoints in a folder of the job id',
  'execution.checkpointing.create-subdir': 'updates find checkpoints in a folder of the job id',
  'execution.savepoint.path': 'the update Job starts from the record',
  'execution.state-recovery.path': 'the update Job starts from the record',
  'execution.target': 'it follows from the construct',
  'high-availability.cluster-id': 'it is the name',
  'job-result-store.storage-path': 'every start gets a fresh one',
  'kubernetes.jobmanager.owner.reference': 'the YAML owns the cluster',
  'kubernetes.jobmanager.labels': 'Services, monitors and the update Job select by them; use podTemplate for more labels',
  'kubernetes.taskmanager.labels': 'Services and monitors select by them; use podTemplate for more labels',
  'kubernetes.pod-template-file': 'JobManager and TaskManager have one each; use podTemplate of theirs',
  'kubernetes.pod-template-file.default': 'JobManager and TaskManager have one each; use podTemplate of theirs',
  'kubernetes.service-account': 'JobManager and TaskManager have one each',
  'scheduler-mode': "it comes with an autoscaler: use the prop 'scaling'",
  'rest.bind-port': 'Services, Ingress and the update Job ask at 8081',
  'rest.port': 'Services, Ingress and the update Job ask at 8081',
};

/** What is wrong with a user's options beside those that props and the library set. */
export function ownershipProblems(version: FlinkVersion, users: FlinkOptions, owned: readonly OptionContribution[]): Problem[] {
  const owners = new Map(owned.flatMap(({ prop, options }) => Object.keys(options).map((key) => [key, prop] as const)));
  return Object.entries(users).flatMap(([key, value]): Problem[] => {
    const names = namesOf(version, key);
    const owner = names.map((name) => owners.get(name)).find(Boolean);
    if (owner) return [error(key, `${given(key, value)} is set by the prop '${owner}'; set that instead`)];
    const reserved = names.map((name) => RESERVED[name]).find(Boolean);
    if (reserved) return [error(key, `${given(key, value)} is the library's own: ${reserved}; leave it out`)];
    return [];
  });
}

/** A key, and the newer names that it has in this release or in a later one. */
function namesOf(version: FlinkVersion, key: string): string[] {
  const found = lookup(key, version);
  const newer = found.kind === 'deprecated' || found.kind === 'gone' ? found.newKey : undefined;
  return [key, newestKey(key), ...(newer ? [newer, newestKey(newer)] : [])];
}

/** What the check of a set of options has to know beside them. */
export interface CheckContext {
  /** Keys that Flink does not know and other code reads; `a.b.*` stands for all below `a.b`. */
  readonly custom?: readonly string[];
  /** Who starts the processes. */
  readonly startedBy?: StartedBy;
}

/** Everything that is wrong with a set of options in a release, and what is worth a second look; sorted, without doubles. */
export function checkOptions(version: FlinkVersion, options: FlinkOptions, { custom = [], startedBy }: CheckContext = {}): Problem[] {
  const problems = [
    ...Object.entries(options).flatMap(([key, value]) => [
      ...syntaxProblems(version, key, value),
      ...(KEY.test(key) ? catalogProblems(version, key, options, custom) : []),
    ]),
    ...nestingProblems(version, options),
    ...warningsOf(version, options).map(({ name, message }): Problem => ({ severity: 'warning', name, message: `${name}: ${message}` })),
  ];
  // Flink reads sizes before it adds them up: a size that cannot be read has been told by now.
  const unreadable = problems.some(({ key, severity }) => severity === 'error' && key?.includes('memory'));
  return sortedProblems(unreadable ? problems : [...problems, ...memoryProblems(version, options, startedBy)]);
}

/** Problems in the order in which they are told: errors first, then by text. */
export function sortedProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [problem.message, problem]));
  return [...seen.values()].sort((a, b) => (a.severity === b.severity ? compare(a.message, b.message) : compare(a.severity, b.severity)));
}

/** What the file that a release reads cannot hold. */
function syntaxProblems(version: FlinkVersion, key: string, value: string): Problem[] {
  const problems: string[] = [];
  if (!KEY.test(key))
    problems.push(`option key '${key}' has a space, a colon or a #; allowed are dotted words such as 'parallelism.default'`);
  if (/[\r\n]/.test(value)) problems.push(`option '${key}' has a line break; Flink reads one line an option: join the lines`);
  if (!version._has('configYaml')) {
    const file = `flink-conf.yaml of Flink ${version.minor}`;
    if (value.includes('#'))
      problems.push(
        `${given(key, value)} has a '#', where ${file} begins a comment; leave it out, or take an environment variable from a Secret by 'secretEnvironment'`,
      );
    if (value === '' || value !== value.trim())
      problems.push(`${given(key, value)} is empty or has spaces at an end, which ${file} drops; leave it out, or trim it`);
  }
  return problems.map((message) => error(key, message));
}

/** What the release knows of a key, and whether it can read the value. */
function catalogProblems(version: FlinkVersion, key: string, options: FlinkOptions, custom: readonly string[]): Problem[] {
  const value = options[key];
  const found = lookup(key, version);
  const release = `Flink ${version.minor}`;
  const option = given(key, value);
  switch (found.kind) {
    case 'unknown': {
      if (isCustom(key, custom)) return [];
      const near = nearest(key, version).map((other) => `'${other}'`);
      const meant = near.length ? `; did you mean ${near.join(' or ')}?` : '.';
      return [error(key, `${option} is unknown to ${release}${meant} Correct it, or name it in customOptions if your own code reads it`)];
    }
    case 'notYet':
      return [
        error(
          key,
          `${option} is not in ${release}, but from ${found.since} on; ${instead(found.instead, 'leave it out, or use that release')}`,
        ),
      ];
    case 'gone':
      return [
        error(
          key,
          `${option} is no longer in ${release}; ${found.until} was the last to have it; ${instead(found.newKey, 'leave it out')}`,
        ),
      ];
    case 'elsewhere':
      if (isCustom(key, custom)) return [];
      return [error(key, `${option} is read from a table's WITH clause, not from a cluster's configuration; set it there`)];
    case 'deprecated':
    case 'known': {
      const problem = parseValue(found.option.type, value, version) ?? unitProblem(found.option.type, value);
      const told = problem ? [error(key, `${option} ${problem}${found.option.url ? `; see ${found.option.url}` : ''}`)] : [];
      if (found.kind === 'known' || !found.newKey) return told;
      // Flink takes the newest name that it finds, whatever the others say.
      if (Object.hasOwn(options, found.newKey))
        return [
          ...told,
          error(key, `${option} is an older name of '${found.newKey}', which is set too and wins; write '${found.newKey}' alone`),
        ];
      return [...told, { severity: 'warning', key, message: `${option} is deprecated in ${release}; write '${found.newKey}'` }];
    }
  }
}

/** Flink takes a size without a unit as bytes, which few mean. */
function unitProblem(type: string, value: string): string | undefined {
  const size = value.trim();
  if (type !== 'MemorySize' || !/^\d*[1-9]\d*$/.test(size)) return undefined;
  const meant = Number(size) < MEBIBYTE ? `'${size}m', or '${size} b' for bytes` : `'${size} b' if you mean bytes`;
  return `is a memory size without a unit, which Flink takes as bytes; write ${meant}`;
}

/** The layouts that Flink would compute, or its reason not to. */
function memoryProblems(version: FlinkVersion, options: FlinkOptions, startedBy?: StartedBy): Problem[] {
  return [jobManagerMemory, taskManagerMemory].flatMap((compute): Problem[] => {
    try {
      compute(options, version, startedBy);
      return [];
    } catch (problem) {
      // A set of options that names no size at all is one of tests and tools, or leaves it to the image's own file.
      if (problem instanceof MemoryError) return problem.reason === 'nothing-given' ? [] : [error(problem.key, problem.message)];
      throw problem;
    }
  });
}

/** `a` beside `a.b` cannot be nested, and Flink nests when it writes its own configuration from config.yaml on. */
function nestingProblems(version: FlinkVersion, options: FlinkOptions): Problem[] {
  if (!version._has('configYaml')) return [];
  const keys = Object.keys(options);
  return keys.flatMap((key) => {
    const below = keys.filter((other) => other.startsWith(`${key}.`)).map((other) => `'${other}'`);
    if (below.length === 0) return [];
    const newer = newestKey(key) === key ? '' : `use the newer key '${newestKey(key)}', or `;
    return [
      error(
        key,
        `option '${key}' cannot stand beside ${below.join(', ')} in Flink ${version.minor}, whose config.yaml nests them; ${newer}leave one out`,
      ),
    ];
  });
}

function isCustom(key: string, custom: readonly string[]): boolean {
  return custom.some((allowed) => (allowed.endsWith('.*') ? key.startsWith(allowed.slice(0, -1)) : key === allowed));
}

function instead(key: string | undefined, otherwise: string): string {
  return key ? `write '${key}'` : otherwise;
}

function given(key: string, value: string): string {
  return `option '${key}' (given '${value.replace(/\r?\n/g, '\\n')}')`;
}

function error(key: string | undefined, message: string): Problem {
  return { severity: 'error', key, message };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
