import { FlinkVersion } from '../../lib';
import { checkOptions, ownershipProblems, sortedProblems } from '../../lib/config/check';
import { FlinkOptions, OptionContribution } from '../../lib/config/options';
import { MINORS } from '../support';
import { problems, told } from './problems';

/** What a user sets and may not. */
function taken(users: FlinkOptions, { version = '1.20', owned = [] as OptionContribution[] } = {}): string[] {
  return told(ownershipProblems(FlinkVersion.of(version), users, owned));
}

/** Where the documentation tells of an option. */
const page = (version: string, path: string) => `https://nightlies.apache.org/flink/flink-docs-release-${version}/docs/deployment/${path}`;

const PARALLELISM = { prop: 'parallelism', options: { 'parallelism.default': '4' } };
const BACKEND = { prop: 'stateBackend', options: { 'state.backend.type': 'rocksdb' } };
const HA = { prop: 'highAvailability', options: { 'high-availability.type': 'kubernetes' } };
const DIRECTORY = { prop: 'storage', options: { 'execution.checkpointing.dir': 's3://acme/x' } };

test('Options that are nobody else’s and right have no problem', () => {
  const users = {
    'rest.flamegraph.enabled': 'true',
    'taskmanager.memory.managed.fraction': '0.4',
    'taskmanager.memory.managed.size': '512m',
    'pekko.ask.timeout': '30 s',
  };
  expect(taken(users, { owned: [PARALLELISM, BACKEND] })).toEqual([]);
  expect(problems(users)).toEqual([]);
});

test('An option that a prop decides names the prop', () => {
  expect(taken({ 'parallelism.default': '7' }, { owned: [PARALLELISM] })).toEqual([
    "error: option 'parallelism.default' (given '7') is set by the prop 'parallelism'; set that instead",
  ]);
});

