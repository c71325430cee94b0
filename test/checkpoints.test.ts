import { Duration } from 'cdk8s';
import { CheckpointMode, FlinkVersion, StateBackend } from '../lib';
import { backendContribution, checkpointContribution, checkpointInterval } from '../lib/checkpoints';
import { MINORS, optionCatalog } from './support';

test('By default there is a checkpoint a minute, exactly once, and three are kept', () => {
  expect(checkpointContribution({})).toEqual({
    prop: 'checkpoints',
    options: {
      'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
      'execution.checkpointing.interval': '1min',
      'execution.checkpointing.mode': 'EXACTLY_ONCE',
      'execution.checkpointing.num-retained': '3',
      'execution.checkpointing.timeout': '10min',
      'execution.checkpointing.tolerable-failed-checkpoints': '3',
      'execution.checkpointing.unaligned.enabled': 'false',
    },
  });
});

test('Every prop is an option', () => {
  const { options } = checkpointContribution({
    interval: Duration.seconds(90),
    mode: CheckpointMode.AT_LEAST_ONCE,
    timeout: Duration.hours(1),
    minPause: Duration.millis(1500),
    retained: 1,
    tolerableFailures: 0,
  });
  expect(options).toEqual({
    'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
    'execution.checkpointing.interval': '90s',
    'execution.checkpointing.min-pause': '1500ms',
    'execution.checkpointing.mode': 'AT_LEAST_ONCE',
    'execution.checkpointing.num-retained': '1',
    'execution.checkpointing.timeout': '60min',
    'execution.checkpointing.tolerable-failed-checkpoints': '0',
    'execution.checkpointing.unaligned.enabled': 'false',
  });
});

test('Checkpoints that are switched off leave no option and no interval', () => {
  expect(checkpointContribution({ enabled: false, interval: Duration.seconds(1) })).toEqual({ prop: 'checkpoints' });
  expect(checkpointInterval({ enabled: false })).toBeUndefined();
  expect(checkpointInterval({})).toBe(60_000);
});

test.each(Object.values(CheckpointMode))('Every release knows the mode %s', (mode) => {
  expect(optionCatalog.row('execution.checkpointing.mode')?.values).toContain(mode);
});

test.each(['interval', 'timeout'])('An %s that Flink refuses is refused', (prop) => {
  expect(() => checkpointContribution({ [prop]: Duration.millis(9) })).toThrow(
    `checkpoints.${prop}: 9 ms was given; Flink allows no less than 10 ms. Give a Duration of seconds or minutes`,
  );
  expect(checkpointContribution({ [prop]: Duration.millis(10) }).options).toHaveProperty([`execution.checkpointing.${prop}`], '10ms');
});

test('Unaligned checkpoints are exactly once, or refused', () => {
  expect(checkpointContribution({ unaligned: true }).options).toHaveProperty(['execution.checkpointing.unaligned.enabled'], 'true');
  expect(() => checkpointContribution({ unaligned: true, mode: CheckpointMode.AT_LEAST_ONCE })).toThrow(
    'checkpoints.unaligned: only EXACTLY_ONCE checkpoints can be unaligned, and mode is AT_LEAST_ONCE. Leave one of them out',
  );
});

test.each([
  [{ retained: 0 }, 'checkpoints.retained: 0 was given; allowed is a whole number of at least 1'],
  [{ retained: 1.5 }, 'checkpoints.retained: 1.5 was given; allowed is a whole number of at least 1'],
  [{ tolerableFailures: -1 }, 'checkpoints.tolerableFailures: -1 was given; allowed is a whole number of at least 0'],
])('%j is refused', (props, message) => {
  expect(() => checkpointContribution(props)).toThrow(message);
});

test.each(MINORS)('Flink %s calls the backend on the heap hashmap from 1.13 on, and RocksDB rocksdb ever', (minor) => {
  const version = FlinkVersion.of(minor);
  expect(backendContribution(version, StateBackend.ROCKSDB)).toEqual({
    prop: 'stateBackend',
    options: { 'state.backend.type': 'rocksdb', 'execution.checkpointing.incremental': 'true' },
  });
  expect(backendContribution(version, StateBackend.HASHMAP)).toEqual({
    prop: 'stateBackend',
    options: { 'state.backend.type': minor === '1.12' ? 'filesystem' : 'hashmap', 'execution.checkpointing.incremental': 'false' },
  });
});
