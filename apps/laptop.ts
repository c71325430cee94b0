import { App, Duration, Size } from 'cdk8s';
import { FlinkApplication, FlinkJob, FlinkVersion, StateBackend, StateStorage } from '../lib';

// For the one node of a laptop's cluster: a volume claim and no bucket, little memory, no Prometheus Operator. Image and job are
// Flink's own, so that it runs as it is.
const app = new App();
new FlinkApplication(app, 'laptop', {
  namespace: 'flink',
  flinkVersion: FlinkVersion.V2_3,
  image: 'flink:2.3.0',
  job: FlinkJob.jar('/opt/flink/examples/streaming/StateMachineExample.jar', { args: ['--error-rate', '0.1', '--sleep', '50'] }),
  storage: StateStorage.newPersistentVolume({ size: Size.gibibytes(1) }),
  stateBackend: StateBackend.HASHMAP,
  checkpoints: { interval: Duration.seconds(10), retained: 1 },
  jobManager: { memory: Size.mebibytes(1024), cpu: 0.2, cpuLimit: 1 },
  taskManager: { memory: Size.mebibytes(1024), cpu: 0.2, cpuLimit: 1 },
  // Working state is on the heap.
  options: { 'taskmanager.memory.managed.size': '0m' },
  metrics: false,
});
app.synth();
