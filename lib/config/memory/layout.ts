/** What a process's memory is made of, in bytes. */

/** What JobManager and TaskManager have alike. */
export interface ProcessMemory {
  /** All of it: what the pod asks for, in whole mebibytes. */
  readonly totalProcess: number;
  /** What is Flink's: all but the JVM's own. */
  readonly totalFlink: number;
  /** The JVM's `-Xmx`. */
  readonly jvmHeap: number;
  /** The JVM's `-XX:MaxMetaspaceSize`. */
  readonly jvmMetaspace: number;
  /** What is left to the JVM for stacks, code and the like. */
  readonly jvmOverhead: number;
}

export interface JobManagerMemory extends ProcessMemory {
  readonly process: 'JobManager';
  readonly offHeap: number;
}

export interface TaskManagerMemory extends ProcessMemory {
  readonly process: 'TaskManager';
  readonly frameworkHeap: number;
  readonly taskHeap: number;
  readonly frameworkOffHeap: number;
  readonly taskOffHeap: number;
  readonly network: number;
  readonly managed: number;
}

export type MemoryLayout = JobManagerMemory | TaskManagerMemory;

/** Sizes as they are calculated; a layout tells them as numbers, which are exact up to eight pebibytes. */
export type Sizes<T> = { readonly [K in keyof T as T[K] extends number ? K : never]: bigint };

/** Sizes as numbers. */
export function numbers<K extends string>(sizes: Readonly<Record<K, bigint>>): Readonly<Record<K, number>> {
  return Object.fromEntries(Object.entries<bigint>(sizes).map(([name, size]) => [name, Number(size)])) as Record<K, number>;
}
