/** Controllers that keep a cluster as a repository says: they apply otherwise than people do, over and over, and delete what the file lost. */
import { parseAllDocuments } from 'yaml';
import { ClusterMode } from '../../lib';
import { JobYaml } from './job-run';
import { get, kubectl } from './kubectl';
import { clusters } from './releases';
import { Scenarios } from './scenarios';

/** Kind and name of each object in a file. */
function objects({ yaml }: JobYaml): string[] {
  const found = parseAllDocuments(yaml).map((document) => document.toJSON());
  return found.filter(Boolean).map((object) => `${object.kind}/${object.metadata.name}`);
}

/** At every change: those whose workloads are in the file, and are held back by it. */
const FEW = { [ClusterMode.STANDALONE]: ['1.20.5'] };

describe.each(clusters(FEW))('a GitOps controller and a %s cluster of Flink %s', (mode, version) => {
  const scenarios = new Scenarios('gitops', mode, version);
  const { run } = scenarios;
  const { namespace } = scenarios.ledger;

  const serverSide = () =>
    kubectl(['apply', '--server-side', '--field-manager=kustomize-controller', '--force-conflicts', '-f', '-'], run.current.yaml);
  /** What the file makes, as it is by now. */
  const state = async () => {
    const all = await Promise.all(
      objects(run.current).map(async (object) => {
        const [kind, name] = object.split('/');
        const [found] = await get(namespace, kind, { name });
        return [object, found?.metadata.uid, found?.metadata.resourceVersion];
      }),
    );
    return [...all, ...(await run.pods()).map((pod) => [pod.metadata.name, pod.metadata.uid])];
  };
  /** Applies for as long as the update takes, however slow the machine is, and often. */
  const throughout = async (apply: () => Promise<unknown>, updated: () => Promise<unknown>) => {
    let over = false;
    let applied = 0;
    const again = (async () => {
      for (; !over || applied <= 10; applied++) await apply();
    })();
    await updated().finally(() => (over = true));
    await again;
    expect(applied).toBeGreaterThan(10);
  };

  beforeAll(() => scenarios.up());
  afterAll(() => scenarios.down());

  test('Applied server-side as Flux does, by force and over and over, the update goes through, each number once (promises 1 to 5)', async () => {
    const next = await scenarios.next();
    scenarios.change();
    await throughout(serverSide, () => run.updated());
    await scenarios.through('server-side apply, over and over', next);
    const before = await state();
    await serverSide();
    expect(await state()).toEqual(before);
  });

  test('What the new file lost, the former update Job too, is pruned as soon as it is applied, and the update goes through (promises 1 to 5)', async () => {
    const next = await scenarios.next();
    const former = objects(run.current);
    const formerJob = `Job/${run.current.jobName}`;
    scenarios.change();
    const lost = former.filter((object) => !objects(run.current).includes(object));
    expect(lost).toContain(formerJob);
    await throughout(
      async () => {
        await serverSide();
        await kubectl(['-n', namespace, 'delete', '--ignore-not-found', '--wait=false', ...lost]);
      },
      () => run.updated(),
    );
    await scenarios.through('pruned by a controller', next);
    const before = await state();
    await serverSide();
    expect(await state()).toEqual(before);
  });

  test('No two of its clusters ever worked at once (promise 1)', () => scenarios.onlyOne());
});
