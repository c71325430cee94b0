/** Throughput of each operator, and what slows it down. */
import { MetricScope } from '../metric-scope';
import { WatchedJob } from '../watched-job';
import { BY, lines, optional, query, Row } from './spec';

const { TASK, OPERATOR } = MetricScope;
const BUFFERS = `${TASK}Shuffle_Netty_`;

export function throughput(job: WatchedJob): Row[] {
  const { pods } = job;
  const where = (metric: string, expression: string) => (job.has(metric) ? expression : undefined);
  const share = (metric: string) => where(metric, `max ${BY.task} (${metric}{${pods}}) / 1000`);
  const worst = (metric: string) => where(metric, `max ${BY.task} (${metric}{${pods}})`);
  const operator = (metric: string) => where(metric, `sum ${BY.operator} (${metric}{${pods}})`);
  return [
    {
      title: 'Operators',
      panels: [
        lines('Records read', 'cps', 'In a second, by operator.', query('{{operator_name}}', operator(`${OPERATOR}numRecordsInPerSecond`))),
        lines(
          'Records written',
          'cps',
          'In a second, by operator.',
          query('{{operator_name}}', operator(`${OPERATOR}numRecordsOutPerSecond`)),
        ),
        lines('Bytes read', 'Bps', 'In a second, by task.', query('{{task_name}}', `sum ${BY.task} (${TASK}numBytesInPerSecond{${pods}})`)),
        lines(
          'Bytes written',
          'Bps',
          'In a second, by task.',
          query('{{task_name}}', `sum ${BY.task} (${TASK}numBytesOutPerSecond{${pods}})`),
        ),
        lines(
          'Records that could not be read',
          'none',
          'By source, since it began.',
          optional('{{operator_name}}', operator(`${OPERATOR}numRecordsInErrors`)),
        ),
        lines(
          'Watermark lag',
          'ms',
          'From an operator’s watermark to now, where it has one.',
          optional('{{operator_name}}', `time() * 1000 - min ${BY.operator} (${OPERATOR}currentOutputWatermark{${pods}} > 0 < 9e18)`),
        ),
      ],
    },
    {
      title: 'Backpressure',
      panels: [
        lines(
          'Busy',
          'percentunit',
          'Share of the time, of the busiest subtask.',
          query('{{task_name}}', share(`${TASK}busyTimeMsPerSecond`)),
        ),
        lines(
          'In backpressure',
          'percentunit',
          'Share of the time, of the subtask that is kept most.',
          query('{{task_name}}', share(`${TASK}backPressuredTimeMsPerSecond`) ?? worst(`${TASK}isBackPressured`)),
        ),
        lines(
          'Idle',
          'percentunit',
          'Share of the time, of the idlest subtask.',
          query('{{task_name}}', share(`${TASK}idleTimeMsPerSecond`)),
        ),
        lines(
          'Input buffers',
          'percentunit',
          'In use, of the subtask with most: full where the task is too slow.',
          query('{{task_name}}', worst(`${BUFFERS}Input_Buffers_inPoolUsage`)),
        ),
        lines(
          'Output buffers',
          'percentunit',
          'In use, of the subtask with most: full where what comes after is too slow.',
          query('{{task_name}}', worst(`${BUFFERS}Output_Buffers_outPoolUsage`)),
        ),
      ],
    },
  ];
}
