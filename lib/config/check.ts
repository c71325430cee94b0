import { FlinkOptions, keyIn, newestKey, OptionContribution } from './options';
import { FlinkVersion } from './version';

/** Options that only the library can set, with the reason; those of props come from the contributions. */
const RESERVED: Readonly<Record<string, string>> = {
  '$internal.pipeline.job-id': 'every start gets a fresh one',
  'application-result-store.storage-path': 'every start gets a fresh one',
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
  'rest.bind-port': 'Services, Ingress and the update Job ask at 8081',
  'rest.port': 'Services, Ingress and the update Job ask at 8081',
};

const MEMORY_KEY = /memory\.(?:[\w-]+\.)*(?:size|min|max)$/;
const SIZE_WITH_UNIT = /^\d+\s*(?:b|bytes|k|kb|kibibytes|m|mb|mebibytes|g|gb|gibibytes|t|tb|tebibytes)$/i;

/** Everything that is wrong with a user's options, a sentence each. */
export function checkOptions(
  version: FlinkVersion,
  users: FlinkOptions,
  owned: readonly OptionContribution[],
  merged: FlinkOptions,
): string[] {
  const owners = new Map(owned.flatMap(({ prop, options }) => Object.keys(options).map((key) => [key, prop] as const)));
  const problems: string[] = [];
  for (const [key, value] of Object.entries(users)) {
    const owner = owners.get(newestKey(key));
    const reserved = RESERVED[newestKey(key)] ?? RESERVED[key];
    if (owner) problems.push(`option '${key}' (given '${value}') is set by the prop '${owner}'; set that instead`);
    else if (reserved) problems.push(`option '${key}' (given '${value}') is the library's own: ${reserved}; leave it out`);
    else if (keyIn(version, newestKey(key)) !== key) {
      problems.push(
        `option '${key}' (given '${value}') is called '${keyIn(version, newestKey(key))}' in Flink ${version.minor}; write it so`,
      );
    }
    if (!/^[^\s:#]+$/.test(key))
      problems.push(`option key '${key}' has a space, a colon or a #; allowed are dotted words such as 'parallelism.default'`);
    if (MEMORY_KEY.test(key) && !SIZE_WITH_UNIT.test(value)) {
      problems.push(
        `option '${key}' is '${value}'; a memory size needs a unit, or Flink takes it as bytes: write '${/^\d+$/.test(value) ? `${value}m` : '512m'}'`,
      );
    }
  }
  for (const [key, value] of Object.entries(merged)) {
    if (/[\r\n]/.test(value)) problems.push(`option '${key}' has a line break; Flink reads one line an option: join the lines`);
    if (!version._has('configYaml') && value.includes('#')) {
      problems.push(
        `option '${key}' (given '${value}') has a '#', where flink-conf.yaml of Flink ${version.minor} begins a comment; leave it out, or take an environment variable from a Secret by 'secretEnvironment'`,
      );
    }
    if (!version._has('configYaml') && (value === '' || value !== value.trim())) {
      problems.push(
        `option '${key}' (given '${value}') is empty or has spaces at an end, which flink-conf.yaml of Flink ${version.minor} drops; leave it out, or trim it`,
      );
    }
  }
  return [...problems, ...nestingProblems(version, merged)];
}

/** `a` beside `a.b` cannot be nested, and Flink nests when it writes its own configuration from config.yaml on. */
function nestingProblems(version: FlinkVersion, merged: FlinkOptions): string[] {
  if (!version._has('configYaml')) return [];
  const keys = Object.keys(merged);
  return keys
    .filter((key) => keys.some((other) => other.startsWith(`${key}.`)))
    .map((key) => {
      const below = keys.filter((other) => other.startsWith(`${key}.`)).map((other) => `'${other}'`);
      return `option '${key}' cannot stand beside ${below.join(', ')} in Flink ${version.minor}, whose config.yaml nests them; ${newestKey(key) === key ? '' : `use the newer key '${newestKey(key)}', or `}leave one out`;
    });
}
