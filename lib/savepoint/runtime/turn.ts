/**
 * Whose turn it is: the update Job of the YAML applied last goes on, older ones give way, and of all pods of all update
 * Jobs of a job only the one that has the Lease acts.
 */
import { Kubernetes, Manifest } from './kubernetes';
import { LABELS } from './labels';
import { Lease } from './lease';
import { Settings } from './settings';
import { World } from './world';

export type Turn =
  /** Go on. */
  | { readonly turn: 'mine' }
  /** Another update of this job is still at work. */
  | { readonly turn: 'wait'; readonly why: string }
  /** A newer YAML was applied; its update Job does the rest. */
  | { readonly turn: 'give-way'; readonly why: string };

export class Turns {
  private readonly lease: Lease;

  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    world: World,
  ) {
    this.lease = new Lease(settings, kubernetes, () => world.owner());
  }

  /** Finds out whose turn it is, and makes it this pod's where that is safe. */
  async take(): Promise<Turn> {
    const { settings } = this;
    const labels = { [LABELS.job]: settings.name };
    const [map, jobs] = await Promise.all([this.kubernetes.get('configmaps', settings.configMap), this.kubernetes.list('jobs', labels)]);
    const applied = map?.metadata.labels?.[LABELS.revision];
    const made = (job?: Manifest) => job?.metadata.creationTimestamp ?? '';
    const own = jobs.find((job) => job.metadata.name === settings.updateJob);
    if (applied !== settings.revision) {
      // A Job of the applied revision that is older than this one does nothing more: then the YAML is half applied, as yet.
      const newer = jobs.find((job) => job.metadata.labels?.[LABELS.revision] === applied && job !== own && made(job) >= made(own));
      return newer
        ? { turn: 'give-way', why: `revision ${applied} was applied; ${newer.metadata.name} does the rest` }
        : {
            turn: 'wait',
            why: `for revision ${settings.revision} to be applied; the ConfigMap ${settings.configMap} is of revision ${applied ?? 'none'}`,
          };
    }
    const others = jobs.filter((job) => job.metadata.name !== settings.updateJob);
    // Two Jobs of one revision differ in how it is rolled out: the one made last goes on, lest each deletes the other.
    const later = others.find((job) => job.metadata.labels?.[LABELS.revision] === applied && own && made(job) > made(own));
    if (later) return { turn: 'give-way', why: `${later.metadata.name} of the same revision was made later, and does the rest` };
    // Older Jobs go, so that a revision can come back: applying its YAML makes its Job anew. Their pods end at any
    // instruction, which is safe, and have ended when no one is left.
    for (const job of others) await this.kubernetes.delete('jobs', job.metadata.name, job.metadata.uid);
    const why = await this.lease.take();
    return why ? { turn: 'wait', why } : { turn: 'mine' };
  }

  /** Whether this pod still has the Lease. */
  has(): Promise<boolean> {
    return this.lease.has();
  }

  /** Lets the next one have it. */
  release(): Promise<void> {
    return this.lease.release();
  }
}
