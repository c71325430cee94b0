/** Every alert, a row each: it makes the rule, the page of the docs, and is what the tests go through. */
import { AlertRow, AlertSeverity } from './alert-rule';
import { anyOf, BEHIND, BY_JOB, BY_POD, firstOf, gcTime, newest, range } from './expressions';
import type { FlinkAlertRules } from './alert-props';
import { MetricScope } from './metric-scope';
import { WatchedJob } from './watched-job';

const MINUTE = 60_000;
const { JOB, TASK, OPERATOR } = MetricScope;

export const ALERT_ROWS: Readonly<Record<keyof FlinkAlertRules, AlertRow>> = {
  jobManagerGone: {
    alert: 'FlinkJobManagerGone',
    minutes: 5,
    severity: AlertSeverity.CRITICAL,
    expression: ({ pods }) => `absent(flink_jobmanager_numRunningJobs{${pods}})`,
    summary: 'No JobManager of {job} tells its metrics.',
    description: 'The job does not run, or nobody can see whether it does.',
    runbook:
      'Look at its pods: kubectl -n {namespace} get pods -l app.kubernetes.io/instance={job}. Where there is none, see how the last update ended: ' +
      'kubectl -n {namespace} get configmap {job}-savepoint -o yaml. Where one runs, see whether Prometheus scrapes it.',
  },
  noJobRunning: {
    alert: 'FlinkNoJobRunning',
    minutes: 5,
    severity: AlertSeverity.CRITICAL,
    expression: ({ pods }) => `max ${BY_JOB} (flink_jobmanager_numRunningJobs{${pods}}) < 1 or max ${BY_JOB} (${JOB}uptime{${pods}}) <= 0`,
    summary: 'The JobManager of {job} is there, but the job does not run.',
    description: 'It has failed, ended, or is being restarted for longer than a restart takes.',
    runbook:
      'See what Flink says of it: kubectl -n {namespace} logs -l app.kubernetes.io/instance={job},app.kubernetes.io/component=jobmanager --tail=-1, ' +
      'or the exceptions in its UI. A lack of task slots shows as pods that are pending.',
  },
  restartLoop: {
    alert: 'FlinkRestartLoop',
    threshold: [3, 'restarts in 15 minutes'],
    minutes: 0,
    severity: AlertSeverity.CRITICAL,
    expression: ({ pods }, threshold) =>
      `max ${BY_JOB} (delta(${JOB}numRestarts{${pods}}[15m])) > ${threshold} or ` +
      `max ${BY_JOB} (resets(flink_jobmanager_Status_JVM_CPU_Time{${pods}}[15m])) > ${threshold}`,
    summary: '{job} was restarted {value} times in 15 minutes.',
    description: 'The job, or its JobManager, fails again and again. Between two failures it may process the same records each time.',
    runbook:
      'See the exceptions in its UI, and the reason for which containers ended: kubectl -n {namespace} describe pods -l app.kubernetes.io/instance={job}. ' +
      'A record that no attempt can process needs a changed job; its update goes on from the newest checkpoint.',
  },
  checkpointsFailing: {
    alert: 'FlinkCheckpointsFailing',
    threshold: [2, 'failed checkpoints in 15 minutes'],
    minutes: 0,
    severity: AlertSeverity.WARNING,
    expression: ({ pods, checkpointInterval }, threshold) =>
      // Those that come before all tasks run fail with every start.
      checkpointInterval
        ? `max ${BY_JOB} (delta(${JOB}numberOfFailedCheckpoints{${pods}}[15m])) > ${threshold} and max ${BY_JOB} (${JOB}uptime{${pods}}) > ${15 * MINUTE}`
        : undefined,
    summary: '{value} checkpoints of {job} failed in 15 minutes.',
    description: 'A failure now would go back to a state that is older than it should be.',
    runbook:
      'The checkpoints page of its UI has the cause of each. Often: the storage refuses or is slow, or backpressure keeps barriers from passing (see unaligned checkpoints).',
  },
  noCheckpoint: {
    alert: 'FlinkNoCheckpoint',
    threshold: [10, 'checkpoint intervals without one that is complete, and 5 minutes at least'],
    minutes: 1,
    severity: AlertSeverity.CRITICAL,
    expression: ({ pods, checkpointInterval }, threshold) =>
      checkpointInterval
        ? `max ${BY_JOB} (changes(${JOB}numberOfCompletedCheckpoints{${pods}}[${range(Math.max(threshold * checkpointInterval, 5 * MINUTE))}])) < 1`
        : undefined,
    summary: 'No checkpoint of {job} was completed for long.',
    description: 'A failure now would go back to a state that is older than it should be, and exactly-once sinks commit nothing.',
    runbook:
      'See whether checkpoints fail or hang: the checkpoints page of its UI. One that hangs waits for a task that is busy or in backpressure.',
  },
  slowCheckpoint: {
    alert: 'FlinkSlowCheckpoint',
    threshold: [1, 'times the checkpoint interval'],
    minutes: 10,
    severity: AlertSeverity.WARNING,
    expression: ({ pods, checkpointInterval }, threshold) =>
      checkpointInterval ? `max ${BY_JOB} (${JOB}lastCheckpointDuration{${pods}}) > ${threshold * checkpointInterval}` : undefined,
    summary: 'Checkpoints of {job} take longer than the time between two of them.',
    description: 'The last one took {value} ms. The next one starts late, and a failure goes back further.',
    runbook:
      'See which part is slow: alignment tells of backpressure, the asynchronous part of the storage or of large state. Then: a longer interval, ' +
      'unaligned checkpoints, incremental ones, or more parallelism.',
  },
  backpressure: {
    alert: 'FlinkBackpressure',
    threshold: [0.5, 'of the time'],
    minutes: 15,
    severity: AlertSeverity.WARNING,
    expression: (job, threshold) => {
      const time = firstOf(job, `${TASK}backPressuredTimeMsPerSecond`);
      return time
        ? `max ${BY_JOB} (avg_over_time(${time}{${job.pods}}[5m])) / 1000 > ${threshold}`
        : `max ${BY_JOB} (avg_over_time(${TASK}isBackPressured{${job.pods}}[5m])) > ${threshold}`;
    },
    summary: 'A task of {job} has been in backpressure for long.',
    description: 'It was so for {value} of the time: what comes after it is too slow for what comes in.',
    runbook:
      'In its UI, the first task that is busy and not in backpressure is the one that is too slow. Give it more parallelism, or less to do.',
  },
  consumerLag: {
    alert: 'FlinkConsumerLagGrowing',
    threshold: [1000, 'records that it is behind by'],
    minutes: 30,
    severity: AlertSeverity.WARNING,
    expression: (job, threshold) =>
      anyOf(
        job,
        BEHIND,
        (metric) => `(sum ${BY_JOB} (${metric}{${job.pods}}) > ${threshold} and sum ${BY_JOB} (deriv(${metric}{${job.pods}}[15m])) > 0)`,
      ),
    summary: '{job} falls behind its source, and further and further.',
    description: 'It is {value} records behind.',
    runbook:
      'More comes in than is processed. See whether it restarts or is in backpressure; if neither, sources have too little parallelism, or partitions are too few.',
  },
  eventTimeLag: {
    alert: 'FlinkEventTimeLag',
    threshold: [600, 'seconds'],
    minutes: 15,
    severity: AlertSeverity.WARNING,
    expression: (job, threshold) => {
      const lag = firstOf(job, `${OPERATOR}currentEmitEventTimeLag`);
      // Those without event time tell the least number that there is, or what is left of it.
      return lag
        ? `max ${BY_JOB} (${lag}{${job.pods}} < 1e15) / 1000 > ${threshold}`
        : `time() - min ${BY_JOB} (${OPERATOR}currentOutputWatermark{${job.pods}} > 0) / 1000 > ${threshold}`;
    },
    summary: 'What {job} processes is older than it should be.',
    description: 'By event time it is {value} s behind.',
    runbook:
      'See whether records come late (their producers are), or whether the job is slow (backpressure, restarts, lag). A source without data for long holds watermarks back: see idleness of watermarks.',
  },
  heap: {
    alert: 'FlinkHeapFull',
    threshold: [0.9, 'of the heap, in use after garbage collections'],
    minutes: 10,
    severity: AlertSeverity.WARNING,
    expression: ({ pods }, threshold) =>
      ['jobmanager', 'taskmanager']
        .map((component) => `flink_${component}_Status_JVM_Memory_Heap`)
        .map((heap) => `max ${BY_POD} (min_over_time(${heap}_Used{${pods}}[10m]) / ${heap}_Max{${pods}}) > ${threshold}`)
        .join(' or '),
    summary: 'The heap of a pod of {job} is nearly full.',
    description: 'At the least, {value} of it was in use in ten minutes: garbage collections find little to free.',
    runbook: 'Give the process more memory, or keep state in RocksDB rather than on the heap. A heap dump tells what is in it.',
  },
  managedMemory: {
    alert: 'FlinkManagedMemoryFull',
    threshold: [0.95, 'of managed memory'],
    minutes: 15,
    severity: AlertSeverity.WARNING,
    expression: ({ pods, stateInManagedMemory }, threshold) =>
      stateInManagedMemory
        ? undefined
        : `max ${BY_POD} (flink_taskmanager_Status_Flink_Memory_Managed_Used{${pods}} / ` +
          `(flink_taskmanager_Status_Flink_Memory_Managed_Total{${pods}} > 0)) > ${threshold}`,
    summary: 'Managed memory of a TaskManager of {job} is used up.',
    description: 'Operators hold {value} of it. More of them would fail for want of memory, or spill to disk.',
    runbook: 'Give TaskManagers more managed memory (taskmanager.memory.managed.fraction), or fewer slots.',
  },
  gcTime: {
    alert: 'FlinkGarbageCollection',
    threshold: [0.2, 'of the time'],
    minutes: 10,
    severity: AlertSeverity.WARNING,
    expression: (job, threshold) =>
      (['jobmanager', 'taskmanager'] as const)
        .map((component) => `max ${BY_POD} (${gcTime(job, component, '5m')}) / 1000 > ${threshold}`)
        .join(' or '),
    summary: 'A pod of {job} spends much of its time in garbage collections.',
    description: 'It spends {value} of it so, and processes nothing meanwhile. Heartbeats may be missed.',
    runbook: 'See how full the heap is. If it is not, objects are made faster than they need be: reuse of objects, or other serializers.',
  },
  taskManagersMissing: {
    alert: 'FlinkTaskManagersMissing',
    minutes: 10,
    severity: AlertSeverity.CRITICAL,
    expression: ({ pods, taskManagers }) => `max ${BY_JOB} (flink_jobmanager_numRegisteredTaskManagers{${pods}}) < ${taskManagers}`,
    summary: '{job} has fewer TaskManagers than it needs.',
    description: 'There are {value}.',
    runbook:
      'See why pods do not come up: kubectl -n {namespace} describe pods -l app.kubernetes.io/instance={job},app.kubernetes.io/component=taskmanager. ' +
      'Often: no room on nodes, a quota, or killed for want of memory.',
  },
  updateFailed: {
    alert: 'FlinkUpdateFailed',
    minutes: 0,
    severity: AlertSeverity.CRITICAL,
    ofUpdate: true,
    expression: ({ updateJobs }) => `kube_job_failed{${updateJobs},condition="true"} == 1 and ${newest(updateJobs)}`,
    summary: 'The last update of {job} failed.',
    description: 'Either the job runs on as it was, or it is stopped, and its savepoint is kept.',
    runbook: 'The record says what was done, why it failed, and what to do: kubectl -n {namespace} get configmap {job}-savepoint -o yaml.',
  },
  updateSlow: {
    alert: 'FlinkUpdateSlow',
    threshold: [1800, 'seconds'],
    minutes: 0,
    severity: AlertSeverity.WARNING,
    ofUpdate: true,
    expression: ({ updateJobs }, threshold) =>
      `time() - kube_job_status_start_time{${updateJobs}} > ${threshold} and on (namespace, job_name) kube_job_status_active{${updateJobs}} > 0`,
    summary: 'An update of {job} has been at work for long.',
    description: 'It began {value} s ago.',
    runbook: 'The record says what it waits for, and what keeps it: kubectl -n {namespace} get configmap {job}-savepoint -o yaml.',
  },
  savepointAge: {
    alert: 'FlinkSavepointOld',
    threshold: [86_400, 'seconds'],
    minutes: 0,
    severity: AlertSeverity.WARNING,
    ofUpdate: true,
    onDemand: true,
    expression: ({ updateJobs, schedule }, threshold) =>
      `time() - max by (namespace) (kube_job_status_completion_time{${updateJobs}} or kube_cronjob_status_last_successful_time{${schedule}}) > ${threshold}`,
    summary: 'The newest savepoint of {job} is old.',
    description: 'It was taken {value} s ago, or more.',
    runbook: 'See how the last Jobs of its schedule ended: kubectl -n {namespace} get jobs -l cdk8s-flink/job={job}, and their Events.',
  },
};

/** What a rule tells of a job, in Prometheus' words. */
export function told(text: string, { name, namespace }: WatchedJob): string {
  return text.replaceAll('{job}', name).replaceAll('{namespace}', namespace).replaceAll('{value}', '{{ $value | humanize }}');
}
