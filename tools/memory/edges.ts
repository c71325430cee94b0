/** Option sets at the edges of the arithmetic, which chance would miss. */
import type { OptionSet } from './option-sets';

const LARGEST = '9223372036854775807b';

/** Sizes as people write them, and as Flink does not read them. */
const TEXTS = [
  '1728m', '1728 mb', '1728MB', ' 1728m ', '1728 MebiBytes', '2g', '2 gb', '2gibibytes', '1769472k', '1769472 kb', '1769472 kibibytes',
  '1811939328', '1811939328b', '1811939328 bytes', '1t', '1 tb', '1tebibytes', '01728m', '', ' ', 'm', '-1m', '+1m', '1.5g', '1 gib', '1728 m b',
  '1e9', '8388608t', '8388607t', '9223372036854775808', '99999999999999999999g', '0', '0m',
]; // prettier-ignore

/** Numbers as Java reads them, and as it does not. */
const NUMBERS = [
  '0', '0.0', '-0.0', '0.1', '.1', '0.', '1e-1', '+0.1', ' 0.1 ', '0.1f', '0.1D', '0.999999', '0.99999999', '1', '1.0', '1.5', '-0.1', '-1e-9',
  'NaN', 'Infinity', '1e-30', '1e-7', '0,1', '10%', '', 'half', '0.1 f', '0.3333333333333333', '16777217e-8',
  // Very near the middle between two numbers of single precision, above and below and in it.
  '0.16228949278593063', '0.0922994427382946', '0.5000000298023224', '0.50000002980232238769', '0.500000029802322387695312500000000001', '.', 'e5',
]; // prettier-ignore

/** Whole numbers as Java reads them, and as it does not. */
const WHOLES = ['1024', '+1024', '-1', '0', '1024m', '1.5', '', ' 1024', '2147483647', '2147483648'];

const GIVEN = {
  JobManager: { 'jobmanager.memory.process.size': '1600m' },
  TaskManager: { 'taskmanager.memory.process.size': '1728m' },
};

