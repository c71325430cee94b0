/** The same job, run and updated by hand: a stop by REST, a deletion, and Flink's own client. */
import { randomBytes } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { Gap, gapOf, jobMoments } from './gap';
import { get, kubectl, rest, until } from './kubectl';
import { accumulators, Accumulators, BUCKET, folderOf, Ledger, ledgerYaml } from './ledger';

const CLIENT = 'client';
const CONF = '/update/conf';

export class ByHand {
  private clusterId = '';

  constructor(private readonly ledger: Ledger) {}

  /** Makes what the cluster needs, and a pod with Flink's client that is up before it is needed. */
  async prepare(yaml: string): Promise<void> {
    const { namespace, name, version } = this.ledger;
    await this.applyWithoutUpdate(yaml);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: CLIENT, namespace },
      spec: {
        serviceAccountName: `${name}-update`,
        terminationGracePeriodSeconds: 1,
        containers: [
          {
            name: 'client',
            image: `flink:${version}`,
            command: ['sleep', 'infinity'],
            env: [{ name: 'FLINK_CONF_DIR', value: CONF }],
            volumeMounts: [{ name: 'conf', mountPath: CONF }],
          },
        ],
        volumes: [{ name: 'conf', configMap: { name: `${name}-config` } }],
      },
    };
    await kubectl(['apply', '-f', '-'], JSON.stringify(pod));
    await kubectl(['-n', namespace, 'wait', `pod/${CLIENT}`, '--for=condition=Ready', '--timeout=120s']);
  }

  /** Has Flink's client make the cluster. */
  async start(rate: number, savepoint?: string): Promise<void> {
    const { namespace, name } = this.ledger;
    const out = `s3://${BUCKET}/${folderOf(this.ledger)}/out`;
    const from = savepoint ? ['--fromSavepoint', savepoint] : [];
    const job = ['local:///opt/flink/usrlib/ledger.jar', '--rate', String(rate), '--out', out];
    // Under the job id that follows from the cluster's, Flink would take the new job for the one that it saw end.
    const ids = [`-Dkubernetes.cluster-id=${name}`, `-D$internal.pipeline.job-id=${randomBytes(16).toString('hex')}`];
    const flink = ['/opt/flink/bin/flink', 'run-application', '--target', 'kubernetes-application', ...ids];
    await kubectl(['-n', namespace, 'exec', CLIENT, '--', ...flink, ...from, ...job]);
    this.clusterId = name;
  }

  /** What the job tells once it was restored so often, and completed a checkpoint. */
  told(restores: number): Promise<{ readonly jobId: string; readonly read: Accumulators }> {
    return until('the job to tell', 180, async () => {
      const { jobs } = await rest(this.ledger.namespace, this.ledger.name, '/jobs/overview');
      const jobId = jobs.find((job: any) => job.state === 'RUNNING')?.jid;
      const read = jobId && (await accumulators(this.ledger, jobId));
      if (read?.restores !== restores) return undefined;
      const { counts } = await rest(this.ledger.namespace, this.ledger.name, `/jobs/${jobId}/checkpoints`);
      return counts.completed > 0 && { jobId, read };
    });
  }

  async update(number: number, rate: number): Promise<Gap> {
    const { namespace, version } = this.ledger;
    const { jobId } = await this.told(number - 1);
    const stop = Date.now();
    const savepoint = await this.stop(jobId);
    const stopped = Date.now();
    await kubectl(['-n', namespace, 'delete', 'deployment', this.clusterId, '--cascade=foreground', '--wait']);
    const started = Date.now();
    await this.start(rate, savepoint);
    const client = Date.now();
    const now = await this.told(number);
    const moments = { stop, stopped, started, client, ...(await jobMoments(this.ledger, now.jobId)) };
    return gapOf({ mode: 'by hand', version, update: String(number) }, moments, now.read.gap);
  }

  private async applyWithoutUpdate(yaml: string): Promise<void> {
    const objects = parseAllDocuments(yaml).map((document) => document.toJSON());
    const kept = objects.filter((object) => object?.kind && object.kind !== 'Job');
    await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: kept }));
  }

  /** Stops with a savepoint, as a person would with `curl`; answers its path. */
  private async stop(jobId: string): Promise<string> {
    const { namespace, name } = this.ledger;
    const base = `/api/v1/namespaces/${namespace}/services/http:${name}-ui:8081/proxy/jobs/${jobId}`;
    const body = JSON.stringify({ targetDirectory: `s3://${BUCKET}/${folderOf(this.ledger)}/state/savepoints`, drain: false });
    const { stdout } = await kubectl(['create', '--raw', `${base}/stop`, '-f', '-'], body);
    const trigger = JSON.parse(stdout)['request-id'];
    for (;;) {
      const { operation } = await rest(namespace, name, `/jobs/${jobId}/savepoints/${trigger}`);
      if (operation?.['failure-cause']) throw new Error(JSON.stringify(operation['failure-cause']));
      if (operation?.location) return operation.location;
    }
  }
}

/** The YAML of which `ByHand` takes all but the update: a cluster that no update prepares. */
export function byHandYaml(ledger: Ledger, rate: number): string {
  return ledgerYaml(ledger, rate, { prepareAhead: false }).yaml;
}

/** Pods of the client are no part of a cluster. */
export async function goneByHand({ namespace }: Ledger): Promise<void> {
  await kubectl(['-n', namespace, 'delete', 'deployment,pod', '--all', '--wait']);
  await until('the pods to be gone', 120, async () => (await get(namespace, 'pods')).length === 0);
}
