/** Checkpoints, and the state that they hold. */
import { MetricScope } from '../metric-scope';
import { WatchedJob } from '../watched-job';
import { BY, lines, optional, query, Row } from './spec';

const { JOB, TASK } = MetricScope;

export function checkpoints(job: WatchedJob): Row[] {
  const { pods, checkpointInterval } = job;
  const own = (metric: string) => (job.has(metric) ? `max(${metric}{${pods}})` : undefined);
  const byTask = (metric: string) => (job.has(metric) ? `max ${BY.task} (${metric}{${pods}})` : undefined);
  return [
    {
      title: 'Checkpoints',
      panels: [
        lines(
          'Duration',
          'ms',
          'Of the newest checkpoint, and the time between two of them.',
          query('took', own(`${JOB}lastCheckpointDuration`)),
          query('interval', checkpointInterval ? `vector(${checkpointInterval})` : undefined),
        ),
        lines(
          'Completed and failed',
          'none',
          'In a quarter of an hour.',
          query('completed', `max(delta(${JOB}numberOfCompletedCheckpoints{${pods}}[15m]))`),
          query('failed', `max(delta(${JOB}numberOfFailedCheckpoints{${pods}}[15m]))`),
        ),
        lines('In progress', 'none', 'Checkpoints that are being taken.', query('in progress', own(`${JOB}numberOfInProgressCheckpoints`))),
        lines(
          'Start delay',
          'ns',
          'From the trigger to the start at a task: backpressure shows here first.',
          query('{{task_name}}', byTask(`${TASK}checkpointStartDelayNanos`)),
        ),
        lines(
          'Alignment',
          'ns',
          'How long a task waited for the barriers of all its inputs, where it has several.',
          optional('{{task_name}}', byTask(`${TASK}checkpointAlignmentTime`)),
        ),
        lines(
          'In-flight data',
          'bytes',
          'What was processed during the newest checkpoint, and what of it the checkpoint holds.',
          query('processed', own(`${JOB}lastCheckpointProcessedData`)),
          query('held', own(`${JOB}lastCheckpointPersistedData`)),
        ),
      ],
    },
    {
      title: 'State',
      panels: [
        lines(
          'Size',
          'bytes',
          'What the newest checkpoint added, and all that it refers to.',
          query('added', own(`${JOB}lastCheckpointSize`)),
          query('in all', own(`${JOB}lastCheckpointFullSize`)),
        ),
        lines(
          'Restored at',
          'dateTimeAsIso',
          'When the job was restored last.',
          query('restored', own(`${JOB}lastCheckpointRestoreTimestamp`)),
        ),
        lines('Restore', 'ms', 'How long the restore of a task’s state took.', query('{{task_name}}', byTask(`${TASK}initializationTime`))),
      ],
    },
  ];
}
