/** kubectl against the cluster of KUBECONFIG, and waiting for what it shows. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl; throws with what it says when it fails. */
export function kubectl(args: readonly string[], input?: string): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = execFile('kubectl', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`kubectl ${args.join(' ')}: ${stderr || error.message}`));
      else resolve({ stdout, stderr });
    });
    // A kubectl that ends before it has read its input says why by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Objects of a kind, or one by name; none reads as empty. */
export async function get(namespace: string, kind: string, selector: string | { readonly name: string } = ''): Promise<any[]> {
  const what = typeof selector === 'string' ? (selector ? ['-l', selector] : []) : [selector.name];
  const { stdout } = await kubectl(['-n', namespace, 'get', kind, ...what, '--ignore-not-found', '-o', 'json']);
  if (!stdout.trim()) return [];
  const found = JSON.parse(stdout);
  return found.kind === 'List' ? found.items : [found];
}

/** Asks again and again until there is an answer; a fault counts as none, and is told when time is up. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let fault = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      fault = (error as Error).message;
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}. ${fault}`);
    await sleep(500);
  }
}

/** GET from Flink's REST API, through the API server and the job's own Service. */
export async function rest(namespace: string, name: string, path: string): Promise<any> {
  const { stdout } = await kubectl(['get', '--raw', `/api/v1/namespaces/${namespace}/services/http:${name}-ui:8081/proxy${path}`]);
  return JSON.parse(stdout);
}

/** What of Flink's states of a job means that it takes records, or may. */
const WORKS = ['RUNNING', 'RESTARTING', 'FAILING', 'CREATED'];

/**
 * Asks every JobManager of a namespace, all the time, what its jobs do: never may those of two clusters work at once. Pods tell
 * nothing of that: a cluster is made ready while another one works, and one whose job is over stays for a moment.
 */
export class RevisionWatch {
  private over = false;
  /** How often all were asked. */
  public asked = 0;
  /** What was seen and must not be. */
  public readonly violations: string[] = [];
  private readonly proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  private readonly done: Promise<void>;

  constructor(private readonly namespace: string) {
    this.done = this.watch();
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.done;
    this.proxy.kill();
  }

  private async watch(): Promise<void> {
    const [line] = (await once(this.proxy.stdout, 'data')) as [Buffer];
    const server = `http://${/127\.0\.0\.1:\d+/.exec(line.toString())![0]}/api/v1/namespaces/${this.namespace}/services`;
    while (!this.over) {
      const services: any[] = (await ask(server))?.items ?? [];
      const names = services.filter(({ spec }) => spec.ports.some(({ port }: any) => port === 8081)).map(({ metadata }) => metadata.name);
      const told = await Promise.all(names.map((name) => ask(`${server}/http:${name}:8081/proxy/jobs/overview`)));
      // The same job, by way of two Services, is one.
      const jobs = new Map<string, any>(told.flatMap((answer) => answer?.jobs ?? []).map((job: any) => [job.jid, job]));
      const live = [...jobs.values()].filter((job) => WORKS.includes(job.state));
      if (live.length > 1) this.violations.push(JSON.stringify(live));
      if (services.length > 0) this.asked++;
      await sleep(250);
    }
  }
}

/** What is there, or undefined where it cannot be asked for. */
async function ask(url: string): Promise<any> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
