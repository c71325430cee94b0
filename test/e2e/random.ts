/** Chance that a seed repeats: whole numbers from 0 up to, not including, a bound. */
export function random(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    // A linear congruential generator; its upper bits are good enough to choose moments.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
