/** A store that takes no savepoint: the job is left as it is, people are told why, and what they mend is enough. */
import { ClusterMode } from '../../lib';
import { get, kubectl } from './kubectl';
import { BUCKET, folderOf, Ledger, ledgerYaml, S3, updateProps } from './ledger';
import { clusters } from './releases';
import { Scenarios } from './scenarios';

/** At every change: the stop is the same in both modes. */
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };

describe.each(clusters(FEW))('a savepoint of a %s cluster of Flink %s that cannot be written', (mode, version) => {
  const scenarios = new Scenarios('savepoints', mode, version);
  const { ledger, run } = scenarios;
  const { namespace } = ledger;
  /** Where a file is, no folder can be made; all else of the store is as it should be. */
  const folder = `${folderOf(ledger)}/state/savepoints`;
  const inTheWay = async (method: 'PUT' | 'DELETE') => {
    const answer = await fetch(`${S3}/${BUCKET}/${folder}`, { method, body: method === 'PUT' ? 'a file' : undefined });
    expect(answer.ok).toBe(true);
  };
  const yaml = (of: Ledger, rate: number) => ledgerYaml(of, rate, { update: { ...updateProps, retries: 0 } });

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  test('The update fails with the cause, wherever people look, and the job goes on as it was (promises 2, 3, 6)', async () => {
    const next = await scenarios.next();
    const before = (await run.record())!;
    await inTheWay('PUT');
    scenarios.change(yaml);
    await run.apply();
    expect(await run.over()).toBe('BackoffLimitExceeded');
    const { jobId, message, phase, revision } = (await run.record())!;
    expect({ jobId, phase, revision }).toEqual({ jobId: before.jobId, phase: 'RUNNING', revision: before.revision });
    expect(message).toContain(`The savepoint of job ${jobId} to `);
    expect(message).toContain(folder);
    expect(message).toContain(`The job goes on with revision ${revision}; nothing is lost`);
    const [pod] = await get(namespace, 'pods', `job-name=${run.current.jobName}`);
    const program = pod.status.containerStatuses.find((container: any) => container.name === 'update');
    expect(program.state.terminated).toMatchObject({ exitCode: 1, message });
    const events = await get(namespace, 'events');
    const told = events.filter((event) => event.involvedObject.name === run.current.jobName && event.reason === 'UpdateFailed');
    expect(told.map((event) => event.message)).toEqual([message.slice(0, 1024)]);
    await scenarios.noted('savepoint that cannot be written', next + 500);
  });

  test('With the store mended, the same file applied again goes through, each number once (promises 2, 3, 6)', async () => {
    const next = await scenarios.next();
    await inTheWay('DELETE');
    await kubectl(['-n', namespace, 'delete', 'job', run.current.jobName]);
    await run.apply();
    await scenarios.through('the same, with the store mended', next);
    const { message, savepointPath } = (await run.record())!;
    expect(message).toBe('');
    expect(savepointPath).toContain(`${folder}/`);
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
