/** One running JobManager with one job, as its REST API shows them; `flink/rest-*.txt` is what it is modelled on. */
import { Answer, Call } from './fake-server';
import { Ledger } from './ledger';

/** The folder of checkpoints. */
export const CHECKPOINTS = 's3://state/orders/checkpoints';

/** What differs between releases. */
export interface Release {
  readonly version: string;
  /** 1.15: `triggerId` in a stop is honoured; before, it is an unknown field and 400. */
  readonly ownTriggerId: boolean;
  /** 1.15 with our options: a JobManager whose job is done stays up and answers. */
  readonly staysUp: boolean;
  /** 2.0: the exceptions' body has the history only. */
  readonly historyOnly: boolean;
}

const old = { ownTriggerId: false, staysUp: false, historyOnly: false };
const own = { ownTriggerId: true, staysUp: true, historyOnly: false };
export const RELEASES = {
  v1_12: { version: '1.12', ...old } as Release,
  v1_20: { version: '1.20', ...own } as Release,
  v2_3: { version: '2.3', ...own, historyOnly: true } as Release,
};

export interface Job {
  readonly id: string;
  readonly started: number;
  state: 'INITIALIZING' | 'CREATED' | 'RUNNING' | 'RESTARTING' | 'FAILED' | 'CANCELED' | 'FINISHED';
  tasksRunning: boolean;
  position: number;
  /** Up to where its output is visible. */
  visible: number;
}

interface Operation {
  readonly target: string;
  readonly path: string;
  left: number;
  location?: string;
  cause?: string;
  read?: boolean;
}

/** Where HA metadata and the results of finished jobs go. */
export interface Keeper {
  checkpoint(jobId: string, path: string, number: number): unknown;
  finished(jobId: string): void;
}

/** What a run of the job was restored from. */
export interface Restored {
  readonly path: string;
  readonly number: number;
  /** Whether it was told to, as opposed to one of its own checkpoints. */
  readonly told: boolean;
}

export class JobManager {
  /** Undefined where the release keeps a finished job from running again. */
  job?: Job;
  completed = 0;
  latestSavepoint = '';
  private latestCheckpoint = '';
  /** The number of the newest checkpoint or savepoint. */
  private number: number;
  /** What every savepoint fails with, where it does. */
  savepointTrouble = '';
  /** The job's tasks never all run. */
  stuck = false;
  /** Whether there are TaskManagers to run tasks. */
  hasTaskManagers = true;
  rootCause = '';
  /** Ticks since REST answers. */
  private age = 0;
  private readonly operations = new Map<string, Operation>();
  private closing = Infinity;
  private unread = 60;

  constructor(
    readonly release: Release,
    private readonly ledger: Ledger,
    private readonly keeper: Keeper,
    job: { id: string; started: number; position: number } | undefined,
    private readonly restored?: Restored,
  ) {
    this.number = restored?.number ?? 0;
    this.job = job && { ...job, state: 'INITIALIZING', tasksRunning: false, visible: job.position };
  }

  /** Whether the process has ended by itself. */
  get exited(): boolean {
    return this.closing <= 0;
  }

  tick(): void {
    this.age++;
    const { job, release } = this;
    if (!job) return;
    if (job.state === 'FINISHED') {
      if (!release.staysUp) {
        this.closing--;
        if (--this.unread <= 0) this.closing = 0;
      }
      return;
    }
    if (job.state === 'FAILED' || job.state === 'CANCELED') return;
    if (!this.hasTaskManagers) {
      // What was processed since the newest checkpoint is processed again.
      if (job.state !== 'INITIALIZING') Object.assign(job, { state: 'CREATED', tasksRunning: false, position: job.visible });
      return;
    }
    if (this.stuck) return void Object.assign(job, { state: 'RUNNING', tasksRunning: false, position: job.visible });
    if (job.state !== 'RUNNING') return void (job.state = job.state === 'INITIALIZING' ? 'CREATED' : 'RUNNING');
    if (!job.tasksRunning) return void (job.tasksRunning = true);
    job.position += 10;
    this.stops();
    if (this.age % 3 === 0 && job.tasksRunning && this.job?.state === 'RUNNING') this.checkpoint(job);
  }

  fail(cause: string, state: 'FAILED' | 'CANCELED' = 'FAILED'): void {
    this.rootCause = cause;
    this.job!.state = state;
    this.job!.tasksRunning = false;
    this.keeper.finished(this.job!.id);
  }

  rest(call: Call): Answer | undefined {
    if (this.exited) return undefined;
    const { job, release } = this;
    const status = /^\/jobs\/(\w+)\/savepoints\/(\w+)$/.exec(call.path);
    if (status) return this.status(status[2]);
    // Before 1.15 every other handler is closed as soon as the job is done.
    if (job?.state === 'FINISHED' && !release.staysUp) return undefined;
    if (call.path === '/jobs/overview') return ok({ jobs: job ? [this.overview(job)] : [] });
    const [, id, what] = /^\/jobs\/(\w+)\/(\w+)$/.exec(call.path) ?? [];
    if (call.method === 'POST' && what === 'stop') return this.stop(id, call.body ?? {});
    if (id !== job?.id) return { status: 404, body: { errors: [`Job ${id} not found`] } };
    if (what === 'checkpoints') return ok(this.checkpoints());
    if (what === 'exceptions') return ok(this.exceptions());
    return { status: 404, body: { errors: ['Not found.'] } };
  }

