import { FlinkVersion, S3StorageProps, StateStorage, StorageCredentials } from '../../lib';

const contribution = (uri: string, props?: S3StorageProps, version = '1.20.5') =>
  StateStorage.s3(uri, props)._contribute(FlinkVersion.of(version), 'orders');

test('A bucket gets a folder for checkpoints and one for savepoints, and switches the plugin on', () => {
  expect(contribution('s3://acme/orders')).toEqual({
    prop: 'storage',
    options: {
      'execution.checkpointing.dir': 's3://acme/orders/checkpoints',
      'execution.checkpointing.savepoint-dir': 's3://acme/orders/savepoints',
    },
    plugins: ['flink-s3-fs-hadoop-1.20.5.jar'],
  });
});

test.each(['1.12.5', '2.3.0', '1.18'])("The plugin's jar is that of Flink %s, patch release included", (version) => {
  const patch = FlinkVersion.of(version).patch;
  expect(contribution('s3://acme/orders', {}, version).plugins).toEqual([`flink-s3-fs-hadoop-${patch}.jar`]);
});

test('A store with an endpoint is reached by paths, unless it is said otherwise', () => {
  const endpoint = 'https://minio.storage:9000';
  expect(contribution('s3://acme/orders', { endpoint }).options).toMatchObject({
    's3.endpoint': endpoint,
    's3.path.style.access': 'true',
  });
  expect(contribution('s3://acme/orders', { endpoint, pathStyleAccess: false }).options).not.toHaveProperty(['s3.path.style.access']);
  expect(contribution('s3://acme/orders', { pathStyleAccess: true }).options).toHaveProperty(['s3.path.style.access'], 'true');
});

test.each(['minio:9000', 'http://', 'http://minio:9000/', 'http://minio:9000/acme', 'ftp://minio', ''])(
  'The endpoint %j is refused',
  (endpoint) => {
    expect(() => StateStorage.s3('s3://acme/orders', { endpoint })).toThrow(
      `storage: the endpoint '${endpoint}' is no address; write it as 'http://minio.storage:9000', without a path`,
    );
  },
);

test('An access key comes by Secret references, and no text of it is in the options', () => {
  const { options, secretEnvironment } = contribution('s3://acme/orders', {
    credentials: StorageCredentials.accessKey('bucket-key', { idKey: 'id' }),
  });
  expect(secretEnvironment).toEqual({
    AWS_ACCESS_KEY_ID: { secret: 'bucket-key', key: 'id' },
    AWS_SECRET_ACCESS_KEY: { secret: 'bucket-key', key: 'AWS_SECRET_ACCESS_KEY' },
  });
  expect(JSON.stringify(options)).not.toContain('bucket-key');
});

test('A role on EKS is an annotation of the service accounts, and the provider that takes its token', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/flink' };
  const { options, serviceAccountAnnotations } = contribution('s3://acme/orders', {
    credentials: StorageCredentials.serviceAccount(annotations),
  });
  expect(serviceAccountAnnotations).toEqual(annotations);
  expect(options).toHaveProperty(['fs.s3a.aws.credentials.provider'], 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider');
});

test('Another plugin is taken by its jar', () => {
  expect(contribution('s3p://acme/orders', { pluginJar: 'flink-s3-fs-presto-1.20.5.jar' }).plugins).toEqual([
    'flink-s3-fs-presto-1.20.5.jar',
  ]);
});

test.each(['/orders', 'gs://acme/orders', 'orders', 's3:/acme'])('%s is none of S3', (uri) => {
  expect(() => StateStorage.s3(uri)).toThrow(
    `storage: '${uri}' was given; allowed is a URI that begins with s3:// or s3a:// or s3p://, such as 's3://acme-flink/orders'`,
  );
});
