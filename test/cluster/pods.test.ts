import { k8s } from 'cdk8s-plus-27';
import { podTemplate } from '../../lib/cluster/pods';

const PARTS = { restricted: true, token: true, volumes: [], mounts: [] };

interface Pod {
  readonly metadata?: { readonly labels?: object };
  readonly spec: k8s.PodSpec;
}

const made = (user?: k8s.PodTemplateSpec, parts: Partial<typeof PARTS> | object = {}) =>
  podTemplate(user, { ...PARTS, ...parts }) as unknown as Pod;

test('Without a template of the user’s, a pod is restricted, and its one container is Flink’s', () => {
  expect(made()).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      automountServiceAccountToken: true,
      securityContext: {
        fsGroup: 9999,
        runAsGroup: 9999,
        runAsNonRoot: true,
        runAsUser: 9999,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [{ name: 'flink-main-container', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    },
  });
});

test('A pod that is not restricted carries no security context', () => {
  expect(made(undefined, { restricted: false }).spec).toEqual({
    automountServiceAccountToken: true,
    containers: [{ name: 'flink-main-container' }],
  });
});

test('A token is there only where it is needed', () => {
  expect(made(undefined, { token: false }).spec.automountServiceAccountToken).toBe(false);
});

const USER: k8s.PodTemplateSpec = {
  metadata: { labels: { team: 'orders' } },
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsUser: 1000, supplementalGroups: [5] },
    tolerations: [{ operator: 'Exists' }],
    volumes: [{ name: 'scratch', emptyDir: {} }],
    containers: [
      { name: 'sidecar', image: 'sidecar:1' },
      {
        name: 'flink-main-container',
        env: [{ name: 'TZ', value: 'UTC' }],
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
      },
    ],
  },
};

test('What the user says wins, and what the library needs is added', () => {
  const { metadata, spec } = made(USER, {
    volumes: [{ name: 'state', persistentVolumeClaim: { claimName: 'state' } }],
    mounts: [{ name: 'state', mountPath: '/flink-state' }],
  });
  expect(metadata).toEqual({ labels: { team: 'orders' } });
  expect(spec.tolerations).toEqual([{ operator: 'Exists' }]);
  expect(spec.automountServiceAccountToken).toBe(false);
  expect(spec.securityContext).toMatchObject({ runAsUser: 1000, supplementalGroups: [5], runAsNonRoot: true, fsGroup: 9999 });
  expect(spec.volumes?.map(({ name }) => name)).toEqual(['scratch', 'state']);
  const [main, sidecar] = spec.containers;
  expect(main).toEqual({
    name: 'flink-main-container',
    env: [{ name: 'TZ', value: 'UTC' }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    volumeMounts: [
      { name: 'scratch', mountPath: '/scratch' },
      { name: 'state', mountPath: '/flink-state' },
    ],
  });
  expect(sidecar).toMatchObject({ name: 'sidecar', image: 'sidecar:1' });
});

test("A volume by the name of the storage's is refused, which the API server would do later", () => {
  expect(() => made(USER, { volumes: [{ name: 'scratch' }] })).toThrow(
    "podTemplate: the volume 'scratch' is the storage's; give yours another name",
  );
});

test("A user's template is not changed", () => {
  const before = structuredClone(USER);
  made(USER, { mounts: [{ name: 'state', mountPath: '/x' }] });
  expect(USER).toEqual(before);
});
