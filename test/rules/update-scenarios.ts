/** Of updates: series for which each alert fires, with what it tells then, and series for which it does not. */
import { Scenario, series } from './scenario';

const UPDATE = { job_name: 'orders-deploy-0a1b2c3d' };
const EARLIER = { job_name: 'orders-deploy-ffffffff' };

export const UPDATE_SCENARIOS: Record<'updateFailed' | 'updateSlow' | 'savepointAge', readonly Scenario[]> = {
  updateFailed: [
    {
      at: 10,
      fires: [series('kube_job_failed', { ...UPDATE, condition: 'true' }, '1x60'), series('kube_job_created', UPDATE, '2000x60')],
      labels: { ...UPDATE, condition: 'true' },
      value: '1',
      silent: [
        [series('kube_job_failed', { ...UPDATE, condition: 'true' }, '0x60'), series('kube_job_created', UPDATE, '2000x60')],
        // A newer one did better.
        [
          series('kube_job_failed', { ...EARLIER, condition: 'true' }, '1x60'),
          series('kube_job_created', EARLIER, '1000x60'),
          series('kube_job_failed', { ...UPDATE, condition: 'true' }, '0x60'),
          series('kube_job_created', UPDATE, '2000x60'),
        ],
        // Of a job whose name only begins alike.
        [
          series('kube_job_failed', { job_name: 'orders-deploy-x-deploy-0a1b2c3d', condition: 'true' }, '1x60'),
          series('kube_job_created', { job_name: 'orders-deploy-x-deploy-0a1b2c3d' }, '1x60'),
        ],
      ],
    },
  ],
  updateSlow: [
    {
      at: 40,
      fires: [series('kube_job_status_start_time', UPDATE, '0x60'), series('kube_job_status_active', UPDATE, '1x60')],
      labels: UPDATE,
      value: '2.4k',
      silent: [
        [series('kube_job_status_start_time', UPDATE, '0x60'), series('kube_job_status_active', UPDATE, '0x60')],
        [series('kube_job_status_start_time', UPDATE, '1200x60'), series('kube_job_status_active', UPDATE, '1x60')],
      ],
    },
  ],
  savepointAge: [
    {
      at: 200,
      fires: [series('kube_job_status_completion_time', UPDATE, '600x300')],
      labels: {},
      value: '11.4k',
      silent: [
        [
          series('kube_job_status_completion_time', UPDATE, '600x300'),
          series('kube_cronjob_status_last_successful_time', { cronjob: 'orders-savepoints' }, '9000x300'),
        ],
        [series('kube_job_status_completion_time', UPDATE, '9000x300')],
      ],
    },
  ],
};
