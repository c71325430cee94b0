import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkFlinkConfiguration,
  ConfigurationProblem,
  FlinkConfiguration,
  FlinkVersion,
  HighAvailability,
  ProblemSeverity,
  StateBackend,
  StateStorage,
} from '../../lib';
import { planNative } from '../../lib/cluster/plan';
import { checkOptions } from '../../lib/config/check';
import { clusterProps, everythingProps, minimalProps, MINORS } from '../support';

const { ERROR, WARNING } = ProblemSeverity;
const SOUND = { 'execution.checkpointing.interval': '60 s', 'high-availability.type': 'kubernetes' };
const V1_20 = FlinkVersion.V1_20;

test('What is right has no problem', () => {
  expect(FlinkConfiguration.check(V1_20, SOUND)).toEqual([]);
  expect(checkFlinkConfiguration(V1_20, SOUND)).toEqual([]);
});

test('Problems come errors first, sorted, with key or name, what was given and what to do', () => {
  const problems: ConfigurationProblem[] = checkFlinkConfiguration(V1_20, {
    'high-availability.type': 'kubernetes',
    'state.checkpoints.dir': 's3://acme/checkpoints',
    'rest.port': '8081',
    'web.upload.dirs': '/tmp',
    'execution.checkpointing.timeout': 'ten minutes',
    'jobmanager.memory.process.size': '100m',
  });
  expect(problems).toEqual([
    { severity: ERROR, message: expect.stringContaining('jobmanager.memory.process.size: 100 MiB is less than the JVM itself needs') },
    {
      severity: ERROR,
      key: 'execution.checkpointing.timeout',
      message: expect.stringContaining("option 'execution.checkpointing.timeout' (given 'ten minutes') is no duration; "),
    },
    {
      severity: ERROR,
      key: 'web.upload.dirs',
      message: expect.stringContaining("option 'web.upload.dirs' (given '/tmp') is unknown to Flink 1.20; did you mean 'web.upload.dir'"),
    },
    { severity: WARNING, name: 'checkpoints-off', message: expect.stringContaining('checkpoints-off: checkpoints are off') },
    {
      severity: WARNING,
      key: 'state.checkpoints.dir',
      message:
        "option 'state.checkpoints.dir' (given 's3://acme/checkpoints') is deprecated in Flink 1.20; write 'execution.checkpointing.dir'",
    },
  ]);
});

test('The function and the method are the same', () => {
  const options = { ...SOUND, 'acme.topic': 'orders', 'acme.inner.group': 'a', 'rest.prot': '1' };
  for (const props of [undefined, {}, { customOptions: ['acme.topic'] }, { customOptions: ['acme.*'] }]) {
    expect(checkFlinkConfiguration(V1_20, options, props)).toEqual(FlinkConfiguration.check(V1_20, options, props));
  }
});

test.each([
  [[], ['acme.inner.group', 'acme.topic', 'acmes']],
  [['acme.topic'], ['acme.inner.group', 'acmes']],
  [['acme.*'], ['acmes']],
  [['acme.inner.*', 'acmes'], ['acme.topic']],
  [
    ['acme', 'acme.top', 'acme.*.group'],
    ['acme.inner.group', 'acme.topic', 'acmes'],
  ],
])('With customOptions %j, these are unknown: %j', (customOptions, unknown) => {
  const options = { ...SOUND, 'acme.topic': 'orders', 'acme.inner.group': 'a', acmes: '1' };
  expect(FlinkConfiguration.check(V1_20, options, { customOptions }).map(({ key }) => key)).toEqual(unknown);
});

describe('A file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'configuration-'));

  test.each([
    ['flink-conf.yaml', 'execution.checkpointing.interval: 60 s\nhigh-availability: kubernetes\nparallelisn.default: 4 # slip\n'],
    ['config.yaml', 'execution:\n  checkpointing.interval: 60 s\nhigh-availability: kubernetes\nparallelisn:\n  default: 4 # slip\n'],
  ])('%s is read and checked', (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const options = FlinkConfiguration.read(path);
    expect(options).toEqual({
      'execution.checkpointing.interval': '60 s',
      'high-availability': 'kubernetes',
      'parallelisn.default': '4',
    });
    expect(checkFlinkConfiguration(FlinkVersion.V1_16, options)).toEqual([
      {
        severity: ERROR,
        key: 'parallelisn.default',
        message:
          "option 'parallelisn.default' (given '4') is unknown to Flink 1.16; did you mean 'parallelism.default'? Correct it, or name it in customOptions if your own code reads it",
      },
    ]);
  });
});

describe.each(MINORS)('What the library writes for Flink %s', (minor) => {
  const version = FlinkVersion.of(minor);
  const minimal = minimalProps(minor);
  const plans = [
    minimal,
    everythingProps(minor),
    {
      ...minimal,
      storage: StateStorage.azure('abfss://flink@acme.dfs.core.windows.net/orders'),
      highAvailability: HighAvailability.none(),
      stateBackend: StateBackend.HASHMAP,
      metrics: false,
    },
    { ...minimal, checkpoints: { enabled: false } },
    ...(version._has('podTemplates') ? [{ ...minimal, storage: StateStorage.persistentVolume('state') }] : []),
    ...(version._has('gcs') ? [{ ...minimal, storage: StateStorage.gcs('gs://acme-flink/orders') }] : []),
  ].map((props) => planNative('orders', clusterProps(props)));

  // What the update Job adds when it starts a cluster.
  const atStart = {
    'execution.target': 'kubernetes-application',
    '$internal.pipeline.job-id': 'ffffffff000000000000000000000001',
    'kubernetes.jobmanager.owner.reference':
      'apiVersion:v1,kind:ConfigMap,name:orders-config,uid:1,controller:false,blockOwnerDeletion:false',
  };

  test('is without error, and nothing of it is deprecated', () => {
    const all = plans.flatMap(({ options, foldersPerStart }) => checkOptions(version, { ...options, ...foldersPerStart, ...atStart }));
    // What was asked for may be worth a second look.
    expect([...new Set(all.map(({ name, message }) => name ?? message))].sort()).toEqual(
      version._has('limitFactors') ? ['checkpoints-off', 'ha-off'] : ['checkpoints-off', 'crowded-cpu', 'ha-off'],
    );
  });

  test('is enough to compute the memory of', () => {
    for (const { options } of plans) {
      const { 'jobmanager.memory.process.size': size } = options;
      expect(size).toMatch(/^\d+m$/);
      expect(checkOptions(version, { ...options, 'jobmanager.memory.process.size': '1m' })).toContainEqual(
        expect.objectContaining({ severity: 'error', message: expect.stringContaining('jobmanager.memory.process.size: 1 MiB') }),
      );
    }
  });
});
