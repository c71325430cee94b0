/** A Kafka of one broker beside the tests, a topic that is written to, and a job that reads it and falls behind. */
import { Size } from 'cdk8s';
import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlinkApplicationProps, FlinkJob } from '../../lib';
import { until } from './kubectl';
import { updateProps } from './ledger';

const BROKER_PORT = 19_092;
const CONTROLLER_PORT = 19_093;
const JAR_PORT = 18_080;
const JAR = '/opt/flink/usrlib/behind/behind.jar';

/** Made by `node tools/test-jobs/build.mjs`. */
const made = join(__dirname, '../../scratch/test-jobs');

/** What a broker is told that has nobody beside it; the rest is as Kafka comes. */
const settingsOf = (host: string, folder: string) => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:${CONTROLLER_PORT}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://0.0.0.0:${BROKER_PORT},CONTROLLER://localhost:${CONTROLLER_PORT}
advertised.listeners=PLAINTEXT://${host}:${BROKER_PORT}
offsets.topic.replication.factor=1
log.dirs=${folder}/logs
`;

export class Kafka {
  private constructor(
    private readonly host: string,
    private readonly processes: readonly ChildProcess[],
    private readonly server: Server,
  ) {}

  /**
   * Begins to write. Pods fetch the job, which is too large for a ConfigMap, from this process.
   *
   * @param host this machine, as pods reach it
   */
  static async begin(host: string, version: string): Promise<Kafka> {
    const jar = join(made, `behind-${version}.jar`);
    if (!existsSync(jar)) throw new Error(`${jar} is not there; run: node tools/test-jobs/build.mjs ${version}`);
    const folder = mkdtempSync(join(tmpdir(), 'kafka-'));
    const settings = join(folder, 'server.properties');
    writeFileSync(settings, settingsOf(host, folder));
    const java = (...args: string[]) => ['-cp', `${made}/kafka/*:${jar}`, '-Xmx256m', ...args];
    const format = spawnSync('java', java('kafka.tools.StorageTool', 'format', '-t', 'MkU3OEVBNTcwNTJENDM2Qg', '-c', settings));
    if (format.status !== 0) throw new Error(`Kafka does not format its storage: ${format.stderr.toString()}`);
    const broker = spawn('java', java('kafka.Kafka', settings), { stdio: 'ignore' });
    await until('Kafka to listen', 60, async () => broker.exitCode === null && (await listens(BROKER_PORT)));
    const producer = spawn('java', java('Producer', `${host}:${BROKER_PORT}`), { stdio: 'ignore' });
    const server = createServer((_, response) => response.end(readFileSync(jar)));
    await new Promise<void>((done) => server.listen(JAR_PORT, '0.0.0.0', done));
    return new Kafka(host, [broker, producer], server);
  }

  /** The job, in place of the one that the image has. */
  get job(): Partial<FlinkApplicationProps> {
    const volumeMounts = [{ name: 'job', mountPath: JAR.replace(/\/[^/]*$/, '') }];
    const fetched = `fetch('http://${this.host}:${JAR_PORT}').then(async (r) => fs.writeFileSync('${JAR}', Buffer.from(await r.arrayBuffer())))`;
    const podTemplate = {
      spec: {
        initContainers: [{ name: 'job', image: updateProps.programImage, command: ['node', '-e', fetched], volumeMounts }],
        containers: [{ name: 'flink-main-container', volumeMounts }],
        volumes: [{ name: 'job', emptyDir: {} }],
      },
    };
    return {
      job: FlinkJob.jar(JAR, { mainClass: 'Behind', args: [`${this.host}:${BROKER_PORT}`] }),
      jobManager: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(900), podTemplate },
      taskManager: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(1024), podTemplate },
    };
  }

  end(): void {
    this.server.close();
    for (const one of this.processes) one.kill('SIGKILL');
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, 'localhost', () => done(true));
    socket.on('error', () => done(false)).on('connect', () => socket.destroy());
  });
}
