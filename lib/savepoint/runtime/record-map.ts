/** The ConfigMap that the record is kept in. */
import { Kubernetes, Manifest } from './kubernetes';
import { LABELS, NOT_IN_GIT, recordName } from './labels';
import { formatRecord, parseRecord, UpdateRecord } from './record';

export class RecordMap {
  /** As it was read last; its version guards the next write. */
  private map?: Manifest;

  constructor(
    private readonly job: { readonly name: string; readonly namespace: string },
    private readonly kubernetes: Kubernetes,
  ) {}

  /** @throws RecordError */
  async read(): Promise<UpdateRecord | undefined> {
    this.map = await this.kubernetes.get('configmaps', recordName(this.job.name));
    return this.map && parseRecord(this.map.data ?? {});
  }

  /** @throws ApiError with 409 when somebody else wrote the record since it was read. */
  async write(record: UpdateRecord): Promise<void> {
    const data = formatRecord(record);
    if (this.map) {
      const { metadata } = this.map;
      const annotations = { ...metadata.annotations, ...NOT_IN_GIT };
      this.map = await this.kubernetes.replace('configmaps', { ...this.map, metadata: { ...metadata, annotations }, data });
    } else {
      const { name, namespace } = this.job;
      const labels = { [LABELS.instance]: name, [LABELS.component]: 'record' };
      const metadata = { name: recordName(name), namespace, labels, annotations: NOT_IN_GIT };
      this.map = await this.kubernetes.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
    }
  }
}
