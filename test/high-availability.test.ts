import { FlinkVersion, HighAvailability } from '../lib';
import { MINORS } from './support';

const FACTORY = 'org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory';

test.each(MINORS)("Flink %s is given Kubernetes HA by its short name from 1.16 on, and by the factory's class before", (minor) => {
  const type = MINORS.indexOf(minor) >= MINORS.indexOf('1.16') ? 'kubernetes' : FACTORY;
  expect(HighAvailability.kubernetes()._contribute(FlinkVersion.of(minor), 's3://acme/orders/ha')).toEqual({
    prop: 'highAvailability',
    options: { 'high-availability.type': type, 'high-availability.storageDir': 's3://acme/orders/ha' },
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
