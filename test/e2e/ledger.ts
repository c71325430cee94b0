/** The job that the suite runs: it fails on a lost or repeated number, and tells how often it was restored. */
import { App, Duration, Size } from 'cdk8s';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterMode, FlinkApplication, FlinkApplicationProps, FlinkJob, FlinkVersion, StateStorage, StorageCredentials } from '../../lib';
import { rest } from './kubectl';

/** Where the S3 server of the test cluster answers, for pods and for this process alike. */
export const S3 = process.env.E2E_S3 ?? '';
export const BUCKET = process.env.E2E_BUCKET ?? 'flink';
/** The Secret of the access key that the suite makes. */
export const SECRET = 's3-access';

/** What earlier runs left in the bucket is not this one's. */
const RUN = process.env.E2E_RUN ?? Date.now().toString(36);

/** What JVMs are started with: they live for a minute or two, which the optimizing compiler would spend to no use. */
const JVM = process.env.E2E_JVM ?? '-XX:TieredStopAtLevel=1';
const QUICK = JVM ? Object.fromEntries(['client', 'jobmanager', 'taskmanager'].map((who) => [`env.java.opts.${who}`, JVM])) : {};

/** The job's folder in the bucket. */
export const folderOf = ({ name, mode }: Ledger): string => `${RUN}/${mode.toLowerCase()}/${name}`;

export interface Ledger {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly mode: ClusterMode;
}

export const updateProps = {
  programImage: process.env.E2E_NODE_IMAGE ?? 'node:20-slim',
  savepointTimeout: Duration.minutes(2),
  startTimeout: Duration.minutes(4),
};

/** The job, in an app of its own. */
export function ledgerApplication(app: App, ledger: Ledger, rate: number, more: Partial<FlinkApplicationProps> = {}): FlinkApplication {
  const { namespace, name, version, mode } = ledger;
  const folder = folderOf(ledger);
  const flinkVersion = FlinkVersion.of(version);
  // A native JVM of earlier releases may use no more than it requests; there, no two clusters are up at once.
  const cpu = mode === ClusterMode.STANDALONE || flinkVersion.isAtLeast('1.15') ? { cpu: 0.4, cpuLimit: 2 } : { cpu: 0.7 };
  return new FlinkApplication(app, name, {
    namespace,
    mode,
    flinkVersion,
    image: `flink:${version}`,
    job: FlinkJob.jar('/opt/flink/usrlib/ledger.jar', { args: ['--rate', String(rate), '--out', `s3://${BUCKET}/${folder}/out`] }),
    storage: StateStorage.s3(`s3://${BUCKET}/${folder}/state`, { endpoint: S3, credentials: StorageCredentials.accessKey(SECRET) }),
    checkpoints: { interval: Duration.seconds(3) },
    jobManager: { memory: Size.mebibytes(900), ...cpu },
    taskManager: { memory: Size.mebibytes(1024), ...cpu },
    options: QUICK,
    update: updateProps,
    ...more,
  });
}

/** The YAML of the job, as `cdk8s synth` writes it. */
export function ledgerYaml(
  ledger: Ledger,
  rate: number,
  more: Partial<FlinkApplicationProps> = {},
): { yaml: string; jobName: string; revision: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'ledger-'));
  const app = new App({ outdir });
  const application = ledgerApplication(app, ledger, rate, more);
  app.synth();
  return {
    yaml: readFileSync(join(outdir, `${ledger.name}.k8s.yaml`), 'utf8'),
    jobName: application.savepointJob.job.name,
    revision: application.cluster.revision,
  };
}

export interface Accumulators {
  /** The number that comes next. */
  readonly next: number;
  /** How often this state was restored. */
  readonly restores: number;
  /** Milliseconds that the data stood still at the last restore. */
  readonly gap: number;
}

export async function accumulators({ namespace, name }: Ledger, jobId: string): Promise<Accumulators | undefined> {
  const { 'user-task-accumulators': found } = await rest(namespace, name, `/jobs/${jobId}/accumulators`);
  const value = (key: string) => Number(found.find((a: any) => a.name === key)?.value ?? NaN);
  const read = { next: value('next'), restores: value('restores'), gap: value('gap-ms') };
  return Number.isNaN(read.next) || Number.isNaN(read.restores) ? undefined : read;
}

/** Keys of the bucket that begin with a prefix. */
export async function list(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (let marker = ''; ;) {
    const answer = await fetch(`${S3}/${BUCKET}?prefix=${encodeURIComponent(prefix)}&marker=${encodeURIComponent(marker)}`);
    const text = await answer.text();
    const page = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
    keys.push(...page);
    if (!text.includes('<IsTruncated>true<') || page.length === 0) return keys;
    marker = page[page.length - 1];
  }
}

/** The numbers that the job committed, in order. */
export async function committed(ledger: Ledger): Promise<number[]> {
  const numbers: number[] = [];
  for (const key of await list(`${folderOf(ledger)}/out/`)) {
    const text = await (await fetch(`${S3}/${BUCKET}/${key}`)).text();
    numbers.push(...text.split('\n').filter(Boolean).map(Number));
  }
  return numbers.sort((a, b) => a - b);
}

/** Each number from 0 on, exactly once; an empty list of faults means that it is so. */
export function faults(numbers: readonly number[]): string[] {
  const found: string[] = [];
  numbers.forEach((number, at) => {
    if (at > 0 && number === numbers[at - 1]) found.push(`${number} is repeated`);
    else if (number !== (at === 0 ? 0 : numbers[at - 1] + 1)) found.push(`${(numbers[at - 1] ?? -1) + 1} to ${number - 1} are lost`);
  });
  return found.slice(0, 10);
}
