/** The few calls of Flink's REST API that the program makes; alike from 1.12 to 2.3 but for the stop's trigger id. */
import { request, Response } from './http';
import { ObservedFlink, ObservedJob, ObservedStop } from './observation';
import { Taking, UpdateRecord } from './record';
import { samePath, States } from './states';

/** Jobs in these states still answer for their tasks and checkpoints; those in others do, too, but it says nothing new. */
const LIVE = ['CREATED', 'INITIALIZING', 'RUNNING', 'RESTARTING', 'FAILING', 'RECONCILING'];

const NONE: ObservedStop = { status: 'none' };

export class Flink {
  /** @param url of the REST API; another cluster has another one */
  constructor(
    public url: string,
    private readonly stopping: { readonly drain: boolean; readonly savepointFormat: string } = { drain: false, savepointFormat: '' },
  ) {}

  /** What the JobManager tells, or undefined when it does not answer in full: half an answer decides nothing. */
  async observe(record: UpdateRecord | undefined): Promise<ObservedFlink | undefined> {
    try {
      const stop = await this.savepoint(record);
      // Before 1.15 a JobManager whose job is done answers for nothing else any more.
      if (stop.status === 'completed') {
        // The savepoint's number helps the next update; this one does without, where it is not told.
        const states = record?.ownTriggerId ? await this.states(record.jobId).catch(() => ({})) : {};
        return { jobs: [], stop, taken: NONE, savepointInProgress: false, latestSavepoint: '', states, rootCause: '' };
      }
      const taken = await this.savepoint(record?.taking);
      const jobs = await this.jobs();
      const known = jobs?.find((job) => job.id === record?.jobId);
      if (!jobs) return undefined;
      if (!known)
        return {
          jobs,
          stop,
          taken,
          savepointInProgress: false,
          latestSavepoint: '',
          states: {},
          rootCause: await this.rootCause(jobs[0]?.id),
        };
      // Asked too early, Flink logs a stack trace each time.
      const checkpoints = known.state === 'INITIALIZING' ? undefined : await this.get(`/jobs/${known.id}/checkpoints`);
      const statistics = checkpoints?.status === 200 ? checkpoints.body : undefined;
      return {
        jobs,
        stop,
        taken,
        // The statistics are some seconds old; what is known by its id is told at once.
        savepointInProgress:
          taken.status === 'in-progress' || (statistics?.history ?? []).some((c: any) => c.is_savepoint && c.status === 'IN_PROGRESS'),
        latestSavepoint: statistics?.latest?.savepoint?.external_path ?? '',
        states: states(statistics),
        restored: statistics?.latest?.restored?.id,
        completedCheckpoints: completed(statistics, record?.savepointPath ?? ''),
        rootCause: LIVE.includes(known.state) && known.allTasksRunning ? '' : await this.rootCause(known.id),
      };
    } catch {
      return undefined;
    }
  }

  /**
   * Sends a stop-with-savepoint. Returns Flink's id of it.
   * @throws when Flink did not take it; then it may still have arrived.
   */
  sendStop(record: UpdateRecord): Promise<string> {
    const { drain, savepointFormat } = this.stopping;
    const body = { drain, targetDirectory: record.target };
    const format = record.ownTriggerId && savepointFormat ? { formatType: savepointFormat } : {};
    return this.ask(`/jobs/${record.jobId}/stop`, { ...body, ...format, ...ownId(record.ownTriggerId, record.triggerId) });
  }

  /**
   * Has a savepoint taken of a job that runs on. Returns Flink's id of it.
   * @throws when Flink did not take the request; then it may still have arrived
   */
  takeSavepoint({ jobId, target, triggerId }: Taking, ownTriggerId: boolean): Promise<string> {
    const body = { 'target-directory': target, 'cancel-job': false };
    return this.ask(`/jobs/${jobId}/savepoints`, { ...body, ...ownId(ownTriggerId, triggerId) });
  }

  /**
   * Has a savepoint deleted. Returns Flink's id of that.
   * @throws when Flink did not take the request; then it may still have arrived
   */
  dispose(path: string): Promise<string> {
    return this.ask('/savepoint-disposal', { 'savepoint-path': path });
  }

  /** What became of the deletion of a savepoint: undefined as long as it is under way, and why it failed; empty when it did not. */
  async disposal(id: string): Promise<string | undefined> {
    const { status, body } = await this.get(`/savepoint-disposal/${id}`);
    if (status !== 200) throw new Error(`savepoint disposal: ${status} ${firstLine(body?.errors?.[0])}`);
    if (body.status?.id !== 'COMPLETED') return undefined;
    const cause = body.operation?.['failure-cause'];
    return cause ? rootCauseOf(cause['stack-trace'] ?? 'no cause was given') : '';
  }

