import { FlinkVersion, StateStorage, StorageCredentials } from '../../lib';

test('A bucket switches the plugin on, and a Google service account is an annotation', () => {
  const annotations = { 'iam.gke.io/gcp-service-account': 'flink@acme.iam.gserviceaccount.com' };
  const storage = StateStorage.gcs('gs://acme/orders', { credentials: StorageCredentials.serviceAccount(annotations) });
  expect(storage._contribute(FlinkVersion.of('1.20.5'), 'orders')).toEqual({
    prop: 'storage',
    options: {
      'execution.checkpointing.dir': 'gs://acme/orders/checkpoints',
      'execution.checkpointing.savepoint-dir': 'gs://acme/orders/savepoints',
    },
    plugins: ['flink-gs-fs-hadoop-1.20.5.jar'],
    secretEnvironment: {},
    serviceAccountAnnotations: annotations,
  });
});

test('Another plugin is taken by its jar', () => {
  const storage = StateStorage.gcs('gs://acme/orders', { pluginJar: 'gs.jar' });
  expect(storage._contribute(FlinkVersion.V1_15, 'orders').plugins).toEqual(['gs.jar']);
});

test.each(['1.12', '1.14'])('Flink %s has no file system for it, and is told which release has', (minor) => {
  expect(() => StateStorage.gcs('gs://acme/orders')._contribute(FlinkVersion.of(minor), 'orders')).toThrow(
    `storage: Flink ${minor} has no file system for Google Cloud Storage; Flink 1.15 has. Leave it out, or use Flink 1.15 or later`,
  );
});

test.each(['s3://acme/orders', 'gcs://acme/orders', '/orders'])('%s is none of Google Cloud Storage', (uri) => {
  expect(() => StateStorage.gcs(uri)).toThrow(
    `storage: '${uri}' was given; allowed is a URI that begins with gs://, such as 'gs://acme-flink/orders'`,
  );
});