test.each([
  ['state.backend', '1.16', BACKEND],
  ['state.backend.type', '1.16', BACKEND],
  ['state.backend', '1.18', BACKEND],
  ['state.backend.type', '2.3', BACKEND],
  ['recovery.mode', '1.16', HA],
  ['recovery.mode', '2.3', HA],
  ['state.backend.fs.checkpointdir', '1.19', DIRECTORY],
  ['state.backend.fs.checkpointdir', '1.20', DIRECTORY],
])('%s in Flink %s is found by any of its names to belong to a prop', (key, version, owner) => {
  expect(taken({ [key]: 'x' }, { version, owned: [PARALLELISM, owner] })).toEqual([
    `error: option '${key}' (given 'x') is set by the prop '${owner.prop}'; set that instead`,
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
  ['web.port', 'Services, Ingress and the update Job ask at 8081'],
  ['jobmanager.web.port', 'Services, Ingress and the update Job ask at 8081'],
])("%s is the library's own", (key, why) => {
  expect(taken({ [key]: 'mine' })).toEqual([`error: option '${key}' (given 'mine') is the library's own: ${why}; leave it out`]);
});

describe('The catalog is asked about every key:', () => {
  test.each([
    ['1.20', 'parallelisn.default', '4', "did you mean 'parallelism.default'? "],
    ['1.20', 'parallelism_default', '4', "did you mean 'parallelism.default'? "],
    ['2.3', 'execution.checkpointing.intervall', '1 s', "did you mean 'execution.checkpointing.interval' or "],
    ['1.20', 'taskmanager.numberoftaskslots', '4', "did you mean 'taskmanager.numberOfTaskSlots'? "],
  ])('in Flink %s, %s is unknown, and the nearest real keys are named', (version, key, value, meant) => {
    const [problem, ...others] = problems({ [key]: value }, { version });
    expect(problem).toContain(`error: option '${key}' (given '${value}') is unknown to Flink ${version}; ${meant}`);
    expect(problem).toMatch(/\? Correct it, or name it in customOptions if your own code reads it$/);
    expect(others).toEqual([]);
  });

  test('a key that is like no other is told without one', () => {
    expect(problems({ 'com.acme.orders.topic': 'orders' })).toEqual([
      "error: option 'com.acme.orders.topic' (given 'orders') is unknown to Flink 1.20. Correct it, or name it in customOptions if your own code reads it",
    ]);
  });

  test.each([
    [['acme.topic'], []],
    [['acme.*'], []],
    [['acme.top'], ['acme.topic']],
    [['acme.topic.*'], ['acme.topic']],
    [['acm.*'], ['acme.topic']],
    [['*'], ['acme.topic']],
    [['other', 'acme.topic'], []],
  ])('with customOptions %j, of acme.topic these are unknown: %j', (custom, expected) => {
    const unknown = checkOptions(FlinkVersion.V1_20, { 'acme.topic': 'x' }, { custom }).filter(({ severity }) => severity === 'error');
    expect(unknown.map(({ key }) => key)).toEqual(expected);
  });

  test('customOptions makes no value right of an option that Flink knows', () => {
    expect(problems({ 'rest.flamegraph.enabled': 'yes' }, { custom: ['rest.*'] })).toHaveLength(1);
  });

  test.each([
    ['1.16', 'restart-strategy.type', 'none', '1.17', "write 'restart-strategy'"],
    ['1.19', 'execution.checkpointing.dir', 's3://a/b', '1.20', "write 'state.checkpoints.dir'"],
    ['1.16', 'env.java.opts.all', '-Dx=y', '1.17', "write 'env.java.opts'"],
    ['1.17', 'pekko.ask.timeout', '10 s', '1.18', "write 'akka.ask.timeout'"],
    ['1.12', 'web.cancel.enable', 'false', '1.14', 'leave it out, or use that release'],
  ])('in Flink %s there is no %s yet', (version, key, value, since, instead) => {
    expect(problems({ [key]: value }, { version })).toContain(
      `error: option '${key}' (given '${value}') is not in Flink ${version}, but from ${since} on; ${instead}`,
    );
  });

  test.each([
    ['2.3', 'state.backend.async', 'true', '1.20', 'leave it out'],
    ['2.3', 'taskmanager.heap.size', '1 g', '1.20', 'leave it out'],
    ['2.0', 'fs.hdfs.hadoopconf', '/etc/hadoop', '1.20', 'leave it out'],
  ])('in Flink %s there is no %s any more', (version, key, value, until, instead) => {
    expect(problems({ [key]: value }, { version })).toEqual([
      `error: option '${key}' (given '${value}') is no longer in Flink ${version}; ${until} was the last to have it; ${instead}`,
    ]);
  });

  test.each([
    ['1.17', 'restart-strategy', 'fixed-delay', 'restart-strategy.type'],
    ['1.17', 'env.java.opts', '-Dx=y', 'env.java.opts.all'],
    ['1.18', 'env.java.opts', '-Dx=y', 'env.java.opts.all'],
    ['2.3', 'state.checkpoints.dir', 's3://a/b', 'execution.checkpointing.dir'],
    ['1.20', 'akka.ask.timeout', '30 s', 'pekko.ask.timeout'],
    ['2.0', 'akka.client.timeout', '60 s', 'client.timeout'],
  ])('in Flink %s the older name %s still works, which is a warning', (version, key, value, newKey) => {
    expect(problems({ [key]: value }, { version })).toEqual([
      `warning: option '${key}' (given '${value}') is deprecated in Flink ${version}; write '${newKey}'`,
    ]);
    expect(problems({ [newKey]: value }, { version })).toEqual([]);
  });

  test('an older name beside the newer one, which Flink takes, is an error', () => {
    expect(problems({ 'env.java.opts': '-Da=b', 'env.java.opts.all': '-Dc=d' }, { version: '1.18' })).toEqual([
      "error: option 'env.java.opts' (given '-Da=b') is an older name of 'env.java.opts.all', which is set too and wins; write 'env.java.opts.all' alone",
    ]);
    const release = { 'restart-strategy': 'none', 'restart-strategy.type': 'fixed-delay' };
    expect(problems(release, { version: '1.18' })).toHaveLength(1);
  });

  test("an older name's value is read as the newer one's", () => {
    expect(problems({ 'akka.ask.timeout': 'soon' })).toEqual([
      expect.stringMatching(/^error: option 'akka\.ask\.timeout' \(given 'soon'\) is no duration; /),
      "warning: option 'akka.ask.timeout' (given 'soon') is deprecated in Flink 1.20; write 'pekko.ask.timeout'",
    ]);
  });

  test("an option of a table is told where it belongs, unless somebody's code reads it", () => {
    expect(problems({ connector: 'kafka' })).toEqual([
      "error: option 'connector' (given 'kafka') is read from a table's WITH clause, not from a cluster's configuration; set it there",
    ]);
    expect(problems({ connector: 'kafka' }, { custom: ['connector'] })).toEqual([]);
  });
});

describe('A value that Flink cannot read is told, with the page that says how to write it:', () => {
  const CHECKPOINTS = page('1.20', 'config/#execution-checkpointing-');

  test.each([
    ['execution.checkpointing.min-pause', '5 fortnights', /^is no duration; write a whole number and one unit, /, CHECKPOINTS],
    ['rest.flamegraph.enabled', 'yes', /^is no boolean; write 'true' or 'false'/, page('1.20', 'config/#rest-')],
    ['execution.checkpointing.mode', 'ONCE', /^is none of the values that there are; write one of 'EXACTLY_ONCE'/, CHECKPOINTS],
    ['execution.checkpointing.tolerable-failed-checkpoints', '1.5', /^is no whole number; write digits alone/, CHECKPOINTS],
    ['taskmanager.memory.managed.fraction', 'half', /^is no number; write it as '0.5'/, page('1.20', 'config/#taskmanager-')],
    ['kubernetes.jobmanager.annotations', 'a', /^is no map; write 'key:value,key:value'/, page('1.20', 'config/#kubernetes-')],
  ])('%s: %s', (key, value, wrong, url) => {
    const all = problems({ [key]: value });
    const start = `error: option '${key}' (given '${value}') `;
    expect(all).toHaveLength(1);
    expect(all[0].slice(0, start.length)).toBe(start);
    expect(all[0].slice(start.length)).toMatch(wrong);
    expect(all[0]).toContain(`; see ${url}`);
  });

  test.each([
    ['1.12', '1 h', true],
    ['1.14', '5 m', false],
    ['1.15', '5 m', true],
    ['2.0', 'PT5M', false],
    ['2.1', 'PT5M', true],
  ])('as that release reads it: in Flink %s, %j is a duration: %s', (version, value, good) => {
    expect(problems({ 'execution.checkpointing.timeout': value }, { version })).toHaveLength(good ? 0 : 1);
  });
});

test.each(['two words', 'a:b', 'a#b', ''])('%j is no key, which is told once', (key) => {
  expect(problems({ [key]: 'x' })).toEqual([
    `error: option key '${key}' has a space, a colon or a #; allowed are dotted words such as 'parallelism.default'`,
  ]);
});

test.each([
  ['taskmanager.memory.managed.size', '512', "'512m', or '512 b' for bytes"],
  ['jobmanager.memory.jvm-overhead.min', '64', "'64m', or '64 b' for bytes"],
  ['taskmanager.memory.process.size', ' 1728 ', "'1728m', or '1728 b' for bytes"],
  ['taskmanager.memory.process.size', '1811939328', "'1811939328 b' if you mean bytes"],
  ['state.backend.rocksdb.writebuffer.size', '64', "'64m', or '64 b' for bytes"],
])('%s: %j lacks a unit', (key, value, suggestion) => {
  const [problem, ...others] = problems({ [key]: value });
  expect(problem).toContain(
    `error: option '${key}' (given '${value}') is a memory size without a unit, which Flink takes as bytes; write ${suggestion}`,
  );
  expect(others).toEqual([]);
});

test.each([
  ['taskmanager.memory.network.max', '1.5g'],
  ['taskmanager.memory.framework.off-heap.size', 'lots'],
  ['taskmanager.memory.task.heap.size', ''],
  ['taskmanager.memory.task.heap.size', '512 megs'],
])('%s: %j is no size', (key, value) => {
  expect(problems({ [key]: value })).toEqual([
    expect.stringContaining(`error: option '${key}' (given '${value}') is no memory size; write a whole number and one unit, `),
  ]);
});

test.each(['0', '1b', '1024 bytes', '64k', '64 kb', '512m', '512 MB', '512mebibytes', '2g', '2 gibibytes', '1t', '1 tb'])(
  'A memory size of %j is right',
  (value) => {
    expect(problems({ 'taskmanager.memory.managed.size': value })).toEqual([]);
  },
);

describe('Memory is added up as Flink does:', () => {
  const PROCESSES = { 'jobmanager.memory.process.size': '1600m', 'taskmanager.memory.process.size': '1728m' };

  test('what it can lay out is right', () => {
    expect(problems(PROCESSES)).toEqual([]);
  });

  test('what it would refuse is told, of both processes', () => {
    expect(problems({ 'jobmanager.memory.process.size': '100m', 'taskmanager.memory.process.size': '200m' })).toEqual([
      expect.stringContaining('error: jobmanager.memory.process.size: 100 MiB is less than the JVM itself needs: '),
      expect.stringContaining('error: taskmanager.memory.process.size: 200 MiB is less than the JVM itself needs: '),
    ]);
    expect(problems({ ...PROCESSES, 'taskmanager.memory.managed.size': '2g' })).toHaveLength(1);
  });

  test('a size that cannot be read is told alone', () => {
    expect(problems({ 'jobmanager.memory.process.size': '100m', 'taskmanager.memory.managed.size': 'x' })).toHaveLength(1);
    expect(problems({ ...PROCESSES, 'taskmanager.memory.process.size': '1728' })).toHaveLength(1);
  });

  test('options without any size are those of tests and tools', () => {
    expect(problems({ 'taskmanager.memory.managed.fraction': '0.2' })).toEqual([]);
  });
});

test.each(MINORS)('Everything that is wrong is told at once, errors first, sorted, once each (Flink %s)', (version) => {
  const all = checkOptions(FlinkVersion.of(version), {
    'rest.port': 'eighty',
    'no.such.option': 'x',
    'jobmanager.memory.process.size': '100m',
    'jobmanager.web.submit.enable': 'true',
  });
  expect(all.map(({ severity }) => severity)).toEqual(['error', 'error', 'error', 'warning', 'warning', 'warning']);
  for (const severity of ['error', 'warning']) {
    const messages = all.filter((problem) => problem.severity === severity).map(({ message }) => message);
    expect(messages).toEqual([...messages].sort());
  }
  expect(sortedProblems([...all, ...all].reverse())).toEqual(all);
});
