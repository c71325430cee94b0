/** The folders that savepoints go to, each one's own, by which those that the program had taken can be told from all others. */
import { inFolder } from './states';

const FORM = /\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{4}\/savepoint-[^/]+\/*$/;

/** @param random four hexadecimal digits */
export function freshFolder(savepoints: string, now: string, random: string): string {
  return `${savepoints}/${now.replace(/[:.]/g, '-')}-${random}`;
}

/** Whether a path is that of a savepoint in a folder of its own. */
export function isOwn(path: string, savepoints: string): boolean {
  return inFolder(path, savepoints) && FORM.test(path);
}
