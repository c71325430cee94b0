/** One job from a release of Flink to another: the same name, the same state. */
import { Duration } from 'cdk8s';
import { ClusterMode, FlinkVersion } from '../../lib';
import { get, rest, until } from './kubectl';
import { Ledger, ledgerYaml, updateProps } from './ledger';
import { clusters, EVERYTHING } from './releases';
import { Scenarios } from './scenarios';

const UPGRADES = [
  ['1.12.5', '1.20.5'],
  ['1.20.5', '2.3.0'],
] as const;
const MODES = [...new Set(clusters().map(([mode]) => mode))];
const RUNS = MODES.flatMap((mode) => UPGRADES.map(([from, to]): [ClusterMode, string, string] => [mode, from, to]));

(EVERYTHING ? describe : describe.skip).each(RUNS)('a %s cluster of Flink %s that becomes one of %s', (mode, from, to) => {
  const scenarios = new Scenarios('upgrade', mode, from);
  const { run } = scenarios;
  const upgraded = (ledger: Ledger, rate: number) => ledgerYaml({ ...ledger, version: to }, rate);

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  test('The other release goes on from the savepoint of the one before, each number once (promises 1 to 3)', async () => {
    const next = await scenarios.next();
    scenarios.change(upgraded);
    await run.apply();
    await scenarios.through(`upgrade to ${to}`, next);
  });

  test('The release after the upgrade is updated as any other, each number once (promises 1 to 3)', async () => {
    const next = await scenarios.next();
    scenarios.change(upgraded);
    await run.apply();
    await scenarios.through(`update after the upgrade to ${to}`, next);
  });

  test('A release that cannot read the state fails the update and loses nothing: the file from before goes on from the same savepoint (promises 2, 3, 6)', async () => {
    const next = await scenarios.next();
    scenarios.change((ledger, rate) =>
      ledgerYaml(ledger, rate, { update: { ...updateProps, startTimeout: Duration.seconds(90), retries: 0 } }),
    );
    await run.apply();
    expect(await run.over()).toBe('BackoffLimitExceeded');
    const { message, savepointPath } = (await run.record())!;
    expect(message).toContain(`Revision ${run.current.revision} was started, but does not run as it should`);
    expect(message).toContain(`It started from: ${savepointPath}`);
    // Flink's own words for a state that it does not know.
    expect(message).toMatch(/Fatal error occurred in the cluster entrypoint\.? \S+Exception: /);
    // Much later, its JobManager was up again: without the job, from 1.15 on; before that it ends of it again and again.
    const { namespace, name } = scenarios.ledger;
    await until('the JobManager to have been up again', 120, async () => {
      if (FlinkVersion.of(from).isAtLeast('1.15')) return (await rest(namespace, name, '/jobs/overview')).jobs.length === 0;
      const pods = await get(namespace, 'pods', `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`);
      return pods.some((pod) => pod.status.containerStatuses?.[0].restartCount > 0);
    });
    scenarios.change(upgraded);
    await run.apply();
    await scenarios.through(`back from a release that cannot read the state of ${to}`, next);
    expect((await run.record())!.savepointPath).toBe(savepointPath);
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
