import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planNative } from '../../lib/cluster/plan';
import { readOptions } from '../../lib/config/read';
import { configFileName, renderOptions } from '../../lib/config/render';
import { readYaml } from '../../lib/config/yaml';
import { clusterProps, everythingProps, messageOf, MINORS } from '../support';

const folder = mkdtempSync(join(tmpdir(), 'read-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const conf = (text: string) => readOptions(file('flink-conf.yaml', text));
const yaml = (text: string) => readOptions(file('config.yaml', text));
/** What is wrong, without the folder. */
const wrong = (read: () => unknown) => messageOf(read).replace(`${folder}/`, '');

describe('flink-conf.yaml', () => {
  test('has an option a line, comments and empty lines', () => {
    const text = `# All of it
jobmanager.rpc.address: localhost

  parallelism.default:   4   # as many as there are
env.java.opts.all: -Da=b:c -De=f: g
web.tmpdir: "quoted"\r
s3.secret-key: a#b
parallelism.default: 5
`;
    expect(conf(text)).toEqual({
      'jobmanager.rpc.address': 'localhost',
      'parallelism.default': '5',
      'env.java.opts.all': '-Da=b:c -De=f: g',
      'web.tmpdir': '"quoted"',
      's3.secret-key': 'a',
    });
  });

  test('is known by the end of its name', () => {
    expect(readOptions(file('prod-flink-conf.yaml', 'a.b: [c\n'))).toEqual({ 'a.b': '[c' });
  });

  test('may be empty', () => {
    expect(conf('')).toEqual({});
  });

  test.each(['parallelism.default:4', 'parallelism.default:', 'parallelism.default', ': 4', '- a'])('%j is no option', (line) => {
    expect(wrong(() => conf(`a: b\n\n${line}\n`))).toBe(
      `flink-conf.yaml, line 3: '${line}' is no option; write it as 'key: value', with a space after the colon`,
    );
  });
});

describe('config.yaml', () => {
  test('may be flat', () => {
    expect(yaml('parallelism.default: 4\nrest.port: 8081\n')).toEqual({ 'parallelism.default': '4', 'rest.port': '8081' });
  });

  test('may be nested, and both', () => {
    const text = `
# What Flink's own file looks like.
jobmanager:
  # The address
  rpc:
    address: localhost # here
    port: 6123
  memory.process:
      size: 1600m
execution.checkpointing: {interval: 60 s, mode: EXACTLY_ONCE}
parallelism:
  default: 1
empty:
nothing: ~
`;
    expect(yaml(text)).toEqual({
      'jobmanager.rpc.address': 'localhost',
      'jobmanager.rpc.port': '6123',
      'jobmanager.memory.process.size': '1600m',
      'execution.checkpointing.interval': '60 s',
      'execution.checkpointing.mode': 'EXACTLY_ONCE',
      'parallelism.default': '1',
    });
  });

  test('may have lists, as Flink writes them on one line', () => {
    const text = `
flow: [a, b, 'c d']
indented:
  - a
  - b
level:
- a
-   b # and so on
special: ['a;b', "it's", ' c']
maps:
  - class: A
    type: kryo
  - class: 'B:C'
map-flow: [{a: 1, b: 2}]
empty: []
`;
    expect(yaml(text)).toEqual({
      flow: 'a;b;c d',
      indented: 'a;b',
      level: 'a;b',
      special: "'a;b';it's;' c'",
      maps: "class:A,type:kryo;class:'B:C'",
      'map-flow': 'a:1,b:2',
      empty: '',
    });
  });

  test('keeps scalars as the texts that they are', () => {
    const text = `
version: 1.10
octal: 007
sure: yes
yes: On
big: 12345678901234567890
date: 2024-01-01
'quoted key': 'it''s # no comment'
"double": "a: b\\t# c"
url: s3://acme/x:y
hash: a#b
many: -Da=b
  -Dc=d
folded: >-
  -Da=b
  # no comment
literal: |
  one
  two
last: x
`;
    expect(yaml(text)).toEqual({
      version: '1.10',
      octal: '007',
      sure: 'yes',
      yes: 'On',
      big: '12345678901234567890',
      date: '2024-01-01',
      'quoted key': "it's # no comment",
      double: 'a: b\t# c',
      url: 's3://acme/x:y',
      hash: 'a#b',
      many: '-Da=b -Dc=d',
      folded: '-Da=b # no comment',
      literal: 'one\ntwo\n',
      last: 'x',
    });
  });

  test.each(['', '# nothing\n', '---\n', '\uFEFF# a mark\r\n'])('may be empty: %j', (text) => {
    expect(yaml(text)).toEqual({});
  });

  test('may begin as a document, and end its lines as on Windows', () => {
    expect(yaml('---\r\na:\r\n  b: c\r\n')).toEqual({ 'a.b': 'c' });
  });

  test.each([
    ['a: b\n  c: d\n', 1],
    ['a: b: c\n', 1],
    ['a: b\n\nc\n', 3],
    ['a:\n    b: c\n  d: e\n', 3],
    ['a: b\n- c\n', 2],
    ['a: 1\na: 2\n', 2],
    ["a: 'b\nc: d\n", 3],
    ['a: "b" c\n', 1],
    ['a: [b, c\n', 2],
    ['a:\n\tb: c\n', 2],
  ])('%j is no YAML, and its line is told', (text, line) => {
    expect(wrong(() => yaml(text))).toMatch(
      new RegExp(`^config\\.yaml, line ${line}: this is no YAML \\(.+\\); mend it, or put the value in quotes$`, 's'),
    );
  });

  test('may have anchors', () => {
    expect(yaml('a: &b c\nd: *b\n')).toEqual({ a: 'c', d: 'c' });
  });

  test.each([
    ['- a\n- b\n', "config.yaml holds a list, no options; write each as 'key: value'"],
    ['parallelism\n', "config.yaml holds a text, no options; write each as 'key: value'"],
    ['a.b: 1\na:\n  b: 2\n', "config.yaml: 'a.b' stands there twice, nested and flat; leave one of them out"],
  ])('%j holds no options, or one twice', (text, message) => {
    expect(wrong(() => yaml(text))).toBe(message);
  });
});

test('A file that is not there is told', () => {
  expect(wrong(() => readOptions(join(folder, 'no.yaml')))).toMatch(
    /^the file 'no\.yaml' cannot be read \(ENOENT.*\); give the path of a flink-conf\.yaml or config\.yaml$/,
  );
});

test.each(MINORS)('What the library writes for Flink %s is read back', (minor) => {
  const { version, options } = planNative('orders', clusterProps(everythingProps(minor)));
  const written = {
    ...options,
    'acme.empty-looking': '~x',
    'acme.quoted': "it's: [a] # {b}".replace('#', version._has('configYaml') ? '#' : ''),
  };
  expect(readOptions(file(configFileName(version), renderOptions(version, written)))).toEqual(written);
});

test('YAML is read as other readers read it, but for its scalars', () => {
  const texts = (value: any): unknown => {
    if (value instanceof Map) return new Map([...value].map(([key, inner]) => [String(key), texts(inner)]));
    if (Array.isArray(value)) return value.map(texts);
    return value === null ? null : String(value);
  };
  const text = `
a:
  b:
    - c: 1
      d: [x, {y: z}]
    - - nested
      - list
    -
      e: f
    - "quoted: text"
    - plain
  'g h':
  # In between
    i
    j
k: {l: [1, 2], m: {n: o}}
-x: y
z:
- 1
last: "a \\"b\\" # c" # d
`;
  expect(readYaml('x', text)).toEqual(texts(parse(text, { mapAsMap: true })));
});
