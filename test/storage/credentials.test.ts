import { StorageCredentials } from '../../lib';

test('The keys of a Secret are those of its usual form, unless they are named', () => {
  expect(StorageCredentials.accessKey('s')._environment).toEqual({
    AWS_ACCESS_KEY_ID: { secret: 's', key: 'AWS_ACCESS_KEY_ID' },
    AWS_SECRET_ACCESS_KEY: { secret: 's', key: 'AWS_SECRET_ACCESS_KEY' },
  });
  expect(StorageCredentials.accessKey('s', { idKey: 'a', secretKey: 'b' })._environment).toEqual({
    AWS_ACCESS_KEY_ID: { secret: 's', key: 'a' },
    AWS_SECRET_ACCESS_KEY: { secret: 's', key: 'b' },
  });
});

test('A service account is annotated, and reads no Secret', () => {
  const credentials = StorageCredentials.serviceAccount({ 'iam.gke.io/gcp-service-account': 'x' });
  expect(credentials._annotations).toEqual({ 'iam.gke.io/gcp-service-account': 'x' });
  expect(credentials._environment).toEqual({});
});

test('A service account without annotation is refused', () => {
  expect(() => StorageCredentials.serviceAccount({})).toThrow(
    "storage: serviceAccount() was given no annotation; name one, such as { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/flink' }",
  );
});
