/** The Lease of a job: of all pods of all Jobs that work on it, the one that has it acts. */
import { ApiError, Kubernetes, Manifest, OwnerReference } from './kubernetes';
import { LABELS, leaseName } from './labels';
import { hasEnded } from './trouble';

export class Lease {
  constructor(
    private readonly settings: { readonly name: string; readonly namespace: string; readonly pod: string },
    private readonly kubernetes: Kubernetes,
    private readonly owner: () => Promise<OwnerReference>,
  ) {}

  /** Takes it where that is safe. Returns what is to be waited for where it is not; empty when it is this pod's. */
  async take(): Promise<string> {
    const { pod, name, namespace } = this.settings;
    const lease = await this.read();
    const holder = holderOf(lease);
    if (holder === pod) return '';
    // No clock decides: a pod that is slow, or cut off, still has the Lease until Kubernetes says that it ended.
    if (holder && !hasEnded(await this.kubernetes.get('pods', holder))) return `for pod ${holder} to end`;
    const spec = { holderIdentity: pod, acquireTime: new Date().toISOString().replace(/Z$/, '000Z') };
    try {
      if (lease) await this.kubernetes.replace('leases', { ...lease, spec });
      else {
        const metadata = { name: leaseName(name), namespace, labels: { [LABELS.instance]: name }, ownerReferences: [await this.owner()] };
        await this.kubernetes.create('leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec });
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) return 'for the Lease, which another one just took';
      throw error;
    }
    return '';
  }

  /** Whether this pod still has it. */
  async has(): Promise<boolean> {
    return holderOf(await this.read()) === this.settings.pod;
  }

  /** Lets the next one have it. */
  async release(): Promise<void> {
    const lease = await this.read();
    if (holderOf(lease) === this.settings.pod)
      await this.kubernetes.replace('leases', { ...lease!, spec: { ...lease!.spec, holderIdentity: '' } });
  }

  private read(): Promise<Manifest | undefined> {
    return this.kubernetes.get('leases', leaseName(this.settings.name));
  }
}

function holderOf(lease: Manifest | undefined): string | undefined {
  return lease?.spec?.holderIdentity || undefined;
}
