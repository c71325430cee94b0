/** The JVMs of JobManagers and TaskManagers, and their memory. */
import { gcTime } from '../expressions';
import { WatchedJob } from '../watched-job';
import { BY, lines, Panel, query, Row } from './spec';

const COMPONENTS = [
  ['JobManager', 'jobmanager'],
  ['TaskManagers', 'taskmanager'],
] as const;

export function processes(job: WatchedJob): Row[] {
  return [
    ...COMPONENTS.map(([title, component]) => ({ title, panels: jvm(job, component) })),
    { title: 'Memory of TaskManagers', panels: memory(job) },
  ];
}

function jvm(job: WatchedJob, component: 'jobmanager' | 'taskmanager'): Panel[] {
  const status = (metric: string) => `max ${BY.pod} (flink_${component}_Status_JVM_${metric}{${job.pods}})`;
  const both = (what: string) => [
    query('{{pod}}', status(`Memory_${what}_Used`)),
    query('{{pod}} at most', `${status(`Memory_${what}_Max`)} > 0`),
  ];
  return [
    lines('CPU', 'percentunit', 'Recent use, of all CPUs that the JVM sees.', query('{{pod}}', status('CPU_Load'))),
    lines('Heap', 'bytes', 'In use, garbage included, and at most.', ...both('Heap')),
    lines(
      'Garbage collections',
      'percentunit',
      'Share of the time.',
      query('{{pod}}', `max ${BY.pod} (${gcTime(job, component, '5m')}) / 1000`),
    ),
    lines('Metaspace', 'bytes', 'In use, and at most.', ...both('Metaspace')),
    lines('Direct memory', 'bytes', 'Of direct buffers, in use.', query('{{pod}}', status('Memory_Direct_MemoryUsed'))),
    lines('Threads', 'none', 'That live.', query('{{pod}}', status('Threads_Count'))),
  ];
}

function memory({ pods }: WatchedJob): Panel[] {
  const of = (metric: string) => `max ${BY.pod} (flink_taskmanager_Status_${metric}{${pods}})`;
  return [
    lines(
      'Managed memory',
      'bytes',
      'In use, and in all. RocksDB takes all of it from the start.',
      query('{{pod}}', of('Flink_Memory_Managed_Used')),
      query('{{pod}} in all', of('Flink_Memory_Managed_Total')),
    ),
    lines(
      'Network memory',
      'bytes',
      'In use, and in all.',
      query('{{pod}}', of('Shuffle_Netty_UsedMemory')),
      query('{{pod}} in all', of('Shuffle_Netty_TotalMemory')),
    ),
  ];
}
