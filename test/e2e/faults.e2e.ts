/** Updates in the midst of which something dies: each ends with one cluster, and with every number once. */
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterMode } from '../../lib';
import { JobRun, prepareNamespace } from './job-run';
import { get, kubectl, RevisionWatch, until } from './kubectl';
import { Ledger, ledgerYaml } from './ledger';
import { random } from './random';
import { noted, scenarioTable } from './scenarios';

const VERSIONS = (process.env.E2E_VERSIONS ?? '1.12.5,1.20.5,2.3.0').split(',');
const MODES = (process.env.E2E_MODES ?? 'NATIVE,STANDALONE').split(',').map((mode) => mode as ClusterMode);
/** How often the program is killed, three times an update. */
const KILLS = Number(process.env.E2E_KILLS ?? 6);
/** How the API server's process is found on this machine, for `pkill -f`; none: it is left alone. */
const API_SERVER = process.env.E2E_API_SERVER ?? '';
const PROGRAM = '^node /program/update.js';

/** Sends a signal to processes of this machine, which is the cluster's node; whether there was one. */
function signal(name: string, pattern: string): boolean {
  try {
    execFileSync('pkill', [`-${name}`, '-f', pattern]);
    return true;
  } catch {
    return false;
  }
}

describe.each(MODES.flatMap((mode) => VERSIONS.map((version) => [mode, version] as const)))(
  'updates of a %s cluster of Flink %s that are disturbed',
  (mode, version) => {
    const digits = version.replaceAll('.', '');
    const name = `ledger-${digits}`;
    const ledger: Ledger = { namespace: `e2e-faults-${mode.toLowerCase()}-${digits}`, name, version, mode };
    const { namespace } = ledger;
    const chance = random(Number(process.env.E2E_SEED ?? 6) + Number(digits));
    let rate = 100;
    const run = new JobRun(ledger, ledgerYaml(ledger, rate));
    let watch: RevisionWatch;
    const changed = () => (run.current = ledgerYaml(ledger, (rate += 10)));
    /** The update goes on, whatever it takes, and its cluster is the only one that works. */
    const through = async (scenario: string, from: number) => {
      await run.updated();
      expect(await run.record()).toMatchObject({ phase: 'RUNNING', revision: run.current.revision });
      await noted(run, scenario, from);
    };

    beforeAll(async () => {
      await prepareNamespace(namespace, mode === ClusterMode.NATIVE && version.startsWith('1.12') ? 'privileged' : 'restricted');
      watch = new RevisionWatch(namespace);
      await run.apply();
      await run.updated();
    });

    afterAll(async () => {
      await watch.stop();
      console.log(`updates that were disturbed\n${scenarioTable()}`);
      await kubectl(['delete', 'namespace', namespace, '--wait=false']);
    });

    test.each(Array.from({ length: Math.ceil(KILLS / 3) }, (_, at) => at + 1))(
      'The program is killed three times, at any moment, in update %d (promises 1 to 4)',
      async () => {
        const { next } = await run.told(0);
        changed();
        await run.apply();
        for (let kill = 0; kill < 3; kill++) {
          await until('the program', 120, async () => {
            const [job] = await get(namespace, 'job', { name: run.current.jobName });
            if (job?.status?.succeeded) return true;
            await sleep(chance(12_000));
            return signal('KILL', PROGRAM);
          });
        }
        await through('program killed', next);
      },
    );

    // Before 1.15 nobody can tell how the stop ended that a dead JobManager was told of: the update refuses, and says where to look.
    (version.startsWith('1.12') ? test.skip : test)('The JobManager is killed while the savepoint is taken (promises 1 to 4)', async () => {
      const { next } = await run.told(0);
      const own = `app.kubernetes.io/instance=${name},app.kubernetes.io/component=jobmanager`;
      const [pod] = (await get(namespace, 'pods', own)).filter((one) => one.status.phase === 'Running');
      changed();
      const jsonpath = 'jsonpath={.data.phase}{"\\n"}';
      const phases = spawn('kubectl', ['-n', namespace, 'get', 'configmap', `${name}-savepoint`, '--watch', '-o', jsonpath]);
      const stopping = new Promise<void>((resolve) =>
        phases.stdout.on('data', (text: Buffer) => text.toString().includes('STOPPING') && resolve()),
      );
      await run.apply();
      await stopping;
      phases.kill();
      await kubectl(['-n', namespace, 'delete', 'pod', pod.metadata.name, '--grace-period=0', '--force']);
      await until('the update to end', 480, async () => {
        const [job] = await get(namespace, 'job', { name: run.current.jobName });
        return job?.status?.succeeded === 1 || job?.status?.conditions?.some((c: any) => c.type === 'Failed' && c.status === 'True');
      });
      // Where the savepoint was complete, nobody but the JobManager that died knew its name: a person is told where to look.
      if ((await run.record())!.phase === 'STOPPING') await run.helped();
      await through('JobManager killed in the savepoint', next);
    });

    (API_SERVER ? test : test.skip)('The API server is away for 20 s in the midst of the update (promises 1 to 4)', async () => {
      const { next } = await run.told(0);
      changed();
      await run.apply();
      await until('the program', 120, () => Promise.resolve(signal('0', PROGRAM)));
      await sleep(chance(8_000));
      expect(signal('STOP', API_SERVER)).toBe(true);
      await sleep(20_000);
      signal('CONT', API_SERVER);
      await through('API server away for 20 s', next);
    });

    test('Two updates are applied at once: the newer one wins (promises 1 to 5)', async () => {
      const { next } = await run.told(0);
      changed();
      await run.apply();
      await sleep(chance(9_000));
      changed();
      await run.apply();
      await through('two updates at once', next);
    });

    test('No two of its clusters ever worked at once (promise 1)', () => {
      expect(watch.asked).toBeGreaterThan(20);
      expect(watch.violations).toEqual([]);
    });
  },
);
