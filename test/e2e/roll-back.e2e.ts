/** Revisions that do not run, given up for the one before. */
import { Duration } from 'cdk8s';
import { ClusterMode, FailurePolicy, FlinkApplicationProps, FlinkJob, UpdateProps } from '../../lib';
import { Ledger, ledgerYaml, updateProps } from './ledger';
import { clusters } from './releases';
import { Scenarios } from './scenarios';

/** At every change: the decision is the same in both modes. */
const FEW = { [ClusterMode.NATIVE]: ['1.20.5'] };

const ROLLS_BACK: UpdateProps = { ...updateProps, onFailure: FailurePolicy.ROLL_BACK };

const yaml =
  (more: Partial<FlinkApplicationProps> = {}, update: UpdateProps = {}) =>
  (ledger: Ledger, rate: number) =>
    ledgerYaml(ledger, rate, { update: { ...ROLLS_BACK, ...update }, ...more });

describe.each(clusters(FEW))('a %s cluster of Flink %s whose new revision does not run', (mode, version) => {
  const scenarios = new Scenarios('back', mode, version, yaml());
  const { run } = scenarios;

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  test('A job that throws is given up for the one before, each number once; its YAML tries it no more (promises 2, 3, 5, 6)', async () => {
    const next = await scenarios.next();
    const before = (await run.record())!;
    // Its main() throws.
    const job = FlinkJob.jar('/opt/flink/usrlib/ledger.jar', { args: ['--no-such-argument', '1'] });
    // Before Flink tells of such a failure, nothing but time does.
    scenarios.change(yaml({ job }, { startTimeout: Duration.minutes(2) }));
    await run.apply();
    expect(await run.over()).toBe('PodFailurePolicy');
    const after = (await run.record())!;
    expect(after).toMatchObject({ phase: 'RUNNING', revision: before.revision, failed: run.current.revision });
    expect(after.message).toContain(`Revision ${run.current.revision} was given up for revision ${before.revision}`);
    expect(after.jobId).not.toBe(before.jobId);
    await scenarios.noted('roll-back of a job that throws', next);
    // Applied again, as a GitOps controller would.
    const uids = async () => (await run.pods()).map((pod) => pod.metadata.uid).sort();
    const pods = await uids();
    await run.apply();
    expect(await uids()).toEqual(pods);
  });

  test('An image that does not exist ends no job: it runs on, or is given up for the one before (promises 2, 3, 6)', async () => {
    const next = await scenarios.next();
    const before = (await run.record())!;
    scenarios.change(yaml({ image: 'registry.invalid/no-such-image:1' }, { retries: 0, startTimeout: Duration.minutes(2) }));
    await run.apply();
    expect(await run.over()).toMatch(/^(?:BackoffLimitExceeded|PodFailurePolicy)$/);
    const after = (await run.record())!;
    expect(after).toMatchObject({ phase: 'RUNNING', revision: before.revision });
    expect(after.message).toMatch(/ErrImagePull|ImagePullBackOff/);
    await scenarios.noted('an image that does not exist', next);
  });

  test('The next update goes on from what the one before did since (promises 2, 3)', async () => {
    const next = await scenarios.next();
    scenarios.change();
    await run.apply();
    await scenarios.through('an update after a roll-back', next);
    expect((await run.record())!.failed).toBe('');
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
