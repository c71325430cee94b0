import { parse } from 'yaml';
import { FlinkVersion } from '../../lib';
import { configFileName, renderOptions } from '../../lib/config/render';

const NESTED = FlinkVersion.V2_0;
const FLAT = FlinkVersion.V1_18;

test.each([
  ['1.12', 'flink-conf.yaml'],
  ['1.18', 'flink-conf.yaml'],
  ['1.19', 'config.yaml'],
  ['1.20', 'config.yaml'],
  ['2.0', 'config.yaml'],
  ['2.3', 'config.yaml'],
])('Flink %s reads %s', (version, file) => {
  expect(configFileName(FlinkVersion.of(version))).toBe(file);
});

test('Options come out one a line, sorted, with flat dotted keys', () => {
  const options = { 'b.c': '2', a: '1', 'b.a': 'x y' };
  expect(renderOptions(NESTED, options)).toBe("a: 1\nb.a: 'x y'\nb.c: 2\n");
  expect(renderOptions(FLAT, options)).toBe('a: 1\nb.a: x y\nb.c: 2\n');
});

test('No options make no text', () => {
  expect(renderOptions(NESTED, {})).toBe('');
});

const NASTY = [
  '', ' ', ' padded ', '\t', 'a b', 'a: b', 'a:b', 'a:', ':a', 'a #b', '#a', 'a#b', '- a', '-', '--', '---', '...', '?', '? a', '? ',
  '!tag', '!!str 1', '&anchor', '*alias', '|', '>', '|-', '%', '%TAG', '@at', '`tick`', "it's", "'", "''", "'quoted'", '"', '"quoted"',
  '\\', '\\n', 'C:\\temp', '[a', '[a, b]', '[]', '{', '{a: b}', '{}', ',', 'a,b', 'a, b', 'a=b', '=', '<<', '~', 'null', 'Null', 'NULL',
  'true', 'True', 'TRUE', 'false', 'False', 'FALSE', 'yes', 'Yes', 'no', 'NO', 'on', 'On', 'off', 'OFF', 'y', 'Y', 'n', 'N',
  '0', '-0', '+0', '00', '007', '0.0', '1', '-1', '+1', '1.', '.5', '1.0', '1.50', '-1.5', '1e3', '1E3', '1e', '1e+3', '1.5e3', '12e03',
  '0x1F', '0xFF', '0o17', '0b11', '1_000', '1_000.5', '123456789012345', '1234567890123456', '99999999999999999999', '-99999999999999999999',
  '.inf', '-.inf', '.Inf', '.nan', '.NaN', 'NaN', 'inf', 'Infinity', '1:30', '1:30:00', '2026-11-22', '2026-11-22T19:21:20Z', '12:30',
  '1min', '30s', '512m', '1.5g', '10 s', '1.20.5', 'v1', '$1', '${sys:x}', '%d{ISO8601}', 's3://bucket/a b', 's3://bucket/folder',
  'registry.example.com/orders:1.4.2', 'registry/x@sha256:0a1b', '-Xmx1g -Da=b', '--add-opens=java.base/java.lang=ALL-UNNAMED', 'é', '日本語',
  '😀', '\u00a0', 'a\u00a0b', '\u2028', '/', '/a', '//', '.', '..', '_', '__', 'key:value,key2:value2', 'a;b', 'env:A,secret:b,key:c',
]; // prettier-ignore

test.each(NASTY)('%j is the same text again for who reads config.yaml', (value) => {
  const rendered = renderOptions(NESTED, { 'some.key': value });
  expect(rendered.split('\n')).toHaveLength(2);
  expect(String((parse(rendered) as Record<string, unknown>)['some.key'])).toBe(value);
  expect(String((parse(rendered, { version: '1.1' }) as Record<string, unknown>)['some.key'])).toBe(value);
});

test.each(['containerized.master.env.A_B', 'a-b', 'a b', "it's", '$internal.x', 'metrics.reporter.prom.factory.class'])(
  '%j is the same key again for who reads config.yaml',
  (key) => {
    expect(parse(renderOptions(NESTED, { [key]: 'x' }))).toEqual({ [key]: 'x' });
  },
);

test.each(['a b', "it's", '1.50', 'True', '"quoted"', 'a: b'])('%j is left as it is in flink-conf.yaml, which knows no quotes', (value) => {
  expect(renderOptions(FLAT, { 'some.key': value })).toBe(`some.key: ${value}\n`);
});

test('What a reporter is told is text, which Java properties are made of: a number or a boolean would be missing there', () => {
  const told = {
    'metrics.reporter.x.port': '8125',
    'metrics.reporter.x.short': 'true',
    'metrics.reporter.x.host': 'agent',
    'rest.port': '8081',
  };
  expect(renderOptions(FlinkVersion.of('2.3.0'), told)).toBe(
    "metrics.reporter.x.host: agent\nmetrics.reporter.x.port: '8125'\nmetrics.reporter.x.short: 'true'\nrest.port: 8081\n",
  );
  expect(renderOptions(FlinkVersion.of('1.18.1'), told)).toContain('metrics.reporter.x.port: 8125\n');
});
