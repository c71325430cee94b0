import { configFileOf, optionLines, startOptionsOf, withOptions } from '../../../lib/savepoint/runtime/config-text';

it('the file is the one that the release reads', () => {
  expect(configFileOf({ 'config.yaml': '' })).toBe('config.yaml');
  expect(configFileOf({ 'flink-conf.yaml': '' })).toBe('flink-conf.yaml');
});

it('values are YAML in config.yaml, and as they are in flink-conf.yaml', () => {
  const options = { 'a.b': 's3://x: y' };
  expect(optionLines('config.yaml', options)).toBe('a.b: "s3://x: y"\n');
  expect(optionLines('flink-conf.yaml', options)).toBe('a.b: s3://x: y\n');
});

it.each(['config.yaml', 'flink-conf.yaml'])('an option stands once in %s, and an empty one not at all (promise 2)', (file) => {
  const text = withOptions(file, 'a: 1\n"$internal.x": old\nb: 2\nexecution.savepoint.path: old\n', {
    '$internal.x': 'new',
    'execution.savepoint.path': '',
  });
  expect(text).toBe(`a: 1\nb: 2\n${optionLines(file, { '$internal.x': 'new' })}`);
});

it('a start says its job, its folders, and, unless it is from empty, its state (promises 2, 3)', () => {
  const folders = { 'job-result-store.storage-path': 's3://b/ha/job-results' };
  const empty = startOptionsOf({ jobId: 'j1', savepointPath: '' }, folders);
  expect(empty).toEqual({ '$internal.pipeline.job-id': 'j1', 'job-result-store.storage-path': 's3://b/ha/job-results/j1' });
  expect(startOptionsOf({ jobId: 'j1', savepointPath: 's3://b/s' }, folders)).toEqual({ ...empty, 'execution.savepoint.path': 's3://b/s' });
});
