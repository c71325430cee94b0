import { App, Chart, Duration, Size } from 'cdk8s';
import {
  FlinkAlerts,
  FlinkDashboard,
  FlinkJob,
  FlinkScaling,
  FlinkServiceMonitor,
  FlinkStandaloneCluster,
  FlinkVersion,
  HighAvailability,
  SavepointJob,
  StateStorage,
  StorageCredentials,
} from '../lib';

// A standalone cluster that follows its load, and goes on at once when a JobManager dies. Put together from its parts, for a
// Prometheus that picks ServiceMonitors.
const app = new App();
const chart = new Chart(app, 'payments');

const cluster = new FlinkStandaloneCluster(chart, 'payments', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V2_3,
  image: 'registry.example.com/payments:3.1.0',
  job: FlinkJob.jar('/opt/flink/usrlib/payments.jar', { args: ['--brokers', 'kafka.kafka:9093'] }),
  taskSlots: 2,
  scaling: FlinkScaling.reactive({ minTaskManagers: 1, maxTaskManagers: 8, cpuPercent: 60, scaleDownAfter: Duration.minutes(20) }),
  highAvailability: HighAvailability.kubernetes({ jobManagers: 2 }),
  storage: StateStorage.s3('s3://acme-flink/payments', {
    credentials: StorageCredentials.serviceAccount({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/flink-payments' }),
  }),
  checkpoints: { interval: Duration.seconds(20) },
  taskManager: { memory: Size.gibibytes(3) },
  // What each change of scale divides state into: it bounds the slots, and cannot change without losing state.
  options: { 'pipeline.max-parallelism': '128' },
  ingress: {
    host: 'payments.flink.example.com',
    className: 'nginx',
    tlsSecretName: 'payments-flink-tls',
    // Flink's UI has no login of its own: whoever is on the company's network may see it.
    annotations: { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' },
  },
});
// What this Prometheus picks monitors and rules by.
const labels = { release: 'kube-prometheus-stack' };
new FlinkServiceMonitor(chart, 'monitor', { cluster, labels, interval: Duration.seconds(30) });
new FlinkAlerts(chart, 'alerts', { cluster, ruleLabels: labels, rules: { consumerLag: { threshold: 10_000 } } });
new FlinkDashboard(chart, 'dashboards', { cluster });
// Last in the file: its program and configuration are there when it starts.
new SavepointJob(chart, 'update', { cluster });

app.synth();
