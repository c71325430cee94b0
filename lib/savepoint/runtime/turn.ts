/**
 * Whose turn it is: the update Job of the YAML applied last goes on, older ones give way, and of all pods of all update
 * Jobs of a job only the one that has the Lease acts.
 */
import { ApiError, Kubernetes, Manifest } from './kubernetes';
import { LABELS, leaseName } from './labels';
import { Settings } from './settings';
import { hasEnded } from './trouble';
import { World } from './world';

export type Turn =
  /** Go on. */
  | { readonly turn: 'mine' }
  /** Another update of this job is still at work. */
  | { readonly turn: 'wait'; readonly why: string }
  /** A newer YAML was applied; its update Job does the rest. */
  | { readonly turn: 'give-way'; readonly why: string };

export class Turns {
  constructor(
    private readonly settings: Settings,
    private readonly kubernetes: Kubernetes,
    private readonly world: World,
  ) {}

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
    return this.takeLease();
  }

  /** Whether this pod still has the Lease. */
  async has(): Promise<boolean> {
    return holderOf(await this.lease()) === this.settings.pod;
  }

  /** Lets the next one have it. */
  async release(): Promise<void> {
    const lease = await this.lease();
    if (holderOf(lease) === this.settings.pod)
      await this.kubernetes.replace('leases', { ...lease!, spec: { ...lease!.spec, holderIdentity: '' } });
  }

  private async takeLease(): Promise<Turn> {
    const { pod, name, namespace } = this.settings;
    const lease = await this.lease();
    const holder = holderOf(lease);
    if (holder === pod) return { turn: 'mine' };
    // No clock decides: a pod that is slow, or cut off, still has the Lease until Kubernetes says that it ended.
    if (holder && !hasEnded(await this.kubernetes.get('pods', holder)))
      return { turn: 'wait', why: `for the update in pod ${holder} to end` };
    const spec = { holderIdentity: pod, acquireTime: new Date().toISOString().replace(/Z$/, '000Z') };
    try {
      if (lease) await this.kubernetes.replace('leases', { ...lease, spec });
      else {
        const metadata = {
          name: leaseName(name),
          namespace,
          labels: { [LABELS.instance]: name },
          ownerReferences: [await this.world.owner()],
        };
        await this.kubernetes.create('leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec });
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) return { turn: 'wait', why: 'for the Lease, which another one just took' };
      throw error;
    }
    return { turn: 'mine' };
  }

  private lease(): Promise<Manifest | undefined> {
    return this.kubernetes.get('leases', leaseName(this.settings.name));
  }
}

function holderOf(lease: Manifest | undefined): string | undefined {
  return lease?.spec?.holderIdentity || undefined;
}
