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
    const usual = options.size(JOB_MANAGER.offHeap);
    const offHeap = options.has(JOB_MANAGER.flink) ? restForOffHeap(options, jvmHeap, usual) : usual;
    return { totalFlink: addSizes(jvmHeap, offHeap), jvmHeap, offHeap };
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

/** What the heap leaves of a total that is given too; it must be what is given for it, and outdoes the default. */
function restForOffHeap(options: MemoryOptions, jvmHeap: bigint, offHeap: bigint): bigint {
  const { flink, heap, offHeap: offHeapOption } = JOB_MANAGER;
  const totalFlink = options.size(flink);
  if (!options.has(offHeapOption)) {
    if (jvmHeap <= totalFlink) return totalFlink - jvmHeap;
    throw new MemoryError(
      'heap-above-flink',
      `${heap.key}: ${showSize(jvmHeap)} is more than Flink's whole memory, which is ${showSize(totalFlink)} (${flink.key}); leave one of them out`,
    );
  }
  if (addSizes(jvmHeap, offHeap) === totalFlink) return offHeap;
  throw new MemoryError(
    'parts-not-flink',
    `${flink.key}: ${showSize(totalFlink)} is not the sum of ${heap.key}, ${showSize(jvmHeap)}, and ${offHeapOption.key}, ` +
      `${showSize(offHeap)}; leave one of them out`,
  );
}

function givenTotal(options: MemoryOptions): string {
  return (options.has(JOB_MANAGER.flink) ? JOB_MANAGER.flink : JOB_MANAGER.process).key;
}
