/**
 * What Flink tells of itself by its Prometheus reporter: name, unit, meaning, since and until which release.
 *
 * Read off the reporters of real releases, one of each minor, by `npm run test:e2e -- metrics`, which holds this table against them.
 * A row without a release has been there since 1.12, and is there still.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/
 */
import { MetricRow, MetricScope } from './metric-scope';

/** Of every JVM: JobManagers' and TaskManagers'. */
const JVM: readonly MetricRow[] = [
  ['Status_JVM_CPU_Load', 'ratio', 'recent CPU use of the process, of 1'],
  ['Status_JVM_CPU_Time', 'nanoseconds', 'CPU time of the process since it began'],
  ['Status_JVM_ClassLoader_ClassesLoaded', 'count', 'classes loaded since the process began'],
  ['Status_JVM_ClassLoader_ClassesUnloaded', 'count', 'classes unloaded since the process began'],
  ['Status_JVM_FileDescriptor_Max', 'count', 'files that the process may have open', '2.1'],
  ['Status_JVM_FileDescriptor_Open', 'count', 'files that the process has open', '2.1'],
  ['Status_JVM_GarbageCollector_All_Count', 'count', 'garbage collections of all collectors', '1.19'],
  ['Status_JVM_GarbageCollector_All_Time', 'milliseconds', 'time of garbage collections, of all collectors', '1.19'],
  ['Status_JVM_GarbageCollector_All_TimeMsPerSecond', 'milliseconds a second', 'share of time in garbage collections', '1.19'],
  ['Status_JVM_Memory_Direct_Count', 'count', 'direct buffers'],
  ['Status_JVM_Memory_Direct_MemoryUsed', 'bytes', 'memory of direct buffers in use'],
  ['Status_JVM_Memory_Direct_TotalCapacity', 'bytes', 'capacity of all direct buffers'],
  ['Status_JVM_Memory_Heap_Committed', 'bytes', 'heap that the JVM is sure to have'],
  ['Status_JVM_Memory_Heap_Max', 'bytes', 'heap that there may be at most'],
  ['Status_JVM_Memory_Heap_Used', 'bytes', 'heap in use, garbage included'],
  ['Status_JVM_Memory_Mapped_Count', 'count', 'mapped buffers'],
  ['Status_JVM_Memory_Mapped_MemoryUsed', 'bytes', 'memory of mapped buffers in use'],
  ['Status_JVM_Memory_Mapped_TotalCapacity', 'bytes', 'capacity of all mapped buffers'],
  ['Status_JVM_Memory_Metaspace_Committed', 'bytes', 'metaspace that the JVM is sure to have'],
  ['Status_JVM_Memory_Metaspace_Max', 'bytes', 'metaspace that there may be at most'],
  ['Status_JVM_Memory_Metaspace_Used', 'bytes', 'metaspace in use'],
  ['Status_JVM_Memory_NonHeap_Committed', 'bytes', 'memory beside the heap that the JVM is sure to have'],
  ['Status_JVM_Memory_NonHeap_Max', 'bytes', 'memory beside the heap that there may be at most'],
  ['Status_JVM_Memory_NonHeap_Used', 'bytes', 'memory beside the heap in use'],
  ['Status_JVM_Threads_Count', 'count', 'threads that live'],
];

/** Buffers of a task, under the name of the shuffle service. */
const BUFFERS: readonly MetricRow[] = [
  ['Input_Buffers_inPoolUsage', 'ratio', 'input buffers in use'],
  ['Input_Buffers_inputExclusiveBuffersUsage', 'ratio', 'exclusive input buffers in use'],
  ['Input_Buffers_inputFloatingBuffersUsage', 'ratio', 'floating input buffers in use'],
  ['Input_Buffers_inputQueueLength', 'count', 'input buffers that wait'],
  ['Input_Buffers_inputQueueSize', 'bytes', 'size of input buffers that wait', '1.15'],
  ['Output_Buffers_outPoolUsage', 'ratio', 'output buffers in use'],
  ['Output_Buffers_outputQueueLength', 'count', 'output buffers that wait'],
  ['Output_Buffers_outputQueueSize', 'bytes', 'size of output buffers that wait', '1.15'],
];

/** The same, under the name that they had first. */
const OLD_BUFFERS: readonly MetricRow[] = BUFFERS.map(([name, unit, meaning, since]) => [
  name.replace(/^(In|Out)put_Buffers_/, 'buffers_'),
  unit,
  `${meaning}; the same as Shuffle_Netty_${name}`,
  since ?? '1.12',
  '1.20',
]);

