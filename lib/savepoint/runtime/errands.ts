/** Carries out work on savepoints while the job runs on: looks, decides, acts, and looks again, and gives way to updates. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLEANING_TIME, nextCleaning } from './cleaning';
import { DecideErrand, Errand, ErrandAction, ErrandLook } from './errand';
import { Flink } from './flink';
import { freshFolder } from './folder';
import { Kubernetes, ownerOf } from './kubernetes';
import { LABELS } from './labels';
import { Lease } from './lease';
import { log, sayer } from './log';
import { ObservedFlink } from './observation';
import { UpdateRecord } from './record';
import { RecordMap } from './record-map';
import { Outcome, repeat, Tempo, textOf } from './repeat';
import { ErrandSettings } from './settings';
import { nextSavepoint } from './taking';

/** The longest time, in milliseconds, for which it is not asked whether an update came. */
const SECOND = 1000;

/** Has a savepoint taken of the job that runs, and deletes those that are too many then. */
export async function takeSavepoint(settings: ErrandSettings, kubernetes: Kubernetes, tempo: Tempo): Promise<Outcome> {
  const lease = new Lease(settings, kubernetes, () => ownerOf(kubernetes, settings.configMap));
  const flink = new Flink(settings.flinkUrl);
  try {
    const outcome = await new Errands(settings, kubernetes, flink, lease, tempo).run(nextSavepoint);
    if (outcome.outcome === 'done') await cleanUp(settings, kubernetes, flink, tempo);
    return outcome;
  } finally {
    // Where it cannot be given back: it passes on with the end of this pod.
    await lease.release().catch((error: unknown) => log('retry', textOf(error)));
  }
}

/** Deletes savepoints that are too many, where any are. Whatever comes of it, what was done before is done. */
export async function cleanUp(settings: ErrandSettings, kubernetes: Kubernetes, flink: Flink, tempo: Tempo): Promise<void> {
  if (settings.savepointsKept === 0) return;
  const lease = new Lease(settings, kubernetes, () => ownerOf(kubernetes, settings.configMap));
  const patience = Math.min(tempo.patience, CLEANING_TIME);
  const outcome = await new Errands(settings, kubernetes, flink, lease, { ...tempo, patience }).run(nextCleaning);
  log('clean', 'message' in outcome ? outcome.message : '');
}

export class Errands {
  private readonly began = Date.now();
  private readonly record: RecordMap;
  private readonly say = sayer();
  /** The folder of the savepoint that this process recorded and has not asked for. */
  private unsent = '';
  /** What Flink said last of the savepoint that is being taken, and since when. */
  private told = { what: '', since: 0 };
  /** The deletion that was asked for last, by Flink's id of it. */
  private deletion = { id: '', path: '' };
  private readonly deleted: string[] = [];
  /** The uid of this pod's Job. */
  private uid?: string;
  /** Whether this pod had the Lease at the last look. */
  private ours = false;

  constructor(
    private readonly settings: ErrandSettings,
    private readonly kubernetes: Kubernetes,
    private readonly flink: Flink,
    private readonly lease: Lease,
    private readonly tempo: Tempo,
  ) {
    this.record = new RecordMap(settings, kubernetes);
  }

  run(decide: DecideErrand): Promise<Outcome> {
    return repeat(this.tempo, this.settings.name, this.say, async () => {
      const record = await this.record.read();
      return this.act(decide(record, await this.look(record), this.errand(await this.job())));
    });
  }

  private async act(action: ErrandAction): Promise<Outcome | 'at once' | 'pause'> {
    switch (action.do) {
      case 'wait':
        this.say('wait', action.why);
        return 'pause';
      case 'give-way':
        return { outcome: 'gave-way', message: action.why };
      case 'done':
        return { outcome: 'done', message: action.why };
      case 'fail':
        return { outcome: 'failed', message: action.message };
      case 'write':
      case 'write-and-fail':
      case 'take':
      case 'dispose': {
        const holder = await this.lease.take();
        if (holder) return { outcome: 'gave-way', message: `It would have to wait ${holder}: nothing is done this time` };
        // Somebody may have done something between the look and the Lease.
        const looked = this.ours;
        this.ours = true;
        if (!looked) return 'at once';
        await this.change(action);
        return action.do === 'write-and-fail' ? { outcome: 'failed', message: action.message } : 'pause';
      }
    }
  }

