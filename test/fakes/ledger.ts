/** Ground truth: what a job that copies an endless input with exactly-once semantics did, whoever believes what. */

/** State that a job can start from: how far in the input it was. */
export type States = Map<string, number>;

export class Ledger {
  /** Savepoints and checkpoints by path. */
  readonly states: States = new Map();
  /** The numbers that Flink gave them; those of a job and of what goes on from it are one row. */
  readonly numbers = new Map<string, number>();
  /** Whether to start from empty is what was asked for. */
  stateless = false;
  /** How much of the input was committed to the output. */
  committed = 0;
  /** What must never happen, and did. */
  readonly violations: string[] = [];
  /** Where every run of the job began, and on whose account. */
  readonly runs: { readonly who: string; readonly jobId: string; readonly from: string; readonly position: number }[] = [];
  /** Stops that a JobManager took. */
  stops = 0;
  /** Requests for savepoints of a job that runs on that a JobManager took. */
  savepoints = 0;
  /** Folders of savepoints that were broken by a stop. */
  readonly broken: string[] = [];
  /** Savepoints that were deleted. */
  readonly disposed: string[] = [];
  /** Savepoints that commit nothing, but hold what is to be committed by who is started from them: from where on. */
  private readonly prepared = new Map<string, number>();

  /** The same, done by a JobManager that came back on its own and ran again what was stopped: what releases before 1.15 do. */
  readonly reruns: string[] = [];
  private rerunning = false;

  begin(who: 'client' | 'restart', jobId: string, from: string, position: number): void {
    this.runs.push({ who, jobId, from, position });
    if (this.stateless && from === '') this.committed = 0;
    // Output that was ready with the savepoint is committed by who is started from it.
    if (this.prepared.get(from) === this.committed) this.committed = position;
    this.rerunning = who === 'restart' && position !== this.committed;
    if (position < this.committed)
      this.tell(`promise 2: ${who} began ${jobId} from ${from || 'empty'} at ${position}, older than ${this.committed}`);
    if (position > this.committed) this.tell(`promise 3: ${who} began ${jobId} at ${position}: lost what is after ${this.committed}`);
  }

  /** Output becomes visible with the checkpoint or savepoint that holds it. */
  commit(from: number, to: number, path: string, number: number): void {
    this.states.set(path, to);
    this.numbers.set(path, number);
    if (from < this.committed) this.tell(`promise 3: ${from} to ${Math.min(to, this.committed)} committed twice`);
    if (from > this.committed) this.tell(`promise 3: ${this.committed} to ${from} never committed`);
    if (!this.rerunning) this.committed = Math.max(this.committed, to);
  }

  /** A savepoint of a job that runs on, which commits nothing. */
  prepare(from: number, to: number, path: string, number: number): void {
    this.states.set(path, to);
    this.numbers.set(path, number);
    this.prepared.set(path, from);
  }

  /** Deletes a savepoint; returns what Flink says where it cannot. */
  dispose(path: string, needed: readonly string[]): string {
    if (!this.states.has(path)) return `FileNotFoundException: Cannot find checkpoint or savepoint file/directory '${path}'`;
    if (needed.includes(path)) this.violations.push(`promise 2: ${path} was deleted, and is needed`);
    if (!path.includes('/savepoint-')) this.violations.push(`promise 2: ${path} was deleted, and is no savepoint`);
    this.states.delete(path);
    this.disposed.push(path);
    return '';
  }

  private tell(violation: string): void {
    (this.rerunning ? this.reruns : this.violations).push(violation);
  }

  /** Starts of the job that an update asked for. */
  get starts(): number {
    return this.runs.filter((run) => run.who === 'client').length;
  }
}
