// Asks real releases of Flink which texts they take as values, and records the answers in test/fixtures/values.json:
//   node tools/catalog/values.mjs 1.12.5 1.20.5 2.3.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchJars } from './fetch.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const TARGET = join(ROOT, 'test', 'fixtures', 'values.json');
const CACHE = join(ROOT, 'node_modules', '.cache', 'flink-catalog');

const words = (text) => text.split(' ');
const NUMBERS = [
  ...words('0 1 -1 +1 007 1.5 -1.5 .5 1. 1e3 1E-3 1e400 1e-400 1d 1f 1.5F 1D 0x10 0b1 1_000 1,000 ten NaN nan Infinity -Infinity inf true'),
  ...words('2147483647 2147483648 -2147483648 -2147483649 9223372036854775807 9223372036854775808 -9223372036854775808 3.5e38 1e-60'),
  ...['1 2', '--1', '0x1p3', '1L'],
];
const TIME_UNITS = words(
  'd day days D DAY h hour hours hr hrs H min minute minutes mins m M Min s sec second seconds secs S ms milli millis millisecond ' +
    'milliseconds msec µs us micro micros microsecond microseconds ns nano nanos nanosecond nanoseconds w week y month x',
);
const SIZE_UNITS = words(
  'b bytes byte B BYTES k kb kibibytes kilobytes kib K KB Kb m mb mebibytes megabytes mib M MB g gb gibibytes gigabytes gib G GB ' +
    't tb tebibytes tib T TB p pb x',
);
const withUnits = (units) => units.flatMap((unit) => [`10${unit}`, `10 ${unit}`]);
const TEXTS = {
  Boolean: words('true false TRUE False tRuE yes no on off 1 0 t f truee null'),
  Integer: NUMBERS,
  Long: NUMBERS,
  Float: NUMBERS,
  Double: NUMBERS,
  Duration: [
    ...withUnits(TIME_UNITS),
    ...words('0 10 -1 -1s +1s 1.5s s 10s5 1h30m PT10S pt10s PT1.5S -PT1S P1D PT P1Y ten 9223372036854775807 9223372036854775808'),
    ...[
      '1 h 30 min',
      '10  s',
      '9223372036854775807s',
      '9223372036854775807d',
      '106751d',
      '9223372036854775808ns',
      '106752d',
      '10000000000d',
    ],
  ],
  MemorySize: [
    ...withUnits(SIZE_UNITS),
    ...words('0 10 -1 -1m +1m 1.5g m 10m5 1g512m ten 9223372036854775807 9223372036854775808 9223372036854775807b 9007199254740992k'),
    ...['10  m', '8589934591g', '8589934592g', '8388607t', '8388608t', '1 g 512 m'],
  ],
  Enum: ['EXACTLY_ONCE', 'exactly_once', 'Exactly_Once', 'EXACTLY-ONCE', 'exactly-once', 'exactly once', 'EXACTLYONCE', 'NEVER', 'EXACTLY'],
  Map: [
    ...words('a:b a:b,c:d a: :b a a:b, a:b,c a:b:c a:b,,c:d a=b a.b:c {} {a:b} {a} [a] [a,b] k:v;l:w a:b;c:d'),
    ...[
      "'a:b':c",
      "a:'b,c'",
      "a:'b:c'",
      '"a,b":c',
      "a:'b",
      'a:b, c:d',
      'a : b',
      '{a: b, c: d}',
      '{a: b',
      "{a: 'b:c'}",
      'a: b',
      'a: b, c: d',
      "a:''",
    ],
  ],
  'List<String>': [
    ...words('a a;b a;b; ;a a;;b a,b [a] [] [a [a,b] a] a:b {a:b} [[a],b] [{a:b}] *'),
    ...[
      "'a;b';c",
      "'a",
      "a'b",
      '"a;b"',
      '[a, b]',
      '[a, b',
      "['a, b']",
      '[a: b]',
      'a: b',
      '- a',
      "['a",
      'a; b',
      '[a, ]',
      '[a,, b]',
      '*:*:*',
    ],
  ],
  'List<Integer>': words('1 1;2 1;x 1;2; [1,2] [1,x] 1,2 1.5 [] [1;2]').concat(['[1, 2]', '1; 2', '1 ;2']),
  'List<Duration>': words('1s 1s;2h 1s;x [1s,2h] [1s,x] 1s,2h').concat(['[1 s, 2 h]', '1 s; 2 h']),
  'List<Enum>': words(
    'EXACTLY_ONCE EXACTLY_ONCE;at_least_once EXACTLY_ONCE;never [EXACTLY_ONCE,at_least_once] [never] EXACTLY_ONCE,AT_LEAST_ONCE',
  ),
  'List<Map>': [
    ...words('a:b a:b,c:d a:b;c:d a:b;c a a:b,c:d;e:f,g:h [{a:b}] [a:b] [] {a:b}'),
    ...['[{a: b}]', '[{a: b, c: d}, {e: f}]', '[{a: b}, c]', '[a: b]', "a:'b;c'", '{a: b}'],
  ],
  String: ['a', "it's", 'a: b', '[a', '{a', "'a'", '"a"', 'a;b', '*'],
};

const releases = process.argv.slice(2);
if (!releases.length) throw new Error('name patch releases: node tools/catalog/values.mjs 1.12.5 1.20.5 2.3.0');
const questions = Object.entries(TEXTS).flatMap(([type, texts]) => [...new Set(texts)].map((text) => ({ type, text })));
const answers = Object.fromEntries(releases.map((version) => [version, ask(version)]));
const lines = questions.map(({ type, text }, i) => {
  const taken = releases.filter((version) => answers[version][i] === 'ok').map(minorOf);
  return JSON.stringify([type, text, taken.join(' ')]);
});
writeFileSync(TARGET, `{\n"releases": ${JSON.stringify(releases.map(minorOf))},\n"taken": [\n${lines.join(',\n')}\n]\n}\n`);

function ask(version) {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'jars-'));
  try {
    fetchJars(version, folder, join(CACHE, 'venv'), { cloud: false });
    const [major, minor] = version.split('.').map(Number);
    const file = major > 1 || minor >= 19 ? 'config.yaml' : 'flink-conf.yaml';
    const input = questions.map(({ type, text }) => `${type}\t${text}`).join('\n');
    const output = execFileSync('java', ['-XX:TieredStopAtLevel=1', join(HERE, 'extract', 'Values.java'), folder, file], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return output.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function minorOf(version) {
  return version.split('.').slice(0, 2).join('.');
}
