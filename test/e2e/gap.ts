/** Where the time went that the data stood still, of every update that the suite did: the figures to push down. */
import { get, kubectl, rest } from './kubectl';
import { Accumulators, Ledger } from './ledger';

export interface Gap {
  readonly mode: string;
  readonly version: string;
  readonly update: string;
  /** Milliseconds, all of them. */
  readonly gap: number;
  readonly savepoint: number;
  readonly deletion: number;
  readonly client: number;
  readonly jobManager: number;
  readonly taskManager: number;
  readonly restore: number;
}

const gaps: Gap[] = [];

/** Reads the moments of the last update off the record, the update Job's pod and Flink. */
export async function measure(ledger: Ledger, update: string, jobName: string, told: Accumulators): Promise<Gap> {
  const { namespace, name, version, mode } = ledger;
  const [record] = await get(namespace, 'configmap', { name: `${name}-savepoint` });
  const timeline = JSON.parse(record.data.timeline) as Record<string, string>;
  const stopped = Date.parse(timeline.STOPPED);
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
  // Without a client, the pods are asked for as soon as the record says so.
  const client = ended ? Math.max(started, Date.parse(ended)) : started;
  const job = await rest(namespace, name, `/jobs/${record.data.jobId}`);
  const submitted = Number(job['start-time']);
  const deployed = Math.min(...job.vertices.map((v: any) => Number(v['start-time'])));
  // The job's last number before the stop is taken as the moment at which the stop was sent.
  const from = Date.parse(sent.at);
  const measured: Gap = {
    mode: mode.toLowerCase(),
    version,
    update,
    gap: told.gap,
    savepoint: stopped - from,
    deletion: started - stopped,
    client: client - started,
    jobManager: submitted - client,
    taskManager: deployed - submitted,
    restore: from + told.gap - deployed,
  };
  gaps.push(measured);
  return measured;
}

/** The table of all updates measured so far. */
export function table(): string {
  const columns = ['mode', 'version', 'update', 'gap', 'savepoint', 'deletion', 'client', 'jobManager', 'taskManager', 'restore'] as const;
  const rows = [columns.map((c) => (c === 'gap' ? 'gap-ms' : c)), ...gaps.map((gap) => columns.map((c) => String(gap[c])))];
  const width = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) => row.map((cell, at) => (at < 3 ? cell.padEnd(width[at]) : cell.padStart(width[at]))).join('  ')).join('\n');
}
