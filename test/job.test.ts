import { FlinkJob, JarJobProps } from '../lib';

const CONTEXT = { parallelism: 4, checkpointInterval: 60_000 };

test('A jar keeps its path, its main class and its arguments as they are', () => {
  const job = FlinkJob.jar('/opt/flink/usrlib/orders.jar', { mainClass: 'com.example.Orders$Main', args: ['--topic', 'a b', ''] });
  expect(job.jarPath).toBe('/opt/flink/usrlib/orders.jar');
  expect(job.mainClass).toBe('com.example.Orders$Main');
  expect(job._arguments(CONTEXT)).toEqual(['--topic', 'a b', '']);
});

test('A jar alone has no main class and no arguments', () => {
  const job = FlinkJob.jar('/jobs/orders.jar');
  expect(job.mainClass).toBeUndefined();
  expect(job._arguments(CONTEXT)).toEqual([]);
});

describe.each([
  ['jar', (path: string, props?: JarJobProps) => FlinkJob.jar(path, props)],
  ['beam', (path: string, props?: JarJobProps) => FlinkJob.beam(path, props)],
] as const)('FlinkJob.%s', (_name, make) => {
  test.each(['orders.jar', './orders.jar', '../orders.jar', 'usrlib/orders.jar'])(
    'refuses the relative path %s, and suggests one',
    (path) => {
      const file = path.replace(/^(\.?\.\/)+/, '');
      expect(() => make(path)).toThrow(
        `job: '${path}' is relative; allowed is an absolute path inside the image, such as '/opt/flink/usrlib/${file}'`,
      );
    },
  );

  test.each(['s3://acme/orders.jar', 'local:///opt/orders.jar', 'https://example.com/orders.jar', 'file:/orders.jar', 'S3://acme/x.jar'])(
    'refuses the URI %s where a path belongs',
    (path) => {
      expect(() => make(path)).toThrow(
        `job: '${path}' is a URI; allowed is a path inside the image, such as '/opt/flink/usrlib/job.jar'. Put the file into the image`,
      );
    },
  );

  test.each(['', 'com.example.', '.Orders', 'com example', 'com/example/Orders', 'com-example.Orders'])(
    'refuses the main class %j',
    (mainClass) => {
      expect(() => make('/orders.jar', { mainClass })).toThrow(
        `job: the main class '${mainClass}' is no Java class name; write it as 'com.example.Orders'`,
      );
    },
  );
});

test('A Beam pipeline gets the arguments of the Flink runner before its own', () => {
  const job = FlinkJob.beam('/jobs/pipeline.jar', { args: ['--topic=orders'], maxBundleSize: 500 });
  expect(job._arguments(CONTEXT)).toEqual([
    '--runner=FlinkRunner',
    '--flinkMaster=[auto]',
    '--streaming',
    '--parallelism=4',
    '--checkpointingInterval=60000',
    '--externalizedCheckpointsEnabled=true',
    '--retainExternalizedCheckpointsOnCancellation=true',
    '--maxBundleSize=500',
    '--topic=orders',
  ]);
});

test('A Beam pipeline without checkpoints is told of none', () => {
  expect(FlinkJob.beam('/jobs/pipeline.jar')._arguments({ parallelism: 1 })).toEqual([
    '--runner=FlinkRunner',
    '--flinkMaster=[auto]',
    '--streaming',
    '--parallelism=1',
  ]);
});

test.each([
  '--runner=DirectRunner',
  '--flinkMaster=localhost:8081',
  '--streaming',
  '--streaming=false',
  '--parallelism=7',
  '--checkpointingInterval=1',
  '--externalizedCheckpointsEnabled=false',
  '--retainExternalizedCheckpointsOnCancellation=false',
])('A Beam argument that is added by the library is refused: %s', (arg) => {
  expect(() => FlinkJob.beam('/jobs/pipeline.jar', { args: [arg] })).toThrow(
    `job: the argument '${arg}' is added by FlinkJob.beam; leave it out (parallelism and checkpoints are props of the cluster)`,
  );
});

test('A Beam argument that only begins like one of the library’s is passed on', () => {
  expect(FlinkJob.beam('/jobs/pipeline.jar', { args: ['--runnerName=x'] })._arguments(CONTEXT)).toContain('--runnerName=x');
});

test.each([0, -1, 1.5])('A bundle of at most %d elements is refused', (maxBundleSize) => {
  expect(() => FlinkJob.beam('/jobs/pipeline.jar', { maxBundleSize })).toThrow(
    `job: maxBundleSize: ${maxBundleSize} was given; allowed is a whole number of at least 1`,
  );
});
