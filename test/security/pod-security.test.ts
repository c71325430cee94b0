import { FlinkVersion, PodSecurity } from '../../lib';
import { planNative } from '../../lib/cluster/plan';
import { clusterProps, minimalProps } from '../support';
import { FLINK_USER, RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../lib/security/pod-security';

test("A pod and its containers together have all that the restricted level asks for, as the user of Flink's images", () => {
  expect(FLINK_USER).toBe(9999);
  expect(RESTRICTED_POD).toEqual({
    runAsNonRoot: true,
    runAsUser: FLINK_USER,
    runAsGroup: FLINK_USER,
    fsGroup: FLINK_USER,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(RESTRICTED_CONTAINER).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
});

test.each([
  ['1.12', 'Flink 1.12 has no pod templates'],
  ['1.13', 'Flink 1.13 has no seccomp profile'],
])('Asking Flink %s for the restricted level fails: it would not be met (promises 8, 9)', (minor, message) => {
  const props = { ...clusterProps(minimalProps()), flinkVersion: FlinkVersion.of(minor), podSecurity: PodSecurity.RESTRICTED };
  expect(() => planNative('orders', props)).toThrow(message);
});

test('From Flink 1.14 on the restricted level is met', () => {
  const props = { ...clusterProps(minimalProps()), flinkVersion: FlinkVersion.V1_14, podSecurity: PodSecurity.RESTRICTED };
  expect(planNative('orders', props).restricted).toBe(true);
});
