import { FlinkVersion } from '../../lib';
import { keysOf, lookup, nearest } from '../../lib/config/catalog';
import { READ } from '../../lib/config/catalog/data';
import { slips } from '../../lib/config/catalog/nearest';
import { allSpans, holds, patterns, Span, spansOf } from '../../lib/config/catalog/parse';
import { HAND_WRITTEN } from '../../lib/config/catalog/patterns';
import { FEATURES, RENAMED } from '../../lib/config/releases';
import { parseValue } from '../../lib/config/types';
import { MINORS, optionCatalog } from '../support';
import recorded from '../fixtures/option-keys.json';

const at = (minor: string) => FlinkVersion.of(minor);
const versions = MINORS.map(at);
const all: readonly Span[] = [...allSpans(), ...patterns()];

/** Reporters declare the last part of a key alone; the catalog has it with the reporter's name. */
function everySpanOf(key: string): readonly Span[] {
  return [...spansOf(key), ...patterns().filter((pattern) => pattern.key === key || pattern.key.endsWith(`.${key}`))];
}

test('It has read every release that is supported', () => {
  expect(READ.split(' ').map((patch) => patch.split('.').slice(0, 2).join('.'))).toEqual(MINORS);
});

describe('Against what was recorded of real releases', () => {
  const keys = Object.keys(recorded.options);

  /** In how far the catalog and the record differ, one way. */
  const differ = (minor: string, recordHasIt: boolean) =>
    keys.filter((key) => {
      const inCatalog = everySpanOf(key).some((span) => holds(span, MINORS.indexOf(minor)));
      return optionCatalog.has(minor, key) === recordHasIt && inCatalog !== recordHasIt;
    });

  test.each(MINORS)('no option of Flink %s is missing', (minor) => {
    expect(differ(minor, true)).toEqual([]);
  });

  test.each(MINORS)('no option is said to be of Flink %s that is not', (minor) => {
    // The record has no cloud file systems, and reporters' keys with and without the reporter's name by turns.
    const notRecorded = /^(?:s3|gs)\.|^metrics\.reporter\.|^[^.]+$|^(?:batch|exporter|factory|filter|scope|service)\./;
    const other = differ(minor, false).filter((key) => !notRecorded.test(key));
    expect(other.filter((key) => !HAND_WRITTEN.some((written) => written.key === key))).toEqual([]);
  });

  test('every other name of an option is known', () => {
    const missing = keys.filter((key) => {
      const known = everySpanOf(key).flatMap((span) => [...span.deprecatedKeys, ...span.fallbackKeys]);
      return optionCatalog.row(key)?.old?.some((name) => !known.includes(name));
    });
    expect(missing).toEqual([]);
  });

  test('enums have the values that they have', () => {
    // Flink compares with what an enum calls itself, which is not always the name of the constant.
    const plain = (value: string) => value.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const missing = keys.filter((key) => {
      const spans = everySpanOf(key).filter((span) => span.type.includes('Enum'));
      const known = plain(spans.map((span) => span.type).join());
      return spans.length > 0 && optionCatalog.row(key)?.values?.some((value) => !known.includes(plain(value)));
    });
    expect(missing).toEqual([]);
  });
});

test('Every default is a value of its type, in every release that has it', () => {
  const bad = all.flatMap(({ key, since, until, type, standard }) =>
    versions
      .slice(since, until + 1)
      .map((version) => ({ key, type, standard, problem: standard && parseValue(type, standard, version) }))
      .filter(({ problem }) => problem),
  );
  expect(bad).toEqual([]);
});

test('Every type is one that can be checked', () => {
  const types = /^(?:Boolean|Integer|Long|Float|Double|String|Duration|MemorySize|Map|Enum\(.+\)|List<(?:String|Map|Enum\(.+\))>)$/;
  expect([...new Set(all.map(({ type }) => type))].filter((type) => !types.test(type))).toEqual([]);
});

/** Options that were split in two, of which the catalog names the other one. */
const BECAME_TWO: Record<string, string> = { 'state.backend.local-recovery': 'execution.state-recovery.from-local' };

test.each(RENAMED)('$key is called $before before Flink $since', ({ key, since, before, first = versions[0].minor }) => {
  for (const version of versions.filter((one) => one.isAtLeast(first))) {
    if (version.isAtLeast(since)) {
      expect(lookup(key, version)).toMatchObject({ kind: 'known', option: { key } });
      const old = lookup(before, version);
      expect([old.kind, BECAME_TWO[before] ?? ('newKey' in old && old.newKey)]).toEqual(['deprecated', key]);
    } else {
      expect(lookup(key, version)).toEqual({ kind: 'notYet', since, instead: before });
      expect(lookup(before, version).kind).toBe('known');
    }
  }
});

test.each([
  ['applicationResultStore', 'application-result-store.delete-on-commit'],
  ['jobResultStore', 'job-result-store.delete-on-commit'],
  ['limitFactors', 'kubernetes.jobmanager.cpu.limit-factor'],
  ['podTemplates', 'kubernetes.pod-template-file.jobmanager'],
  ['stayUpWhenFinished', 'execution.shutdown-on-application-finish'],
  ['submitFailedJob', 'execution.submit-failed-job-on-application-error'],
  ['webCancel', 'web.cancel.enable'],
  ['gcs', 'gs.http.connect-timeout'],
] as const)('The feature %s begins where releases have %s', (feature, key) => {
  for (const version of versions) {
    const { since } = FEATURES[feature];
    const { kind } = lookup(key, version);
    // 2.3 is about to rename some.
    if (version._has(feature)) expect(['known', 'deprecated']).toContain(kind);
    else expect(lookup(key, version)).toEqual({ kind: 'notYet', since });
  }
});

