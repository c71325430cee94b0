import { ClusterMode, HighAvailability } from '../../lib';
import { JobRun, prepareNamespace } from './job-run';
import { get, kubectl, until } from './kubectl';
import { Ledger, ledgerYaml } from './ledger';

const VERSIONS = (process.env.E2E_STANDBY_VERSIONS ?? '1.20.5').split(',');

describe.each(VERSIONS)('two JobManagers of Flink %s', (version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-standby-${digits}`, name: `ledger-${digits}`, version, mode: ClusterMode.STANDALONE };
  const { namespace, name } = ledger;
  const yaml = (rate: number) => ledgerYaml(ledger, rate, { highAvailability: HighAvailability.kubernetes({ jobManagers: 2 }) });
  const run = new JobRun(ledger, yaml(100));

  const jobManagers = () => get(namespace, 'pods', `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`);
  /** The JobManager whose address the HA metadata tells. */
  const leader = async () => {
    const maps = JSON.stringify((await get(namespace, 'configmap', 'type=flink-native-kubernetes')).map((map) => map.data));
    return (await jobManagers()).find((pod) => new RegExp(`@${pod.status.podIP?.replaceAll('.', '\\.')}:6123`).test(maps));
  };

  beforeAll(() => prepareNamespace(namespace, 'restricted'));
  afterAll(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));

  test('When the leader dies the standby goes on from the newest checkpoint, each number once (promise 3)', async () => {
    await run.apply();
    await run.updated();
    const { next } = await run.told(0);
    const before = await until('two JobManagers', 120, async () => {
      const found = await jobManagers();
      return found.length === 2 && found.every((pod) => pod.status.containerStatuses?.[0].ready) && found;
    });
    const first = await until('a leader', 60, leader);
    const standby = before.find((pod) => pod.metadata.name !== first.metadata.name);
    // No other JobManager can be scheduled in its place: the standby has to do.
    const nodes = (await get(namespace, 'nodes')).map((node) => node.metadata.name);
    await kubectl(['cordon', ...nodes]);
    const began = Date.now();
    await kubectl(['-n', namespace, 'delete', 'pod', first.metadata.name, '--grace-period=0', '--force']);
    await until('the standby to lead', 120, async () => (await leader())?.metadata.name === standby.metadata.name).finally(() =>
      kubectl(['uncordon', ...nodes]),
    );
    console.log(`Flink ${version}: the standby led after ${Math.round((Date.now() - began) / 1000)} s`);
    await run.exactlyOnce(next + 500);
    expect((await run.told(next)).restores).toBeGreaterThan(0);
  });

  test('An update of a job with a standby loses and repeats nothing (promises 1, 3)', async () => {
    const { next } = await run.told(0);
    run.current = yaml(110);
    await run.apply();
    await run.updated();
    await run.told(next);
    await run.exactlyOnce(next);
  });
});
