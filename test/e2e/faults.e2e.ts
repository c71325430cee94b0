/** Updates in the midst of which something dies: each ends with one cluster, and with every number once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterMode, FlinkVersion } from '../../lib';
import { get, until } from './kubectl';
import { API_SERVER, crash, programs, signal } from './node';
import { BUCKET, folderOf } from './ledger';
import { clusters, EVERYTHING } from './releases';
import { Scenarios } from './scenarios';

/** How often the program is killed, up to twice an update. */
const KILLS = Number(process.env.E2E_KILLS ?? (EVERYTHING ? 30 : 4));
/** From where on it is killed, in turn: any moment will do, and the short ones would hardly be met by chance. */
const FROM = ['', 'STOPPING', 'STOPPED', 'STARTING'];

/** For want of time: `cluster` kills the JobManager of a standalone cluster. */
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };

describe.each(clusters(FEW))('updates of a %s cluster of Flink %s that are disturbed', (mode, version) => {
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

  // Before 1.15 a JobManager ends once it has told how the stop of its job ended, and nobody may be there to delete its cluster.
  (tellsStops ? test.skip : test)(
    'A job that was stopped does not run again, whether or not its update lives to delete it (promises 1, 3)',
    async () => {
      const next = await scenarios.next();
      const { jobId } = (await run.record())!;
      const own = `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`;
      const [pod] = (await get(namespace, 'pods', own)).filter((one) => one.status.phase === 'Running');
      const url = `http://${pod.status.podIP}:8081/jobs/${jobId}`;
      const body = JSON.stringify({
        targetDirectory: `s3://${BUCKET}/${folderOf(scenarios.ledger)}/state/savepoints/by-hand`,
        drain: false,
      });
      const asked: any = await (
        await fetch(`${url}/stop`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      ).json();
      const path = await until('the savepoint', 60, async () => {
        const told: any = await (await fetch(`${url}/savepoints/${asked['request-id']}`)).json();
        return told.operation?.location as string | undefined;
      });
      // A JobManager is up in less, and its job at work.
      await sleep(60_000);
      scenarios.change();
      await run.startFrom(path);
      await scenarios.through('stopped, and left alone', next);
    },
  );

  // Before 1.15 nobody can tell how the stop ended that a dead JobManager was told of: the update refuses, and says where to look.
  (tellsStops ? test : test.skip)('The JobManager is killed while the savepoint is taken (promises 1 to 4)', async () => {
    const next = await scenarios.next();
    scenarios.change();
    await run.killedInStop();
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
