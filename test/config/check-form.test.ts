/** What the form of the file that options are written to does not take. */
import { problems } from './problems';

test.each(['a\nb', 'a\r\nb'])('A value of several lines, %j, would be cut', (value) => {
  expect(problems({ 'env.java.opts.all': value })).toEqual([
    "error: option 'env.java.opts.all' has a line break; Flink reads one line an option: join the lines",
  ]);
});

test('A line break does not break the message', () => {
  expect(problems({ 'rest.flamegraph.enabled': 'a\nb' })).toContainEqual(
    expect.stringMatching(/^error: option 'rest\.flamegraph\.enabled' \(given 'a\\nb'\) is no boolean; .*$/),
  );
});

test('A # begins a comment in flink-conf.yaml, and is a letter in config.yaml', () => {
  expect(problems({ 'web.tmpdir': 'a#b' }, { version: '1.18' })).toEqual([
    "error: option 'web.tmpdir' (given 'a#b') has a '#', where flink-conf.yaml of Flink 1.18 begins a comment; leave it out, or take an environment variable from a Secret by 'secretEnvironment'",
  ]);
  expect(problems({ 'web.tmpdir': 'a#b' }, { version: '1.19' })).toEqual([]);
});

test.each(['', ' a', 'a '])('What flink-conf.yaml would drop of %j is told; config.yaml keeps it', (value) => {
  expect(problems({ 'web.tmpdir': value }, { version: '1.18' })).toEqual([
    `error: option 'web.tmpdir' (given '${value}') is empty or has spaces at an end, which flink-conf.yaml of Flink 1.18 drops; leave it out, or trim it`,
  ]);
  expect(problems({ 'web.tmpdir': value }, { version: '1.19' })).toEqual([]);
});

test.each(['1.19', '2.0', '2.3'])('An option beside those below it cannot be nested in Flink %s', (version) => {
  expect(problems({ 'a.b': '1', 'a.b.c': '2', 'a.b.d.e': '3' }, { version, custom: ['a.*'] })).toEqual([
    `error: option 'a.b' cannot stand beside 'a.b.c', 'a.b.d.e' in Flink ${version}, whose config.yaml nests them; leave one out`,
  ]);
});

test('An old key beside those below it is told the newer one, which can be nested', () => {
  const users = { 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': '3' };
  expect(problems(users, { version: '2.0' })).toContain(
    "error: option 'restart-strategy' cannot stand beside 'restart-strategy.fixed-delay.attempts' in Flink 2.0, whose config.yaml nests them; use the newer key 'restart-strategy.type', or leave one out",
  );
});

test('An option beside one below it is right where flink-conf.yaml is flat', () => {
  const users = { 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': '3' };
  expect(problems(users, { version: '1.16' })).toEqual([]);
  expect(problems({ 'a.b': '1', 'a.b.c': '2' }, { version: '1.18', custom: ['a.*'] })).toEqual([]);
});

test('Keys that only begin alike can be nested', () => {
  expect(problems({ 'web.timeout': '1', 'web.timeouts': '2' }, { version: '2.0', custom: ['web.timeouts'] })).toEqual([]);
});
