/**
 * A job with HA on Flink 1.15 or later, its cluster, and the update program, as values: every event that may come next gives
 * the next world. The program decides by the very functions that are shipped.
 */
import { Action, Wanted } from '../../../lib/savepoint/runtime/action';
import { goalOf } from '../../../lib/savepoint/runtime/goal';
import type { KeptRevision } from '../../../lib/savepoint/runtime/kept';
import { Observation, ObservedFlink } from '../../../lib/savepoint/runtime/observation';
import { Phase, Takes, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { newestState, States } from '../../../lib/savepoint/runtime/states';

export const FOLDER = 's3://state/checkpoints';

export interface Job {
  readonly state: 'RUNNING' | 'RESTARTING' | 'FINISHED' | 'FAILED';
  readonly run: number;
  /** Checkpoints that this run of the cluster completed. */
  readonly completed: number;
  /** What Flink tells of: the newest checkpoint or savepoint, and what it was restored from. */
  readonly states: States;
  /** Whether what it does from here on was committed before. */
  readonly repeats?: boolean;
}

export interface Cluster {
  readonly uid: number;
  readonly revision: string;
  /** Empty while it waits to be told. */
  readonly jobId: string;
  readonly complete: boolean;
  readonly deleting: boolean;
  readonly pods: boolean;
  /** What it is to start from; undefined while it waits to be told. */
  readonly from?: string;
  /** What JobManagers said of the job as they ended: that it failed before it had tasks, or nothing of use; undefined where none ended. */
  readonly ended?: 'never began' | 'nothing';
  /** The JobManager's memory; undefined while it is down. */
  readonly up?: {
    readonly job?: Job;
    readonly stop?: { readonly trigger: string; readonly target: string; readonly number: number; readonly ended?: string };
  };
  /** Whether its JobManager died when its job was stopped, and had not noted that. */
  readonly unnoted?: boolean;
}

/** A pod of the update Job of a revision. */
export interface Program {
  readonly revision: string;
  readonly step: 'stop' | 'verify';
  readonly unsent: string;
  /** What it decided, and the version of the record that it had read. */
  readonly intent?: { readonly action: Action; readonly version: number };
}

export interface Ha {
  readonly jobId: string;
  readonly newest?: number;
  /** The last number that was given out. */
  readonly given?: number;
}

export interface World {
  readonly record?: UpdateRecord;
  readonly version: number;
  /** Clusters by Flink's id of them, which is the revision here. */
  readonly clusters: Readonly<Record<string, Cluster>>;
  /** HA metadata by the cluster's id. */
  readonly ha: Readonly<Record<string, Ha>>;
  /** Jobs that Flink remembers the end of. */
  readonly over: readonly string[];
  /** How much was committed when a state was written, by its path. */
  readonly states: Readonly<Record<string, number>>;
  /** How much is committed. */
  readonly committed: number;
  readonly applied: string;
  /** Pods that act; one, as long as the Lease is heeded. */
  readonly programs: readonly Program[];
  /** How the newest update ended. */
  readonly settled: '' | 'done' | 'refused';
  readonly counts: { readonly starts: number; readonly stops: number; readonly uids: number };
  /** What may still happen. */
  readonly left: Readonly<Record<'commits' | 'crashes' | 'deaths' | 'applies' | 'troubles' | 'lost', number>>;
}

/** What of a revision is kept, where all revisions are alike. */
export const KEPT: Omit<KeptRevision, 'revision' | 'clusterId'> = {
  mode: 'native',
  taskManagerKind: 'deployments',
  highAvailability: true,
  ownTriggerId: true,
  checkpoints: true,
  checkpointsFolder: FOLDER,
  parallelism: 0,
  companions: [],
  foldersPerStart: {},
};

export interface Policy {
  readonly takes: Takes;
  readonly fallsBack: boolean;
  /** Whether the next cluster is made ready while the one before still runs. */
  readonly prepared: boolean;
  /** Whether a revision that does not run is given up for the one before. */
  readonly rollsBack: boolean;
}

export function wanted(world: World, program: Program, policy: Policy): Wanted {
  const { starts, stops } = world.counts;
  return {
    ...policy,
    name: 'orders',
    clusterId: program.revision,
    namespace: 'flink',
    revision: program.revision,
    updateJob: `orders-deploy-${program.revision}`,
    mode: 'native',
    taskManagerKind: 'deployments',
    initialSavepoint: '',
    rolledBackFrom: '',
    highAvailability: true,
    checkpoints: true,
    parallelism: 0,
    ownTriggerId: true,
    suspended: false,
    checkpointsFolder: FOLDER,
    companions: [],
    timeouts: { savepoint: 1e9, deletion: 1e9, start: 1e9 },
    fresh: { jobId: `job${starts + 1}`, triggerId: `stop${stops + 1}`, target: `s3://state/savepoints/${stops + 1}`, now: 'now' },
  };
}

export function observe(world: World, program: Program, waited: number): Observation {
  const { clusters, record } = world;
  const goal = goalOf(record, { revision: program.revision, clusterId: program.revision, suspended: false }).revision;
  // Without a record, what runs is what does not wait.
  const id = record ? record.clusterId : (Object.keys(clusters).find((one) => clusters[one].from !== undefined) ?? goal);
  const cluster = clusters[id] as Cluster | undefined;
  const next = goal === id || goal !== program.revision ? undefined : (clusters[goal] as Cluster | undefined);
  const ha = world.ha[id] as Ha | undefined;
  const others = record ? Object.keys(clusters).filter((one) => one !== id && (one !== goal || goal !== program.revision)) : [];
  return {
    client: { status: 'idle', trouble: '' },
    deployment: cluster && {
      clusterId: id,
      uid: String(cluster.uid),
      revision: cluster.revision,
      ours: true,
      deleting: cluster.deleting,
      complete: cluster.complete,
      asked: cluster.from !== undefined,
      rolled: true,
      held: true,
    },
    prepared: next && {
      uid: String(next.uid),
      ours: true,
      deleting: next.deleting,
      complete: next.complete,
      lacking: false,
      ready: next.pods,
      trouble: '',
    },
    others: others.map((clusterId) => ({
      clusterId,
      uid: String(clusters[clusterId].uid),
      deleting: clusters[clusterId].deleting,
      pods: clusters[clusterId].pods,
      maps: [],
    })),
    notApplied: '',
    jobEnded: false,
    pods: cluster?.pods ? 2 : 0,
    jobManagers: cluster?.pods ? 1 : 0,
    restarted: false,
    neverBegan: cluster?.ended === 'never began' && cluster.jobId === record?.jobId,
    taskManagers: 0,
    podTrouble: '',
    restService: false,
    ha: ha && {
      maps: ['ha'],
      checkpoints: ha.newest === undefined ? 0 : 1,
      own: ha.jobId === record?.jobId,
      newest: ha.jobId === record?.jobId ? ha.newest : undefined,
      given: ha.jobId === record?.jobId ? ha.given : undefined,
      unowned: [],
    },
    flink: cluster && !cluster.deleting && cluster.up ? flink(cluster, record) : undefined,
    waited,
    unsent: record?.phase === Phase.STOPPING && record.target === program.unsent,
  };
}

function flink({ jobId, up }: Cluster, record: UpdateRecord | undefined): ObservedFlink {
  const { job, stop } = up!;
  const known = job && jobId === record?.jobId ? job : undefined;
  const newest = newestState(known && ({ states: known.states } as ObservedFlink));
  const asked = stop && stop.trigger === record?.triggerId ? stop : undefined;
  return {
    jobs: job ? [{ id: jobId, state: job.state, started: String(job.run), allTasksRunning: job.state === 'RUNNING', tasks: 4 }] : [],
    stop: !asked
      ? { status: 'none' }
      : asked.ended === undefined
        ? { status: 'in-progress' }
        : asked.ended
          ? { status: 'completed', path: asked.ended }
          : { status: 'failed', cause: 'no room' },
    taken: { status: 'none' },
    savepointInProgress: asked !== undefined && asked.ended === undefined,
    latestSavepoint: newest.includes('/savepoints/') ? newest : '',
    states: known?.states ?? {},
    // The lowest number of those that it tells of.
    restored: Object.keys(known?.states ?? {}).map(Number)[0],
    completedCheckpoints: known?.completed,
    rootCause: '',
  };
}

/** The number that a cluster's job gives its next checkpoint or savepoint. */
export function nextNumber({ ha }: World, id: string): number {
  return ((ha[id] as Ha | undefined)?.given ?? 0) + 1;
}

/** Flink's number of a state, which the model has at the end of its path; none: 0. */
export function numberOf(path: string): number {
  return Number(/(\d+)$/.exec(path)?.[1] ?? 0);
}
