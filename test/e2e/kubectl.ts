/** kubectl against the cluster of KUBECONFIG, and waiting for what it shows. */
import { execFile, spawn } from 'node:child_process';
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

/** Watches a job's pods: which revisions run, and whether two ever ran at once. */
export class RevisionWatch {
  private readonly running = new Map<string, string>();
  private readonly child;
  /** What was seen and must not be. */
  public readonly violations: string[] = [];

  constructor(namespace: string, name: string) {
    const columns = 'NAME:.metadata.name,REVISION:.metadata.labels.cdk8s-flink/revision,PHASE:.status.phase';
    const selector = `app.kubernetes.io/instance=${name},app.kubernetes.io/component!=update`;
    const args = [
      '-n',
      namespace,
      'get',
      'pods',
      '-l',
      selector,
      '--watch',
      '--output-watch-events',
      '--no-headers',
      '-o',
      `custom-columns=${columns}`,
    ];
    this.child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let rest = '';
    this.child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach((line) => this.see(line));
    });
  }

  stop(): void {
    this.child.kill();
  }

  private see(line: string): void {
    const [event, pod, revision, phase] = line.trim().split(/\s+/);
    if (event === 'DELETED' || phase === 'Succeeded' || phase === 'Failed') this.running.delete(pod);
    else if (phase === 'Running') this.running.set(pod, revision);
    if (new Set(this.running.values()).size > 1) this.violations.push(JSON.stringify([...this.running]));
  }
}
