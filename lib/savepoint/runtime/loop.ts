/** Looks, decides, acts, and looks again, until a step is done. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshFolder } from './folder';
import { log, sayer } from './log';
import { Action, Wanted } from './action';
import { Observation } from './observation';
import { Phase, UpdateRecord } from './record';
import { ENDED, Outcome, repeat, TEMPO, Tempo, textOf } from './repeat';
import { Settings } from './settings';
import { troubleIn } from './trouble';
import { Turns } from './turn';
import { World } from './world';

export type Decide = (record: UpdateRecord | undefined, seen: Observation, want: Wanted) => Action;

/** How long a wait may take before people are told what for. */
const LONG = 30_000;

/** How long after a job a JobManager ends of the same cause. */
const CAUSE_GRACE = 10_000;

const INITIAL = 'initialSavepoint';

export class Loop {
  private readonly began = Date.now();
  /** The folder of the STOPPING record that this process wrote and has not sent. */
  private unsent = '';
  private readonly say = sayer();
  private waiting = { why: '', since: 0 };
  private readonly told = new Set<string>();
  /** The last action. */
  private did?: Action['do'];

  constructor(
    private readonly settings: Settings,
    private readonly world: World,
    private readonly turns: Turns,
    private readonly tempo: Tempo = TEMPO,
  ) {}

  async run(decide: Decide): Promise<Outcome> {
    const turn = await this.wait();
    if (turn) return turn;
    return repeat(this.tempo, this.settings.name, this.say, async () => {
      const before = this.did;
      const outcome = await this.step(decide);
      // Every pause is standstill, and before 1.15 a chance for the stopped job to run again: only waiting takes one.
      return outcome ?? (this.did !== 'wait' && this.did !== before ? 'at once' : 'pause');
    });
  }

  /** Waits for this pod's turn; says so where it does not come. */
  private async wait(): Promise<Outcome | undefined> {
    for (;;) {
      if (this.tempo.ending()) return ENDED;
      let why: string;
      try {
        const turn = await this.turns.take();
        if (turn.turn === 'mine') return undefined;
        if (turn.turn === 'give-way') return { outcome: 'gave-way', message: turn.why };
        why = `waited ${turn.why}`;
        this.say('wait', turn.why);
      } catch (error) {
        why = textOf(error);
        this.say('retry', why);
      }
      if (Date.now() - this.began > this.tempo.patience)
        return { outcome: 'failed', message: `Gave up after ${this.tempo.patience / 1000} s: ${why}.` };
      await sleep(this.tempo.pause);
    }
  }

  private async step(decide: Decide): Promise<Outcome | undefined> {
    const { record, seen } = await this.world.look();
    if (record && this.settings.initialSavepoint && !this.told.has(INITIAL)) {
      this.told.add(INITIAL);
      log('ignored', `${INITIAL}: the job has a record, which says where it goes on`, { initialSavepoint: this.settings.initialSavepoint });
    }
    const since = Math.max(this.began, Date.parse((record && record.timeline[record.phase]) ?? '') || 0);
    const unsent = record?.phase === Phase.STOPPING && record.target === this.unsent;
    const action = decide(record, { ...seen, waited: Date.now() - since, unsent }, this.wanted());
    // The last look before acting: a pod that lost the Lease while it was away does nothing any more.
    if (action.do !== 'wait' && !(await this.turns.has()))
      return { outcome: 'failed', message: 'Another pod has the Lease of this update.' };
    this.did = action.do;
    if (action.do === 'wait') await this.waits(action.why, troubleIn(record, seen));
    return this.act(action);
  }

  /** Tells where people look what is waited for: trouble at once, all else when it takes long; each of it once. */
  private async waits(why: string, trouble: string): Promise<void> {
    const now = Date.now();
    if (this.waiting.why !== why) this.waiting = { why, since: now };
    if (!trouble && now - this.waiting.since < LONG) return;
    const text = trouble ? `${why}: ${trouble}` : why;
    // What only counts on is the same trouble.
    const kind = text.replace(/\d+/g, '');
    if (this.told.has(kind)) return;
    this.told.add(kind);
    await this.world.tell(text, trouble);
  }

