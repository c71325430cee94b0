/** Ways in which an update's calls go wrong. */
import { FakeWorld } from './fake-world';
import { Call, Fate } from './fake-server';

/** The process that makes the n-th change dies with it: before it is sent, or before its answer arrives. */
export function dieAt(world: FakeWorld, n: number, when: 'cut-before' | 'cut-after'): { last?: string } {
  let changes = 0;
  const death: { last?: string } = {};
  world.fate = (call) => {
    if (!call.mutating || ++changes !== n) return 'serve';
    world.dead.add(call.who.replace('.client', ''));
    death.last = kindOf(world, call);
    return when;
  };
  return death;
}

/** The first call of every kind that a test picks goes wrong. Returns the kinds that did. */
export function failFirst(world: FakeWorld, fate: Fate, picked: (kind: string) => boolean = () => true): Set<string> {
  const failed = new Set<string>();
  world.fate = (call) => {
    const kind = kindOf(world, call);
    if (failed.has(kind) || !picked(kind)) return 'serve';
    failed.add(kind);
    return fate;
  };
  return failed;
}

/** Something happens once, right before the n-th request of those that count. Returns whether it did. */
export function interruptAt(world: FakeWorld, n: number, counts: (call: Call) => boolean, happen: () => void): { happened: boolean } {
  let requests = 0;
  const state = { happened: false };
  world.fate = (call) => {
    if (!state.happened && counts(call) && ++requests === n) {
      state.happened = true;
      happen();
    }
    return 'serve';
  };
  return state;
}

/** What kind of call it is, without what is random in it. */
export function kindOf(world: FakeWorld, call: Call): string {
  const path = call.path
    .replace(/[0-9a-f]{32}/g, '<id>')
    .replace(/-pod\d+/g, '-pod')
    .replace(/.*\/namespaces\/flink\//, '');
  return `${call.method} ${path} at ${world.recordData.phase ?? 'no record'}`;
}
