import { readSettings, SettingsError } from '../../../lib/savepoint/runtime/settings';

const ENV = {
  NAME: 'orders',
  NAMESPACE: 'flink',
  REVISION: 'abc',
  UPDATE_JOB: 'orders-deploy-1',
  POD_NAME: 'orders-deploy-1-x',
  MODE: 'standalone',
  TASK_MANAGER_KIND: 'statefulsets',
  CLUSTER_ID: 'orders',
  FLINK_URL: 'http://orders-ui.flink:8081',
  CONFIG_MAP: 'orders-config',
  SAVEPOINTS: 's3://bucket/savepoints//',
  HIGH_AVAILABILITY: 'true',
  CHECKPOINTS: 'false',
  OWN_TRIGGER_ID: 'true',
  COMPANIONS: 'flink-config-orders,orders-rest',
  FOLDER: '/update',
  FOLDERS_PER_START: '{"job-result-store.storage-path":"s3://bucket/ha/job-results"}',
  SAVEPOINT_TIMEOUT: '600',
  DELETION_TIMEOUT: '300',
  START_TIMEOUT: '1.5',
};

it('reads how many savepoints are kept: all, unless the YAML says otherwise', () => {
  expect(readSettings(ENV).savepointsKept).toBe(0);
  expect(readSettings({ ...ENV, SAVEPOINTS_KEPT: '3' }).savepointsKept).toBe(3);
});

it('reads what the YAML says', () => {
  expect(readSettings({ ...ENV, CLAIM: '{"name":"c","spec":{}}' })).toMatchObject({
    name: 'orders',
    pod: 'orders-deploy-1-x',
    mode: 'standalone',
    taskManagerKind: 'statefulsets',
    savepoints: 's3://bucket/savepoints',
    highAvailability: true,
    checkpoints: false,
    companions: ['flink-config-orders', 'orders-rest'],
    foldersPerStart: { 'job-result-store.storage-path': 's3://bucket/ha/job-results' },
    claim: { name: 'c', spec: {} },
    terminationLog: '/dev/termination-log',
    timeouts: { savepoint: 600_000, deletion: 300_000, start: 1500 },
  });
  expect(readSettings(ENV).claim).toBeUndefined();
});

/** Of one mode only. */
const OPTIONAL = ['TASK_MANAGER_KIND', 'COMPANIONS', 'FOLDERS_PER_START'];

it('what a mode does not have is left out', () => {
  const { TASK_MANAGER_KIND, COMPANIONS, FOLDERS_PER_START, ...env } = ENV;
  expect([TASK_MANAGER_KIND, COMPANIONS, FOLDERS_PER_START]).not.toContain(undefined);
  expect(readSettings({ ...env, MODE: 'native' })).toMatchObject({
    mode: 'native',
    taskManagerKind: 'deployments',
    companions: [],
    foldersPerStart: {},
  });
});

it.each(Object.keys(ENV).filter((key) => !OPTIONAL.includes(key)))('names %s where it is not set (promise 6)', (key) => {
  expect(() => readSettings({ ...ENV, [key]: undefined })).toThrow(SettingsError);
  expect(() => readSettings({ ...ENV, [key]: '' })).toThrow(`the environment variable ${key} is not set`);
});

it.each(['0', '-1', 'soon', 'NaN'])('refuses a timeout of %s s (promise 6)', (value) => {
  expect(() => readSettings({ ...ENV, START_TIMEOUT: value })).toThrow(
    `START_TIMEOUT is '${value}'; allowed is a number of seconds above 0`,
  );
});
