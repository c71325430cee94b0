/** Updates: when they were, how long they took, and what came of them. */
import { MetricScope } from '../metric-scope';
import { WatchedJob } from '../watched-job';
import { BY, lines, optional, query, Row, stat } from './spec';

const { JOB } = MetricScope;

export function updates({ pods, updateJobs, schedule }: WatchedJob): Row[] {
  const took = `kube_job_status_completion_time{${updateJobs}} - on (namespace, job_name) kube_job_status_start_time{${updateJobs}}`;
  const savepoint = `kube_cronjob_status_last_successful_time{${schedule}}`;
  const done = `kube_job_status_completion_time{${updateJobs}}`;
  return [
    {
      title: 'Updates',
      panels: [
        stat('Newest update', 's', 'How long ago it was done.', optional('', `time() - max(${done})`)),
        stat('Took', 's', 'The newest update, from its Job’s start to its end.', optional('{{job_name}}', took)),
        stat(
          'Failed',
          'none',
          'Update Jobs that failed, of those that are still there.',
          optional('', `sum(kube_job_failed{${updateJobs},condition="true"}) or vector(0)`),
        ),
        stat(
          'Newest savepoint',
          's',
          'How long ago it was taken, by an update or by the schedule.',
          optional('', `time() - max(${done} or ${savepoint})`),
        ),
      ],
    },
    {
      title: 'What runs',
      panels: [
        lines(
          'JobManagers',
          'none',
          'Each pod that had a job: an update, or a failure, is where one follows another.',
          query('{{pod}}', `max ${BY.pod} (flink_jobmanager_numRunningJobs{${pods}})`),
        ),
        lines(
          'Runs for',
          'ms',
          'Falls to zero with every update and restart.',
          query('{{job_id}}', `max by (job_id) (${JOB}uptime{${pods}})`),
        ),
        lines(
          'Updates at work',
          'none',
          'Update Jobs that have not ended.',
          optional('{{job_name}}', `kube_job_status_active{${updateJobs}}`),
        ),
      ],
    },
  ];
}
