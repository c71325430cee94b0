import { Duration } from 'cdk8s';
import { FlinkScaling, FlinkVersion, ReactiveScalingProps } from '../lib';
import { messageOf, MINORS } from './support';

const reactive = (more: Partial<ReactiveScalingProps> = {}) => FlinkScaling.reactive({ maxTaskManagers: 8, ...more });

test('Reactive mode is an option, and figures for an autoscaler', () => {
  const scaling = reactive();
  expect(scaling._contribute(FlinkVersion.V1_20)).toEqual({ prop: 'scaling', options: { 'scheduler-mode': 'reactive' } });
  expect(scaling._autoscaler).toEqual({ min: 1, max: 8, cpuPercent: 70, scaleUpAfter: 120, scaleDownAfter: 600 });
  expect(scaling._inPlace).toBe(false);
});

test('Every figure is taken as it is given', () => {
  const props = {
    maxTaskManagers: 6,
    minTaskManagers: 2,
    cpuPercent: 85,
    scaleUpAfter: Duration.seconds(0),
    scaleDownAfter: Duration.hours(1),
  };
  expect(reactive(props)._autoscaler).toEqual({ min: 2, max: 6, cpuPercent: 85, scaleUpAfter: 0, scaleDownAfter: 3600 });
});

test('The adaptive scheduler is an option, and needs no autoscaler', () => {
  const scaling = FlinkScaling.adaptive();
  expect(scaling._contribute(FlinkVersion.V1_20)).toEqual({ prop: 'scaling', options: { 'jobmanager.scheduler': 'adaptive' } });
  expect(scaling._autoscaler).toBeUndefined();
  expect(scaling._inPlace).toBe(true);
});

test.each(MINORS)('Flink %s scales as it can, and tells which release can do more', (minor) => {
  const since = (first: string) => MINORS.indexOf(minor) >= MINORS.indexOf(first);
  const version = FlinkVersion.of(minor);
  const told = (scaling: FlinkScaling) => {
    try {
      return Object.keys(scaling._contribute(version).options!)[0];
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(told(reactive())).toBe(
    since('1.13')
      ? 'scheduler-mode'
      : `scaling: Flink ${minor} has no reactive mode; Flink 1.13 has. Leave it out, or use Flink 1.13 or later`,
  );
  expect(told(FlinkScaling.adaptive())).toBe(
    since('1.18')
      ? 'jobmanager.scheduler'
      : `scaling: Flink ${minor} has no way to change the parallelism of a running job; Flink 1.18 has. Leave it out, or use Flink 1.18 or later`,
  );
});

test.each<[string, Partial<ReactiveScalingProps>, string]>([
  ['no TaskManager', { maxTaskManagers: 0 }, 'scaling.maxTaskManagers: 0 was given; allowed is a whole number of at least 1'],
  ['half a TaskManager', { maxTaskManagers: 2.5 }, 'scaling.maxTaskManagers: 2.5 was given; allowed is a whole number of at least 1'],
  ['a minimum of none', { minTaskManagers: 0 }, 'scaling.minTaskManagers: 0 was given; allowed is a whole number of at least 1'],
  [
    'a maximum below the minimum',
    { minTaskManagers: 3, maxTaskManagers: 2 },
    'scaling.maxTaskManagers: 2 was given; allowed is a whole number of at least 3',
  ],
  ['no use of CPU', { cpuPercent: 0 }, 'scaling.cpuPercent: 0 was given; allowed is a whole number of at least 1'],
  ['a fraction in place of percent', { cpuPercent: 0.7 }, 'scaling.cpuPercent: 0.7 was given; allowed is a whole number of at least 1'],
  [
    'a longer window than Kubernetes has',
    { scaleDownAfter: Duration.hours(2) },
    'scaling.scaleDownAfter: 7200 s was given; allowed is a whole number of seconds, at most 3600',
  ],
  [
    'half a second',
    { scaleUpAfter: Duration.millis(500) },
    'scaling.scaleUpAfter: 0.5 s was given; allowed is a whole number of seconds, at most 3600',
  ],
])('%s is refused', (_what, props, message) => {
  expect(messageOf(() => reactive(props))).toBe(message);
});

test('As many TaskManagers at least as at most are a fixed number, and allowed', () => {
  expect(reactive({ minTaskManagers: 8 })._autoscaler).toMatchObject({ min: 8, max: 8 });
});