  private async change(action: Extract<ErrandAction, { do: 'write' | 'write-and-fail' | 'take' | 'dispose' }>): Promise<void> {
    switch (action.do) {
      case 'write':
      case 'write-and-fail': {
        const { taking, disposing } = action.record;
        this.say('record', taking ? `a savepoint goes to ${taking.target}` : `deleted ${disposing.join(', ') || 'is nothing'}`);
        // Before the write: when its answer is lost, the record may be there, and the request certainly is not sent.
        this.unsent = taking?.target ?? '';
        return this.record.write(action.record);
      }
      case 'take': {
        const taking = action.record.taking!;
        this.say('take', `a savepoint of job ${taking.jobId} to ${taking.target}`);
        this.unsent = '';
        const triggerId = await this.flink.takeSavepoint(taking, action.record.ownTriggerId);
        // Before 1.15 the id is Flink's.
        if (triggerId !== taking.triggerId) await this.record.write({ ...action.record, taking: { ...taking, triggerId } });
        return;
      }
      case 'dispose':
        this.say('dispose', action.path);
        this.deletion = { id: await this.flink.dispose(action.path), path: action.path };
    }
  }

  private async look(record: UpdateRecord | undefined): Promise<ErrandLook> {
    const [map, { flink, updates }] = await Promise.all([this.kubernetes.get('configmaps', this.settings.configMap), this.ask(record)]);
    await this.lookAtDeletion();
    const what = `${record?.taking?.target} ${flink?.taken.status}`;
    if (this.told.what !== what) this.told = { what, since: Date.now() };
    return {
      applied: map?.metadata.labels?.[LABELS.revision] ?? '',
      updates,
      flink,
      waited: Date.now() - this.began,
      still: Date.now() - this.told.since,
      unsent: record?.taking !== undefined && record.taking.target === this.unsent,
      deleting: this.deletion.path,
      deleted: this.deleted,
    };
  }

  /** Asks Flink, but not for longer than no update is there: it is not to wait for a JobManager that is slow to answer. */
  private async ask(record: UpdateRecord | undefined): Promise<{ flink?: ObservedFlink; updates: string[] }> {
    const answer = this.flink.observe(record).then((flink) => ({ flink }));
    for (;;) {
      const updates = await this.updates();
      const told = await Promise.race([answer, ...(updates.length > 0 ? [undefined] : [sleep(SECOND, undefined, { ref: false })])]);
      if (told || updates.length > 0) return { flink: told?.flink, updates };
    }
  }

  /** Update Jobs that have not ended, this pod's own left out. */
  private async updates(): Promise<string[]> {
    const { name, updateJob } = this.settings;
    const jobs = await this.kubernetes.list('jobs', { [LABELS.job]: name });
    const hasEnded = ({ type, status }: any) => (type === 'Complete' || type === 'Failed') && status === 'True';
    return jobs
      .filter(({ status }) => !(status?.conditions ?? []).some(hasEnded))
      .map(({ metadata }) => metadata.name)
      .filter((job) => job !== updateJob);
  }

  private async lookAtDeletion(): Promise<void> {
    const { id, path } = this.deletion;
    if (!id) return;
    const failure = await this.flink.disposal(id).catch(textOf);
    if (failure === undefined) return;
    // It may be gone already, or Flink may lack the right: neither gets better.
    log('disposed', failure ? `${path} could not be deleted: ${failure}` : path);
    this.deleted.push(path);
    this.deletion = { id: '', path: '' };
  }

  /** Which Job this is: one that is made by hand may have the name of one that was. */
  private async job(): Promise<string> {
    const { updateJob } = this.settings;
    this.uid ??= (await this.kubernetes.get('jobs', updateJob))?.metadata.uid ?? '';
    return `${updateJob}/${this.uid.slice(0, 8)}`;
  }

  private errand(job: string): Errand {
    const { savepoints, savepointsKept, timeouts } = this.settings;
    const now = new Date().toISOString();
    const hex = (bytes: number) => randomBytes(bytes).toString('hex');
    return {
      job,
      savepoints,
      kept: savepointsKept,
      timeout: timeouts.savepoint,
      fresh: { now, triggerId: hex(16), target: freshFolder(savepoints, now, hex(2)) },
    };
  }
}
