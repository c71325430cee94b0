import { FlinkOptions, keyIn, olderKey } from './options';
import { FlinkVersion } from './version';

/** What a rule looks at. */
export interface WarningContext {
  readonly version: FlinkVersion;
  readonly options: FlinkOptions;
  /** An option by its newest name, whichever the release uses. */
  readonly of: (key: string) => string | undefined;
}

interface WarningRule {
  /** A name by which the warning can be spoken of. */
  readonly name: string;
  readonly when: (context: WarningContext) => boolean;
  readonly message: (context: WarningContext) => string;
}

const PARALLELISM = 'parallelism.default';
const SLOTS = 'taskmanager.numberOfTaskSlots';

/** Settings that are allowed, and have cost others their sleep. */
export const WARNING_RULES: readonly WarningRule[] = [
  {
    name: 'checkpoints-off',
    when: ({ of }) => /^(?:$|0+(?!\d))/.test(of('execution.checkpointing.interval') ?? ''),
    message: () =>
      'checkpoints are off: after any failure the job starts from the last savepoint, and repeats all output since. Set an interval',
  },
  {
    name: 'ha-off',
    when: ({ of }) => ['NONE', undefined].includes(of('high-availability.type')?.toUpperCase()),
    message: () =>
      'high availability is off: a JobManager that dies starts the job from the last savepoint, not from the newest checkpoint, and an update that meets that moment repeats output. Use HighAvailability.kubernetes()',
  },
  {
    name: 'local-state',
    when: ({ of }) =>
      ['execution.checkpointing.dir', 'execution.checkpointing.savepoint-dir', 'high-availability.storageDir'].some((key) =>
        /^(?:file:)?\/+(?:tmp|var|opt)(?:\/|$)/.test(of(key) ?? ''),
      ),
    message: () =>
      "checkpoints, savepoints or HA metadata go to a pod's own disk and are gone with the pod. Keep them in a bucket or on a volume",
  },
  {
    name: 'no-restart',
    when: ({ of }) => ['none', 'off', 'disable'].includes(of('restart-strategy.type')?.toLowerCase() ?? ''),
    message: () => 'the restart strategy is none: the first failure of a task ends the job for good. Use exponential-delay',
  },
  {
    name: 'public-rest',
    when: ({ of }) => of('kubernetes.rest-service.exposed.type')?.toLowerCase() === 'loadbalancer',
    message: () =>
      "Flink's REST API, which has no login, is exposed by a LoadBalancer. Use ClusterIP, and an Ingress with a login in front",
  },
  {
    name: 'java-17',
    when: ({ version, of }) => !version._has('moduleOptions') && /java(?:17|21)/i.test(of('kubernetes.container.image.ref') ?? ''),
    message: ({ version, of }) =>
      `the image '${of('kubernetes.container.image.ref')}' has a Java that Flink ${version.minor} was not made for; Flink 1.18 was. Use an image of Java 11`,
  },
  {
    name: 'idle-slots',
    when: ({ of }) => of('scheduler-mode') === undefined && count(of(PARALLELISM)) % count(of(SLOTS)) > 0,
    message: ({ of }) =>
      `parallelism ${count(of(PARALLELISM))} is no multiple of ${count(of(SLOTS))} task slots: the last TaskManager has idle slots that cost memory. Change one of them`,
  },
  {
    name: 'crowded-cpu',
    when: ({ of }) => cpuLimit(of) > 0 && cpuLimit(of) < count(of(SLOTS)),
    message: ({ version, of }) =>
      `task slots: ${count(of(SLOTS))}, and CPUs for them: at most ${cpuLimit(of)}. Tasks take turns, and backpressure follows. Give taskManager.${version._has('limitFactors') ? 'cpuLimit' : 'cpu'} at least one CPU a slot`,
  },
];

/** A whole number; 1 where it is not given, as in Flink. */
function count(text: string | undefined): number {
  return text === undefined ? 1 : Number(text);
}

/** How many CPUs a TaskManager may use, to a hundredth: factors are rounded. Where it is not given, Flink takes one a slot. */
function cpuLimit(of: WarningContext['of']): number {
  const cpu = Number(of('kubernetes.taskmanager.cpu.amount') ?? NaN);
  return Math.round(cpu * Number(of('kubernetes.taskmanager.cpu.limit-factor') ?? 1) * 100) / 100;
}

/** The warnings that a set of options calls for: name and reason. */
export function warningsOf(version: FlinkVersion, options: FlinkOptions): { readonly name: string; readonly message: string }[] {
  const context: WarningContext = { version, options, of: (key) => options[keyIn(version, key)] ?? options[olderKey(key)] };
  return WARNING_RULES.filter((rule) => rule.when(context)).map((rule) => ({ name: rule.name, message: rule.message(context) }));
}
