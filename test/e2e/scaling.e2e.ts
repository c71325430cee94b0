import { Duration, Size } from 'cdk8s';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterMode, FlinkJob, FlinkScaling } from '../../lib';
import { JobRun, JobYaml, prepareNamespace } from './job-run';
import { get, kubectl, rest, until } from './kubectl';
import { BUCKET, committed, faults, folderOf, Ledger, ledgerYaml } from './ledger';

const versions = (variable: string) => (process.env[variable] ?? '1.20.5').split(',');
/** Made by `node tools/test-jobs/build.mjs`. */
const jarOf = (version: string) => join(__dirname, `../../scratch/test-jobs/shards-${version}.jar`);
const JAR = '/opt/flink/usrlib/shards.jar';

/** The job whose work can be shared, on the cluster. */
class Shards {
  readonly run: JobRun;

  constructor(
    readonly ledger: Ledger,
    private readonly scaling: FlinkScaling,
    parallelism?: number,
  ) {
    this.run = new JobRun(ledger, this.yaml(3000, parallelism));
  }

  /** The job that spends so many microseconds on each number. */
  yaml(burn: number, parallelism?: number): JobYaml {
    const podTemplate = {
      spec: {
        containers: [{ name: 'flink-main-container', volumeMounts: [{ name: 'job', mountPath: JAR, subPath: 'shards.jar' }] }],
        volumes: [{ name: 'job', configMap: { name: 'shards' } }],
      },
    };
    return ledgerYaml(this.ledger, 100, {
      job: FlinkJob.jar(JAR, {
        mainClass: 'Shards',
        args: ['--rate', '100', '--burn', String(burn), '--out', `s3://${BUCKET}/${folderOf(this.ledger)}/out`],
      }),
      jobManager: { cpu: 0.4, cpuLimit: 2, memory: Size.mebibytes(900), podTemplate },
      taskManager: { cpu: 0.2, cpuLimit: 1, memory: Size.mebibytes(1024), podTemplate },
      scaling: this.scaling,
      parallelism,
    });
  }

  async up(): Promise<void> {
    const { namespace, version } = this.ledger;
    if (!existsSync(jarOf(version))) throw new Error(`${jarOf(version)} is not there; run: node tools/test-jobs/build.mjs ${version}`);
    await prepareNamespace(namespace, 'restricted');
    const binaryData = { 'shards.jar': readFileSync(jarOf(version)).toString('base64') };
    const jar = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shards', namespace }, binaryData };
    await kubectl(['apply', '-f', '-'], JSON.stringify(jar));
  }

  async down(): Promise<void> {
    await kubectl(['delete', 'namespace', this.ledger.namespace, '--wait=false']);
  }

  /** Waits for the working operator, and for all of the job, to run at a parallelism. */
  followed(parallelism: number): Promise<unknown> {
    const { namespace, name } = this.ledger;
    return until(`the job to run at parallelism ${parallelism}`, 300, async () => {
      const { jobId } = (await this.run.record())!;
      const { vertices } = await rest(namespace, name, `/jobs/${jobId}`);
      const work = vertices.find((vertex: any) => vertex.name.startsWith('work'));
      return work.parallelism === parallelism && vertices.every((vertex: any) => vertex.status === 'RUNNING');
    });
  }

  async exactlyOnce(): Promise<void> {
    const before = (await committed(this.ledger)).length;
    let numbers: number[] = [];
    // Tasks commit one after the other: for a moment one's part of a checkpoint may be there and another's not yet.
    await until('committed output without a hole', 180, async () => {
      numbers = await committed(this.ledger);
      return numbers.length > before && faults(numbers).length === 0;
    }).catch(() => undefined);
    expect(faults(numbers)).toEqual([]);
    expect(numbers.length).toBeGreaterThan(before);
  }
}

describe.each(versions('E2E_REACTIVE_VERSIONS'))('a standalone cluster of Flink %s in reactive mode', (version) => {
  const digits = version.replaceAll('.', '');
  const scaling = FlinkScaling.reactive({ maxTaskManagers: 2, scaleUpAfter: Duration.seconds(15) });
  const ledger = { namespace: `e2e-reactive-${digits}`, name: `shards-${digits}`, version, mode: ClusterMode.STANDALONE };
  const shards = new Shards(ledger, scaling);
  const { run } = shards;

  beforeAll(() => shards.up());
  afterAll(() => shards.down());

  test('Under load the autoscaler adds a TaskManager and the parallelism follows, without losing or repeating a number (promise 3)', async () => {
    await run.apply();
    await run.updated();
    const [workload] = await get(ledger.namespace, 'deployment', { name: `${ledger.name}-taskmanager` });
    expect(workload.spec.replicas).toBe(1);
    const began = Date.now();
    await shards.followed(2);
    console.log(`Flink ${version}: the parallelism followed the load after ${Math.round((Date.now() - began) / 1000)} s`);
    const [autoscaler] = await get(ledger.namespace, 'hpa');
    expect(autoscaler.status.desiredReplicas).toBe(2);
    await shards.exactlyOnce();
  });

  test('An update goes on with as many TaskManagers as there were (promises 2, 3)', async () => {
    run.current = shards.yaml(3100);
    await run.apply();
    await run.updated();
    expect((await run.record())!.taskManagers).toBe('2');
    await shards.followed(2);
    await shards.exactlyOnce();
  });
});

describe.each(versions('E2E_ADAPTIVE_VERSIONS'))('a native cluster of Flink %s with the adaptive scheduler', (version) => {
  const digits = version.replaceAll('.', '');
  const ledger = { namespace: `e2e-adaptive-${digits}`, name: `shards-${digits}`, version, mode: ClusterMode.NATIVE };
  const shards = new Shards(ledger, FlinkScaling.adaptive(), 2);
  const { run } = shards;

  beforeAll(() => shards.up());
  afterAll(() => shards.down());

  test('A changed parallelism is handed to the running job, which goes on in place, each number once (promise 3)', async () => {
    await run.apply();
    await run.updated();
    await shards.followed(2);
    const before = (await run.record())!;
    run.current = shards.yaml(3000, 3);
    await run.apply();
    await run.updated();
    await shards.followed(3);
    expect(await run.record()).toMatchObject({ jobId: before.jobId, revision: before.revision, savepointPath: '', parallelism: '3' });
    await shards.exactlyOnce();
  });

  test('A JobManager that dies goes on at the parallelism that was handed over', async () => {
    const pods = await run.pods();
    const { name } = pods.find((pod) => pod.metadata.labels['app.kubernetes.io/component'] === 'jobmanager').metadata;
    await kubectl(['-n', ledger.namespace, 'delete', 'pod', name, '--grace-period=1']);
    await until('another JobManager', 120, async () => !(await run.pods()).some((pod) => pod.metadata.name === name));
    await shards.followed(3);
    await shards.exactlyOnce();
  });
});
