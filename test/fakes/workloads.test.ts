/** The fake does to workloads what was seen on a cluster: without that, what the tests of the program prove is nothing. */
import { FakeKubernetes } from './fake-kubernetes';
import { Workloads } from './workloads';

const HELD_BACK = 2147483647;

function cluster() {
  const kubernetes = new FakeKubernetes();
  const workloads = new Workloads(kubernetes);
  const spec = (kind: string, more: object) => ({
    replicas: 2,
    ...(kind === 'statefulsets' ? { updateStrategy: { rollingUpdate: { partition: HELD_BACK } } } : { paused: true }),
    ...more,
  });
  const template = (revision: string) => ({ metadata: { labels: { 'cdk8s-flink/revision': revision } }, spec: {} });
  return {
    kubernetes,
    put: (kind: 'deployments' | 'statefulsets', revision: string, more: object = {}) => {
      const before = kubernetes.find(kind, 'w');
      kubernetes.put(kind, { ...before, metadata: { name: 'w' }, spec: { ...spec(kind, more), template: template(revision) } });
      workloads.sync();
    },
    sync: () => workloads.sync(),
    status: (kind: 'deployments' | 'statefulsets') => kubernetes.find(kind, 'w')!.status,
    /** Every pod comes up, and every one that is to go is gone. */
    kubelet: () => {
      for (const pod of kubernetes.all('pods')) {
        if (pod.metadata.deletionTimestamp) kubernetes.remove('pods', pod.metadata.name);
        else kubernetes.put('pods', { ...pod, status: { phase: 'Running' } });
      }
      workloads.sync();
    },
    /** Revisions of the pods, with a minus where one is to go. */
    pods: () =>
      kubernetes
        .all('pods')
        .map((pod) => `${pod.metadata.deletionTimestamp ? '-' : ''}${pod.metadata.labels!['cdk8s-flink/revision']}`)
        .sort(),
  };
}

describe('a Deployment that is paused', () => {
  it('makes nothing when it is new', () => {
    const { put, pods } = cluster();
    put('deployments', 'a');
    expect(pods()).toEqual([]);
  });

  it('ignores a template, and heals and scales the pods of the one before', () => {
    const { put, pods, kubernetes, sync } = cluster();
    put('deployments', 'a', { paused: false });
    put('deployments', 'b');
    expect(pods()).toEqual(['a', 'a']);
    kubernetes.remove('pods', kubernetes.all('pods')[0].metadata.name);
    sync();
    expect(pods()).toEqual(['a', 'a']);
    put('deployments', 'b', { replicas: 3 });
    expect(pods()).toEqual(['a', 'a', 'a']);
    put('deployments', 'b', { replicas: 0 });
    expect(pods()).toEqual(['-a', '-a', '-a']);
  });

  it('does not tell of a template as rolled that it ignores', () => {
    const { put, status, kubelet } = cluster();
    put('deployments', 'a', { paused: false });
    kubelet();
    expect(status('deployments')).toMatchObject({ replicas: 2, updatedReplicas: 2 });
    put('deployments', 'b');
    expect(status('deployments')).toEqual({ replicas: 2, updatedReplicas: undefined, observedGeneration: 2 });
  });
});

describe('a Deployment that is let go with another template, and recreates', () => {
  it('lets the old pods go first, then makes the new ones', () => {
    const { put, pods, kubelet } = cluster();
    put('deployments', 'a', { paused: false });
    put('deployments', 'b', { paused: false });
    expect(pods()).toEqual(['-a', '-a']);
    kubelet();
    expect(pods()).toEqual(['b', 'b']);
  });

  it('and is paused in between, makes pods of the old one again', () => {
    const { put, pods, kubelet } = cluster();
    put('deployments', 'a', { paused: false });
    put('deployments', 'b', { paused: false });
    put('deployments', 'b');
    kubelet();
    expect(pods()).toEqual(['a', 'a']);
  });

  it('and was scaled to none before, makes the new ones at once', () => {
    const { put, pods, kubelet } = cluster();
    put('deployments', 'a', { paused: false });
    put('deployments', 'b', { replicas: 0 });
    kubelet();
    put('deployments', 'b', { paused: false, replicas: 3 });
    expect(pods()).toEqual(['b', 'b', 'b']);
  });
});

describe('a StatefulSet whose partition holds it back', () => {
  it('makes pods when it is new, all the same', () => {
    const { put, pods } = cluster();
    put('statefulsets', 'a');
    expect(pods()).toEqual(['a', 'a']);
  });

  it('keeps the revision before, for pods that are made anew, too', () => {
    const { put, pods, kubelet, kubernetes, sync, status } = cluster();
    put('statefulsets', 'a');
    kubelet();
    put('statefulsets', 'b');
    kubernetes.remove('pods', 'w-0');
    sync();
    expect(pods()).toEqual(['a', 'a']);
    expect(status('statefulsets')).toMatchObject({ currentRevision: 'w-a', updateRevision: 'w-b' });
  });

  it('takes its template for the current one as soon as it has no pod', () => {
    const { put, pods, kubelet, status } = cluster();
    put('statefulsets', 'a');
    kubelet();
    put('statefulsets', 'b', { replicas: 0 });
    kubelet();
    expect(status('statefulsets')).toMatchObject({ currentRevision: 'w-b', updateRevision: 'w-b' });
    put('statefulsets', 'b');
    expect(pods()).toEqual(['b', 'b']);
  });

  it('and is let go, replaces one pod after the other, the last one first', () => {
    const { put, pods, kubelet, status } = cluster();
    put('statefulsets', 'a');
    kubelet();
    put('statefulsets', 'b', { updateStrategy: { rollingUpdate: { partition: 0 } } });
    expect(pods()).toEqual(['-a', 'a']);
    for (let i = 0; i < 4; i++) kubelet();
    expect(pods()).toEqual(['b', 'b']);
    expect(status('statefulsets')).toMatchObject({ currentRevision: 'w-b', updatedReplicas: 2 });
  });
});
