/** Pages that are written from the code. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

test.each(['states', 'watching'])('Pages that tools/%s.ts makes are what the code says; `npm run docs` writes them', (tool) => {
  const check = ['--import', 'tsx', resolve(`tools/${tool}.ts`), '--check'];
  expect(() => execFileSync(process.execPath, check, { encoding: 'utf8' })).not.toThrow();
});
