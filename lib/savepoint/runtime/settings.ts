/** What the update Job's pod tells the program, by environment variables. */

import { Takes } from './record';

export interface Settings {
  readonly name: string;
  readonly namespace: string;
  readonly revision: string;
  readonly updateJob: string;
  readonly pod: string;
  /** Who makes the pods: Flink, or the workloads of the YAML. */
  readonly mode: 'native' | 'standalone';
  /** Standalone: what the TaskManagers are. */
  readonly taskManagerKind: 'deployments' | 'statefulsets';
  readonly clusterId: string;
  readonly flinkUrl: string;
  /** The ConfigMap that holds Flink's configuration, and owns what is made at run time. */
  readonly configMap: string;
  /** Where savepoints go. */
  readonly savepoints: string;
  /** How many of them are kept; 0 where all are. */
  readonly savepointsKept: number;
  /** Where checkpoints go. */
  readonly checkpointsFolder: string;
  readonly takes: Takes;
  readonly fallsBack: boolean;
  /** Whether a revision that does not run as it should is given up for the one before. */
  readonly rollsBack: boolean;
  /** What a job without a record starts from; empty: from nothing. */
  readonly initialSavepoint: string;
  /** How state is restored, as options, and as arguments of Flink's own programs, which put theirs above options. */
  readonly restoreOptions: Readonly<Record<string, string>>;
  readonly restoreArguments: readonly string[];
  /** What more the request for a stop says: `drain`, and from 1.15 on `formatType`. */
  readonly drain: boolean;
  readonly savepointFormat: string;
  readonly suspended: boolean;
  readonly highAvailability: boolean;
  readonly checkpoints: boolean;
  /** The parallelism that a running job can be told; 0 where only an update changes it. */
  readonly parallelism: number;
  readonly ownTriggerId: boolean;
  /** Native: whether the new cluster is made, and held back, while the one before still runs. */
  readonly prepared: boolean;
  /** Native: how many TaskManagers are made ahead of their JobManager. */
  readonly taskManagersAhead: number;
  /** ConfigMaps and Services that Flink's client makes beside the Deployment. */
  readonly companions: readonly string[];
  /** Options that name a folder in which each start keeps something of its own, with the folder above it. */
  readonly foldersPerStart: Readonly<Record<string, string>>;
  /** A PersistentVolumeClaim that the job needs and nothing deletes. */
  readonly claim?: { readonly name: string; readonly spec: object };
  /** The folder that the steps share. */
  readonly folder: string;
  /** The file that becomes the container's termination message. */
  readonly terminationLog: string;
  /** Milliseconds. */
  readonly timeouts: { readonly savepoint: number; readonly deletion: number; readonly start: number };
}

export class SettingsError extends Error {}

/** What of it work on savepoints takes, while the job runs on. */
export type ErrandSettings = Pick<
  Settings,
  'name' | 'namespace' | 'updateJob' | 'pod' | 'flinkUrl' | 'configMap' | 'savepoints' | 'savepointsKept' | 'terminationLog'
> & { readonly timeouts: Pick<Settings['timeouts'], 'savepoint'> };

export function readErrandSettings(env: NodeJS.ProcessEnv): ErrandSettings {
  const { text, seconds } = variables(env);
  return {
    name: text('NAME'),
    namespace: text('NAMESPACE'),
    updateJob: text('UPDATE_JOB'),
    pod: text('POD_NAME'),
    flinkUrl: text('FLINK_URL'),
    configMap: text('CONFIG_MAP'),
    savepoints: text('SAVEPOINTS').replace(/\/+$/, ''),
    savepointsKept: Number(env.SAVEPOINTS_KEPT ?? 0),
    terminationLog: env.TERMINATION_LOG ?? '/dev/termination-log',
    timeouts: { savepoint: seconds('SAVEPOINT_TIMEOUT') },
  };
}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const { text, seconds } = variables(env);
  const errand = readErrandSettings(env);
  return {
    ...errand,
    revision: text('REVISION'),
    mode: text('MODE') === 'standalone' ? 'standalone' : 'native',
    taskManagerKind: env.TASK_MANAGER_KIND === 'statefulsets' ? 'statefulsets' : 'deployments',
    clusterId: text('CLUSTER_ID'),
    checkpointsFolder: (env.CHECKPOINTS_FOLDER ?? '').replace(/\/+$/, ''),
    takes: Object.values(Takes).find((takes) => takes === env.TAKES) ?? Takes.SAVEPOINT,
    fallsBack: env.FALLS_BACK === 'true',
    rollsBack: env.ROLLS_BACK === 'true',
    initialSavepoint: env.INITIAL_SAVEPOINT ?? '',
    restoreOptions: JSON.parse(env.RESTORE_OPTIONS ?? '{}') as Record<string, string>,
    restoreArguments: (env.RESTORE_ARGUMENTS ?? '').split(' ').filter(Boolean),
    drain: env.DRAIN === 'true',
    savepointFormat: env.SAVEPOINT_FORMAT ?? '',
    suspended: env.SUSPENDED === 'true',
    highAvailability: text('HIGH_AVAILABILITY') === 'true',
    checkpoints: text('CHECKPOINTS') === 'true',
    parallelism: Number(env.PARALLELISM ?? 0),
    ownTriggerId: text('OWN_TRIGGER_ID') === 'true',
    prepared: env.PREPARED === 'true',
    taskManagersAhead: Number(env.TASK_MANAGERS_AHEAD ?? 0),
    companions: (env.COMPANIONS ?? '').split(',').filter(Boolean),
    foldersPerStart: JSON.parse(env.FOLDERS_PER_START ?? '{}') as Record<string, string>,
    claim: env.CLAIM ? (JSON.parse(env.CLAIM) as Settings['claim']) : undefined,
    folder: text('FOLDER'),
    timeouts: { ...errand.timeouts, deletion: seconds('DELETION_TIMEOUT'), start: seconds('START_TIMEOUT') },
  };
}

function variables(env: NodeJS.ProcessEnv) {
  const text = (key: string) => {
    const value = env[key];
    if (value === undefined || value === '') throw new SettingsError(`the environment variable ${key} is not set; the Job's YAML sets it`);
    return value;
  };
  const seconds = (key: string) => {
    const value = Number(text(key));
    if (!(value > 0)) throw new SettingsError(`the environment variable ${key} is '${env[key]}'; allowed is a number of seconds above 0`);
    return value * 1000;
  };
  return { text, seconds };
}
