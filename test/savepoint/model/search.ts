/** Every world that can come of one, breadth first: the first violation found has the shortest way to it. */
import { next, Rules } from './events';
import { World } from './world';

export interface Found {
  readonly worlds: number;
  /** The events that lead to it. */
  readonly violation?: { readonly what: string; readonly way: readonly string[] };
  /** A way to a world from which no update ever ends, in success or refusal. */
  readonly stuck?: readonly string[];
}

export function search(first: World, rules: Rules, most = 2_000_000): Found {
  const known = new Map<string, number>([[JSON.stringify(first), 0]]);
  const worlds: World[] = [first];
  const came: { readonly from: number; readonly event: string }[] = [{ from: -1, event: '' }];
  const before: number[][] = [[]];
  const ends: number[] = [];
  const way = (at: number): string[] => (at <= 0 ? [] : [...way(came[at].from), came[at].event]);
  for (let at = 0; at < worlds.length; at++) {
    if (worlds.length > most) throw new Error(`more than ${most} worlds`);
    const world = worlds[at];
    const steps = next(world, rules);
    if (world.settled || steps.some((step) => step.ends)) ends.push(at);
    for (const { event, world: after, violation } of steps) {
      if (violation) return { worlds: worlds.length, violation: { what: violation, way: [...way(at), event] } };
      const key = JSON.stringify(after);
      let index = known.get(key);
      if (index === undefined) {
        index = worlds.push(after) - 1;
        known.set(key, index);
        came.push({ from: at, event });
        before.push([]);
      }
      before[index].push(at);
    }
  }
  // Backwards from where updates end.
  const ending = new Uint8Array(worlds.length);
  const queue = [...ends];
  ends.forEach((at) => (ending[at] = 1));
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const earlier of before[at]) {
      if (ending[earlier]) continue;
      ending[earlier] = 1;
      queue.push(earlier);
    }
  }
  const stuck = ending.indexOf(0);
  return { worlds: worlds.length, stuck: stuck < 0 ? undefined : way(stuck) };
}
