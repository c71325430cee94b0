/**
 * The record: what is known of a job's updates, kept in the ConfigMap `<name>-savepoint`. The program writes what it is
 * about to do before it does it, so that another pod can go on from any instruction.
 */

import type { KeptRevision } from './kept';
import type { States } from './states';

/** Where a job stands between two updates, or within one. */
export enum Phase {
  /** A cluster is about to be made, or being made, of `revision`, from `savepointPath`. */
  STARTING = 'STARTING',
  /** The job of `revision` was seen running as `jobId`. */
  RUNNING = 'RUNNING',
  /** A stop-with-savepoint of `jobId` is about to be sent, or was. */
  STOPPING = 'STOPPING',
  /** The job is stopped; `savepointPath` has its whole state. What is left of the cluster is to be deleted. */
  STOPPED = 'STOPPED',
}

/** What an update takes along of the job that it ends. */
export enum Takes {
  /** A savepoint that is taken with the stop. */
  SAVEPOINT = 'SAVEPOINT',
  /** The newest checkpoint there is when the cluster is gone. */
  CHECKPOINT = 'CHECKPOINT',
  /** Nothing: the next start goes from empty. */
  NOTHING = 'NOTHING',
}

/** One savepoint that an update took, or checkpoint that it went on from. */
export interface SavepointEntry {
  readonly path: string;
  readonly revision: string;
  readonly jobId: string;
  readonly at: string;
  /** The Job of the schedule that had it taken while the job ran on, and the beginning of its uid; not there in what an update took along. */
  readonly takenBy?: string;
}

/** A savepoint of a job that runs on, which is about to be asked for, or was. */
export interface Taking {
  readonly jobId: string;
  /** Flink's id of it; empty where the release makes it and its answer did not arrive. */
  readonly triggerId: string;
  /** The folder that it goes to, used for no other one. */
  readonly target: string;
  readonly at: string;
  /** The Job of the schedule that takes it, and the beginning of its uid. */
  readonly takenBy: string;
}

export interface UpdateRecord {
  readonly phase: Phase;
  /** The revision that the phase speaks of. */
  readonly revision: string;
  /** Flink's id of that revision's cluster; empty where it is the job's name. */
  readonly clusterId: string;
  /** The id of the cluster before, while it is still to be deleted: its job is over, and remembered to be. */
  readonly former: string;
  /** The revision that the last update came upon, and the one that it was to make of it. */
  readonly from: string;
  readonly to: string;
  /** Flink's job id of that revision, 32 hexadecimal digits. */
  readonly jobId: string;
  /** The newest savepoint; what the next start goes from. Empty: the job has none yet and starts from nothing. */
  readonly savepointPath: string;
  /** Whether that revision's pods are made by Flink or by the workloads of the YAML. */
  readonly mode: 'native' | 'standalone';
  /** Whether that revision keeps its checkpoints in Kubernetes HA metadata. */
  readonly highAvailability: boolean;
  /** Whether that revision's release takes a trigger id of ours (1.15), and remembers with HA that a job is done. */
  readonly ownTriggerId: boolean;
  /** ConfigMaps and Services that Flink's client makes for that revision; empty where it is not known. */
  readonly companions: readonly string[];
  /** Standalone: how many TaskManagers there were when the job was stopped; 0 where it is not known. */
  readonly taskManagers: number;
  /** The parallelism that the job was told, where it can be told another one as it runs; 0 elsewhere. */
  readonly parallelism: number;
  /** Whether a cluster of that revision was seen: until then, nothing of it can have run. */
  readonly deployed: boolean;
  /** When the run of the job began that is being stopped, in Flink's words. */
  readonly started: string;
  /** What the update under way takes along. */
  readonly takes: Takes;
  /** The folder of that revision's checkpoints; empty where it is not known. */
  readonly checkpoints: string;
  /** Savepoints and checkpoints of that revision's job, by Flink's number of them, as its JobManager told last. */
  readonly states: States;
  /** Flink's id of the stop in flight; empty where the release makes it and its answer did not arrive. */
  readonly triggerId: string;
  /** The folder that the stop in flight writes to, used for no other one. */
  readonly target: string;
  /** True where STOPPED was reached without a savepoint, since the cluster never completed a checkpoint. */
  readonly abandoned: boolean;
  /** What is known of the revision that was seen to run last, where its objects are kept. */
  readonly kept?: KeptRevision;
  /** The revision that did not run as it should, and that was given up for the one that is kept; empty where none was. */
  readonly failed: string;
  /** The update Job that wrote last. */
  readonly updateJob: string;
  /** What went wrong last, and what to do; empty when nothing did. */
  readonly message: string;
  /** When each phase of the last update was reached, and (`DEPLOYED`) its cluster was seen first, ISO 8601. */
  readonly timeline: Readonly<Record<string, string>>;
  /** The last savepoints, the newest first. */
  readonly history: readonly SavepointEntry[];
  /** The savepoint that the schedule takes; undefined while it takes none. */
  readonly taking?: Taking;
  /** Savepoints that are about to be disposed of, or are by now. */
  readonly disposing: readonly string[];
}

/** How many savepoints the record remembers: more than may be kept, so that one too many is disposed of before it is forgotten. */
export const HISTORY_LENGTH = 20;

