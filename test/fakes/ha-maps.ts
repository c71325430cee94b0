/** The HA metadata of a job: ConfigMaps that Flink keeps, under the names of its release. */
import { Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { FakeKubernetes } from './fake-kubernetes';
import { Job } from './job-manager';
import { Release } from './releases';
import { haLabelsOf } from './mode';

/** `state.checkpoints.num-retained`, whose default is 1. */
const RETAINED = 2;

export class HaMaps {
  /** The cluster whose they are. */
  clusterId = '';

  constructor(
    private readonly kubernetes: FakeKubernetes,
    private readonly release: Release,
  ) {}

  get all(): Manifest[] {
    return this.kubernetes
      .all('configmaps', haLabelsOf(this.clusterId))
      .filter((map) => !map.metadata.ownerReferences?.some((o) => o.kind === 'Deployment'));
  }

  /** Jobs that a JobManager that comes up would bring back. */
  get graphs(): string[] {
    return this.all.flatMap((map) => Object.keys(map.data ?? {})).filter((key) => key.startsWith('jobGraph-'));
  }

  /** The newest checkpoint of a job. */
  checkpointOf(jobId: string): string | undefined {
    const found = this.all.find((map) => map.metadata.name.includes(jobId))?.data ?? {};
    return found[checkpointsIn(found).at(-1) ?? ''];
  }

  /** What a JobManager writes as soon as it leads. */
  keep(job: Job | undefined): void {
    const jobId = job && job.state !== 'FINISHED' && job.state !== 'FAILED' ? job.id : undefined;
    const name = this.name();
    const key = `jobGraph-${jobId}`;
    const map = this.kubernetes.find('configmaps', name);
    if (!map || (jobId && !map.data?.[key])) this.put(name, jobId ? { [key]: 'graph' } : { leader: 'here' });
    if (jobId && !this.kubernetes.find('configmaps', this.name(jobId))) this.put(this.name(jobId), { counter: '1' });
  }

  /** @param number Flink's number of it */
  keepCheckpoint(jobId: string, path: string, number: number): void {
    const name = this.name(jobId);
    const before = this.kubernetes.find('configmaps', name);
    const kept = checkpointsIn(before?.data).slice(1 - RETAINED);
    const data = Object.fromEntries(kept.map((key) => [key, before!.data![key]]));
    if (before) this.kubernetes.put('configmaps', { ...before, data: { counter: before.data!.counter, ...data } });
    this.give(jobId, number);
    this.put(name, { [`checkpointID-${String(number).padStart(19, '0')}`]: path });
  }

  /** A checkpoint or savepoint of the job begins: its number is given out for good. */
  give(jobId: string, number: number): void {
    const map = this.kubernetes.find('configmaps', this.name(jobId));
    this.put(this.name(jobId), { counter: String(Math.max(number + 1, Number(map?.data?.counter ?? 1))) });
  }

  /** The job ended while its JobManager shut down: its checkpoints are forgotten, and the job is not. */
  forgetCheckpoints(jobId: string): void {
    const map = this.kubernetes.find('configmaps', this.name(jobId))!;
    this.kubernetes.put('configmaps', { ...map, data: { counter: '1' } });
  }

  /** The job ended. */
  forget(jobId: string): void {
    this.kubernetes.remove('configmaps', this.name(jobId));
    const map = this.kubernetes.find('configmaps', this.name());
    if (map) this.kubernetes.put('configmaps', { ...map, data: { leader: 'here' } });
  }

  private name(jobId?: string): string {
    if (this.release.staysUp) return jobId ? `${this.clusterId}-${jobId}-config-map` : `${this.clusterId}-cluster-config-map`;
    return jobId ? `${this.clusterId}-${jobId}-jobmanager-leader` : `${this.clusterId}-dispatcher-leader`;
  }

  private put(name: string, data: Record<string, string>): void {
    const before = this.kubernetes.find('configmaps', name);
    this.kubernetes.put('configmaps', {
      ...before,
      metadata: { ...before?.metadata, name, labels: haLabelsOf(this.clusterId) },
      data: { ...before?.data, ...data },
    });
  }
}

/** Keys of checkpoints, the newest last. */
function checkpointsIn(data: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(data)
    .filter((key) => key.startsWith('checkpointID-'))
    .sort();
}
