import { SHIPPED } from './events';
import { search } from './search';
import { NEW, POLICIES, RUNS } from './starts';

describe.each(POLICIES)('an update %s', (_, policy, lefts) => {
  test.each([
    ['a job that runs', RUNS],
    ['a job that never ran', NEW],
  ])('of %s breaks no promise, whatever happens, and can always come to an end (promises 1 to 6)', (_what, first) => {
    let worlds = 0;
    for (const left of lefts) {
      const found = search({ ...first, left }, policy, SHIPPED);
      expect(found.violation ? [found.violation.what, ...found.violation.way].join('\n') : '').toBe('');
      expect(found.stuck).toBeUndefined();
      worlds += found.worlds;
    }
    expect(worlds).toBeGreaterThan(1000);
  });
});
