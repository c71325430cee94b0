import { FlinkVersion } from '../../lib';
import { checkOptions } from '../../lib/config/check';
import { FlinkOptions, mergeOptions, OptionContribution } from '../../lib/config/options';

/** The problems of a user's options beside those of props. */
function problems(users: FlinkOptions, { version = '1.20', owned = [] as OptionContribution[] } = {}): string[] {
  const flinkVersion = FlinkVersion.of(version);
  return checkOptions(flinkVersion, users, owned, mergeOptions(flinkVersion, {}, users, owned));
}

const PARALLELISM = { prop: 'parallelism', options: { 'parallelism.default': '4' } };
const BACKEND = { prop: 'stateBackend', options: { 'state.backend.type': 'rocksdb' } };

test('Options that are nobody else’s and right have no problem', () => {
  const users = {
    'rest.flamegraph.enabled': 'true',
    'taskmanager.memory.managed.fraction': '0.4',
    'taskmanager.memory.managed.size': '512m',
    'akka.ask.timeout': '30 s',
  };
  expect(problems(users, { owned: [PARALLELISM, BACKEND] })).toEqual([]);
});

test('An option that a prop decides names the prop', () => {
  expect(problems({ 'parallelism.default': '7' }, { owned: [PARALLELISM] })).toEqual([
    "option 'parallelism.default' (given '7') is set by the prop 'parallelism'; set that instead",
  ]);
});

test.each([
  ['state.backend', '1.16'],
  ['state.backend.type', '1.16'],
  ['state.backend', '1.18'],
  ['state.backend.type', '2.3'],
])('%s in Flink %s is found by any of its names to belong to a prop', (key, version) => {
  expect(problems({ [key]: 'hashmap' }, { version, owned: [BACKEND] })).toEqual([
    `option '${key}' (given 'hashmap') is set by the prop 'stateBackend'; set that instead`,
  ]);
});

test.each([
  ['$internal.pipeline.job-id', 'every start gets a fresh one'],
  ['execution.savepoint.path', 'the update Job starts from the record'],
  ['execution.state-recovery.path', 'the update Job starts from the record'],
  ['execution.target', 'it follows from the construct'],
  ['high-availability.cluster-id', 'it is the name'],
  ['kubernetes.jobmanager.owner.reference', 'the YAML owns the cluster'],
  ['kubernetes.jobmanager.labels', 'Services, monitors and the update Job select by them; use podTemplate for more labels'],
  ['kubernetes.taskmanager.labels', 'Services and monitors select by them; use podTemplate for more labels'],
  ['kubernetes.pod-template-file', 'JobManager and TaskManager have one each; use podTemplate of theirs'],
  ['kubernetes.pod-template-file.default', 'JobManager and TaskManager have one each; use podTemplate of theirs'],
  ['kubernetes.service-account', 'JobManager and TaskManager have one each'],
  ['rest.bind-port', 'Services, Ingress and the update Job ask at 8081'],
  ['rest.port', 'Services, Ingress and the update Job ask at 8081'],
])("%s is the library's own", (key, why) => {
  expect(problems({ [key]: 'mine' })).toEqual([`option '${key}' (given 'mine') is the library's own: ${why}; leave it out`]);
});

test.each([
  ['1.16', 'restart-strategy.type', 'restart-strategy'],
  ['1.17', 'restart-strategy', 'restart-strategy.type'],
  ['1.18', 'env.java.opts', 'env.java.opts.all'],
  ['1.19', 'execution.checkpointing.dir', 'state.checkpoints.dir'],
  ['2.3', 'state.checkpoints.dir', 'execution.checkpointing.dir'],
])('In Flink %s the name %s of another release is told to be %s', (version, key, name) => {
  expect(problems({ [key]: 'x' }, { version })).toEqual([
    `option '${key}' (given 'x') is called '${name}' in Flink ${version}; write it so`,
  ]);
  expect(problems({ [name]: 'x' }, { version })).toEqual([]);
});

