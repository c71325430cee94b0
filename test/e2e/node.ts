/** Processes of the cluster's node, which is this machine: the tests that need them run nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { get } from './kubectl';

/** The API server's process; it is left alone where none is given. */
export const API_SERVER = Number(process.env.E2E_API_SERVER ?? 0);

/** The update program's processes in the pods of a Job. */
export async function programs(namespace: string, jobName: string): Promise<number[]> {
  const uids = (await get(namespace, 'pods', `job-name=${jobName}`)).map(({ metadata }) => metadata.uid as string);
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((id) => read(id, 'cmdline').startsWith('node\0/program/update.js') && uids.some((uid) => isOf(read(id, 'cgroup'), uid)));
}

/** Ends processes as a crash does: without a word. How many there were. */
export function crash(processes: readonly number[]): number {
  return processes.filter((id) => signal(id, 'SIGKILL')).length;
}

export function signal(id: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(id, name);
  } catch {
    // It ended meanwhile.
    return false;
  }
}

/** Some container runtimes write a pod's uid with underscores. */
function isOf(cgroup: string, uid: string): boolean {
  return cgroup.replaceAll('_', '-').includes(`pod${uid}`);
}

function read(id: number, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
