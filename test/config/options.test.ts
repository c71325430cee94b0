import { FlinkVersion } from '../../lib';
import { keyIn, mergeOptions, newestKey, OptionContribution, sorted } from '../../lib/config/options';
import { RENAMED } from '../../lib/config/releases';
import { MINORS } from '../support';

const V1_16 = FlinkVersion.V1_16;
const V1_20 = FlinkVersion.V1_20;

test.each(RENAMED)('$key is called $before before Flink $since', ({ key, since, before }) => {
  for (const minor of MINORS) {
    const expected = MINORS.indexOf(minor) >= MINORS.indexOf(since) ? key : before;
    expect([minor, keyIn(FlinkVersion.of(minor), key)]).toEqual([minor, expected]);
  }
  expect([newestKey(before), newestKey(key)]).toEqual([key, key]);
});

test('A key that was never renamed stays as it is', () => {
  expect(keyIn(V1_16, 'parallelism.default')).toBe('parallelism.default');
  expect(newestKey('parallelism.default')).toBe('parallelism.default');
});

test("What props decide goes out by the release's keys, and wins over the user's options, which win over defaults", () => {
  const defaults = { 'web.submit.enable': 'false', 'state.backend.type': 'hashmap' };
  const users = { 'web.submit.enable': 'true', 'parallelism.default': '7' };
  const owned: OptionContribution[] = [
    { prop: 'stateBackend', options: { 'state.backend.type': 'rocksdb' } },
    { prop: 'parallelism', options: { 'parallelism.default': '4' } },
  ];
  expect(mergeOptions(V1_16, defaults, users, owned)).toEqual({
    'parallelism.default': '4',
    'state.backend': 'rocksdb',
    'web.submit.enable': 'true',
  });
  expect(mergeOptions(V1_20, defaults, users, owned)).toHaveProperty(['state.backend.type'], 'rocksdb');
});

test("A user's key stays as it was written, whatever the release calls it", () => {
  expect(mergeOptions(V1_16, {}, { 'restart-strategy.type': 'none' }, [])).toEqual({ 'restart-strategy.type': 'none' });
});

test('Options come out sorted by code point, however they went in', () => {
  const merged = mergeOptions(V1_20, { b: '1', 'a-b': '2' }, { 'a.b': '3', B: '4' }, [{ prop: 'p', options: { a: '5' } }]);
  expect(Object.keys(merged)).toEqual(['B', 'a', 'a-b', 'a.b', 'b']);
  expect(Object.keys(sorted({ z: 1, y: 2, x: 3 }))).toEqual(['x', 'y', 'z']);
});
