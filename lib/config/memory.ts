/**
 * Flink's own memory arithmetic: what JobManager and TaskManager will make of a set of options, to the byte, and what
 * they would refuse. `npm run test:memory` compares it with Flink itself.
 */
import { jobManagerArithmetic } from './memory/job-manager';
import { JobManagerMemory, numbers, TaskManagerMemory } from './memory/layout';
import { JOB_MANAGER, MemoryOptions, TASK_MANAGER } from './memory/options';
import { layOut, withLegacyHeap } from './memory/process';
import { taskManagerArithmetic } from './memory/task-manager';
import { FlinkOptions } from './options';
import { FlinkVersion } from './version';

export type { JobManagerMemory, MemoryLayout, TaskManagerMemory } from './memory/layout';
export { MemoryError, type MemoryReason } from './memory/size';
export { memoryTable } from './memory/table';

/**
 * Who starts the processes. It decides what the options from before Flink 1.10 (`taskmanager.heap.size` and the like)
 * stand for, in the releases that read them: the whole process where Flink makes its own pods; the TaskManager's Flink
 * memory, and the JobManager's heap, where scripts start the processes.
 */
export type StartedBy = 'flink' | 'scripts';

const LEGACY_HEAP = {
  jobManager: { flink: JOB_MANAGER.process, scripts: JOB_MANAGER.heap },
  taskManager: { flink: TASK_MANAGER.process, scripts: TASK_MANAGER.flink },
} as const;

/** @throws MemoryError where Flink would refuse the options */
export function jobManagerMemory(options: FlinkOptions, version: FlinkVersion, startedBy: StartedBy = 'flink'): JobManagerMemory {
  const given = withLegacyHeap(new MemoryOptions(options, version), JOB_MANAGER, LEGACY_HEAP.jobManager[startedBy]);
  return { process: 'JobManager', ...numbers(layOut(given, JOB_MANAGER, jobManagerArithmetic)) };
}

/** @throws MemoryError where Flink would refuse the options */
export function taskManagerMemory(options: FlinkOptions, version: FlinkVersion, startedBy: StartedBy = 'flink'): TaskManagerMemory {
  const given = withLegacyHeap(new MemoryOptions(options, version), TASK_MANAGER, LEGACY_HEAP.taskManager[startedBy]);
  return { process: 'TaskManager', ...numbers(layOut(given, TASK_MANAGER, taskManagerArithmetic)) };
}
