import { App } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateStorage } from '../lib';

// The smallest: an image, a job in it, and a bucket.
const app = new App();
new FlinkApplication(app, 'clicks', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V1_20,
  image: 'registry.example.com/clicks:1.0.0',
  job: FlinkJob.jar('/opt/flink/usrlib/clicks.jar'),
  storage: StateStorage.s3('s3://acme-flink/clicks'),
});
app.synth();
