import { Cron } from 'cdk8s';
import { ClusterMode, FlinkJob, UpdateProps } from '../../lib';
import { SavepointEntry } from '../../lib/savepoint/runtime/record';
import { JobRun, prepareNamespace } from './job-run';
import { get, kubectl, until } from './kubectl';
import { BUCKET, Ledger, ledgerYaml, list, updateProps } from './ledger';
import { clusters, securityLevel } from './releases';

/** At every change: the program is the same in both modes. */
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };

/** Never by itself while the suite runs: its Jobs are made by hand. */
const savepointSchedule = { schedule: Cron.annually() };

describe.each(clusters(FEW))('savepoints of a %s cluster of Flink %s', (mode, version) => {
  const digits = version.replaceAll('.', '');
  const ledger: Ledger = { namespace: `e2e-schedule-${mode.toLowerCase()}-${digits}`, name: `ledger-${digits}`, version, mode };
  const { namespace, name } = ledger;
  const yaml = (rate: number, update: UpdateProps = {}) =>
    ledgerYaml(ledger, rate, { savepointSchedule, update: { ...updateProps, ...update } });
  const run = new JobRun(ledger, yaml(100));

  beforeAll(() => prepareNamespace(namespace, securityLevel(mode, version)));
  afterAll(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));

  const history = async () => JSON.parse((await run.record())!.history) as SavepointEntry[];
  /** Whether the bucket has the savepoint. */
  const isThere = async (path: string) => (await list(path.replace(`s3://${BUCKET}/`, ''))).some((key) => key.endsWith('/_metadata'));
  const make = (job: string) => kubectl(['-n', namespace, 'create', 'job', job, `--from=cronjob/${name}-savepoints`]);
  /** Waits for a Job of the schedule to end well; returns its log. */
  const ended = async (job: string) => {
    await until(`the Job ${job}`, 180, async () => {
      const [found] = await get(namespace, 'job', { name: job });
      const failed = found?.status?.conditions?.find((c: any) => c.type === 'Failed' && c.status === 'True');
      if (failed) throw new Error(`${job} failed: ${(await kubectl(['-n', namespace, 'logs', `job/${job}`])).stdout}`);
      return found?.status?.succeeded === 1;
    });
    return (await kubectl(['-n', namespace, 'logs', `job/${job}`])).stdout;
  };

  test('The CronJob has a savepoint taken of the job, which runs on (promises 3, 5)', async () => {
    await run.apply();
    await run.updated();
    const { next } = await run.told(200);
    const before = (await run.record())!;
    await make('first');
    await ended('first');
    const [taken] = await history();
    expect(taken).toMatchObject({ takenBy: expect.stringMatching(/^first\//), jobId: before.jobId, revision: run.current.revision });
    expect(await isThere(taken.path)).toBe(true);
    expect(await run.record()).toMatchObject({ phase: 'RUNNING', savepointPath: before.savepointPath, taking: '', message: '' });
    expect((await run.told(next)).restores).toBe(0);
    await run.exactlyOnce(next);
  });

  test('A second job starts from that savepoint, and the first one goes on as if nothing were (promises 1, 2, 3)', async () => {
    const [{ path }] = await history();
    const { next } = await run.told(0);
    const fork: Ledger = { ...ledger, name: `fork-${digits}` };
    // What it restored of a sink would write where the first job writes.
    const job = FlinkJob.jar('/opt/flink/usrlib/ledger.jar', { args: ['--rate', '100'] });
    const update = { ...updateProps, initialSavepoint: path, allowNonRestoredState: true };
    const second = new JobRun(fork, ledgerYaml(fork, 100, { job, update }));
    await second.apply();
    await second.updated();
    expect(await second.told(200)).toMatchObject({ restores: 1 });
    expect(await second.record()).toMatchObject({ phase: 'RUNNING', savepointPath: path });
    await kubectl(['delete', '-f', '-', '--wait=false'], second.current.yaml);
    expect((await run.told(next)).restores).toBe(0);
    await run.exactlyOnce(next);
  });

  test('An update that comes meanwhile is not kept from its work, and none of its numbers is lost or repeated (promises 1, 2, 3)', async () => {
    const { next } = await run.told(0);
    run.current = yaml(110);
    await Promise.all([make('second'), run.apply()]);
    await run.updated();
    await ended('second');
    await run.told(next);
    await run.exactlyOnce(next);
    const entries = await history();
    // With a savepoint of the schedule, or without: that of the update comes last.
    expect(entries[0].path).toBe((await run.record())!.savepointPath);
    for (const { path } of entries) expect([path, await isThere(path)]).toEqual([path, true]);
  });

  test('While the applied revision is not the one that runs, none is taken, and the log says why', async () => {
    const map = `${name}-config`;
    const label = (revision: string) =>
      kubectl(['-n', namespace, 'label', 'configmap', map, `cdk8s-flink/revision=${revision}`, '--overwrite']);
    await label('another');
    await make('third');
    expect(await ended('third')).toContain('revision another is applied');
    await label(run.current.revision);
    expect((await history()).filter(({ takenBy }) => takenBy?.startsWith('third/'))).toEqual([]);
  });

  test('An update that keeps one savepoint deletes the older ones from the bucket, and not the one that it started from (promises 2, 3)', async () => {
    const { next } = await run.told(0);
    const older = await history();
    expect(older.length).toBeGreaterThan(1);
    run.current = yaml(120, { savepointsKept: 1 });
    await run.apply();
    await run.updated();
    const record = (await run.record())!;
    expect((await history()).map(({ path }) => path)).toEqual([record.savepointPath]);
    expect(await isThere(record.savepointPath)).toBe(true);
    for (const { path } of older) expect([path, await isThere(path)]).toEqual([path, false]);
    expect(record).toMatchObject({ phase: 'RUNNING', disposing: '', message: '' });
    await run.told(next);
    await run.exactlyOnce(next);
  });
});
