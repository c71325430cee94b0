/** All that tests write goes into one folder, and away with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

/** Before the first test: what asks for a temporary folder is given one in it. */
export function made(): void {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-flink-tests-'));
  process.env.TMPDIR = folder;
}

/** After the last one. */
export function gone(): void {
  // A process that a test left behind may write for a moment yet.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
