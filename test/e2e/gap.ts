/** Where the time went that the data stood still, of every update that the suite did: the figures to push down. */
import { get, kubectl, rest } from './kubectl';
import { Accumulators, Ledger } from './ledger';

/** Moments of an update, in milliseconds. */
export interface Moments {
  /** The stop is sent: taken for the moment of the job's last number. */
  readonly stop: number;
  /** The savepoint is there. */
  readonly stopped: number;
  /** Nothing of the old cluster is waited for any more. */
  readonly started: number;
  /** Flink's client is done. */
  readonly client: number;
  /** The JobManager has the job. */
  readonly submitted: number;
  /** Its tasks have TaskManagers. */
  readonly deployed: number;
}

const STEPS = ['savepoint', 'deletion', 'client', 'jobManager', 'taskManager', 'restore'] as const;

export interface Gap extends Readonly<Record<(typeof STEPS)[number], number>> {
  readonly mode: string;
  readonly version: string;
  readonly update: string;
  /** Milliseconds, as all others: what the job itself tells. */
  readonly gap: number;
}

export function gapOf(of: Pick<Gap, 'mode' | 'version' | 'update'>, at: Moments, gap: number): Gap {
  return {
    ...of,
    gap,
    savepoint: at.stopped - at.stop,
    deletion: at.started - at.stopped,
    client: at.client - at.started,
    jobManager: at.submitted - at.client,
    taskManager: at.deployed - at.submitted,
    restore: at.stop + gap - at.deployed,
  };
}

const gaps: Gap[] = [];

/** Reads the moments of the last update off the record, the update Job's pod and Flink. */
export async function measure(ledger: Ledger, update: string, jobName: string, told: Accumulators): Promise<Gap> {
  const { namespace, name, version, mode } = ledger;
  const [record] = await get(namespace, 'configmap', { name: `${name}-savepoint` });
  const timeline = JSON.parse(record.data.timeline) as Record<string, string>;
  const started = Date.parse(timeline.STARTING);
  const { stdout: log } = await kubectl(['-n', namespace, 'logs', `job/${jobName}`, '-c', 'update']);
  const sent = log
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find((line) => line.event === 'stop');
  const [pod] = (await get(namespace, 'pods', `job-name=${jobName}`)).filter((p) => p.status.phase === 'Succeeded');
  // Kubernetes tells whole seconds: the client's end may read as before its start.
  const ended = pod.status.containerStatuses.find((c: any) => c.name === 'start')?.state.terminated.finishedAt;
  const { submitted, deployed } = await jobMoments(ledger, record.data.jobId);
  const moments = {
    stop: Date.parse(sent.at),
    stopped: Date.parse(timeline.STOPPED),
    started,
    // Without a client, the pods are asked for as soon as the record says so.
    client: ended ? Math.max(started, Date.parse(ended)) : started,
    submitted,
    deployed,
  };
  const measured = gapOf({ mode: mode.toLowerCase(), version, update }, moments, told.gap);
  gaps.push(measured);
  return measured;
}

/** When a job's JobManager and its tasks were there, by Flink's own times. */
export async function jobMoments({ namespace, name }: Ledger, jobId: string): Promise<Pick<Moments, 'submitted' | 'deployed'>> {
  const job = await rest(namespace, name, `/jobs/${jobId}`);
  return { submitted: Number(job['start-time']), deployed: Math.min(...job.vertices.map((v: any) => Number(v['start-time']))) };
}

/** The mean of several updates. */
export function mean(of: Pick<Gap, 'mode' | 'version' | 'update'>, all: readonly Gap[]): Gap {
  const average = (step: 'gap' | (typeof STEPS)[number]) => Math.round(all.reduce((sum, gap) => sum + gap[step], 0) / all.length);
  const steps = Object.fromEntries(STEPS.map((step) => [step, average(step)])) as Record<(typeof STEPS)[number], number>;
  return { ...of, gap: average('gap'), ...steps };
}

/** A table of updates; of all measured so far, unless told. */
export function table(of: readonly Gap[] = gaps): string {
  const columns = ['mode', 'version', 'update', 'gap', ...STEPS] as const;
  const rows = [columns.map((c) => (c === 'gap' ? 'gap-ms' : c)), ...of.map((gap) => columns.map((c) => String(gap[c])))];
  const width = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) => row.map((cell, at) => (at < 3 ? cell.padEnd(width[at]) : cell.padStart(width[at]))).join('  ')).join('\n');
}
