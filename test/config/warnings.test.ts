import { FlinkVersion } from '../../lib';
import { FlinkOptions } from '../../lib/config/options';
import { WARNING_RULES, warningsOf } from '../../lib/config/warnings';

const SOUND: FlinkOptions = { 'execution.checkpointing.interval': '60 s', 'high-availability.type': 'kubernetes' };

const INTERVAL = 'execution.checkpointing.interval';
const CHECKPOINTS = 'execution.checkpointing.dir';
const SAVEPOINTS = 'execution.checkpointing.savepoint-dir';
const EXPOSED = 'kubernetes.rest-service.exposed.type';
const IMAGE = 'kubernetes.container.image.ref';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const PARALLELISM = 'parallelism.default';
const CPU = 'kubernetes.taskmanager.cpu.amount';
const FACTOR = 'kubernetes.taskmanager.cpu.limit-factor';

/** Options in place of the sound ones; undefined where one of those is missing. */
type Changed = Readonly<Record<string, string | undefined>>;

/** By rule: release and options where it fires, and where it does not. */
const CASES: Record<string, { fires: [string, Changed][]; not: [string, Changed][] }> = {
  'checkpoints-off': {
    fires: [
      ['1.20', { [INTERVAL]: undefined }],
      ['1.20', { [INTERVAL]: '0' }],
      ['1.12', { [INTERVAL]: '0 ms', 'high-availability': 'kubernetes' }],
    ],
    not: [
      ['1.20', { [INTERVAL]: '60000 ms' }],
      ['1.20', { [INTERVAL]: '05 s' }],
      ['2.3', { [INTERVAL]: 'PT1M' }],
    ],
  },
  'ha-off': {
    fires: [
      ['1.20', { 'high-availability.type': undefined }],
      ['1.20', { 'high-availability.type': 'NONE' }],
      ['1.20', { 'high-availability.type': undefined, 'high-availability': 'none' }],
      ['1.16', { 'high-availability.type': undefined, 'high-availability': 'none' }],
    ],
    not: [
      ['1.20', { 'high-availability.type': 'zookeeper' }],
      ['1.20', { 'high-availability.type': undefined, 'high-availability': 'kubernetes' }],
      [
        '1.14',
        {
          'high-availability.type': undefined,
          'high-availability': 'org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory',
        },
      ],
    ],
  },
  'local-state': {
    fires: [
      ['1.20', { [CHECKPOINTS]: 'file:///tmp/checkpoints' }],
      ['1.20', { [CHECKPOINTS]: '/tmp' }],
      ['1.20', { [SAVEPOINTS]: 'file:/var/flink' }],
      ['1.20', { 'high-availability.storageDir': 'file:///opt/flink/ha' }],
      ['1.18', { 'state.checkpoints.dir': 'file:///tmp/checkpoints' }],
      ['2.3', { 'state.savepoints.dir': 'file:///tmp/checkpoints' }],
    ],
    not: [
      ['1.20', { [CHECKPOINTS]: 's3://acme/tmp/checkpoints', [SAVEPOINTS]: 's3://acme/savepoints' }],
      ['1.20', { [CHECKPOINTS]: 'file:///flink-state/orders/checkpoints' }],
      ['1.20', { [CHECKPOINTS]: 'file:///tmpfs-no/checkpoints' }],
      ['1.20', { [CHECKPOINTS]: 'abfss://opt@acme.dfs.core.windows.net/var/x' }],
    ],
  },
  'no-restart': {
    fires: [
      ['1.20', { 'restart-strategy.type': 'none' }],
      ['1.20', { 'restart-strategy.type': 'Disable' }],
      ['1.20', { 'restart-strategy': 'off' }],
      ['1.16', { 'restart-strategy': 'none', 'high-availability': 'kubernetes' }],
    ],
    not: [
      ['1.20', {}],
      ['1.20', { 'restart-strategy.type': 'exponential-delay' }],
      ['1.16', { 'restart-strategy': 'fixed-delay', 'high-availability': 'kubernetes' }],
    ],
  },
  'public-rest': {
    fires: [
      ['1.20', { [EXPOSED]: 'LoadBalancer' }],
      ['1.20', { [EXPOSED]: 'loadbalancer' }],
    ],
    not: [
      ['1.20', { [EXPOSED]: 'ClusterIP' }],
      ['1.20', { [EXPOSED]: 'NodePort' }],
      ['1.20', {}],
    ],
  },
  'java-17': {
    fires: [
      ['1.17', { [IMAGE]: 'flink:1.17.2-scala_2.12-java17' }],
      ['1.16', { 'kubernetes.container.image': 'acme/flink:Java21', 'high-availability': 'kubernetes' }],
    ],
    not: [
      ['1.18', { [IMAGE]: 'flink:1.18.1-java17' }],
      ['2.3', { [IMAGE]: 'flink:2.3.0-java21' }],
      ['1.17', { [IMAGE]: 'flink:1.17.2-java11' }],
      ['1.17', {}],
    ],
  },
  'idle-slots': {
    fires: [
      ['1.20', { [PARALLELISM]: '3', [SLOTS]: '2' }],
      ['1.20', { [SLOTS]: '2' }],
      ['1.12', { [PARALLELISM]: '4', [SLOTS]: '8', 'high-availability': 'kubernetes' }],
    ],
    not: [
      ['1.20', {}],
      ['1.20', { [PARALLELISM]: '3' }],
      ['1.20', { [PARALLELISM]: '4', [SLOTS]: '2' }],
      ['1.20', { [PARALLELISM]: '-1', [SLOTS]: '2' }],
      ['1.20', { [PARALLELISM]: 'two', [SLOTS]: '2' }],
      ['1.20', { [PARALLELISM]: '2', [SLOTS]: '0' }],
    ],
  },
  'crowded-cpu': {
    fires: [
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4', [CPU]: '1' }],
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4', [CPU]: '1', [FACTOR]: '3.5' }],
      ['1.20', { [CPU]: '0.2', [FACTOR]: '4' }],
      ['1.14', { [SLOTS]: '2', [PARALLELISM]: '2', 'kubernetes.taskmanager.cpu': '0.5', 'high-availability': 'kubernetes' }],
    ],
    not: [
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4' }],
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4', [CPU]: '4' }],
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4', [CPU]: '1', [FACTOR]: '4.0' }],
      // A third of a CPU, times a factor that is rounded to 3.333.
      ['1.20', { [CPU]: '0.3', [FACTOR]: '3.333' }],
      // Flink then takes one CPU a slot.
      ['1.20', { [SLOTS]: '4', [PARALLELISM]: '4', [CPU]: '-1' }],
      ['1.20', { [CPU]: 'some' }],
    ],
  },
};

