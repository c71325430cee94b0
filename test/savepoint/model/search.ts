/** Every world that can come of one, breadth first: the first violation found has the shortest way to it. */
import { createHash } from 'node:crypto';
import { next, Rules } from './events';
import { Policy, World } from './world';

export interface Found {
  readonly worlds: number;
  /** The events that lead to it. */
  readonly violation?: { readonly what: string; readonly way: readonly string[] };
  /** A way to a world from which no update ever ends, in success or refusal. */
  readonly stuck?: readonly string[];
}

export function search(first: World, policy: Policy, rules: Rules, most = 2_000_000): Found {
  const known = new Map<string, number>([[keyOf(first), 0]]);
  const worlds: World[] = [first];
  const came: { readonly from: number; readonly event: string }[] = [{ from: -1, event: '' }];
  const before: number[][] = [[]];
  const ends: number[] = [];
  const way = (at: number): string[] => (at <= 0 ? [] : [...way(came[at].from), came[at].event]);
  for (let at = 0; at < worlds.length; at++) {
    if (worlds.length > most) throw new Error(`more than ${most} worlds`);
    const world = worlds[at];
    const steps = next(world, policy, rules);
    if (world.settled || steps.some((step) => step.ends)) ends.push(at);
    for (const { event, world: after, violation } of steps) {
      if (violation) return { worlds: worlds.length, violation: { what: violation, way: [...way(at), event] } };
      const key = keyOf(after);
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

/** Where numbers stand that are names: which one it is does not matter, only which are the same. */
const NAMES = /(job|stop|savepoints\/|"uid":"?|"run":|"started":")(\d+)/g;

/**
 * What tells one world from another: worlds that differ in nothing that anybody will ever look at are one. Left out are how many
 * ids were given out, what the record says for people, and states and jobs that nothing points to any more.
 */
function keyOf(world: World): string {
  const { record, states, over, version, clusters, ha, programs, committed, applied, settled, left } = world;
  const named = (all: Readonly<Record<string, object>>) => Object.entries(all).map(([id, one]) => `${id}${textOf(one)}`);
  const acting = programs.map(({ revision, step, unsent, intent }) => {
    // Only whether what a program has read is still so matters.
    const read = intent && `${intent.version === version}${textOf(intent.action)}`;
    return [revision, step, unsent, read].join();
  });
  const known = record && textOf(record, ({ history: _, timeline: __, ...others }) => others);
  const rest = [named(clusters), named(ha), acting, known, committed, applied, settled, textOf(left)].join(';');
  const pointed = Object.entries(states).filter(
    ([path, position]) => position === world.committed || rest.includes(path) || isKept(world, path),
  );
  const remembered = over.filter((job) => rest.includes(`"${job}"`));
  const ids = new Map<string, number>();
  const text = `${rest}${JSON.stringify([pointed, remembered])}`.replace(NAMES, (_all, kind: string, number: string) => {
    const name = `${kind.startsWith('"run') || kind.startsWith('"started') ? 'run' : kind.replace(/"$/, '')}${number}`;
    if (!ids.has(name)) ids.set(name, ids.size);
    return `${kind}${ids.get(name)}`;
  });
  return createHash('md5').update(text).digest('base64');
}

/** Worlds share most of what they are made of, and never change it. */
const texts = new WeakMap<object, string>();
function textOf<T extends object>(value: T, part: (value: T) => object = (all) => all): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(part(value));
  texts.set(value, text);
  return text;
}

/** Whether HA metadata points to a checkpoint. */
function isKept({ ha }: Pick<World, 'ha'>, path: string): boolean {
  return Object.values(ha).some(({ jobId, newest }) => path.endsWith(`/${jobId}/chk-${newest}`));
}
