import { FlinkVersion } from '../../lib';
import { jobManagerMemory, MemoryError, MemoryReason, memoryTable, taskManagerMemory } from '../../lib/config/memory';
import { optionSets } from '../../tools/memory/option-sets';
import { askLibrary, readRecords, RELEASES, same } from '../../tools/memory/records';

const MIB = 2 ** 20;

function refusal(memory: () => unknown): MemoryError {
  try {
    memory();
  } catch (error) {
    if (error instanceof MemoryError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('What Flink was recorded to answer', () => {
  const sets = optionSets();
  const records = readRecords(sets);

  // `npm run test:memory` asks Flink itself.
  test.each(RELEASES)('Flink %s: every size to the byte, and the reason of every refusal', (release) => {
    const recorded = records.get(release) ?? [];
    const wrong = askLibrary(release, sets).flatMap((library, index) =>
      same(library, recorded[index]) ? [] : [{ set: sets[index], flink: recorded[index], library }],
    );
    expect(wrong).toEqual([]);
    expect(recorded).toHaveLength(sets.length);
  });

  test('The sets are many, and meet every answer that Flink has', () => {
    const answers = [...records.values()].flat();
    const accepted = (sizes: number) => answers.filter((answer) => !answer.startsWith('!') && answer.split(' ').length === sizes);
    const reasons: Record<MemoryReason, number> = {
      unreadable: 0, 'nothing-given': 0, 'min-above-max': 0, fraction: 0, 'jvm-above-process': 0, 'flink-above-process': 0,
      'overhead-outside': 0, 'parts-above-flink': 0, 'heap-above-flink': 0, 'parts-not-flink': 0, 'off-heap-above-flink': 0,
      'network-outside': 0, 'network-not-buffers': 0, 'segment-size': 0, negative: 0, overflow: 0,
    }; // prettier-ignore
    for (const answer of answers.filter((text) => text.startsWith('!'))) reasons[answer.split(' ')[1] as MemoryReason]++;
    expect(sets.length).toBeGreaterThanOrEqual(800);
    expect(accepted(6).length / RELEASES.length).toBeGreaterThan(100);
    expect(accepted(11).length / RELEASES.length).toBeGreaterThan(200);
    expect(Object.entries(reasons).filter(([, times]) => times === 0)).toEqual([]);
  });

  test('Releases differ where 1.17 lifts the limit of network memory, and where 2.0 drops what was legacy, and nowhere else', () => {
    const differing = RELEASES.filter((release, i) => i > 0 && records.get(release)?.join() !== records.get(RELEASES[i - 1])?.join());
    expect(differing).toEqual(['1.17.2', '2.0.2']);
  });
});

describe('By example', () => {
  test('The defaults of 1600m and 1728m', () => {
    const version = FlinkVersion.V1_20;
    const jobManager = jobManagerMemory({ 'jobmanager.memory.process.size': '1600m' }, version);
    const taskManager = taskManagerMemory({ 'taskmanager.memory.process.size': '1728m' }, version);
    expect(jobManager).toEqual({
      process: 'JobManager',
      totalProcess: 1600 * MIB,
      totalFlink: 1152 * MIB,
      jvmHeap: 1024 * MIB,
      offHeap: 128 * MIB,
      jvmMetaspace: 256 * MIB,
      jvmOverhead: 192 * MIB,
    });
    expect(taskManager).toEqual({
      process: 'TaskManager',
      totalProcess: 1728 * MIB,
      totalFlink: 1280 * MIB,
      jvmHeap: 536_870_902,
      frameworkHeap: 128 * MIB,
      taskHeap: 402_653_174,
      frameworkOffHeap: 128 * MIB,
      taskOffHeap: 0,
      // 0.4 and 0.1 in single precision are a little more than that.
      managed: 536_870_920,
      network: 134_217_730,
      jvmMetaspace: 256 * MIB,
      jvmOverhead: 192 * MIB,
    });
    expect(memoryTable([jobManager, taskManager])).toBe(
      [
        'memory                  JobManager  TaskManager',
        'total process             1600 MiB     1728 MiB',
        '  total Flink             1152 MiB     1280 MiB',
        '    JVM heap              1024 MiB      512 MiB',
        '      framework heap             -      128 MiB',
        '      task heap                  -      384 MiB',
        '    managed                      -      512 MiB',
        '    network                      -      128 MiB',
        '    framework off-heap           -      128 MiB',
        '    task off-heap                -        0 MiB',
        '    off-heap               128 MiB            -',
        '  JVM metaspace            256 MiB      256 MiB',
        '  JVM overhead             192 MiB      192 MiB',
        '',
      ].join('\n'),
    );
    expect(memoryTable([jobManager])).not.toContain('task heap');
  });

  test('A fraction below its minimum is the minimum, and above its maximum the maximum', () => {
    const overhead = (size: string) => jobManagerMemory({ 'jobmanager.memory.process.size': size }, FlinkVersion.V2_3).jvmOverhead;
    expect(overhead('1g')).toBe(192 * MIB);
    expect(overhead('4g')).toBe(Math.floor(4096 * MIB * Math.fround(0.1)));
    expect(overhead('16g')).toBe(1024 * MIB);
  });

  test.each([
    ['1.16', 1024 * MIB],
    ['1.17', 2 * 1024 * MIB + 32],
  ])('Network memory has a maximum of 1 GiB by default up to 1.16, and none from 1.17 on: in %s it is %d', (version, network) => {
    expect(taskManagerMemory({ 'taskmanager.memory.flink.size': '20g' }, FlinkVersion.of(version)).network).toBe(network);
  });

  test('Task heap and managed memory decide all the rest', () => {
    const options = { 'taskmanager.memory.task.heap.size': '1g', 'taskmanager.memory.managed.size': '2g' };
    const memory = taskManagerMemory(options, FlinkVersion.V1_20);
    expect(memory.network).toBe(Math.floor((3328 * MIB * Math.fround(0.1)) / (1 - Math.fround(0.1))));
    expect(memory.totalFlink).toBe(3328 * MIB + memory.network);
    expect(memory.totalProcess).toBe(memory.totalFlink + memory.jvmMetaspace + memory.jvmOverhead);
  });

  test('What was before Flink 1.10 is the process where Flink makes the pods, and Flink’s share where scripts start it', () => {
    const options = { 'taskmanager.heap.size': '2g', 'jobmanager.heap.size': '1g' };
    expect(taskManagerMemory(options, FlinkVersion.V1_12).totalProcess).toBe(2048 * MIB);
    expect(taskManagerMemory(options, FlinkVersion.V1_12, 'scripts').totalFlink).toBe(2048 * MIB);
    expect(jobManagerMemory(options, FlinkVersion.V1_20).totalProcess).toBe(1024 * MIB);
    expect(jobManagerMemory(options, FlinkVersion.V1_20, 'scripts').jvmHeap).toBe(1024 * MIB);
  });

  test('A JobManager’s heap and total leave it the off-heap memory', () => {
    const options = { 'jobmanager.memory.heap.size': '1g', 'jobmanager.memory.flink.size': '1280m' };
    expect(jobManagerMemory(options, FlinkVersion.V1_20).offHeap).toBe(256 * MIB);
  });
});

describe('Refusals say what was given, what is allowed and what to do', () => {
  const memory = (options: Record<string, string>, version = FlinkVersion.V1_20) =>
    Object.keys(options).some((key) => key.startsWith('jobmanager'))
      ? jobManagerMemory(options, version)
      : taskManagerMemory(options, version);

  test.each<[MemoryReason, Record<string, string>, string]>([
    [
      'nothing-given',
      { 'jobmanager.memory.off-heap.size': '1g' },
      'no size is given that the others follow from; give jobmanager.memory.process.size (best), or jobmanager.memory.flink.size, or jobmanager.memory.heap.size',
    ],
    [
      'unreadable',
      { 'taskmanager.memory.process.size': '1.5g' },
      "taskmanager.memory.process.size: '1.5g' is no memory size: '.5g' is no unit; allowed are b, k, m, g and t, as in '512m'",
    ],
    [
      'unreadable',
      { 'taskmanager.memory.process.size': 'plenty' },
      "taskmanager.memory.process.size: 'plenty' is no memory size: it must begin with a whole number, as in '512m'",
    ],
    [
      'unreadable',
      { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.managed.fraction': '40%' },
      "taskmanager.memory.managed.fraction: '40%' is no number; allowed is one from 0 to below 1, as in '0.4'",
    ],
    [
      'fraction',
      { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.network.fraction': '1' },
      "taskmanager.memory.network.fraction: '1' was given; allowed is a number from 0 to below 1",
    ],
    [
      'min-above-max',
      { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.jvm-overhead.max': '100m' },
      'taskmanager.memory.jvm-overhead.min: 192 MiB is above taskmanager.memory.jvm-overhead.max, which is 100 MiB; lower the one or raise the other',
    ],
    [
      'jvm-above-process',
      { 'jobmanager.memory.process.size': '400m' },
      'jobmanager.memory.process.size: 400 MiB is less than the JVM itself needs: metaspace of 256 MiB (jobmanager.memory.jvm-metaspace.size) and overhead of 192 MiB (jobmanager.memory.jvm-overhead.min, jobmanager.memory.jvm-overhead.fraction); give more to the process, or less to those',
    ],
    [
      'off-heap-above-flink',
      { 'jobmanager.memory.process.size': '500m' },
      "jobmanager.memory.off-heap.size: 128 MiB leaves no heap of Flink's memory, which is 52 MiB; give less, or more to jobmanager.memory.process.size",
    ],
    [
      'parts-above-flink',
      { 'taskmanager.memory.process.size': '2g', 'taskmanager.memory.managed.size': '1500m' },
      'taskmanager.memory.process.size leaves 1587.2 MiB (1664299824 bytes) to Flink, which is less than its parts: framework heap 128 MiB, framework off-heap 128 MiB, task off-heap 0 MiB, managed 1500 MiB, network 158.7 MiB (166429984 bytes); give less to a part, or more to the whole',
    ],
    [
      'network-outside',
      { 'taskmanager.memory.flink.size': '1g', 'taskmanager.memory.task.heap.size': '256m', 'taskmanager.memory.managed.size': '480m' },
      'taskmanager.memory.flink.size and the sizes of its other parts leave 32 MiB for the network; allowed is at least 64 MiB (taskmanager.memory.network.min). Leave taskmanager.memory.task.heap.size out, or change a size',
    ],
    [
      'flink-above-process',
      { 'jobmanager.memory.flink.size': '2g', 'jobmanager.memory.process.size': '2g' },
      "jobmanager.memory.process.size: 2048 MiB is less than Flink's memory of 2048 MiB and the JVM's metaspace of 256 MiB (jobmanager.memory.jvm-metaspace.size); leave jobmanager.memory.process.size out, or give at least 2304 MiB and some for overhead",
    ],
    [
      'overhead-outside',
      { 'jobmanager.memory.flink.size': '1g', 'jobmanager.memory.process.size': '4g' },
      "jobmanager.memory.process.size: 4096 MiB leaves 2816 MiB for the JVM's overhead, beside Flink's memory of 1024 MiB and metaspace of 256 MiB; allowed is 192 MiB to 1024 MiB (jobmanager.memory.jvm-overhead.min, jobmanager.memory.jvm-overhead.max). Leave jobmanager.memory.process.size out, or the sizes of its parts",
    ],
    [
      'parts-not-flink',
      { 'jobmanager.memory.flink.size': '2g', 'jobmanager.memory.heap.size': '1g', 'jobmanager.memory.off-heap.size': '128m' },
      'jobmanager.memory.flink.size: 2048 MiB is not the sum of jobmanager.memory.heap.size, 1024 MiB, and jobmanager.memory.off-heap.size, 128 MiB; leave one of them out',
    ],
    [
      'heap-above-flink',
      { 'jobmanager.memory.flink.size': '1g', 'jobmanager.memory.heap.size': '2g' },
      "jobmanager.memory.heap.size: 2048 MiB is more than Flink's whole memory, which is 1024 MiB (jobmanager.memory.flink.size); leave one of them out",
    ],
    [
      'segment-size',
      { 'taskmanager.memory.process.size': '2g', 'taskmanager.network.numberOfBuffers': '1024', 'taskmanager.memory.segment-size': '33k' },
      "taskmanager.memory.segment-size: 33792 bytes was given; allowed is a power of 2 from 4096 bytes to 1 GiB, such as '32k'",
    ],
    [
      'network-not-buffers',
      {
        'taskmanager.memory.flink.size': '1g',
        'taskmanager.memory.task.heap.size': '256m',
        'taskmanager.memory.managed.size': '448m',
        'taskmanager.network.numberOfBuffers': '1024',
      },
      'taskmanager.memory.flink.size and the sizes of its other parts leave 64 MiB for the network; taskmanager.network.numberOfBuffers asks for 32 MiB. Leave that option out, or a size of the parts',
    ],
    ['negative', { 'taskmanager.heap.mb': '-5' }, 'taskmanager.heap.mb: -5 was given; allowed is a size of at least 0'],
    [
      'overflow',
      { 'jobmanager.memory.heap.size': '8388607t', 'jobmanager.memory.off-heap.size': '1t' },
      'the sizes given amount to 9223372036854775808 bytes, more than 64 bits can count; give smaller ones',
    ],
  ])('%s: %j', (reason, options, message) => {
    const error = refusal(() => memory(options));
    expect(error.message).toBe(message);
    expect(error.reason).toBe(reason);
  });

  test('An option that a release reads no more is named where it would have helped', () => {
    expect(refusal(() => memory({ 'taskmanager.heap.size': '2g' }, FlinkVersion.V2_0)).message).toBe(
      'no size is given that the others follow from: taskmanager.heap.size is not read by Flink 2.0 any more; give taskmanager.memory.process.size (best), or taskmanager.memory.flink.size, or taskmanager.memory.task.heap.size and taskmanager.memory.managed.size',
    );
  });
});