  private async act(action: Action): Promise<Outcome | undefined> {
    switch (action.do) {
      case 'write':
        this.say('phase', `${action.record.phase} ${action.record.revision}`, { savepointPath: action.record.savepointPath });
        // Before the write: when its answer is lost, the record may be there, and the stop certainly is not sent.
        if (action.record.phase === Phase.STOPPING) this.unsent = action.record.target;
        // Before 1.15 a JobManager goes once it has told the savepoint's path: it is nowhere but here.
        if (action.record.phase === Phase.STOPPED && !action.record.abandoned) await this.keep(action.record);
        else await this.world.writeRecord(action.record);
        return undefined;
      case 'write-and-fail':
        await this.world.writeRecord(action.record);
        return { outcome: 'failed', message: action.message };
      case 'send-stop': {
        this.say('stop', `job ${action.record.jobId} to ${action.record.target}`);
        this.unsent = '';
        const triggerId = await this.world.sendStop(action.record);
        // Before 1.15 the id is Flink's: the savepoint's path can be asked for by it alone.
        if (triggerId !== action.record.triggerId) await this.keep({ ...action.record, triggerId });
        return undefined;
      }
      case 'delete-deployment':
        this.say('delete', `the cluster ${action.clusterId}`);
        await this.world.cluster.delete(action.uid, action.clusterId);
        return undefined;
      case 'prepare':
        this.say('prepare', `the cluster ${this.settings.clusterId}, which waits until it is started`);
        await this.world.ensureClaim();
        await this.world.cluster.prepare();
        return undefined;
      case 'drop-standbys':
        this.say('delete', 'standby JobManagers');
        await this.world.cluster.dropStandbys();
        return undefined;
      case 'rescale': {
        const { record, parallelism } = action;
        this.say('rescale', `job ${record.jobId} from parallelism ${record.parallelism} to ${parallelism}`);
        await this.world.rescale(record, parallelism);
        await this.world.writeRecord({ ...record, parallelism });
        return undefined;
      }
      case 'roll':
        this.say('start', 'pods that are not asked for yet');
        await this.world.roll(action.record);
        return undefined;
      case 'hold':
        await this.world.cluster.hold();
        return undefined;
      case 'delete-ha':
        this.say('delete', `HA metadata ${action.maps.join(' ')}`);
        await this.world.deleteMaps(action.maps);
        return undefined;
      case 'own-ha':
        await this.world.ownMaps(action.maps);
        return undefined;
      case 'wait':
        this.say('wait', action.why);
        return undefined;
      case 'start':
        await this.world.ensureClaim();
        // Where Flink's client makes the cluster, it is told how by what this step leaves.
        return (await this.world.start(action.record)) ? undefined : { outcome: 'start', record: action.record };
      case 'keep':
        await this.world.keep(action.record);
        return undefined;
      case 'again':
        return { outcome: 'again', message: action.why };
      case 'done':
        return { outcome: 'done', message: action.why };
      case 'fail':
        return { outcome: 'failed', message: action.late ? await this.withCause(action.message) : action.message };
      case 'refuse':
        return { outcome: 'refused', message: action.message };
    }
  }

  /** A failure, and why a process ended of it. */
  private async withCause(message: string): Promise<string> {
    for (const until = Date.now() + CAUSE_GRACE; Date.now() < until && !this.tempo.ending(); await sleep(this.tempo.pause)) {
      const trouble = await this.world.look().then(
        ({ seen }) => seen.podTrouble,
        () => '',
      );
      if (trouble) return `${message} Kubernetes says: ${trouble}.`;
    }
    return message;
  }

  /** Writes what exists nowhere else, as long as it takes. */
  private async keep(record: UpdateRecord): Promise<void> {
    const until = Date.now() + this.tempo.patience;
    for (;;) {
      try {
        return await this.world.writeRecord(record);
      } catch (error) {
        this.say('retry', textOf(error));
        if (Date.now() > until) throw error;
        await sleep(this.tempo.pause);
        // The version that guards the write may be old by now; what the record says of this stop is not.
        const { record: now } = await this.world.look().catch(() => ({ record: undefined }));
        if (now && (now.target !== record.target || (now.phase === record.phase && now.triggerId === record.triggerId))) return;
      }
    }
  }

  private wanted(): Wanted {
    const { settings } = this;
    const now = new Date().toISOString();
    return {
      ...settings,
      rolledBackFrom: '',
      fresh: {
        now,
        jobId: randomBytes(16).toString('hex'),
        triggerId: randomBytes(16).toString('hex'),
        target: freshFolder(settings.savepoints, now, randomBytes(2).toString('hex')),
      },
    };
  }
}
