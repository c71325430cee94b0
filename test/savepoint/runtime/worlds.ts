/** Worlds for tests: made in a test, taken down after it. */
import { stopClock } from '../../fakes/clock';
import { FakeWorld, WorldOptions } from '../../fakes/fake-world';

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