/** Counters that have a rate beside them. */
function withRate([name, unit, meaning, since, until]: MetricRow): readonly MetricRow[] {
  return [
    [name, unit, `${meaning}, since the attempt began`, since, until],
    [`${name}PerSecond`, `${unit} a second`, `${meaning}, in a second`, since, until],
  ];
}

const READ: readonly MetricRow[] = (
  [
    ['numBuffersInLocal', 'count', 'buffers read that came from the same TaskManager'],
    ['numBuffersInRemote', 'count', 'buffers read that came from other TaskManagers'],
    ['numBytesInLocal', 'bytes', 'bytes read that came from the same TaskManager'],
    ['numBytesInRemote', 'bytes', 'bytes read that came from other TaskManagers'],
  ] as const
).flatMap(withRate);

/** The metrics of Flink itself, by scope. */
export const METRICS: Readonly<Record<MetricScope, readonly MetricRow[]>> = {
  [MetricScope.JOB_MANAGER]: [
    ...JVM,
    ['numRegisteredTaskManagers', 'count', 'TaskManagers that are registered'],
    ['numRunningJobs', 'count', 'jobs that have not ended'],
    ['taskSlotsAvailable', 'count', 'task slots that are free'],
    ['taskSlotsTotal', 'count', 'task slots in all'],
  ],
  [MetricScope.JOB]: [
    ['allSubTasksRunningOrFinishedTime', 'milliseconds', 'how long all subtasks have been running or finished', '2.2'],
    ['cancellingTime', 'milliseconds', 'how long the job has been cancelling', '1.15'],
    ['createdTime', 'milliseconds', 'how long the job has been in CREATED', '1.15'],
    ['deployingTime', 'milliseconds', 'how long the job has been deploying', '1.15'],
    ['downtime', 'milliseconds', 'how long the job has not been running, since it failed; 0 for one that runs, -1 for one that ended'],
    ['failingTime', 'milliseconds', 'how long the job has been failing', '1.15'],
    ['fullRestarts', 'count', 'restarts of the job since the JobManager began; the same as numRestarts', '1.12', '1.20'],
    ['initializingTime', 'milliseconds', 'how long the job has been initializing', '1.15'],
    ['lastCheckpointCompletedTimestamp', 'milliseconds since 1970', 'when the newest checkpoint was complete', '2.0'],
    ['lastCheckpointDuration', 'milliseconds', 'how long the newest checkpoint took; -1 before the first'],
    ['lastCheckpointExternalPath', 'none', 'the newest checkpoint’s path: no number, and so always 0 here'],
    ['lastCheckpointFullSize', 'bytes', 'size of the newest checkpoint, with all it refers to', '1.15'],
    ['lastCheckpointMetadataSize', 'bytes', 'size of the newest checkpoint’s metadata', '2.2'],
    ['lastCheckpointPersistedData', 'bytes', 'in-flight data that the newest checkpoint holds'],
    ['lastCheckpointProcessedData', 'bytes', 'in-flight data that was processed during the newest checkpoint'],
    ['lastCheckpointRestoreTimestamp', 'milliseconds since 1970', 'when the job was restored last; -1 where it never was'],
    ['lastCheckpointSize', 'bytes', 'what the newest checkpoint added'],
    ['lastCompletedCheckpointId', 'number', 'the number of the newest checkpoint', '1.17'],
    ['numRescales', 'count', 'how often the job was rescaled', '2.0'],
    ['numRestarts', 'count', 'restarts of the job since the JobManager began'],
    ['numberOfCompletedCheckpoints', 'count', 'checkpoints completed since the JobManager began'],
    ['numberOfFailedCheckpoints', 'count', 'checkpoints failed since the JobManager began'],
    ['numberOfInProgressCheckpoints', 'count', 'checkpoints that are being taken'],
    ['restartingTime', 'milliseconds', 'how long the last restart took, or has taken so far'],
    ['runningTime', 'milliseconds', 'how long the job has been running', '1.15'],
    ['totalNumberOfCheckpoints', 'count', 'checkpoints since the JobManager began, whatever became of them'],
    ['uptime', 'milliseconds', 'how long the job has been running without a break; 0 while it does not, -1 when it ended'],
  ],
  [MetricScope.COORDINATOR]: [['enumerator_unassignedSplits', 'count', 'splits that no reader has yet', '1.18']],
  [MetricScope.TASK_MANAGER]: [
    ...JVM,
    ['Status_Flink_Memory_Managed_Total', 'bytes', 'managed memory'],
    ['Status_Flink_Memory_Managed_Used', 'bytes', 'managed memory in use'],
    ['Status_Network_AvailableMemorySegments', 'count', 'free network buffers', '1.12', '1.20'],
    ['Status_Network_TotalMemorySegments', 'count', 'network buffers', '1.12', '1.20'],
    ['Status_Shuffle_Netty_AvailableMemory', 'bytes', 'free memory of network buffers'],
    ['Status_Shuffle_Netty_AvailableMemorySegments', 'count', 'free network buffers'],
    ['Status_Shuffle_Netty_RequestedMemoryUsage', 'percent', 'network memory that was asked for, of what there is', '1.15'],
    ['Status_Shuffle_Netty_TotalMemory', 'bytes', 'memory of network buffers'],
    ['Status_Shuffle_Netty_TotalMemorySegments', 'count', 'network buffers'],
    ['Status_Shuffle_Netty_UsedMemory', 'bytes', 'memory of network buffers in use'],
    ['Status_Shuffle_Netty_UsedMemorySegments', 'count', 'network buffers in use'],
  ],
  [MetricScope.TASK]: [
    ...BUFFERS.map(([name, ...rest]): MetricRow => [`Shuffle_Netty_${name}`, ...rest]),
    ...OLD_BUFFERS,
    ...READ.flatMap(([name, ...rest]): readonly MetricRow[] => [
      [`Shuffle_Netty_Input_${name}`, ...rest],
      [name, ...rest],
    ]),
    ['accumulateBackPressuredTimeMs', 'milliseconds', 'time in backpressure since the attempt began', '1.16'],
    ['accumulateBusyTimeMs', 'milliseconds', 'busy time since the attempt began', '1.16'],
    ['accumulateIdleTimeMs', 'milliseconds', 'idle time since the attempt began', '1.16'],
    ['backPressuredTimeMsPerSecond', 'milliseconds a second', 'share of time in backpressure', '1.13'],
    ['busyTimeMsPerSecond', 'milliseconds a second', 'share of time at work; no number for sources of the old kind', '1.13'],
    ['changelogBusyTimeMsPerSecond', 'milliseconds a second', 'share of time in the changelog state backend', '1.18'],
    ['checkpointStartDelayNanos', 'nanoseconds', 'time from the trigger of the last checkpoint to its start at this task'],
    ['hardBackPressuredTimeMsPerSecond', 'milliseconds a second', 'share of time blocked by backpressure', '1.15'],
    ['idleTimeMsPerSecond', 'milliseconds a second', 'share of time without data'],
    ['initializationTime', 'milliseconds', 'how long the restore of the state took, or has taken so far', '1.18'],
    ['isBackPressured', 'none', 'whether the task is in backpressure: 1 or 0'],
    ['mailboxLatencyMs', 'milliseconds', 'how long mails wait', '1.16'],
    ['mailboxLatencyMs_count', 'count', 'mails whose latency was measured', '1.16'],
    ['mailboxMailsPerSecond', 'count a second', 'mails processed', '1.16'],
    ['mailboxQueueSize', 'count', 'mails that wait', '1.16'],
    ['maxHardBackPressureTimeMs', 'milliseconds', 'the longest time blocked by backpressure, of late', '1.15'],
    ['maxSoftBackPressureTimeMs', 'milliseconds', 'the longest time of soft backpressure, of late', '1.15'],
    ...withRate(['numBuffersOut', 'count', 'buffers written']),
    ...withRate(['numBytesIn', 'bytes', 'bytes read']),
    ...withRate(['numBytesOut', 'bytes', 'bytes written']),
    ...withRate(['numFiredTimers', 'count', 'timers that fired', '1.20']),
    ...withRate(['numRecordsIn', 'records', 'records read']),
    ...withRate(['numRecordsOut', 'records', 'records written']),
    ['softBackPressuredTimeMsPerSecond', 'milliseconds a second', 'share of time slowed down by backpressure', '1.15'],
  ],
  [MetricScope.OPERATOR]: [
    ['currentEmitEventTimeLag', 'milliseconds', 'event-time lag of a source: from a record’s time to when it is passed on', '1.14'],
    ['currentInputWatermark', 'milliseconds since 1970', 'the last watermark received; the least number there is before the first'],
    ['currentOutputWatermark', 'milliseconds since 1970', 'the last watermark sent; the least number there is before the first'],
    ...withRate(['numBytesIn', 'bytes', 'bytes read by a source', '1.15']),
    ...withRate(['numBytesOut', 'bytes', 'bytes written by a sink', '1.15']),
    ...withRate(['numRecordsIn', 'records', 'records read']),
    ['numRecordsInErrors', 'count', 'records that a source could not read', '1.14'],
    ...withRate(['numRecordsOut', 'records', 'records written']),
    ['sourceIdleTime', 'milliseconds', 'how long a source has had nothing to read', '1.14'],
    ...['Active', 'Idle', 'Paused'].flatMap((state): readonly MetricRow[] => [
      [`split_watermark_accumulated${state}TimeMs`, 'milliseconds', `${state.toLowerCase()} time of a split`, '2.1'],
      [
        `split_watermark_${state.toLowerCase()}TimeMsPerSecond`,
        'milliseconds a second',
        `share of time that a split is ${state.toLowerCase()}`,
        '2.1',
      ],
    ]),
    ['split_watermark_currentWatermark', 'milliseconds since 1970', 'the last watermark of a split', '2.1'],
  ],
};

