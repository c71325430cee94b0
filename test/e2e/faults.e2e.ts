/** Updates in the midst of which something dies: each ends with one cluster, and with every number once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FlinkVersion } from '../../lib';
import { get, kubectl, until } from './kubectl';
import { API_SERVER, crash, programs, signal } from './node';
import { clusters, EVERYTHING } from './releases';
import { Scenarios } from './scenarios';

/** How often the program is killed, up to twice an update. */
const KILLS = Number(process.env.E2E_KILLS ?? (EVERYTHING ? 30 : 4));
/** From where on it is killed, in turn: any moment will do, and the short ones would hardly be met by chance. */
const FROM = ['', 'STOPPING', 'STOPPED', 'STARTING'];

describe.each(clusters())('updates of a %s cluster of Flink %s that are disturbed', (mode, version) => {
  const scenarios = new Scenarios('faults', mode, version);
  const { chance, run } = scenarios;
  const { namespace, name } = scenarios.ledger;
  /** Whether Flink takes an id for a stop, by which it can be asked for later. */
  const tellsStops = FlinkVersion.of(version).isAtLeast('1.15');

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  /** Kills the program at a moment of the update, whichever pod runs it by then; whether it was still at work. */
  const kill = async (from: string) => {
    if (from) await run.reached(from);
    await sleep(chance(from ? 1_500 : 12_000));
    const ended = await until('the program', 300, async () => {
      const [job] = await get(namespace, 'job', { name: run.current.jobName });
      if (job?.status?.succeeded) return 'done';
      return crash(await programs(namespace, run.current.jobName)) > 0 && 'killed';
    });
    return ended === 'killed';
  };

  test(
    `The program is killed ${KILLS} times, at any moment of updates (promises 1 to 4)`,
    async () => {
      let kills = 0;
      while (kills < KILLS) {
        const next = await scenarios.next();
        scenarios.change();
        await run.apply();
        for (let ofThis = 0; ofThis < 2 && kills < KILLS && (await kill(FROM[kills % FROM.length])); ofThis++) kills++;
        await scenarios.through('program killed', next);
      }
      expect(kills).toBe(KILLS);
    },
    900_000 * KILLS,
  );

  // Before 1.15 nobody can tell how the stop ended that a dead JobManager was told of: the update refuses, and says where to look.
  (tellsStops ? test : test.skip)('The JobManager is killed while the savepoint is taken (promises 1 to 4)', async () => {
    const next = await scenarios.next();
    const own = `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`;
    const [pod] = (await get(namespace, 'pods', own)).filter((one) => one.status.phase === 'Running');
    scenarios.change();
    await run.apply();
    await run.reached('STOPPING');
    await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=0', '--force']);
    await run.over();
    // Where the savepoint was complete, nobody but the JobManager that died knew its name: a person is told where to look.
    if ((await run.record())!.phase === 'STOPPING') await run.helped();
    await scenarios.through('JobManager killed in the savepoint', next);
  });

  (API_SERVER ? test : test.skip)('The API server is away for 20 s in the midst of an update (promises 1 to 4)', async () => {
    const next = await scenarios.next();
    scenarios.change();
    await run.apply();
    await until('the program', 300, async () => (await programs(namespace, run.current.jobName)).length > 0);
    await sleep(chance(8_000));
    expect(signal(API_SERVER, 'SIGSTOP')).toBe(true);
    await sleep(20_000).finally(() => signal(API_SERVER, 'SIGCONT'));
    await scenarios.through('API server away for 20 s', next);
  });

  test('Of two updates that are applied at once the newer one wins (promises 1 to 5)', async () => {
    const next = await scenarios.next();
    scenarios.change();
    await run.apply();
    await sleep(chance(9_000));
    scenarios.change();
    await run.apply();
    await scenarios.through('two updates at once', next);
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
