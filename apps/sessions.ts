import { App, Duration, Size } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage, StorageCredentials } from '../lib';

// An Apache Beam pipeline: the jar holds the pipeline and Beam's Flink runner.
const app = new App();
new FlinkApplication(app, 'sessions', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V1_19,
  image: 'registry.example.com/sessions:2.0.3',
  job: FlinkJob.beam('/opt/flink/usrlib/sessions-bundled.jar', {
    mainClass: 'com.example.sessions.Sessions',
    args: ['--subscription=projects/acme/subscriptions/clicks', '--gap=30m'],
    maxBundleSize: 1000,
  }),
  parallelism: 2,
  storage: StateStorage.gcs('gs://acme-flink/sessions', {
    credentials: StorageCredentials.serviceAccount({ 'iam.gke.io/gcp-service-account': 'sessions@acme.iam.gserviceaccount.com' }),
  }),
  checkpoints: { interval: Duration.seconds(20) },
  taskManager: { memory: Size.gibibytes(2) },
});
app.synth();
