import { App, Duration, Size, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import {
  CheckpointMode,
  ClaimMode,
  FailurePolicy,
  FlinkApplication,
  FlinkApplicationProps,
  FlinkClusterProps,
  FlinkJob,
  FlinkScaling,
  FlinkStandaloneClusterProps,
  FlinkVersion,
  HighAvailability,
  ImagePullPolicy,
  LocalRecovery,
  SavepointFormat,
  StateBackend,
  StateStorage,
  StorageCredentials,
  TextFile,
} from '../lib';
import { RELEASES } from '../lib/config/releases';
import catalog from './fixtures/option-keys.json';

/** All minor releases that are supported, the oldest first. */
export const MINORS: readonly string[] = RELEASES;

/** What must be given, and nothing else. */
export function minimalProps(version = '1.20.5'): FlinkApplicationProps {
  return {
    namespace: 'flink',
    flinkVersion: FlinkVersion.of(version),
    image: 'registry.example.com/orders:1.4.2',
    job: FlinkJob.jar('/opt/flink/usrlib/orders.jar'),
    storage: StateStorage.s3('s3://acme-flink/orders'),
  };
}

/** Every prop of a cluster that the release can do, each with a value of its own. */
export function everythingProps(version = '1.20.5'): FlinkApplicationProps {
  const flinkVersion = FlinkVersion.of(version);
  const podTemplate = {
    metadata: { annotations: { 'example.com/team': 'orders' } },
    spec: {
      containers: [{ name: 'flink-main-container', env: [{ name: 'TZ', value: 'UTC' }] }],
      tolerations: [{ key: 'streaming', operator: 'Exists' }],
    },
  };
  const more = (memory: number) => ({
    memory: Size.gibibytes(memory),
    cpu: 0.5,
    ...(flinkVersion.isAtLeast('1.15') ? { cpuLimit: 3 } : {}),
    ...(flinkVersion.isAtLeast('1.13') ? { podTemplate } : {}),
  });
  return {
    namespace: 'flink',
    flinkVersion,
    image: 'registry.example.com/orders:1.4.2',
    job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', { mainClass: 'com.example.Orders', args: ['--topic', 'orders'] }),
    storage: StateStorage.s3('s3://acme-flink/orders', {
      endpoint: 'http://minio.storage:9000',
      credentials: StorageCredentials.accessKey('bucket-key'),
    }),
    parallelism: 4,
    taskSlots: 2,
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    imagePullSecrets: ['registry', 'mirror'],
    highAvailability: HighAvailability.kubernetes(),
    checkpoints: {
      interval: Duration.seconds(30),
      mode: CheckpointMode.EXACTLY_ONCE,
      timeout: Duration.minutes(5),
      minPause: Duration.millis(1500),
      unaligned: true,
      retained: 5,
      tolerableFailures: 7,
    },
    stateBackend: StateBackend.HASHMAP,
    jobManager: more(2),
    taskManager: more(4),
    options: { 'web.timeout': '300000' },
    customOptions: ['acme.*'],
    // Where CPUs cannot be limited above the request, half a CPU is little for two slots.
    silencedWarnings: ['crowded-cpu'],
    environment: { REGION: 'eu-west-1' },
    secretEnvironment: { KAFKA_PASSWORD: { secretName: 'kafka', key: 'password' } },
    secretMounts: { 'kafka-tls': '/secrets/kafka' },
    logging: {
      log4jConsole: TextFile.of('rootLogger.level = WARN\n'),
      log4jCli: TextFile.of('rootLogger.level = ERROR\n'),
      logbackConsole: TextFile.of('<configuration/>\n'),
    },
    metrics: true,
    ingress: {
      host: 'orders.example.com',
      path: '/flink',
      className: 'nginx',
      tlsSecretName: 'orders-tls',
      annotations: { 'cert-manager.io/cluster-issuer': 'acme' },
    },
    update: {
      savepointTimeout: Duration.minutes(3),
      deletionTimeout: Duration.minutes(2),
      startTimeout: Duration.minutes(4),
      deadline: Duration.minutes(30),
      retries: 2,
      programImage: 'registry.example.com/node:22',
      initialSavepoint: 's3://acme-flink/before/savepoint-1',
      allowNonRestoredState: true,
      onFailure: FailurePolicy.ROLL_BACK,
      ...(flinkVersion.isAtLeast('1.15') ? { claimMode: ClaimMode.NO_CLAIM, savepointFormat: SavepointFormat.NATIVE } : {}),
    },
    monitorLabels: { release: 'monitoring' },
  };
}

/** The same, without what only an application has. */
export function clusterProps(props: FlinkApplicationProps): FlinkClusterProps {
  const { update, monitorLabels, mode, ...cluster } = props;
  return cluster;
}

/** Every prop of a standalone cluster that the release can do: its pods take more than those that Flink makes. */
export function everythingStandaloneProps(version = '1.20.5'): FlinkStandaloneClusterProps {
  const { jobManager, taskManager, parallelism, ...props } = clusterProps(everythingProps(version));
  const { jobManager: ofJobManager, taskManager: ofTaskManager } = clusterProps(everythingProps());
  const { flinkVersion } = props;
  return {
    ...props,
    jobManager: ofJobManager,
    taskManager: ofTaskManager,
    ...(flinkVersion.isAtLeast('1.14') ? { highAvailability: HighAvailability.kubernetes({ jobManagers: 2 }) } : {}),
    ...(flinkVersion.isAtLeast('1.13')
      ? {
          scaling: FlinkScaling.reactive({
            minTaskManagers: 2,
            maxTaskManagers: 6,
            cpuPercent: 80,
            scaleUpAfter: Duration.minutes(3),
            scaleDownAfter: Duration.minutes(15),
          }),
        }
      : { parallelism }),
    ...(flinkVersion.isAtLeast('1.15')
      ? { localRecovery: LocalRecovery.persistentVolume({ size: Size.gibibytes(10), storageClassName: 'fast' }) }
      : {}),
  };
}

/** A manifest, as synthesized. */
export type Manifest = any;

/** An application's manifests. */
export function manifests(props: FlinkApplicationProps, id = 'orders'): Manifest[] {
  return Testing.synth(new FlinkApplication(Testing.app(), id, props));
}

/** An application's file, byte by byte. */
export function yamlOf(props: FlinkApplicationProps, id = 'orders'): string {
  const app = new App();
  new FlinkApplication(app, id, props);
  return app.synthYaml();
}

/** The manifests in a file. */
export function parseManifests(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** The one manifest of a kind, and of a name where there are several. */
export function the(all: readonly Manifest[], kind: string, name?: string): Manifest {
  const found = all.filter((one) => one.kind === kind && (name === undefined || one.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} of ${kind} ${name ?? ''} among ${all.map((one) => one.kind).join(', ')}`);
  return found[0];
}

/** Manifests for a snapshot: without the update program, which has tests of its own. */
export function forSnapshot(all: readonly Manifest[]): Manifest[] {
  return all.map((one) =>
    one.data?.['update.js'] ? { ...one, data: { ...one.data, 'start.sh': '(start script)', 'update.js': '(program)' } } : one,
  );
}

/** Flink's options as the file in the ConfigMap says them to the release. */
export function optionsIn(all: readonly Manifest[], configMap = 'orders-config'): Record<string, string> {
  const { data } = the(all, 'ConfigMap', configMap);
  const entries: [string, unknown][] = data['config.yaml']
    ? Object.entries(parse(data['config.yaml'] as string) as object)
    : (data['flink-conf.yaml'] as string)
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

interface CatalogRow {
  readonly in: string;
  readonly old?: readonly string[];
  readonly values?: readonly string[];
}

const rows = catalog.options as Record<string, CatalogRow>;

/** The releases' own catalog of options, without those that the library has no business with. */
export const optionCatalog = {
  releases: catalog.releases as readonly string[],
  row: (key: string): CatalogRow | undefined => (Object.hasOwn(rows, key) ? rows[key] : undefined),
  /** Whether a release has an option of that very name. */
  has(minor: string, key: string): boolean {
    const at = (one: string) => catalog.releases.indexOf(one);
    return (this.row(key)?.in ?? '').split(',').some((range) => {
      const [from, to = from] = range.split('-');
      return from !== '' && at(from) <= at(minor) && at(minor) <= at(to);
    });
  },
};

/** Keys that plugins, reporters and the containers' environment take: no release declares them. */
export const UNDECLARED: readonly RegExp[] = [
  /^containerized\.(?:master|taskmanager)\.env\.[A-Za-z_]\w*$/,
  /^metrics\.reporter\.\w+\.(?:factory\.class|port)$/,
  /^s3\.(?:endpoint|path\.style\.access)$/,
  /^fs\.(?:azure|s3a)\.[\w.-]+$/,
];

/** What a function throws. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