function warn(version: string, changed: Changed): { name: string; message: string }[] {
  const options = Object.entries({ ...SOUND, ...changed }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return warningsOf(FlinkVersion.of(version), Object.fromEntries(options));
}

const rows = (kind: 'fires' | 'not') => Object.entries(CASES).flatMap(([rule, cases]) => cases[kind].map((one) => [rule, ...one] as const));

test('Every rule has a name of its own, of the kind that cannot be an option, and cases', () => {
  const names = WARNING_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name))).toEqual([]);
  expect(names).toEqual(Object.keys(CASES));
});

test.each(rows('fires'))('%s is told in Flink %s with %j, and nothing else is', (rule, version, changed) => {
  expect(warn(version, changed).map(({ name }) => name)).toEqual([rule]);
});

test.each(rows('not'))('%s is not told in Flink %s with %j', (rule, version, changed) => {
  expect(warn(version, changed).map(({ name }) => name)).not.toContain(rule);
});

test.each(rows('fires'))('%s in Flink %s with %j says why, and what to do', (_rule, version, changed) => {
  const [{ message }] = warn(version, changed);
  expect(message).toMatch(/[.:] [^.]*\b(?:Set|Use|Keep|Change|Give) /);
  expect(message).not.toMatch(/undefined|NaN|\n/);
});

test('A warning shows the numbers, and a prop that the release has', () => {
  const crowded = { [SLOTS]: '2', [PARALLELISM]: '2', 'high-availability': 'kubernetes' };
  expect(warn('1.20', { [PARALLELISM]: '3', [SLOTS]: '2' })[0].message).toBe(
    'parallelism 3 is no multiple of 2 task slots: the last TaskManager has idle slots that cost memory. Change one of them',
  );
  expect(warn('1.15', { ...crowded, 'kubernetes.taskmanager.cpu': '0.5', [FACTOR]: '2' })[0].message).toBe(
    'task slots: 2, and CPUs for them: at most 1. Tasks take turns, and backpressure follows. Give taskManager.cpuLimit at least one CPU a slot',
  );
  expect(warn('1.14', { ...crowded, 'kubernetes.taskmanager.cpu': '0.5' })[0].message).toContain('Give taskManager.cpu at least');
});

test('What is sound is not warned of', () => {
  expect(warn('1.20', {})).toEqual([]);
});
