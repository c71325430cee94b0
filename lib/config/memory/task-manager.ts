/** The TaskManager's share of the arithmetic: Flink's own memory, the tasks', the network's, and what Flink manages. */
import { Sizes, TaskManagerMemory } from './layout';
import { MemoryOption, MemoryOptions, Range, TASK_MANAGER } from './options';
import { FlinkArithmetic, fractionBeside, fractionOf, showAllowed } from './process';
import { addSizes, MemoryError, showSize } from './size';

const {
  frameworkHeap: FRAMEWORK_HEAP,
  frameworkOffHeap: FRAMEWORK_OFF_HEAP,
  taskHeap: TASK_HEAP,
  taskOffHeap: TASK_OFF_HEAP,
} = TASK_MANAGER;
const { managed: MANAGED, networkMin: NETWORK_MIN, networkMax: NETWORK_MAX, networkFraction: NETWORK_FRACTION } = TASK_MANAGER;
const { legacyNetworkBuffers: BUFFERS, segmentSize: SEGMENT_SIZE } = TASK_MANAGER;

type Parts = Pick<Sizes<TaskManagerMemory>, 'frameworkHeap' | 'taskHeap' | 'frameworkOffHeap' | 'taskOffHeap' | 'network' | 'managed'>;
type FlinkSizes = Parts & Pick<Sizes<TaskManagerMemory>, 'totalFlink' | 'jvmHeap'>;

export const taskManagerArithmetic: FlinkArithmetic<FlinkSizes> = {
  inner: [TASK_HEAP, MANAGED],

  fromInner(options) {
    const taskHeap = options.size(TASK_HEAP);
    const managed = options.size(MANAGED);
    const others = { ...ownParts(options), taskHeap, managed };
    const sum = addSizes(...Object.values(others));
    if (!options.has(TASK_MANAGER.flink))
      return complete({ ...others, network: networkBy(options, (range) => fractionBeside(sum, range)) });

    const totalFlink = options.size(TASK_MANAGER.flink);
    return complete({ ...others, network: restForNetwork(options, others, totalFlink) });
  },

  fromTotal(options, totalFlink) {
    const own = ownParts(options);
    if (options.has(TASK_HEAP)) {
      const others = { ...own, taskHeap: options.size(TASK_HEAP), managed: managedOf(options, totalFlink) };
      return complete({ ...others, network: restForNetwork(options, others, totalFlink) });
    }
    const managed = managedOf(options, totalFlink);
    const others = { ...own, managed, network: networkBy(options, (range) => fractionOf(totalFlink, range)) };
    return complete({ ...others, taskHeap: rest(options, others, totalFlink) });
  },
};

/** What is given, or stays at its default, whatever the rest is. */
function ownParts(options: MemoryOptions) {
  return {
    frameworkHeap: options.size(FRAMEWORK_HEAP),
    frameworkOffHeap: options.size(FRAMEWORK_OFF_HEAP),
    taskOffHeap: options.size(TASK_OFF_HEAP),
  };
}

function complete(parts: Parts): FlinkSizes {
  return { ...parts, totalFlink: addSizes(...Object.values(parts)), jvmHeap: addSizes(parts.frameworkHeap, parts.taskHeap) };
}

function managedOf(options: MemoryOptions, totalFlink: bigint): bigint {
  return options.has(MANAGED) ? options.size(MANAGED) : fractionOf(totalFlink, options.range(TASK_MANAGER.managedFraction));
}

/** The network's memory where nothing else decides it: its fraction, or as many buffers as a legacy option asks for. */
function networkBy(options: MemoryOptions, fraction: (range: Range) => bigint): bigint {
  return usesBuffers(options) ? buffers(options) : fraction(networkRange(options));
}

/** What all other parts leave to the network, which must be what its own options allow. */
function restForNetwork(options: MemoryOptions, others: Readonly<Record<string, bigint>>, totalFlink: bigint): bigint {
  const network = rest(options, others, totalFlink);
  const left = `${givenTotal(options)} and the sizes of its other parts leave ${showSize(network)} for the network`;
  if (usesBuffers(options)) {
    const wanted = buffers(options);
    if (network === wanted) return network;
    throw new MemoryError(
      'network-not-buffers',
      `${left}; ${BUFFERS.key} asks for ${showSize(wanted)}. Leave that option out, or a size of the parts`,
    );
  }
  const { min, max } = networkRange(options);
  if (network >= min && network <= max) return network;
  throw new MemoryError(
    'network-outside',
    `${left}; ${showAllowed(NETWORK_MIN, NETWORK_MAX, min, max)}. Leave ${TASK_HEAP.key} out, or change a size`,
  );
}

/** What parts leave of Flink's memory. */
function rest(options: MemoryOptions, parts: Readonly<Record<string, bigint>>, totalFlink: bigint): bigint {
  const sum = addSizes(...Object.values(parts));
  if (sum <= totalFlink) return totalFlink - sum;
  const shown = Object.entries(parts).map(([name, size]) => `${PART_NAMES[name as keyof Parts]} ${showSize(size)}`);
  throw new MemoryError(
    'parts-above-flink',
    `${givenTotal(options)} leaves ${showSize(totalFlink)} to Flink, which is less than its parts: ${shown.join(', ')}; ` +
      'give less to a part, or more to the whole',
  );
}

const PART_NAMES: Readonly<Record<keyof Parts, string>> = {
  frameworkHeap: 'framework heap',
  taskHeap: 'task heap',
  frameworkOffHeap: 'framework off-heap',
  taskOffHeap: 'task off-heap',
  network: 'network',
  managed: 'managed',
};

function networkRange(options: MemoryOptions): Range {
  return options.range(NETWORK_FRACTION, { min: NETWORK_MIN, max: NETWORK_MAX });
}

/** A number of buffers counts only where none of the network's own options is given. */
function usesBuffers(options: MemoryOptions): boolean {
  return options.has(BUFFERS) && ![NETWORK_MIN, NETWORK_MAX, NETWORK_FRACTION].some((option: MemoryOption) => options.has(option));
}

function buffers(options: MemoryOptions): bigint {
  const number = options.whole(BUFFERS);
  const segment = options.size(SEGMENT_SIZE);
  if (segment < 4096n || segment >= 2n ** 31n || (segment & (segment - 1n)) !== 0n) {
    throw new MemoryError(
      'segment-size',
      `${SEGMENT_SIZE.key}: ${showSize(segment)} was given; allowed is a power of 2 from 4096 bytes to 1 GiB, such as '32k'`,
      SEGMENT_SIZE.key,
    );
  }
  if (number < 0n) throw new MemoryError('negative', `${BUFFERS.key}: ${number} was given; allowed is a number of at least 0`, BUFFERS.key);
  return number * segment;
}

function givenTotal(options: MemoryOptions): string {
  return (options.has(TASK_MANAGER.flink) ? TASK_MANAGER.flink : TASK_MANAGER.process).key;
}
