/** One job on the cluster, from its YAML to what it committed. */
import { spawn } from 'node:child_process';
import { get, kubectl, rest, until } from './kubectl';
import { accumulators, Accumulators, BUCKET, committed, faults, folderOf, Ledger, list, SECRET } from './ledger';

/** The YAML of a job, and the update Job in it. */
export interface JobYaml {
  readonly yaml: string;
  readonly jobName: string;
  readonly revision: string;
}

/** What an update goes through from one running job to the next. */
const PHASES: readonly string[] = ['STOPPING', 'STOPPED', 'STARTING'];

/** A namespace with the bucket's key in it, at a level of Kubernetes' pod security. */
export async function prepareNamespace(namespace: string, level: string): Promise<void> {
  await kubectl(['create', 'namespace', namespace]);
  await kubectl(['label', 'namespace', namespace, `pod-security.kubernetes.io/enforce=${level}`]);
  const key = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((variable) => `--from-literal=${variable}=test`);
  await kubectl(['-n', namespace, 'create', 'secret', 'generic', SECRET, ...key]);
}

export class JobRun {
  constructor(
    readonly ledger: Ledger,
    /** What is applied next. */
    public current: JobYaml,
  ) {}

  async record(): Promise<Record<string, string> | undefined> {
    return (await get(this.ledger.namespace, 'configmap', { name: `${this.ledger.name}-savepoint` }))[0]?.data;
  }

  async apply(): Promise<string> {
    return (await kubectl(['apply', '-f', '-'], this.current.yaml)).stdout;
  }

  /** Waits for the update Job to end well, and fails with its own words when it does not. */
  updated(jobName = this.current.jobName): Promise<any> {
    return until(`the update Job ${jobName}`, 600, async () => {
      const [job] = await get(this.ledger.namespace, 'job', { name: jobName });
      const failed = job?.status?.conditions?.find((c: any) => c.type === 'Failed' && c.status === 'True');
      if (failed) throw new Error(`the update failed: ${failed.message}; ${(await this.record())?.message}`);
      return job?.status?.succeeded === 1 && job;
    });
  }

  /** Waits for the update Job to end, well or not; why it failed, or nothing. */
  async over(jobName = this.current.jobName): Promise<string> {
    const condition = await until(`the end of the update Job ${jobName}`, 600, () => this.end(jobName));
    return condition.type === 'Failed' ? condition.reason : '';
  }

  /** Whether the update Job has ended, well or not. */
  async isOver(): Promise<boolean> {
    return (await this.end(this.current.jobName)) !== undefined;
  }

  /** Pods of the update Job that have not ended. */
  async updatePods(): Promise<any[]> {
    const pods = await get(this.ledger.namespace, 'pods', `job-name=${this.current.jobName}`);
    return pods.filter((pod) => ['Pending', 'Running'].includes(pod.status.phase));
  }

  /** The condition by which a Job has ended. */
  private async end(jobName: string): Promise<any> {
    const [job] = await get(this.ledger.namespace, 'job', { name: jobName });
    return job?.status?.conditions?.find((c: any) => ['Complete', 'Failed'].includes(c.type) && c.status === 'True');
  }

  /** Waits for the update to have come as far as a phase. The record is watched, not asked for: phases may be short. */
  async reached(phase: (typeof PHASES)[number]): Promise<void> {
    const { namespace, name } = this.ledger;
    const jsonpath = 'jsonpath={.data.phase} {.data.revision}{"\\n"}';
    const watch = spawn('kubectl', ['-n', namespace, 'get', 'configmap', `${name}-savepoint`, '--watch', '-o', jsonpath]);
    const far = ([now, revision]: string[]) =>
      (now === 'RUNNING' && revision === this.current.revision) || PHASES.indexOf(now) >= PHASES.indexOf(phase);
    for await (const text of watch.stdout) {
      const lines = String(text).split('\n').filter(Boolean);
      if (lines.some((line) => far(line.split(' ')))) break;
    }
    watch.kill();
  }

  /** What the running job tells once it has told of its restore. */
  told(atLeast: number): Promise<Accumulators> {
    return until(`the job to pass ${atLeast}`, 300, async () => {
      const { jobId } = (await this.record())!;
      const read = await accumulators(this.ledger, jobId);
      return read && read.next > atLeast && read;
    });
  }

  /** Every number that was committed is there exactly once, and more than so many are. */
  async exactlyOnce(more: number): Promise<number> {
    const numbers = await until('committed output', 300, async () => {
      const found = await committed(this.ledger);
      return found.length > more && found;
    });
    expect(faults(numbers)).toEqual([]);
    return numbers.length;
  }

  /** How often the job has been restarted, by Flink's own count. */
  async failures(): Promise<number> {
    const { namespace, name } = this.ledger;
    const { jobId } = (await this.record())!;
    const [found] = await rest(namespace, name, `/jobs/${jobId}/metrics?get=numRestarts,fullRestarts`);
    return Number(found?.value ?? 0);
  }

  /** Applies what is current, kills the JobManager as soon as its job is told to stop, and helps where the update asks for it. */
  async killedInStop(): Promise<void> {
    const { namespace, name } = this.ledger;
    const own = `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`;
    const [pod] = (await get(namespace, 'pods', own)).filter((one) => one.status.phase === 'Running');
    await this.apply();
    await this.reached('STOPPING');
    await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=0', '--force', '--ignore-not-found']);
    await this.over();
    // Where the savepoint was complete, nobody but the JobManager that died knew its name: a person is told where to look.
    if ((await this.record())!.phase === 'STOPPING') await this.helped();
  }

  /**
   * Does what the refusal of an update says of a stop whose JobManager is gone: deletes its cluster, looks for its savepoint in the folder that
   * it names, or else for the newest checkpoint, writes the path into the record, and applies again.
   */
  async helped(): Promise<void> {
    const { jobId, message, target } = (await this.record())!;
    expect(message).toContain(`${target}/`);
    const [, deletion] = /kubectl (-n \S+ delete --cascade=foreground deployment \S+)\./.exec(message)!;
    await kubectl([...deletion.split(' '), '--ignore-not-found']);
    const inBucket = `s3://${BUCKET}/`;
    const folderOfKey = (key: string) => inBucket + key.replace(/\/_metadata$/, '');
    const [savepoint] = (await list(target.replace(inBucket, ''))).filter((key) => key.endsWith('/_metadata'));
    const checkpoints = (await list(`${folderOf(this.ledger)}/state/checkpoints/${jobId}/`)).filter((key) => key.endsWith('/_metadata'));
    const newest = checkpoints.sort((a, b) => Number(/chk-(\d+)/.exec(b)![1]) - Number(/chk-(\d+)/.exec(a)![1]))[0];
    await this.startFrom(folderOfKey(savepoint ?? newest));
  }

  /** Does what a refusal says: writes where to start from into the record, and applies again. */
  async startFrom(savepointPath: string): Promise<void> {
    const { namespace, name } = this.ledger;
    const data = { phase: 'STOPPED', savepointPath, abandoned: 'false' };
    await kubectl(['-n', namespace, 'patch', 'configmap', `${name}-savepoint`, '--type', 'merge', '-p', JSON.stringify({ data })]);
    await kubectl(['-n', namespace, 'delete', 'job', this.current.jobName, '--ignore-not-found']);
    await this.apply();
  }

  /** Pods of JobManagers and TaskManagers. */
  pods(): Promise<any[]> {
    return get(this.ledger.namespace, 'pods', `app.kubernetes.io/instance=${this.ledger.name},app.kubernetes.io/component!=update`);
  }
}
