/** The update program against a world of fakes, over HTTP. */
import { stopClock } from '../../fakes/clock';
import { FakeWorld } from '../../fakes/fake-world';
import { RELEASES } from '../../fakes/job-manager';
import { runJob } from '../../fakes/update-pod';

beforeEach(() => {
  stopClock();
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

const worlds: FakeWorld[] = [];
async function make(options: ConstructorParameters<typeof FakeWorld>[0] = {}): Promise<FakeWorld> {
  const world = await new FakeWorld(options).up();
  worlds.push(world);
  return world;
}
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.down())));

describe.each(Object.values(RELEASES))('an update of Flink $version', (release) => {
  it.each([true, false])('goes on exactly where the old job stopped; HA: %s (promises 1, 2, 3)', async (highAvailability) => {
    const world = await make({ release, highAvailability });
    expect(await runJob(world, 'r1')).toMatchObject({ outcome: 'done', pods: 1 });
    world.tick(10);
    expect(await runJob(world, 'r2')).toMatchObject({ outcome: 'done', pods: 1 });
    world.tick(10);
    expect(world.ledger.violations).toEqual([]);
    expect(world.ledger.starts).toBe(2);
  });
});
