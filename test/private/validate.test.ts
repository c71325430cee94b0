import { checkImagePath, checkName, checkPositive, checkUri, checkWhole, LONGEST_NAME } from '../../lib/private/validate';

test.each(['a', 'orders', 'orders-2', 'a--b', 'x'.repeat(LONGEST_NAME)])('The name %s is right', (name) => {
  expect(() => checkName('name', name)).not.toThrow();
});

test('A name longer than 36 characters is refused, with its length', () => {
  const name = 'x'.repeat(37);
  expect(() => checkName('name', name)).toThrow(
    `name: '${name}' has 37 characters; at most 36 are allowed, since Flink appends to it. Shorten it`,
  );
});

test.each([
  ['Orders', 'orders'],
  ['my_orders', 'my-orders'],
  ['my.orders', 'my-orders'],
  ['-orders', 'orders'],
  ['orders-', 'orders'],
  ['2orders', 'orders'],
  ['Bestellungen Österreich', 'bestellungen-sterreich'],
  ['', 'orders'],
  ['42', 'orders'],
  ['a\n', 'a'],
])('The name %j is no DNS label; %s is suggested', (name, suggestion) => {
  expect(() => checkName('name', name)).toThrow(
    `name: '${name}' is no DNS label; allowed are lower-case letters, digits and '-', beginning with a letter. Try '${suggestion}'`,
  );
  expect(() => checkName('name', suggestion)).not.toThrow();
});

test.each([0, -1, 1.5, NaN, Infinity])('%d is no whole number of at least 1', (value) => {
  expect(() => checkWhole('parallelism', value, 1)).toThrow(`parallelism: ${value} was given; allowed is a whole number of at least 1`);
});

test.each([0, -0.1, NaN, Infinity])('%d is no number above 0', (value) => {
  expect(() => checkPositive('cpu', value)).toThrow(`cpu: ${value} was given; allowed is a number above 0`);
});

test('Numbers that are right, or not given, pass', () => {
  expect(() => checkWhole('p', 1, 1)).not.toThrow();
  expect(() => checkWhole('p', undefined, 1)).not.toThrow();
  expect(() => checkPositive('p', 0.1)).not.toThrow();
  expect(() => checkPositive('p', undefined)).not.toThrow();
});

test('An absolute path inside the image passes', () => {
  expect(() => checkImagePath('job', '/opt/flink/usrlib/a b.jar')).not.toThrow();
});

test.each(['s3://bucket', 's3://bucket/', 's3://bucket/folder', 's3a://bucket/a/b'])('%s is a URI with a bucket', (uri) => {
  expect(() => checkUri('storage', uri, ['s3', 's3a'], 's3://acme/x')).not.toThrow();
});

test.each([
  '',
  '/folder',
  'bucket/folder',
  's3:/bucket',
  's3:///folder',
  's3://',
  'gs://bucket',
  'S3://bucket',
  's3://bucket/a b',
  's3://bucket\n',
])('%j is no URI of S3 with a bucket', (uri) => {
  expect(() => checkUri('storage', uri, ['s3', 's3a'], 's3://acme/x')).toThrow(
    `storage: '${uri}' was given; allowed is a URI that begins with s3:// or s3a://, such as 's3://acme/x'`,
  );
});
