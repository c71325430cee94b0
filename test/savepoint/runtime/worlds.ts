/** Worlds for tests: made in a test, taken down after it. */
import { stopClock } from '../../fakes/clock';
import { FakeWorld, WorldOptions } from '../../fakes/fake-world';
import { clusterPods } from '../../fakes/mode';
import { isHeld, revisionOf, runs } from '../../fakes/workloads';

const open: FakeWorld[] = [];

export async function makeWorld(options: WorldOptions = {}): Promise<FakeWorld> {
  const world = await new FakeWorld(options).up();
  open.push(world);
  return world;
}

/** Every test has a clock of its own, and what the program logs is not printed. */
export function isolate(): void {
  // A busy machine is no failure: nothing here waits for the real clock.
  jest.setTimeout(120_000);
  beforeEach(() => {
    stopClock();
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => Promise.all(open.splice(0).map((world) => world.down())));
}

/** One standalone cluster runs, of a revision, with so many TaskManagers, and is as the YAML has it. */
export function expectStandalone(world: FakeWorld, revision: string, taskManagers = 2): void {
  expect(world.ledger.violations).toEqual([]);
  expect(world.ledger.reruns).toEqual([]);
  expect(world.jobManager?.job).toMatchObject({ state: 'RUNNING', tasksRunning: true });
  expect(world.recordData).toMatchObject({ phase: 'RUNNING', mode: 'standalone', revision, jobId: world.jobManager!.job!.id, message: '' });
  const { standalone } = world;
  expect([isHeld(standalone.taskManager), isHeld(standalone.jobManager)]).toEqual([true, true]);
  expect([standalone.taskManager, standalone.jobManager].map((workload) => workload.metadata.annotations!['cdk8s-flink/started'])).toEqual([
    revision,
    revision,
  ]);
  expect(world.kubernetes.all('configmaps', { 'app.kubernetes.io/component': 'start' }).map((map) => map.metadata.name)).toEqual([
    `orders-start-${revision}`,
  ]);
  expect(clusterPods(world.kubernetes).map((pod) => [revisionOf(pod), runs(pod)])).toEqual(Array(taskManagers + 1).fill([revision, true]));
}
