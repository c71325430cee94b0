/** One running JobManager with one job, as its REST API shows them; `flink/rest-*.txt` is what it is modelled on. */
import { Answer, Call } from './fake-server';
import { Ledger } from './ledger';
import { Operation, Operations, unknownFields } from './operations';
import { Release } from './releases';

/** The folder of checkpoints. */
export const CHECKPOINTS = 's3://state/orders/checkpoints';

export interface Job {
  readonly id: string;
  readonly started: number;
  state: 'INITIALIZING' | 'CREATED' | 'RUNNING' | 'RESTARTING' | 'FAILED' | 'CANCELED' | 'FINISHED';
  tasksRunning: boolean;
  position: number;
  /** Up to where its output is visible. */
  visible: number;
}

/** Where HA metadata and the results of finished jobs go. */
export interface Keeper {
  checkpoint(jobId: string, path: string, number: number): unknown;
  begun(jobId: string, number: number): unknown;
  finished(jobId: string): void;
  /** Paths of states that the job may be started from, or that somebody counts on. */
  needed(): readonly string[];
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
  /** Ticks that a savepoint of a job that runs on takes. */
  savepointTicks = 3;
  /** What the deletion of every savepoint fails with, where it does. */
  disposalTrouble = '';
  /** Ticks by which the statistics are late. */
  lag = 0;
  private readonly told: object[] = [];
  /** The job's tasks never all run. */
  stuck = false;
  /** Whether there are TaskManagers to run tasks. */
  hasTaskManagers = true;
  rootCause = '';
  /** Ticks since REST answers. */
  private age = 0;
  private readonly operations = new Operations();
  private closing = Infinity;
  /** What Kubernetes keeps of its end. */
  lastWords = '';
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
    this.told.unshift(this.checkpoints());
    const { job, release } = this;
    this.disposals();
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
    this.savepoints(job);
    this.stops();
    // While a stop is under way, no other checkpoint begins.
    if (this.operations.pending('stop').length > 0) return;
    if (this.age % 3 === 0 && job.tasksRunning && this.job?.state === 'RUNNING') this.checkpoint(job);
  }

  fail(cause: string, state: 'FAILED' | 'CANCELED' = 'FAILED'): void {
    this.rootCause = cause;
    this.job!.state = state;
    this.job!.tasksRunning = false;
    this.keeper.finished(this.job!.id);
  }

  /** The job fails before it has tasks, and the process ends of it before anybody can ask; Flink has stored that the job is over. */
  neverBegin(): void {
    this.fail('');
    this.lastWords = `Job ${this.job!.id} reached terminal state FAILED.\nFatal error occurred in the cluster entrypoint. SomeException: no such state`;
    this.closing = 0;
  }

  rest(call: Call): Answer | 'late' | undefined {
    if (this.exited) return undefined;
    const { job, release } = this;
    const status = /^\/(?:jobs\/\w+\/savepoints|savepoint-disposal)\/(\w+)$/.exec(call.path);
    if (status) return this.status(status[1]);
    // Before 1.15 every other handler is closed as soon as the job is done.
    if (job?.state === 'FINISHED' && !release.staysUp) return undefined;
    if (call.path === '/savepoint-disposal') return this.dispose(call.body ?? {});
    if (call.path === '/jobs/overview') return ok({ jobs: job ? [this.overview(job)] : [] });
    const [, id, what] = /^\/jobs\/(\w+)\/(\w+)$/.exec(call.path) ?? [];
    if (call.method === 'POST' && what === 'stop') return this.stop(id, call.body ?? {});
    if (call.method === 'POST' && what === 'savepoints') return this.savepoint(id, call.body ?? {});
    if (id !== job?.id) return { status: 404, body: { errors: [`Job ${id} not found`] } };
    if (what === 'checkpoints') return ok(this.lag ? (this.told[this.lag - 1] ?? this.checkpoints()) : this.checkpoints());
    if (what === 'exceptions') return ok(this.exceptions());
    return { status: 404, body: { errors: ['Not found.'] } };
  }

  private stop(id: string, body: Record<string, string>): Answer {
    const unknown = unknownFields(body, ['drain', 'targetDirectory', ...this.ownId]);
    if (unknown) return unknown;
    return this.operations.ask(body.triggerId, () => {
      this.ledger.stops++;
      // A stop breaks every savepoint that is being taken.
      for (const operation of this.operations.pending('savepoint')) this.break(operation);
      if (id === this.job?.id) this.keeper.begun(id, this.number + 1);
      return this.operation('stop', id, body.targetDirectory, 2);
    });
  }

  private savepoint(id: string, body: Record<string, string>): Answer {
    const unknown = unknownFields(body, ['target-directory', 'cancel-job', ...this.ownId]);
    if (unknown) return unknown;
    return this.operations.ask(body.triggerId, () => {
      this.ledger.savepoints++;
      return this.operation('savepoint', id, body['target-directory'], this.savepointTicks);
    });
  }

  private dispose(body: Record<string, string>): Answer {
    const path = body['savepoint-path'];
    // Unlike the others, it is answered as something that is done.
    return this.operations.ask(undefined, () => ({ kind: 'disposal', target: path, left: 2 }), 200);
  }

  private operation(kind: 'stop' | 'savepoint', id: string, target: string, left: number): Operation {
    const cause = id === this.job?.id ? undefined : `FlinkJobNotFoundException: Could not find Flink job (${id})`;
    return { kind, target, left, cause };
  }

  private get ownId(): string[] {
    return this.release.ownTriggerId ? ['triggerId'] : [];
  }

  private break(operation: Operation): void {
    operation.cause = 'CheckpointException: Checkpoint Coordinator is suspending.';
    this.ledger.broken.push(operation.target);
  }

  private stops(): void {
    const job = this.job!;
    const pending = this.operations.pending('stop');
    if (pending.length > 1) {
      // Two stops break each other: both fail, and the job restarts from its newest checkpoint.
      for (const operation of pending) this.break(operation);
      Object.assign(job, { state: 'RESTARTING', tasksRunning: false, position: job.visible });
      return;
    }
    const [operation] = pending;
    if (!operation || --operation.left > 0) return;
    if (this.savepointTrouble) {
      operation.cause = this.savepointTrouble;
      return;
    }
    operation.location = this.write(operation.target);
    this.ledger.commit(job.visible, job.position, operation.location, this.number);
    job.visible = job.position;
    this.latestSavepoint = operation.location;
    Object.assign(job, { state: 'FINISHED', tasksRunning: false });
    this.keeper.finished(job.id);
  }

  /** Savepoints of the job that runs on. */
  private savepoints(job: Job): void {
    for (const operation of this.operations.pending('savepoint')) {
      if (--operation.left > 0) continue;
      if (this.savepointTrouble) {
        operation.cause = this.savepointTrouble;
        continue;
      }
      operation.location = this.write(operation.target);
      this.completed++;
      this.latestSavepoint = operation.location;
      if (this.release.ownTriggerId) {
        this.ledger.prepare(job.visible, job.position, operation.location, this.number);
        continue;
      }
      // Before 1.15 it is one more completed checkpoint: output is committed with it, and Flink goes on from it.
      this.ledger.commit(job.visible, job.position, operation.location, this.number);
      job.visible = job.position;
      this.keeper.checkpoint(job.id, operation.location, this.number);
    }
  }

  private disposals(): void {
    for (const operation of this.operations.pending('disposal')) {
      if (--operation.left > 0) continue;
      const trouble = this.disposalTrouble || this.ledger.dispose(operation.target, this.keeper.needed());
      if (trouble) operation.cause = trouble;
      else operation.location = operation.target;
    }
  }

  /** The path of the next savepoint. Flink writes one slash after `file:`, whatever it was given. */
  private write(target: string): string {
    return `${target.replace(/^file:\/+/, 'file:/')}/savepoint-${this.job!.id.slice(0, 6)}-${String(++this.number).padStart(12, '0')}`;
  }

  private checkpoint(job: Job): void {
    const path = `${CHECKPOINTS}/${job.id}/chk-${++this.number}`;
    this.completed++;
    this.latestCheckpoint = path;
    this.ledger.commit(job.visible, job.position, path, this.number);
    job.visible = job.position;
    this.keeper.checkpoint(job.id, path, this.number);
  }

  private status(trigger: string): Answer {
    const operation = this.operations.find(trigger);
    if (operation?.kind === 'stop' && operation.location && !operation.read) {
      operation.read = true;
      if (!this.release.staysUp) this.closing = 1;
    }
    return this.operations.status(trigger);
  }

  private overview(job: Job): object {
    const ended = ['FINISHED', 'FAILED', 'CANCELED'].includes(job.state);
    const tasks = { total: 4, running: job.tasksRunning ? 4 : 0, finished: job.state === 'FINISHED' ? 4 : 0 };
    return { jid: job.id, name: 'job', state: job.state, 'start-time': job.started, 'end-time': ended ? job.started + 1 : -1, tasks };
  }

  private checkpoints(): object {
    const pending = [...this.operations.pending('stop'), ...this.operations.pending('savepoint')];
    const history = pending.map(() => ({ is_savepoint: true, status: 'IN_PROGRESS' }));
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
