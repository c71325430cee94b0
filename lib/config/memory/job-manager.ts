/** The JobManager's share of the arithmetic: a heap, and the rest. */
import { JobManagerMemory, Sizes } from './layout';
import { JOB_MANAGER, MemoryOptions } from './options';
import { FlinkArithmetic } from './process';
import { addSizes, MemoryError, showSize } from './size';

type FlinkSizes = Pick<Sizes<JobManagerMemory>, 'totalFlink' | 'jvmHeap' | 'offHeap'>;

export const jobManagerArithmetic: FlinkArithmetic<FlinkSizes> = {
  inner: [JOB_MANAGER.heap],

  fromInner(options) {
    const jvmHeap = options.size(JOB_MANAGER.heap);
    const offHeap = options.size(JOB_MANAGER.offHeap);
    const totalFlink = addSizes(jvmHeap, offHeap);
    if (options.has(JOB_MANAGER.flink)) checkTotal(options, jvmHeap, offHeap);
    return { totalFlink, jvmHeap, offHeap };
  },

  fromTotal(options, totalFlink) {
    const offHeap = options.size(JOB_MANAGER.offHeap);
    if (totalFlink <= offHeap) {
      throw new MemoryError(
        'off-heap-above-flink',
        `${JOB_MANAGER.offHeap.key}: ${showSize(offHeap)} leaves no heap of Flink's memory, which is ${showSize(totalFlink)}; ` +
          `give less, or more to ${givenTotal(options)}`,
      );
    }
    return { totalFlink, jvmHeap: totalFlink - offHeap, offHeap };
  },
};

/** Whoever gives heap and total must have them add up: nothing else could take the rest. */
function checkTotal(options: MemoryOptions, jvmHeap: bigint, offHeap: bigint): void {
  const given = options.size(JOB_MANAGER.flink);
  if (given === jvmHeap + offHeap) return;
  throw new MemoryError(
    'parts-not-flink',
    `${JOB_MANAGER.flink.key}: ${showSize(given)} is not the sum of ${JOB_MANAGER.heap.key}, ${showSize(jvmHeap)}, and ` +
      `${JOB_MANAGER.offHeap.key}, ${showSize(offHeap)}; leave it out, or ${JOB_MANAGER.heap.key}`,
  );
}

function givenTotal(options: MemoryOptions): string {
  return (options.has(JOB_MANAGER.flink) ? JOB_MANAGER.flink : JOB_MANAGER.process).key;
}
