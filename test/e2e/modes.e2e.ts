/** Updates that take no savepoint, jobs that only an update can mend, and jobs that are not to run for a while. */
import { ClusterMode, FlinkJob, JobState, UpdateMode, UpdateProps } from '../../lib';
import { get, until } from './kubectl';
import { BUCKET, committed, folderOf, Ledger, ledgerYaml, updateProps } from './ledger';
import { clusters } from './releases';
import { Scenarios } from './scenarios';

/** The job with other settings of its update, and more arguments. */
const yaml =
  (update: UpdateProps = {}, more: readonly string[] = []) =>
  (ledger: Ledger, rate: number) =>
    ledgerYaml(ledger, rate, {
      job: FlinkJob.jar('/opt/flink/usrlib/ledger.jar', {
        args: ['--rate', String(rate), '--out', `s3://${BUCKET}/${folderOf(ledger)}/out`, ...more],
      }),
      update: { ...updateProps, ...update },
    });

/** Of all that an update does, little is of the mode. */
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };

describe.each(clusters(FEW))('updates of a %s cluster of Flink %s in other ways than with a savepoint', (mode, version) => {
  const scenarios = new Scenarios('modes', mode, version);
  const { ledger, run } = scenarios;

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  test('LAST_STATE goes on from the newest checkpoint, without a savepoint, each number once (promises 2, 3)', async () => {
    const { next } = await run.told(200);
    scenarios.change(yaml({ mode: UpdateMode.LAST_STATE }));
    await run.apply();
    await scenarios.through('from the newest checkpoint', next);
    expect((await run.record())!.savepointPath).toMatch(/\/checkpoints\/[0-9a-f]{32}\/chk-\d+$/);
  });

  test('A job that fails for ever is mended by an update, from its newest checkpoint (promises 2, 3)', async () => {
    const at = (await scenarios.next()) + 16_000;
    // It fails on reaching a number, is restored, and fails again: one that the revision before does not reach, and this one soon.
    // The last of two rates counts.
    scenarios.change(yaml({}, ['--crash-at', String(at), '--rate', '600']));
    await run.apply();
    await run.updated();
    await until('the job to come near its end', 300, async () => (await committed(ledger)).length > at - 4000);
    await until('the job to fail again and again', 300, async () => (await run.failures()) > 1);
    scenarios.change();
    await run.apply();
    await scenarios.through('job that fails for ever', at);
  });

  test('A suspended job is stopped with a savepoint, and goes on from it when it is resumed (promises 1, 3, 5)', async () => {
    const next = await scenarios.next();
    scenarios.change(yaml({ state: JobState.SUSPENDED }));
    await run.apply();
    await run.updated();
    expect(await run.pods()).toEqual([]);
    expect((await run.record())!.phase).toBe('STOPPED');
    const jobs = async () => (await get(ledger.namespace, 'job')).map((job) => job.metadata.uid);
    const before = await jobs();
    await run.apply();
    expect(await jobs()).toEqual(before);
    scenarios.change();
    await run.apply();
    await scenarios.through('suspended, and resumed', next);
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
