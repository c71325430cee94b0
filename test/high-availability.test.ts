import { FlinkVersion, HighAvailability } from '../lib';
import { MINORS } from './support';

const FACTORY = 'org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory';

test.each(MINORS)("Flink %s is given Kubernetes HA by its short name from 1.16 on, and by the factory's class before", (minor) => {
  const type = MINORS.indexOf(minor) >= MINORS.indexOf('1.16') ? 'kubernetes' : FACTORY;
  expect(HighAvailability.kubernetes()._contribute(FlinkVersion.of(minor), 's3://acme/orders/ha')).toEqual({
    prop: 'highAvailability',
    options: { 'high-availability.type': type, 'high-availability.storageDir': 's3://acme/orders/ha' },
    native: {},
  });
});

test('Without HA it says so, and keeps no metadata', () => {
  expect(HighAvailability.none()._contribute(FlinkVersion.V1_20, 's3://acme/orders/ha')).toEqual({
    prop: 'highAvailability',
    options: { 'high-availability.type': 'NONE' },
  });
});

test('Each says whether a death of the JobManager is survived', () => {
  expect([HighAvailability.kubernetes().enabled, HighAvailability.none().enabled]).toEqual([true, false]);
});

test('There is one JobManager, unless more are asked for', () => {
  expect(HighAvailability.none().jobManagers).toBe(1);
  expect(HighAvailability.kubernetes().jobManagers).toBe(1);
  expect(HighAvailability.kubernetes({ jobManagers: 3 }).jobManagers).toBe(3);
});

test('Several JobManagers are an option where Flink makes the pods, and none but there', () => {
  const { options, native } = HighAvailability.kubernetes({ jobManagers: 2 })._contribute(FlinkVersion.V1_20, 's3://acme/orders/ha');
  expect(native).toEqual({ 'kubernetes.jobmanager.replicas': '2' });
  expect(options).not.toHaveProperty(['kubernetes.jobmanager.replicas']);
});

test.each(MINORS)('Flink %s has several JobManagers from 1.14 on, and says so before', (minor) => {
  const two = () => HighAvailability.kubernetes({ jobManagers: 2 })._contribute(FlinkVersion.of(minor), 's3://acme/orders/ha');
  if (MINORS.indexOf(minor) >= MINORS.indexOf('1.14')) expect(two).not.toThrow();
  else {
    expect(two).toThrow(
      `highAvailability.jobManagers: Flink ${minor} has no Kubernetes HA with several JobManagers; Flink 1.14 has. Leave it out, or use Flink 1.14 or later`,
    );
  }
});

test.each([0, -1, 1.5, NaN, Infinity])('%d JobManagers are refused', (jobManagers) => {
  expect(() => HighAvailability.kubernetes({ jobManagers })).toThrow(
    `highAvailability.jobManagers: ${jobManagers} was given; allowed is a whole number of at least 1`,
  );
});