  private stop(id: string, body: Record<string, string>): Answer {
    const unknown = Object.keys(body).filter(
      (key) => !['drain', 'targetDirectory', ...(this.release.ownTriggerId ? ['triggerId'] : [])].includes(key),
    );
    if (unknown.length > 0) {
      return {
        status: 400,
        body: { errors: ['RestHandlerException: Request did not match expected format StopWithSavepointRequestBody.'] },
      };
    }
    const trigger = body.triggerId ?? `${'f'.repeat(24)}${String(this.operations.size).padStart(8, '0')}`;
    if (!this.operations.has(trigger)) {
      this.ledger.stops++;
      const operation: Operation = { target: body.targetDirectory, path: `savepoint-${id.slice(0, 6)}-${trigger.slice(-12)}`, left: 2 };
      if (id !== this.job?.id) operation.cause = `FlinkJobNotFoundException: Could not find Flink job (${id})`;
      this.operations.set(trigger, operation);
    }
    return { status: 202, body: { 'request-id': trigger } };
  }

  private pending(): Operation[] {
    return [...this.operations.values()].filter((operation) => !operation.location && !operation.cause);
  }

  private stops(): void {
    const job = this.job!;
    const pending = this.pending();
    if (pending.length > 1) {
      // Two stops break each other: both fail, and the job restarts from its newest checkpoint.
      for (const operation of pending) operation.cause = 'CheckpointException: Checkpoint Coordinator is suspending.';
      Object.assign(job, { state: 'RESTARTING', tasksRunning: false, position: job.visible });
      return;
    }
    const [operation] = pending;
    if (!operation || --operation.left > 0) return;
    if (this.savepointTrouble) {
      operation.cause = this.savepointTrouble;
      return;
    }
    // Flink writes one slash after `file:`, whatever it was given.
    operation.location = `${operation.target.replace(/^file:\/+/, 'file:/')}/${operation.path}`;
    this.ledger.commit(job.visible, job.position, operation.location, ++this.number);
    job.visible = job.position;
    this.latestSavepoint = operation.location;
    Object.assign(job, { state: 'FINISHED', tasksRunning: false });
    this.keeper.finished(job.id);
  }

  private checkpoint(job: Job): void {
    const path = `${CHECKPOINTS}/${job.id}/chk-${++this.number}`;
    this.completed++;
    this.latestCheckpoint = path;
    this.ledger.commit(job.visible, job.position, path, this.number);
    job.visible = job.position;
    this.keeper.checkpoint(job.id, path, this.number);
  }

  private status(trigger: string): Answer | undefined {
    const operation = this.operations.get(trigger);
    if (!operation) return { status: 404, body: { errors: [`NotFoundException: Operation not found under key: ${trigger}`] } };
    if (!operation.location && !operation.cause) return ok({ status: { id: 'IN_PROGRESS' }, operation: null });
    if (operation.location && !operation.read) {
      operation.read = true;
      if (!this.release.staysUp) this.closing = 1;
    }
    const trace = `java.util.concurrent.CompletionException: ${operation.cause}\n\tat java.base/java.util\nCaused by: java.io.IOException: ${operation.cause}\n\t... 12 more`;
    const outcome = operation.location
      ? { location: operation.location }
      : { 'failure-cause': { class: 'java.util.concurrent.CompletionException', 'stack-trace': trace } };
    return ok({ status: { id: 'COMPLETED' }, operation: outcome });
  }

  private overview(job: Job): object {
    const ended = ['FINISHED', 'FAILED', 'CANCELED'].includes(job.state);
    const tasks = { total: 4, running: job.tasksRunning ? 4 : 0, finished: job.state === 'FINISHED' ? 4 : 0 };
    return { jid: job.id, name: 'job', state: job.state, 'start-time': job.started, 'end-time': ended ? job.started + 1 : -1, tasks };
  }

  private checkpoints(): object {
    const history = this.pending().map(() => ({ is_savepoint: true, status: 'IN_PROGRESS' }));
    const told = (path = '') => (path ? { id: this.ledger.numbers.get(path), external_path: path } : null);
    return {
      counts: { restored: 0, total: this.completed, in_progress: 0, completed: this.completed, failed: 0 },
      latest: {
        completed: told(this.latestCheckpoint),
        savepoint: told(this.latestSavepoint),
        restored: this.restored ? { ...told(this.restored.path), is_savepoint: this.restored.told } : null,
      },
      history,
    };
  }

  private exceptions(): object {
    const trace = this.rootCause ? `org.apache.flink.runtime.JobException: Recovery is suppressed\nCaused by: ${this.rootCause}\n` : null;
    const exceptionHistory = { entries: trace ? [{ exceptionName: 'JobException', stacktrace: trace }] : [], truncated: false };
    if (this.release.historyOnly) return { exceptionHistory };
    return { 'root-exception': trace, timestamp: null, 'all-exceptions': [], truncated: false, exceptionHistory };
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
