import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Every other file of this folder is a streaming job that synthesizes itself.
for (const file of readdirSync(__dirname).sort()) {
  if (file.endsWith('.ts') && file !== 'index.ts') require(join(__dirname, file));
}
