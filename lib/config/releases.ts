/** What Flink's releases can do, and where they differ: every version gate of the library is a row here. */

/** The minor releases that the library serves, the oldest first. */
export const RELEASES = ['1.12', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20', '2.0', '2.1', '2.2', '2.3'];

/** The newest patch release of each, for those who name only the minor one. */
export const LATEST_PATCH: Readonly<Record<string, string>> = {
  '1.12': '7', '1.13': '6', '1.14': '6', '1.15': '4', '1.16': '3', '1.17': '2', '1.18': '1', '1.19': '3', '1.20': '5',
  '2.0': '2', '2.1': '3', '2.2': '1', '2.3': '0',
}; // prettier-ignore

interface FeatureRow {
  /** The first release that has it. */
  readonly since: string;
  /** What it is, as in `Flink 1.12 has no ...`. */
  readonly what: string;
}

const rows = {
  hashmapBackend: { since: '1.13', what: "state backend called 'hashmap'" },
  podTemplates: { since: '1.13', what: 'pod templates' },
  reactiveMode: { since: '1.13', what: 'reactive mode' },
  severalJobManagers: { since: '1.14', what: 'Kubernetes HA with several JobManagers' },
  webCancel: { since: '1.14', what: 'switch for cancelling in the UI' },
  applicationResultStore: { since: '2.3', what: 'store of application results' },
  jobResultStore: { since: '1.15', what: 'store of job results' },
  ownTriggerId: { since: '1.15', what: 'trigger ids of the caller' },
  // The Kubernetes client in 1.13 is older than the field, and drops it from pod templates: seen on a real cluster.
  seccompProfiles: { since: '1.14', what: 'seccomp profile on its pods, which the restricted standard asks for' },
  standbys: { since: '1.15', what: 'standby JobManager that leaves a stopped job alone (a standalone cluster can have one from 1.14 on)' },
  preparation: { since: '1.16', what: 'way to wait for TaskManagers that are there before the JobManager' },
  stayUpWhenFinished: { since: '1.15', what: 'way to keep a JobManager up when its job ended' },
  submitFailedJob: { since: '1.15', what: 'way to show why main() failed' },
  workingDirectory: { since: '1.15', what: 'state of a TaskManager that outlives its process' },
  limitFactors: { since: '1.15', what: 'limits above requests' },
  gcs: { since: '1.15', what: 'file system for Google Cloud Storage' },
  shortHaName: { since: '1.16', what: 'short name of Kubernetes HA' },
  moduleOptions: { since: '1.18', what: 'Java modules to open in its configuration' },
  rescaleInPlace: { since: '1.18', what: 'way to change the parallelism of a running job' },
  jarsArgument: { since: '1.19', what: 'standalone job whose jar is outside /opt/flink/usrlib' },
  claimModes: { since: '1.15', what: 'way to say whose the files of a savepoint are' },
  savepointFormats: { since: '1.15', what: 'choice of the savepoint format' },
  configYaml: { since: '1.19', what: 'config.yaml' },
  localBackup: { since: '1.20', what: 'option of its own for local copies of state' },
  reporterVariables: { since: '1.16', what: 'variables that a reporter adds to every metric' },
  logicalNames: { since: '1.16', what: 'name of a metric without ids for Datadog' },
  metricFilters: { since: '1.16', what: 'filters of reporters' },
  openTelemetry: { since: '2.0', what: 'reporter for OpenTelemetry' },
  runTarget: { since: '2.0', what: 'way to run an application by `run`' },
} satisfies Record<string, FeatureRow>;

export type Feature = keyof typeof rows;
export const FEATURES: Readonly<Record<Feature, FeatureRow>> = rows;

/**
 * Options that were renamed. The library writes the newest name; before `since` the older one goes out.
 */
export const RENAMED: readonly {
  readonly key: string;
  readonly since: string;
  readonly before: string;
  /** The first release that has it, by its older name. */
  readonly first?: string;
}[] = [
  { key: 'env.java.opts.all', since: '1.17', before: 'env.java.opts' },
  { key: 'execution.checkpointing.dir', since: '1.20', before: 'state.checkpoints.dir' },
  { key: 'execution.checkpointing.incremental', since: '1.20', before: 'state.backend.incremental' },
  { key: 'execution.checkpointing.num-retained', since: '1.20', before: 'state.checkpoints.num-retained' },
  { key: 'execution.checkpointing.savepoint-dir', since: '1.20', before: 'state.savepoints.dir' },
  { key: 'execution.checkpointing.unaligned.enabled', since: '1.17', before: 'execution.checkpointing.unaligned' },
  { key: 'execution.state-recovery.from-local', since: '1.20', before: 'state.backend.local-recovery' },
  { key: 'execution.state-recovery.claim-mode', since: '1.20', before: 'execution.savepoint-restore-mode', first: '1.15' },
  { key: 'execution.state-recovery.ignore-unclaimed-state', since: '1.20', before: 'execution.savepoint.ignore-unclaimed-state' },
  { key: 'high-availability.type', since: '1.17', before: 'high-availability' },
  { key: 'kubernetes.container.image.ref', since: '1.17', before: 'kubernetes.container.image' },
  { key: 'kubernetes.jobmanager.cpu.amount', since: '1.17', before: 'kubernetes.jobmanager.cpu' },
  { key: 'kubernetes.taskmanager.cpu.amount', since: '1.17', before: 'kubernetes.taskmanager.cpu' },
  { key: 'restart-strategy.type', since: '1.17', before: 'restart-strategy' },
  { key: 'state.backend.type', since: '1.17', before: 'state.backend' },
];

/** Java modules that Flink's own configuration file opens from 1.18 on; a JVM of Java 17 exits at once without them. */
export const JAVA_MODULE_OPTIONS = [
  ...[
    'java.rmi/sun.rmi.registry',
    'jdk.compiler/com.sun.tools.javac.api',
    'jdk.compiler/com.sun.tools.javac.file',
    'jdk.compiler/com.sun.tools.javac.parser',
    'jdk.compiler/com.sun.tools.javac.tree',
    'jdk.compiler/com.sun.tools.javac.util',
    'java.base/sun.net.util',
    'java.security.jgss/sun.security.krb5',
  ].map((module) => `--add-exports=${module}=ALL-UNNAMED`),
  ...[
    'lang',
    'net',
    'io',
    'nio',
    'lang.reflect',
    'text',
    'time',
    'util',
    'util.concurrent',
    'util.concurrent.atomic',
    'util.concurrent.locks',
  ].map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`),
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
].join(' ');
