/** Series for which each alert fires, with what it tells then, and series for which it does not. */
import { FlinkAlertRules } from '../../lib';
import { Scenario, series } from './scenario';
import { UPDATE_SCENARIOS } from './update-scenarios';

const JM = { pod: 'orders-jm' };
const TM = { pod: 'orders-tm-1' };
const JOB = 'flink_jobmanager_job_';
const OPERATOR = 'flink_taskmanager_job_task_operator_';

const OF_JOB = { app_kubernetes_io_instance: 'orders' };
const OF_POD = { ...OF_JOB, ...TM };
const running = series(`${JOB}uptime`, JM, '60000+60000x60');

export const SCENARIOS: Record<keyof FlinkAlertRules, readonly Scenario[]> = {
  jobManagerGone: [
    {
      at: 20,
      fires: [series('flink_jobmanager_numRunningJobs', JM, '1x10 stale')],
      labels: OF_JOB,
      value: '1',
      silent: [
        [series('flink_jobmanager_numRunningJobs', JM, '1x60')],
        // Another one takes over within the time.
        [series('flink_jobmanager_numRunningJobs', JM, '1x10 stale'), series('flink_jobmanager_numRunningJobs', { pod: 'b' }, '_x13 1x60')],
      ],
    },
    {
      at: 20,
      fires: [series('flink_jobmanager_numRunningJobs', { app_kubernetes_io_instance: 'others' }, '1x60')],
      labels: OF_JOB,
      value: '1',
      silent: [],
    },
  ],
  noJobRunning: [
    {
      at: 20,
      fires: [series('flink_jobmanager_numRunningJobs', JM, '0x60')],
      labels: OF_JOB,
      value: '0',
      silent: [
        // One that stands by has none.
        [
          series('flink_jobmanager_numRunningJobs', JM, '1x60'),
          series('flink_jobmanager_numRunningJobs', { pod: 'standby' }, '0x60'),
          running,
        ],
        [series('flink_jobmanager_numRunningJobs', JM, '1x60'), series(`${JOB}uptime`, JM, '60000x15 0 0 0 0 0 60000x30')],
      ],
    },
    {
      at: 20,
      fires: [series('flink_jobmanager_numRunningJobs', JM, '1x60'), series(`${JOB}uptime`, JM, '0x60')],
      labels: OF_JOB,
      value: '0',
      silent: [],
    },
  ],
  restartLoop: [
    {
      at: 30,
      fires: [series(`${JOB}numRestarts`, JM, '0x15 0+1x45')],
      labels: OF_JOB,
      value: '15',
      silent: [[series(`${JOB}numRestarts`, JM, '0x20 1x10 2x30')], [series(`${JOB}numRestarts`, JM, '7x60')]],
    },
    {
      at: 30,
      fires: [series('flink_jobmanager_Status_JVM_CPU_Time', JM, '0x16 9 1 9 1 9 1 9 1 9 1 9 1 9x30')],
      labels: OF_JOB,
      value: '6',
      silent: [[series('flink_jobmanager_Status_JVM_CPU_Time', JM, '0+100x20 0+100x40')]],
    },
  ],
  checkpointsFailing: [
    {
      at: 30,
      fires: [series(`${JOB}numberOfFailedCheckpoints`, JM, '0x15 0+1x45'), running],
      labels: OF_JOB,
      value: '15',
      silent: [
        [series(`${JOB}numberOfFailedCheckpoints`, JM, '4x20 5x40'), running],
        // With a start, some fail before its tasks run.
        [series(`${JOB}numberOfFailedCheckpoints`, JM, '0x20 5x40'), series(`${JOB}uptime`, JM, '0x20 0+60000x40')],
      ],
    },
  ],
  noCheckpoint: [
    {
      at: 30,
      fires: [series(`${JOB}numberOfCompletedCheckpoints`, JM, '0+1x5 5x55')],
      labels: OF_JOB,
      value: '0',
      silent: [
        [series(`${JOB}numberOfCompletedCheckpoints`, JM, '0+1x60')],
        [series(`${JOB}numberOfCompletedCheckpoints`, JM, '0+1x25 0+1x30')],
      ],
    },
  ],
  slowCheckpoint: [
    {
      at: 30,
      fires: [series(`${JOB}lastCheckpointDuration`, JM, '75000x60')],
      labels: OF_JOB,
      value: '75k',
      silent: [[series(`${JOB}lastCheckpointDuration`, JM, '50000x60')], [series(`${JOB}lastCheckpointDuration`, JM, '-1x60')]],
    },
  ],
  backpressure: [
    {
      at: 30,
      fires: [series('flink_taskmanager_job_task_backPressuredTimeMsPerSecond', TM, '800x60')],
      labels: OF_JOB,
      value: '800m',
      silent: [[series('flink_taskmanager_job_task_backPressuredTimeMsPerSecond', TM, '400x60')]],
    },
    {
      at: 30,
      version: '1.12.5',
      fires: [series('flink_taskmanager_job_task_isBackPressured', TM, '1x60')],
      labels: OF_JOB,
      value: '1',
      silent: [[series('flink_taskmanager_job_task_isBackPressured', TM, '0 1x1 0x20 0x40')]],
    },
  ],
  consumerLag: ['1.20.5', '2.3.0'].map((version) => ({
    at: 60,
    version,
    fires: [series(`${OPERATOR}pendingRecords`, TM, '0+100x60')],
    labels: OF_JOB,
    value: '6k',
    silent: [
      [series(`${OPERATOR}pendingRecords`, TM, '5000x60')],
      [series(`${OPERATOR}pendingRecords`, TM, '9000-100x60')],
      [series(`${OPERATOR}pendingRecords`, TM, '0+10x60')],
    ],
  })),
  eventTimeLag: [
    {
      at: 30,
      fires: [series(`${OPERATOR}currentEmitEventTimeLag`, TM, '900000x60')],
      labels: OF_JOB,
      value: '900',
      silent: [
        [series(`${OPERATOR}currentEmitEventTimeLag`, TM, '30000x60')],
        // Without event time.
        [series(`${OPERATOR}currentEmitEventTimeLag`, TM, '9223370000000000000x60')],
        [series(`${OPERATOR}currentEmitEventTimeLag`, TM, '-1x60')],
      ],
    },
    {
      at: 30,
      version: '1.13.6',
      fires: [series(`${OPERATOR}currentOutputWatermark`, TM, '1000x60')],
      labels: OF_JOB,
      value: '1.799k',
      silent: [
        [series(`${OPERATOR}currentOutputWatermark`, TM, '1000+60000x60')],
        [series(`${OPERATOR}currentOutputWatermark`, TM, '-9223372036854775808x60')],
      ],
    },
  ],
  heap: [
    {
      at: 40,
      fires: [
        series('flink_taskmanager_Status_JVM_Memory_Heap_Used', TM, '95x60'),
        series('flink_taskmanager_Status_JVM_Memory_Heap_Max', TM, '100x60'),
      ],
      labels: OF_POD,
      value: '950m',
      silent: [
        // Full before each collection, and half empty after it.
        [
          series(
            'flink_taskmanager_Status_JVM_Memory_Heap_Used',
            TM,
            '95 96 97 98 50 96 97 98 99 50 96 97 98 99 50 96 97 98 99 50 96 97 98 99 50 96 97 98 99 50 96 97 98 99 50 96 97 98 99 50',
          ),
          series('flink_taskmanager_Status_JVM_Memory_Heap_Max', TM, '100x60'),
        ],
      ],
    },
    {
      at: 40,
      fires: [
        series('flink_jobmanager_Status_JVM_Memory_Heap_Used', JM, '95x60'),
        series('flink_jobmanager_Status_JVM_Memory_Heap_Max', JM, '100x60'),
      ],
      labels: { ...OF_JOB, ...JM },
      value: '950m',
      silent: [],
    },
  ],
  managedMemory: [
    {
      at: 30,
      fires: [
        series('flink_taskmanager_Status_Flink_Memory_Managed_Used', TM, '100x60'),
        series('flink_taskmanager_Status_Flink_Memory_Managed_Total', TM, '100x60'),
      ],
      labels: OF_POD,
      value: '1',
      silent: [
        [
          series('flink_taskmanager_Status_Flink_Memory_Managed_Used', TM, '0x60'),
          series('flink_taskmanager_Status_Flink_Memory_Managed_Total', TM, '100x60'),
        ],
        [
          series('flink_taskmanager_Status_Flink_Memory_Managed_Used', TM, '0x60'),
          series('flink_taskmanager_Status_Flink_Memory_Managed_Total', TM, '0x60'),
        ],
      ],
    },
  ],
  gcTime: [
    {
      at: 30,
      fires: [series('flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond', TM, '500x60')],
      labels: OF_POD,
      value: '500m',
      silent: [[series('flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond', TM, '20x60')]],
    },
    {
      at: 30,
      version: '1.12.5',
      fires: [
        series('flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time', TM, '0+9000x60'),
        series('flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time', TM, '0+9000x60'),
      ],
      labels: OF_POD,
      value: '300m',
      silent: [
        [
          series('flink_taskmanager_Status_JVM_GarbageCollector_PS_Scavenge_Time', TM, '0+3000x60'),
          series('flink_taskmanager_Status_JVM_GarbageCollector_PS_MarkSweep_Time', TM, '0+600x60'),
        ],
      ],
    },
  ],
  taskManagersMissing: [
    {
      at: 30,
      fires: [series('flink_jobmanager_numRegisteredTaskManagers', JM, '3x60')],
      labels: OF_JOB,
      value: '3',
      silent: [
        [series('flink_jobmanager_numRegisteredTaskManagers', JM, '4x60')],
        [series('flink_jobmanager_numRegisteredTaskManagers', JM, '4x10 0x5 4x45')],
      ],
    },
  ],
  ...UPDATE_SCENARIOS,
};