test.each(['two words', 'a:b', 'a#b', ''])('%j is no key', (key) => {
  expect(problems({ [key]: 'x' })).toContain(
    `option key '${key}' has a space, a colon or a #; allowed are dotted words such as 'parallelism.default'`,
  );
});

test.each([
  ['taskmanager.memory.managed.size', '512', '512m'],
  ['jobmanager.memory.jvm-overhead.min', '64', '64m'],
  ['taskmanager.memory.network.max', '1.5g', '512m'],
  ['taskmanager.memory.framework.off-heap.size', 'lots', '512m'],
  ['taskmanager.memory.task.heap.size', '', '512m'],
  ['taskmanager.memory.task.heap.size', '512 megs', '512m'],
])('%s: %j lacks a unit', (key, value, suggestion) => {
  expect(problems({ [key]: value })).toContain(
    `option '${key}' is '${value}'; a memory size needs a unit, or Flink takes it as bytes: write '${suggestion}'`,
  );
});

test.each(['1b', '1024 bytes', '64k', '64 kb', '512m', '512 MB', '512mebibytes', '2g', '2 gibibytes', '1t', '1 tb'])(
  'A memory size of %j is right',
  (value) => {
    expect(problems({ 'taskmanager.memory.managed.size': value })).toEqual([]);
  },
);

test.each(['a\nb', 'a\r\nb'])('A value of several lines, %j, would be cut', (value) => {
  expect(problems({ 'env.java.opts.all': value })).toEqual([
    "option 'env.java.opts.all' has a line break; Flink reads one line an option: join the lines",
  ]);
});

test('A # begins a comment in flink-conf.yaml, and is a letter in config.yaml', () => {
  expect(problems({ 'web.title': 'a#b' }, { version: '1.18' })).toEqual([
    "option 'web.title' (given 'a#b') has a '#', where flink-conf.yaml of Flink 1.18 begins a comment; leave it out, or take an environment variable from a Secret by 'secretEnvironment'",
  ]);
  expect(problems({ 'web.title': 'a#b' }, { version: '1.19' })).toEqual([]);
});

test.each(['', ' a', 'a '])('What flink-conf.yaml would drop of %j is told; config.yaml keeps it', (value) => {
  expect(problems({ 'web.title': value }, { version: '1.18' })).toEqual([
    `option 'web.title' (given '${value}') is empty or has spaces at an end, which flink-conf.yaml of Flink 1.18 drops; leave it out, or trim it`,
  ]);
  expect(problems({ 'web.title': value }, { version: '1.19' })).toEqual([]);
});

test.each(['1.19', '2.0', '2.3'])('An option beside those below it cannot be nested in Flink %s', (version) => {
  expect(problems({ 'a.b': '1', 'a.b.c': '2', 'a.b.d.e': '3' }, { version })).toEqual([
    `option 'a.b' cannot stand beside 'a.b.c', 'a.b.d.e' in Flink ${version}, whose config.yaml nests them; leave one out`,
  ]);
});

test('An old key beside those below it is told the newer one, which can be nested', () => {
  const users = { 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': '3' };
  expect(problems(users, { version: '2.0' })).toContain(
    "option 'restart-strategy' cannot stand beside 'restart-strategy.fixed-delay.attempts' in Flink 2.0, whose config.yaml nests them; use the newer key 'restart-strategy.type', or leave one out",
  );
});

test('An option beside one below it is right where flink-conf.yaml is flat', () => {
  const users = { 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': '3' };
  expect(problems(users, { version: '1.16' })).toEqual([]);
  expect(problems({ 'a.b': '1', 'a.b.c': '2' }, { version: '1.18' })).toEqual([]);
});

test('Keys that only begin alike can be nested', () => {
  expect(problems({ 'web.timeout': '1', 'web.timeouts': '2' }, { version: '2.0' })).toEqual([]);
});

test('Everything that is wrong is told at once', () => {
  const users = { 'parallelism.default': '7', 'execution.target': 'local', 'taskmanager.memory.managed.size': '1' };
  expect(problems(users, { owned: [PARALLELISM] })).toHaveLength(3);
});