  /**
   * Tells the job's operators another parallelism: those that had the former one. Others were given theirs by the job itself.
   * @throws when Flink did not take it
   */
  async rescale(jobId: string, from: number, to: number): Promise<void> {
    const path = `/jobs/${jobId}/resource-requirements`;
    const told = await this.get(path);
    if (told.status !== 200) throw new Error(`resource requirements: ${told.status} ${firstLine(told.body?.errors?.[0])}`);
    const body = Object.fromEntries(
      Object.entries<any>(told.body).map(([vertex, { parallelism }]) => [
        vertex,
        { parallelism: parallelism.upperBound === from ? { ...parallelism, upperBound: to } : parallelism },
      ]),
    );
    const answer = await request(`${this.url}${path}`, { method: 'PUT', body });
    if (answer.status !== 200) throw new Error(`resource requirements: ${answer.status} ${firstLine(answer.body?.errors?.[0])}`);
  }

  private async states(jobId: string): Promise<States> {
    const { status, body } = await this.get(`/jobs/${jobId}/checkpoints`);
    return status === 200 ? states(body) : {};
  }

  private async jobs(): Promise<ObservedJob[] | undefined> {
    const answer = await this.get('/jobs/overview');
    if (answer.status !== 200 || !Array.isArray(answer.body?.jobs)) return undefined;
    return answer.body.jobs.map((job: any) => ({
      id: String(job.jid),
      state: String(job.state),
      started: String(job['start-time'] ?? ''),
      tasks: Number(job.tasks?.total ?? 0),
      allTasksRunning: job.tasks?.total > 0 && job.tasks.running + job.tasks.finished === job.tasks.total,
    }));
  }

  private async savepoint(of: Pick<Taking, 'jobId' | 'triggerId'> | undefined): Promise<ObservedStop> {
    if (!of?.triggerId) return NONE;
    const answer = await this.get(`/jobs/${of.jobId}/savepoints/${of.triggerId}`);
    if (answer.status === 404) return NONE;
    if (answer.status !== 200) throw new Error(`savepoint status ${answer.status}`);
    const { status, operation } = answer.body;
    if (status?.id !== 'COMPLETED') return { status: 'in-progress' };
    const path = operation?.location;
    return typeof path === 'string' && path !== ''
      ? { status: 'completed', path }
      : { status: 'failed', cause: rootCauseOf(operation?.['failure-cause']?.['stack-trace'] ?? 'no cause was given') };
  }

  private async rootCause(jobId: string | undefined): Promise<string> {
    if (!jobId) return '';
    const { body } = await this.get(`/jobs/${jobId}/exceptions`);
    // 2.0 has the history only.
    return rootCauseOf(body?.['root-exception'] ?? body?.exceptionHistory?.entries?.[0]?.stacktrace ?? '');
  }

  /** Asks for what takes its time. Returns Flink's id of it. */
  private async ask(path: string, body: object): Promise<string> {
    const answer = await request(`${this.url}${path}`, { method: 'POST', body });
    const id = answer.body?.['request-id'];
    // 202; a disposal is answered with 200.
    if (answer.status > 202 || typeof id !== 'string')
      throw new Error(`${path.replace(/.*\//, '')}: ${answer.status} ${firstLine(answer.body?.errors?.[0])}`);
    return id;
  }

  private get(path: string): Promise<Response> {
    return request(`${this.url}${path}`, { timeout: 5_000 });
  }
}

/** 1.14 and before answer 400 to a field that they do not know. */
function ownId(own: boolean, triggerId: string): { readonly triggerId?: string } {
  return own ? { triggerId } : {};
}

/** Completed checkpoints; one that a restarted JobManager went on from counts, too, since it counts anew. */
function completed(statistics: any, startedFrom: string): number | undefined {
  const restored = statistics?.latest?.restored;
  const count = statistics?.counts?.completed;
  const own = restored && !restored.is_savepoint && !samePath(String(restored.external_path ?? ''), startedFrom);
  return typeof count === 'number' ? count + (own ? 1 : 0) : undefined;
}

/** A checkpoint that is not kept when its job ends has no path, but a text in angle brackets. */
function states(statistics: any): States {
  const { completed: checkpoint, savepoint, restored } = statistics?.latest ?? {};
  const told = [checkpoint, savepoint, restored].filter(
    (state) => typeof state?.id === 'number' && state.external_path && !String(state.external_path).startsWith('<'),
  );
  return Object.fromEntries(told.map((state) => [state.id, String(state.external_path)]));
}

/** The innermost cause of a Java stack trace, without the wrappers and the frames. */
export function rootCauseOf(trace: string): string {
  const causes = trace.split('\n').filter((line) => line.startsWith('Caused by: '));
  const cause = firstLine(causes.at(-1)?.slice('Caused by: '.length) ?? trace);
  // `java.util.concurrent.CompletionException: java.io.IOException: no room` wraps without a line of its own.
  return cause.replace(/^(?:java\.util\.concurrent\.\w+Exception: )+(?=[\w.$]+(?:Exception|Error))/, '');
}

function firstLine(text: unknown): string {
  return String(text ?? '')
    .split('\n')[0]
    .trim();
}