/** Collectors of the JVMs that Flink runs on, G1 or the serial one by what the container may use: the young and the old generation's. */
const COLLECTORS = ['G1_Young_Generation', 'G1_Old_Generation', 'Copy', 'MarkSweepCompact', 'PS_Scavenge', 'PS_MarkSweep'];

const BY_COLLECTOR = COLLECTORS.flatMap((collector): readonly MetricRow[] => {
  const name = `Status_JVM_GarbageCollector_${collector}`;
  return [
    [`${name}_Count`, 'count', 'garbage collections'],
    [`${name}_Time`, 'milliseconds', 'time of garbage collections'],
    [`${name}_TimeMsPerSecond`, 'milliseconds a second', 'share of time in garbage collections', '1.19'],
  ];
});

/** Metrics that only some jobs have: by their JVM, mode, graph, connectors or sinks. */
export const FURTHER_METRICS: Readonly<Partial<Record<MetricScope, readonly MetricRow[]>>> = {
  [MetricScope.JOB_MANAGER]: [
    ...BY_COLLECTOR,
    ['numPendingTaskManagers', 'count', 'TaskManagers that were asked for, and are not registered yet; of native clusters', '1.15'],
    ['startWorkFailurePerSecond', 'count a second', 'TaskManagers that could not be started; of native clusters', '1.12'],
  ],
  [MetricScope.TASK_MANAGER]: BY_COLLECTOR,
  [MetricScope.TASK]: [
    ['checkpointAlignmentTime', 'nanoseconds', 'how long the last alignment of barriers took, or has taken so far'],
    ['currentInputWatermark', 'milliseconds since 1970', 'the last watermark received; the least number there is before the first'],
  ],
  [MetricScope.OPERATOR]: [
    ['KafkaSourceReader_KafkaConsumer_records_lag_max', 'records', 'the most that a partition is behind by, of KafkaSource', '1.14'],
    ['KafkaConsumer_records_lag_max', 'records', 'the most that a partition is behind by, of FlinkKafkaConsumer', '1.12', '1.20'],
    ['KafkaSourceReader_commitsFailed', 'count', 'commits of offsets to Kafka that failed; the job itself does not need them', '1.14'],
    ['KafkaSourceReader_commitsSucceeded', 'count', 'commits of offsets to Kafka', '1.14'],
    ['commitsFailed', 'count', 'commits of offsets that failed, of FlinkKafkaConsumer', '1.12', '1.20'],
    ['commitsSucceeded', 'count', 'commits of offsets, of FlinkKafkaConsumer', '1.12', '1.20'],
    ['KafkaSourceReader_topic_partition_committedOffset', 'offset', 'of each partition: the last offset committed to Kafka', '1.14'],
    ['KafkaSourceReader_topic_partition_currentOffset', 'offset', 'of each partition: the last offset read', '1.14'],
    ['KafkaConsumer_topic_partition_committedOffsets', 'offset', 'of each partition: the last offset committed to Kafka', '1.12', '1.20'],
    ['KafkaConsumer_topic_partition_currentOffsets', 'offset', 'of each partition: the last offset read', '1.12', '1.20'],
    ['pendingRecords', 'records', 'records that a source has not read yet, where it can tell', '1.14'],
    ['watermarkLag', 'milliseconds', 'how far the last watermark of a source is behind the clock, where it has watermarks', '1.14'],
    ['numBytesSend', 'bytes', 'bytes that a sink sent', '1.15'],
    ['numRecordsSend', 'records', 'records that a sink sent', '1.15'],
    ['numRecordsSendErrors', 'records', 'records that a sink could not send', '1.15'],
    ['numRecordsOutErrors', 'records', 'the same, under its older name', '1.14'],
    ['alreadyCommittedCommittables', 'count', 'what a sink was to commit, and had been committed', '1.19'],
    ['failedCommittables', 'count', 'what a sink could not commit', '1.19'],
    ['pendingCommittables', 'count', 'what a sink has to commit', '1.19'],
    ['retriedCommittables', 'count', 'what a sink tries to commit again', '1.19'],
    ['successfulCommittables', 'count', 'what a sink has committed', '1.19'],
    ['totalCommittables', 'count', 'what a sink was to commit', '1.19'],
  ],
};
