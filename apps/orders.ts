import { App, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage, StorageCredentials } from '../lib';

// As a company would write it: its own bucket, identity, nodes, host name and Secrets.

/** Nodes that are kept for streaming jobs. */
const tolerations: k8s.Toleration[] = [{ key: 'dedicated', operator: 'Equal', value: 'streaming', effect: 'NoSchedule' }];

/** A TaskManager in every zone, as far as it goes. */
const spread: k8s.TopologySpreadConstraint = {
  maxSkew: 1,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'app.kubernetes.io/component': 'taskmanager', 'app.kubernetes.io/instance': 'orders' } },
};

/** More labels, for the bill. */
const metadata: k8s.ObjectMeta = { labels: { 'cost-centre': 'commerce' } };

const app = new App();
new FlinkApplication(app, 'orders', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.of('1.20.5'),
  image: 'registry.example.com/orders:1.4.2',
  imagePullSecrets: ['registry'],
  job: FlinkJob.jar('/opt/flink/usrlib/orders.jar', {
    mainClass: 'com.example.orders.Orders',
    args: ['--topic', 'orders', '--brokers', 'kafka.kafka:9093'],
  }),
  parallelism: 8,
  taskSlots: 2,
  storage: StateStorage.s3('s3://acme-flink/orders', {
    credentials: StorageCredentials.serviceAccount({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/flink-orders' }),
  }),
  checkpoints: { interval: Duration.seconds(30), minPause: Duration.seconds(10) },
  jobManager: {
    memory: Size.gibibytes(2),
    podTemplate: { metadata, spec: { containers: [], tolerations } },
  },
  taskManager: {
    memory: Size.gibibytes(4),
    cpu: 2,
    cpuLimit: 4,
    podTemplate: { metadata, spec: { containers: [], tolerations, topologySpreadConstraints: [spread] } },
  },
  environment: { TZ: 'UTC' },
  secretEnvironment: { KAFKA_PASSWORD: { secretName: 'orders-kafka', key: 'password' } },
  secretMounts: { 'orders-truststore': '/secrets/truststore' },
  options: {
    // How far parallelism may go without losing state.
    'pipeline.max-parallelism': '128',
    'restart-strategy.type': 'exponential-delay',
    'taskmanager.memory.managed.fraction': '0.5',
  },
  ingress: {
    host: 'orders.flink.example.com',
    className: 'nginx',
    tlsSecretName: 'orders-flink-tls',
    annotations: {
      'cert-manager.io/cluster-issuer': 'letsencrypt',
      // Flink's UI has no login of its own.
      'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com/oauth2/auth',
      'nginx.ingress.kubernetes.io/auth-signin': 'https://login.example.com/oauth2/start',
    },
  },
  monitorLabels: { release: 'kube-prometheus-stack' },
  update: { savepointTimeout: Duration.minutes(20), startTimeout: Duration.minutes(15) },
});
app.synth();