export const FIRST_RECORD: Omit<UpdateRecord, 'phase' | 'revision' | 'jobId'> = {
  savepointPath: '',
  clusterId: '',
  former: '',
  from: '',
  to: '',
  mode: 'native',
  highAvailability: false,
  ownTriggerId: false,
  companions: [],
  taskManagers: 0,
  parallelism: 0,
  deployed: false,
  started: '',
  takes: Takes.SAVEPOINT,
  checkpoints: '',
  states: {},
  triggerId: '',
  target: '',
  abandoned: false,
  failed: '',
  updateJob: '',
  message: '',
  timeline: {},
  history: [],
  disposing: [],
};

/** A record that cannot be read, with what is wrong with it. */
export class RecordError extends Error {}

/** Reads a ConfigMap's data. Keys that only tell, and were left out or damaged by hand, read as empty. */
export function parseRecord(data: Readonly<Record<string, string>>): UpdateRecord {
  const phase = data.phase as Phase;
  if (!Object.values(Phase).includes(phase)) {
    throw new RecordError(`its phase is '${data.phase ?? ''}'; allowed are ${Object.values(Phase).join(', ')}: correct it by hand`);
  }
  return {
    phase,
    revision: data.revision ?? '',
    clusterId: data.clusterId ?? '',
    former: data.former ?? '',
    from: data.from ?? '',
    to: data.to ?? '',
    jobId: data.jobId ?? '',
    savepointPath: data.savepointPath ?? '',
    mode: data.mode === 'standalone' ? 'standalone' : 'native',
    highAvailability: data.highAvailability === 'true',
    ownTriggerId: data.ownTriggerId === 'true',
    companions: data.companions ? data.companions.split(',') : [],
    taskManagers: Number(data.taskManagers) || 0,
    parallelism: Number(data.parallelism) || 0,
    deployed: data.deployed === 'true',
    started: data.started ?? '',
    takes: Object.values(Takes).find((takes) => (takes as string) === data.takes) ?? Takes.SAVEPOINT,
    checkpoints: data.checkpoints ?? '',
    states: parseJson(data.states, {}),
    triggerId: data.triggerId ?? '',
    target: data.target ?? '',
    abandoned: data.abandoned === 'true',
    kept: parseJson<UpdateRecord['kept']>(data.kept, undefined),
    failed: data.failed ?? '',
    updateJob: data.updateJob ?? '',
    message: data.message ?? '',
    timeline: parseJson(data.timeline, {}),
    history: parseJson(data.history, []),
    taking: parseJson(data.taking, undefined),
    disposing: parseJson(data.disposing, []),
  };
}

export function formatRecord(record: UpdateRecord): Record<string, string> {
  return {
    ...record,
    ...forPeople(record),
    highAvailability: String(record.highAvailability),
    ownTriggerId: String(record.ownTriggerId),
    companions: record.companions.join(','),
    taskManagers: String(record.taskManagers),
    parallelism: String(record.parallelism),
    deployed: String(record.deployed),
    abandoned: String(record.abandoned),
    kept: record.kept ? JSON.stringify(record.kept) : '',
    states: JSON.stringify(record.states),
    timeline: JSON.stringify(record.timeline),
    history: JSON.stringify(record.history, null, 1),
    taking: record.taking ? JSON.stringify(record.taking) : '',
    disposing: record.disposing.length ? JSON.stringify(record.disposing) : '',
  };
}

/** What each step of an update begins and ends with. */
const STEPS = [
  ['stop', Phase.STOPPING, Phase.STOPPED],
  ['hand-over', Phase.STOPPED, Phase.STARTING],
  ['start', Phase.STARTING, Phase.RUNNING],
] as const;

/** What nobody but people reads, from what the program knows; `waiting` is told while nothing is written. */
function forPeople({ phase, timeline }: UpdateRecord): Record<'since' | 'durations' | 'waiting', string> {
  const between = (begin: string, end: string) => (Date.parse(timeline[end]) - Date.parse(timeline[begin])) / 1000;
  const steps = STEPS.filter(([, begin, end]) => between(begin, end) >= 0);
  const told = steps.map(([step, begin, end]) => `${step} ${between(begin, end).toFixed(1)} s`);
  const all = between(Phase.STOPPING, Phase.RUNNING);
  const sum = steps.length === STEPS.length ? [`in all ${all.toFixed(1)} s`] : [];
  return { since: timeline[phase] ?? '', durations: [...told, ...sum].join(', '), waiting: '' };
}

/** The record with a savepoint put in front of its history, from which the next start goes. */
export function withSavepoint(record: UpdateRecord, path: string, at: string): UpdateRecord {
  return { ...withEntry(record, { path, revision: record.revision, jobId: record.jobId, at }), savepointPath: path };
}

export function withEntry(record: UpdateRecord, entry: SavepointEntry): UpdateRecord {
  return { ...record, history: [entry, ...record.history.filter(({ path }) => path !== entry.path)].slice(0, HISTORY_LENGTH) };
}

function parseJson<T>(text: string | undefined, otherwise: T): T {
  try {
    return text ? (JSON.parse(text) as T) : otherwise;
  } catch {
    return otherwise;
  }
}
