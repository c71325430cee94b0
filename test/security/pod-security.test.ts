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
