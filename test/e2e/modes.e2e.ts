import { ClusterMode, FlinkJob, JobState, UpdateMode, UpdateProps } from '../../lib';
import { JobRun, prepareNamespace } from './job-run';
import { get, kubectl, until } from './kubectl';
import { BUCKET, committed, folderOf, Ledger, ledgerYaml, updateProps } from './ledger';

const VERSIONS = (process.env.E2E_VERSIONS ?? '1.12.5,1.20.5,2.3.0').split(',');
const MODES = (process.env.E2E_MODES ?? 'NATIVE,STANDALONE').split(',').map((mode) => mode as ClusterMode);

describe.each(MODES.flatMap((mode) => VERSIONS.map((version) => [mode, version] as const)))(
  'updates of a %s cluster of Flink %s',
  (mode, version) => {
    const digits = version.replaceAll('.', '');
    const ledger: Ledger = { namespace: `e2e-modes-${mode.toLowerCase()}-${digits}`, name: `ledger-${digits}`, version, mode };
    const { namespace } = ledger;
    let rate = 100;
    const yaml = (update: UpdateProps = {}, more: readonly string[] = [], speed = rate) =>
      ledgerYaml(ledger, speed, {
        job: FlinkJob.jar('/opt/flink/usrlib/ledger.jar', {
          args: ['--rate', String(speed), '--out', `s3://${BUCKET}/${folderOf(ledger)}/out`, ...more],
        }),
        update: { ...updateProps, ...update },
      });
    const run = new JobRun(ledger, yaml());
    const changed = (update?: UpdateProps, more?: readonly string[], speed?: number) => {
      rate += 10;
      run.current = yaml(update, more, speed);
    };

    beforeAll(() => prepareNamespace(namespace, mode === ClusterMode.NATIVE && version.startsWith('1.12') ? 'privileged' : 'restricted'));
    afterAll(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));

    test('LAST_STATE goes on from the newest checkpoint, without a savepoint, each number once (promises 2, 3)', async () => {
      await run.apply();
      await run.updated();
      const { next } = await run.told(200);
      changed({ mode: UpdateMode.LAST_STATE });
      await run.apply();
      await run.updated();
      expect((await run.record())!.savepointPath).toMatch(/\/checkpoints\/[0-9a-f]{32}\/chk-\d+$/);
      await run.told(next);
      await run.exactlyOnce(next);
    });

    test('A job that fails for ever is mended by an update, from its newest checkpoint (promises 2, 3)', async () => {
      const { next } = await run.told(0);
      const at = next + 8000;
      // It fails on reaching a number, is restored, and fails again: one that the revision before does not reach, and this one soon.
      changed({}, ['--crash-at', String(at)], 600);
      await run.apply();
      await run.updated();
      await until('the job to fail', 180, async () => {
        const found = await committed(ledger);
        return found.length > at - 3000;
      });
      await until('the job to fail again and again', 120, async () => (await run.failures()) > 1);
      changed();
      await run.apply();
      await run.updated();
      await run.told(at);
      await run.exactlyOnce(at);
    });

    test('A suspended job is stopped with a savepoint, and goes on from it when it is resumed (promises 1, 3, 5)', async () => {
      const { next } = await run.told(0);
      run.current = yaml({ state: JobState.SUSPENDED });
      await run.apply();
      await run.updated();
      expect(await run.pods()).toEqual([]);
      expect((await run.record())!.phase).toBe('STOPPED');
      const jobs = async () => (await get(namespace, 'job')).map((job) => job.metadata.uid);
      const before = await jobs();
      await run.apply();
      expect(await jobs()).toEqual(before);
      run.current = yaml();
      await run.apply();
      await run.updated();
      await run.told(next);
      await run.exactlyOnce(next);
    });
  },
);
