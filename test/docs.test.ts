/** Pages that are written from the code. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

test('The page of states is what the functions that decide say; `npm run docs` writes it', () => {
  const check = ['--import', 'tsx', resolve('tools/states.ts'), '--check'];
  expect(() => execFileSync(process.execPath, check, { encoding: 'utf8' })).not.toThrow();
});
