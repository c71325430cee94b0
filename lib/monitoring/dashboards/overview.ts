/** Is the job healthy, when was its last checkpoint, how far is it behind? */
import { anyOf, BEHIND } from '../expressions';
import { MetricScope } from '../metric-scope';
import { WatchedJob } from '../watched-job';
import { BY, lines, optional, query, Row, stat } from './spec';

const { JOB, TASK, OPERATOR } = MetricScope;

export function overview(job: WatchedJob): Row[] {
  const { pods } = job;
  const pending = anyOf(job, BEHIND, (metric) => `sum(${metric}{${pods}})`);
  const running = stat('Job', 'none', 'Whether the job runs.', query('', `max(${JOB}uptime{${pods}}) > bool 0`));
  return [
    {
      title: 'Now',
      panels: [
        { ...running, words: { '0': 'does not run', '1': 'runs' } },
        stat('Runs for', 'ms', 'Since it was started, or restarted, last.', query('', `max(${JOB}uptime{${pods}})`)),
        stat('Last checkpoint', 's', 'How long ago one was completed.', query('', sinceCheckpoint(job))),
        stat('Records behind', 'short', 'What sources have not read yet, where they tell.', optional('', pending)),
        stat('Event-time lag', 'ms', 'The oldest of what sources pass on, by its event time.', optional('', eventTimeLag(job))),
        stat('Restarts', 'none', 'Since the JobManager began.', query('', `max(${JOB}numRestarts{${pods}})`)),
        stat(
          'TaskManagers',
          'none',
          `That are registered; ${job.taskManagers} are needed at least.`,
          query('', `max(flink_jobmanager_numRegisteredTaskManagers{${pods}})`),
        ),
      ],
    },
    {
      title: 'Over time',
      panels: [
        lines(
          'Records written',
          'cps',
          'In a second, by task.',
          query('{{task_name}}', `sum ${BY.task} (${TASK}numRecordsOutPerSecond{${pods}})`),
        ),
        lines('Records behind', 'short', 'What sources have not read yet, where they tell.', optional('behind', pending)),
        lines('Event-time lag', 'ms', 'The oldest of what sources pass on, by its event time.', optional('lag', eventTimeLag(job))),
        lines('Checkpoint duration', 'ms', 'Of the newest checkpoint.', query('took', `max(${JOB}lastCheckpointDuration{${pods}})`)),
        lines('Restarts', 'none', 'In a quarter of an hour.', query('restarts', `max(delta(${JOB}numRestarts{${pods}}[15m]))`)),
        lines('Backpressure', 'percentunit', 'Share of the time, by task.', query('{{task_name}}', backpressure(job))),
      ],
    },
  ];
}

/** From 2.1 on Flink tells when; before, when its count of them changed was seen by Prometheus. */
function sinceCheckpoint({ has, pods }: WatchedJob): string {
  const completed = `${JOB}lastCheckpointCompletedTimestamp`;
  if (has(completed)) return `time() - max(${completed}{${pods}} > 0) / 1000`;
  return `time() - max(max_over_time(timestamp(changes(${JOB}numberOfCompletedCheckpoints{${pods}}[2m]) > 0)[6h:1m]))`;
}

/** What sources without event time tell is no time. */
function eventTimeLag({ has, pods }: WatchedJob): string {
  const lag = `${OPERATOR}currentEmitEventTimeLag`;
  if (has(lag)) return `max(${lag}{${pods}} >= 0 < 1e15)`;
  return `time() * 1000 - min(${OPERATOR}currentOutputWatermark{${pods}} > 0)`;
}

function backpressure({ has, pods }: WatchedJob): string {
  const time = `${TASK}backPressuredTimeMsPerSecond`;
  return has(time) ? `max ${BY.task} (${time}{${pods}}) / 1000` : `max ${BY.task} (${TASK}isBackPressured{${pods}})`;
}
