import { Size } from 'cdk8s';
import { ClusterMode, LocalRecovery } from '../../lib';
import { JobRun, prepareNamespace } from './job-run';
import { get, kubectl, until } from './kubectl';
import { Ledger, ledgerYaml } from './ledger';

/** A folder of the cluster's node that every user may write to. */
const FOLDER = process.env.E2E_NODE_FOLDER;
const VERSION = '1.20.5';
const CLASS = 'e2e-local';

(FOLDER ? describe : describe.skip)('a standalone cluster whose TaskManagers have volumes of their own', () => {
  const digits = VERSION.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-local-${digits}`, name: `ledger-${digits}`, version: VERSION, mode: ClusterMode.STANDALONE };
  const { namespace, name } = ledger;
  const localRecovery = LocalRecovery.persistentVolume({ size: Size.mebibytes(64), storageClassName: CLASS });
  const yaml = (rate: number) => ledgerYaml(ledger, rate, { localRecovery });
  const run = new JobRun(ledger, yaml(100));
  const taskManagers = () => get(namespace, 'pods', `app.kubernetes.io/instance=${name},app.kubernetes.io/component=taskmanager`);
  const statefulSet = async () => (await get(namespace, 'statefulset', { name: `${name}-taskmanager` }))[0];
  const partition = async () => (await statefulSet()).spec.updateStrategy.rollingUpdate.partition;

  beforeAll(async () => {
    await prepareNamespace(namespace, 'restricted');
    const storageClass = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: CLASS },
      provisioner: 'kubernetes.io/no-provisioner',
    };
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: CLASS },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '64Mi' },
        hostPath: { path: FOLDER },
        storageClassName: CLASS,
      },
    };
    for (const manifest of [storageClass, volume]) await kubectl(['apply', '-f', '-'], JSON.stringify(manifest));
  });
  afterAll(async () => {
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
    await kubectl(['delete', 'persistentvolume', CLASS, '--wait=false']);
    await kubectl(['delete', 'storageclass', CLASS]);
  });

  test('A StatefulSet that is held back by its partition is started, applied again unchanged, and updated, each number once (promises 3, 5)', async () => {
    await run.apply();
    await run.updated();
    const held = await partition();
    expect(held).toBeGreaterThan(1000);
    const before = (await taskManagers()).map((pod) => pod.metadata.uid);
    await run.apply();
    expect((await taskManagers()).map((pod) => pod.metadata.uid)).toEqual(before);

    const { next } = await run.told(0);
    run.current = yaml(110);
    await run.apply();
    await run.updated();
    await run.told(next);
    expect(await partition()).toBe(held);
    const { status } = await statefulSet();
    expect(status.currentRevision).toBe(status.updateRevision);
    expect((await taskManagers()).map((pod) => pod.metadata.labels['cdk8s-flink/revision'])).toEqual([run.current.revision]);
    await run.exactlyOnce(next);
  });

  test('A TaskManager that dies comes back at the revision that runs, with its volume, and each number is committed once (promise 3)', async () => {
    const { next } = await run.told(0);
    // What is applied and not rolled out yet is not what heals: the update Job of this one is deleted at once.
    const applied = yaml(120);
    await kubectl(['apply', '-f', '-', '-l', 'app.kubernetes.io/component=taskmanager'], applied.yaml);
    const [pod] = await taskManagers();
    await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=1']);
    const healed = await until('another TaskManager', 120, async () => {
      const [found] = await taskManagers();
      return found && found.metadata.uid !== pod.metadata.uid && found.status.phase === 'Running' && found;
    });
    expect(healed.metadata.labels['cdk8s-flink/revision']).toBe(run.current.revision);
    await run.exactlyOnce(next + 500);
  });
});