test.each([
  ['high-availability.type', '1.20', { kind: 'known', option: { type: 'String', default: 'NONE' } }],
  ['execution.checkpointing.mode', '1.20', { kind: 'known', option: { values: ['EXACTLY_ONCE', 'AT_LEAST_ONCE'] } }],
  ['high-availability.zookeeper.client.retry-wait', '1.12', { kind: 'known', option: { type: 'Integer', default: '5000' } }],
  ['high-availability.zookeeper.client.retry-wait', '2.3', { kind: 'known', option: { type: 'Duration', default: '5 s' } }],
  ['metrics.job.status.enable', '2.3', { kind: 'known', option: { values: ['STATE', 'CURRENT_TIME', 'TOTAL_TIME'] } }],
  ['metrics.reporter.prom.interval', '2.3', { kind: 'known', option: { type: 'Duration' } }],
  ['metrics.reporter.prom.port', '2.3', { kind: 'known', option: { type: 'String' } }],
  ['metrics.reporter.prom.of.its.own', '1.12', { kind: 'known', option: { type: 'String' } }],
  ['metrics.reporter.prom.class', '1.18', { kind: 'deprecated' }],
  ['s3.entropy.key', '1.12', { kind: 'known' }],
  ['s3.entropy.length', '2.3', { kind: 'known', option: { type: 'Integer' } }],
  ['fs.s3.limit.total', '1.12', { kind: 'known', option: { type: 'Integer' } }],
  ['containerized.master.env.LD_PRELOAD', '2.3', { kind: 'known' }],
  ['kubernetes.jobmanager.labels.team', '1.14', { kind: 'known', option: { type: 'String' } }],
  ['kubernetes.jobmanager.labels.team', '1.12', { kind: 'notYet', since: '1.14', instead: 'kubernetes.jobmanager.labels' }],
  ['rest.address', '2.3', { kind: 'known' }],
  ['mesos.master', '1.20', { kind: 'gone', until: '1.13' }],
  ['taskmanager.heap.size', '1.20', { kind: 'deprecated' }],
  ['pekko.ask.timeout', '1.12', { kind: 'notYet', since: '1.18', instead: 'akka.ask.timeout' }],
  ['akka.ask.timeout', '2.3', { kind: 'deprecated', newKey: 'pekko.ask.timeout' }],
  ['$internal.pipeline.job-id', '1.20', { kind: 'known', option: { internal: true } }],
  ['rows-per-second', '1.20', { kind: 'elsewhere' }],
  ['fields.id.max', '1.20', { kind: 'elsewhere' }],
  ['s3', '1.20', { kind: 'unknown' }],
  ['constructor', '1.20', { kind: 'unknown' }],
])('%s in Flink %s', (key, minor, expected) => {
  expect(lookup(key, at(minor))).toMatchObject(expected);
});

test.each([
  ['taskmanager.memory.proces.size', '1.20', 'taskmanager.memory.process.size'],
  ['taskmanager.number-of-task-slots', '1.20', 'taskmanager.numberOfTaskSlots'],
  ['TaskManager.NumberOfTaskSlots', '1.12', 'taskmanager.numberOfTaskSlots'],
  ['state.backend.increment', '1.12', 'state.backend.incremental'],
  ['execution.checkpointing.intervall', '2.3', 'execution.checkpointing.interval'],
  ['parallelism', '2.3', 'parallelism.default'],
])('%s in Flink %s was meant to be %s', (key, minor, meant) => {
  const found = nearest(key, at(minor));
  expect(found[0]).toBe(meant);
  expect(found.length).toBeLessThanOrEqual(3);
});

test('What is like nothing has no nearest, and only keys of the release are named', () => {
  expect(nearest('com.example.orders.topic-name-of-mine', at('1.20'))).toEqual([]);
  expect(nearest('execution.checkpointing.dirs', at('1.12'))).not.toContain('execution.checkpointing.dir');
});

test.each([
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xbc', 1],
  ['abcdef', 'ghijkl', 3],
])('From %s to %s it is %d slips', (a, b, count) => {
  expect(slips(a, b, 2)).toBe(count);
});

test('Keys that one can set are keys that work', () => {
  for (const version of versions) {
    const keys = keysOf(version);
    expect(keys.length).toBeGreaterThan(500);
    expect(keys.filter((key) => lookup(key, version).kind !== 'known')).toEqual([]);
  }
});

test('Options link to their documentation', () => {
  const url = (key: string, minor: string) => (lookup(key, at(minor)) as { option?: { url?: string } }).option?.url;
  const base = 'https://nightlies.apache.org/flink/flink-docs-release';
  expect(url('taskmanager.numberOfTaskSlots', '1.20')).toBe(`${base}-1.20/docs/deployment/config/#taskmanager-numberoftaskslots`);
  expect(url('parallelism.default', '1.12')).toBe(`${base}-1.12/deployment/config.html#parallelism-default`);
  expect(url('table.exec.state.ttl', '2.3')).toBe(`${base}-2.3/docs/dev/table/config/#table-exec-state-ttl`);
  expect(url('metrics.reporter.prom.port', '2.3')).toBe(`${base}-2.3/docs/deployment/metric_reporters/`);
  expect(url('$internal.pipeline.job-id', '2.3')).toBeUndefined();
});

test('What is written by hand says why, and no jar says it', () => {
  const declared = (key: string, minor: string) => optionCatalog.has(minor, key);
  for (const { key, why } of HAND_WRITTEN) {
    expect(why).toMatch(/\w{3}/);
    expect(MINORS.every((minor) => declared(key, minor))).toBe(false);
  }
});
