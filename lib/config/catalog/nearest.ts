/** What a person means who mistypes a key: case and the kind of separator weigh little. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '.');
}

/** The keys that a few slips of the keyboard turn into this one, the likeliest first. */
export function nearestOf(key: string, candidates: Iterable<string>, count: number): string[] {
  const wanted = plain(key);
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = distanceOf(wanted, plain(candidate), limit);
    if (distance < Infinity) found.push({ candidate, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** How far a candidate is: by slips, or where one is the beginning or the end of the other, just beyond what slips may be. */
function distanceOf(wanted: string, candidate: string, limit: number): number {
  const distance = slips(wanted, candidate, limit);
  if (distance <= limit) return distance;
  const [short, long] = wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  return long.startsWith(`${short}.`) || long.endsWith(`.${short}`) ? limit + long.length - short.length : Infinity;
}

/** Letters to add, drop, change or swap with their neighbours; more than `limit` where it is more than that. */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