export const EDGES: readonly OptionSet[] = [
  ...both({}),
  jobManager({ 'jobmanager.memory.process.size': '1600m' }),
  ...TEXTS.flatMap((text) => [
    jobManager({ 'jobmanager.memory.process.size': text }),
    taskManager({ 'taskmanager.memory.process.size': text }),
  ]),
  ...NUMBERS.flatMap((text) => [
    jobManager({ ...GIVEN.JobManager, 'jobmanager.memory.jvm-overhead.fraction': text }),
    taskManager({ 'taskmanager.memory.flink.size': '1280m', 'taskmanager.memory.jvm-overhead.fraction': text }),
    taskManager({ ...GIVEN.TaskManager, 'taskmanager.memory.managed.fraction': text }),
    taskManager({ ...GIVEN.TaskManager, 'taskmanager.memory.network.fraction': text }),
    taskManager({ ...GIVEN.TaskManager, 'taskmanager.network.memory.fraction': text }),
  ]),
  ...WHOLES.flatMap((text) => [
    jobManager({ 'jobmanager.heap.mb': text }),
    taskManager({ 'taskmanager.heap.mb': text }),
    taskManager({ ...GIVEN.TaskManager, 'taskmanager.network.numberOfBuffers': text }),
  ]),

  // What was read before Flink 1.10, by who starts the process, and beside the newer options.
  ...both({ 'jobmanager.heap.size': '1600m', 'taskmanager.heap.size': '1728m' }),
  ...both({ 'jobmanager.heap.size': '1600m', 'jobmanager.heap.mb': '800', 'taskmanager.heap.size': '1728m', 'taskmanager.heap.mb': '900' }),
  ...both({ ...GIVEN.JobManager, ...GIVEN.TaskManager, 'jobmanager.heap.size': '1g', 'taskmanager.heap.size': '1280m' }),
  ...both({ ...GIVEN.JobManager, ...GIVEN.TaskManager, 'jobmanager.heap.size': 'much', 'taskmanager.heap.size': 'much' }),
  ...both({
    'jobmanager.memory.heap.size': '1g',
    'jobmanager.heap.size': 'much',
    'taskmanager.memory.flink.size': '1g',
    'taskmanager.heap.size': 'much',
  }),

  // A number of buffers, alone and beside what outdoes it; segments of all kinds.
  ...['4k', '4095b', '4096', '5k', '0', '2g', '1g', 'page'].map((segment) =>
    taskManager({ ...GIVEN.TaskManager, 'taskmanager.network.numberOfBuffers': '1024', 'taskmanager.memory.segment-size': segment }),
  ),
  ...['min', 'max', 'fraction'].flatMap((limit) =>
    ['taskmanager.memory.network', 'taskmanager.network.memory'].map((prefix) =>
      taskManager({
        ...GIVEN.TaskManager,
        'taskmanager.network.numberOfBuffers': '1024',
        [`${prefix}.${limit}`]: limit === 'fraction' ? '0.2' : '80m',
      }),
    ),
  ),
  ...[1024, 2048].map((buffers) =>
    taskManager({
      'taskmanager.memory.flink.size': '1g',
      'taskmanager.memory.task.heap.size': '256m',
      'taskmanager.memory.managed.size': '448m',
      'taskmanager.network.numberOfBuffers': String(buffers),
    }),
  ),
  taskManager({
    'taskmanager.memory.task.heap.size': '256m',
    'taskmanager.memory.managed.size': '448m',
    'taskmanager.network.numberOfBuffers': '3000',
  }),

  // The default of the network's maximum, from below to above 1 GiB.
  ...['9g', '10g', '10241m', '12g', '64g', '1t'].flatMap((size) => [
    taskManager({ 'taskmanager.memory.flink.size': size }),
    taskManager({ 'taskmanager.memory.flink.size': size, 'taskmanager.memory.network.max': '1g' }),
    taskManager({ 'taskmanager.memory.task.heap.size': size, 'taskmanager.memory.managed.size': '0' }),
    taskManager({
      'taskmanager.memory.flink.size': size,
      'taskmanager.memory.task.heap.size': '1g',
      'taskmanager.memory.managed.size': '1g',
    }),
    jobManager({ 'jobmanager.memory.flink.size': size }),
  ]),

  // Exactly enough, and a byte less.
  ...[448, 447, 449].map((mebibytes) => jobManager({ 'jobmanager.memory.process.size': `${mebibytes}m` })),
  ...['603979776', '603979777', '603979775'].map((bytes) => jobManager({ 'jobmanager.memory.process.size': bytes })),
  ...['128m', '134217729', '134217727'].map((size) => jobManager({ 'jobmanager.memory.flink.size': size })),
  ...['469762048', '469762047'].map((bytes) => taskManager({ 'taskmanager.memory.process.size': bytes })),
  ...['533m', '534m', '535m', '320m', '600m'].map((size) => taskManager({ 'taskmanager.memory.flink.size': size })),
  ...['1792m', '1791m', '1793m', '2624m', '2625m', '1600m', '1599m'].map((size) =>
    jobManager({ 'jobmanager.memory.heap.size': '1216m', 'jobmanager.memory.process.size': size }),
  ),
  ...['1216m', '1344m', '1345m'].map((size) =>
    jobManager({ 'jobmanager.memory.heap.size': '1216m', 'jobmanager.memory.flink.size': size }),
  ),
  ...['63m', '64m', '65m', '1g', '1025m', '-'].map((network) =>
    taskManager({
      'taskmanager.memory.task.heap.size': '128m',
      'taskmanager.memory.managed.size': '128m',
      'taskmanager.memory.flink.size': network === '-' ? '511m' : `${512 + parseInt(network) * (network.endsWith('g') ? 1024 : 1)}m`,
    }),
  ),

  // Parts that leave nothing to the last of them, which is allowed.
  ...['268435456', '268435455'].map((bytes) =>
    taskManager({
      'taskmanager.memory.flink.size': bytes,
      'taskmanager.memory.managed.size': '0',
      'taskmanager.memory.network.min': '0',
      'taskmanager.memory.network.max': '0',
    }),
  ),
  ...['384m', '383m'].map((size) =>
    taskManager({
      'taskmanager.memory.flink.size': size,
      'taskmanager.memory.managed.size': '0',
      'taskmanager.memory.task.heap.size': '128m',
      'taskmanager.memory.network.min': '0',
    }),
  ),
  ...['384m', '383m'].map((size) =>
    taskManager({
      'taskmanager.memory.flink.size': size,
      'taskmanager.memory.managed.fraction': '0',
      'taskmanager.memory.task.heap.size': '128m',
      'taskmanager.memory.network.min': '0',
    }),
  ),

  // Limits: equal, the wrong way round, and what cannot be read in the order that Flink reads it.
  ...['jvm-overhead', 'network'].flatMap((part) => [
    taskManager({ ...GIVEN.TaskManager, [`taskmanager.memory.${part}.min`]: '100m', [`taskmanager.memory.${part}.max`]: '100m' }),
    taskManager({ ...GIVEN.TaskManager, [`taskmanager.memory.${part}.min`]: '101m', [`taskmanager.memory.${part}.max`]: '100m' }),
    taskManager({ ...GIVEN.TaskManager, [`taskmanager.memory.${part}.max`]: '1m' }),
    taskManager({
      ...GIVEN.TaskManager,
      [`taskmanager.memory.${part}.min`]: '101m',
      [`taskmanager.memory.${part}.max`]: '100m',
      [`taskmanager.memory.${part}.fraction`]: '2',
    }),
    taskManager({
      ...GIVEN.TaskManager,
      [`taskmanager.memory.${part}.min`]: 'little',
      [`taskmanager.memory.${part}.max`]: 'much',
      [`taskmanager.memory.${part}.fraction`]: 'half',
    }),
  ]),
  ...['jvm-metaspace.size', 'framework.heap.size', 'framework.off-heap.size', 'task.heap.size', 'task.off-heap.size', 'managed.size'].map(
    (part) => taskManager({ ...GIVEN.TaskManager, [`taskmanager.memory.${part}`]: 'x' }),
  ),
  taskManager({ 'taskmanager.memory.size': 'x', 'taskmanager.memory.process.size': '2g' }),
  taskManager({ 'taskmanager.memory.size': '1g', 'taskmanager.memory.managed.size': '512m', 'taskmanager.memory.process.size': '4g' }),
  ...['heap.size', 'off-heap.size', 'flink.size', 'jvm-metaspace.size'].map((part) =>
    jobManager({ ...GIVEN.JobManager, [`jobmanager.memory.${part}`]: 'x' }),
  ),

  // More than 64 bits.
  ...['heap.size', 'flink.size', 'process.size', 'off-heap.size', 'jvm-metaspace.size'].map((part) =>
    jobManager({ 'jobmanager.memory.process.size': '8g', [`jobmanager.memory.${part}`]: LARGEST }),
  ),
  ...['flink.size', 'process.size', 'framework.heap.size', 'managed.size', 'jvm-overhead.min', 'jvm-overhead.max', 'network.min'].map(
    (part) => taskManager({ 'taskmanager.memory.process.size': '8g', [`taskmanager.memory.${part}`]: LARGEST }),
  ),
  taskManager({
    'taskmanager.memory.task.heap.size': '4194304t',
    'taskmanager.memory.managed.size': '2097152t',
    'taskmanager.memory.network.fraction': '0.9',
  }),
];

function jobManager(options: OptionSet['options']): OptionSet {
  return { process: 'JobManager', startedBy: 'flink', options };
}

function taskManager(options: OptionSet['options']): OptionSet {
  return { process: 'TaskManager', startedBy: 'flink', options };
}

/** Of both processes, by whoever starts them. */
function both(options: OptionSet['options']): OptionSet[] {
  return (['JobManager', 'TaskManager'] as const).flatMap((process) =>
    (['flink', 'scripts'] as const).map((startedBy) => ({ process, startedBy, options })),
  );
}
