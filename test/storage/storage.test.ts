import { Size } from 'cdk8s';
import { StateStorage } from '../../lib';

test.each([
  ['S3', StateStorage.s3('s3://acme/orders'), 's3://acme/orders'],
  ['S3 with a slash at the end', StateStorage.s3('s3://acme/orders/'), 's3://acme/orders'],
  ['S3 with slashes at the end', StateStorage.s3('s3://acme/orders///'), 's3://acme/orders'],
  ['a whole bucket', StateStorage.s3('s3://acme'), 's3://acme'],
  ['Google Cloud Storage', StateStorage.gcs('gs://acme/orders'), 'gs://acme/orders'],
  ['Azure', StateStorage.azure('abfss://f@a.dfs.core.windows.net/o'), 'abfss://f@a.dfs.core.windows.net/o'],
  ['a claim', StateStorage.persistentVolume('state'), 'file:///flink-state/orders'],
  ['a new claim', StateStorage.newPersistentVolume({ size: Size.gibibytes(1) }), 'file:///flink-state/orders'],
])('On %s checkpoints, savepoints and HA metadata have each a folder', (_what, storage, root) => {
  expect(storage._folders('orders')).toEqual({
    checkpoints: `${root}/checkpoints`,
    savepoints: `${root}/savepoints`,
    ha: `${root}/ha`,
  });
});
