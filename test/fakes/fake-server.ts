/** A real HTTP server whose answers a test may spoil. */
import * as http from 'node:http';
import { AddressInfo } from 'node:net';

/** One request, as the test that decides about its fate sees it. */
export interface Call {
  /** The pod that made it. */
  readonly who: string;
  readonly server: 'kubernetes' | 'flink';
  readonly method: string;
  readonly path: string;
  readonly body: any;
  /** Whether it changes anything. */
  readonly mutating: boolean;
}

/** What happens to a request: served; the connection cut before or after it took effect; an error status without effect. */
export type Fate = 'serve' | 'cut-before' | 'cut-after' | 429 | 500;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Answers a call; undefined cuts the connection, and `late` leaves it open without an answer. */
export type Handler = (call: Call) => Answer | 'late' | undefined;

export class FakeServer {
  private readonly server: http.Server;

  constructor(
    private readonly name: Call['server'],
    private readonly handler: Handler,
    private readonly fate: (call: Call) => Fate,
  ) {
    this.server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const answer = this.answer(request, text === '' ? undefined : JSON.parse(text));
        if (answer === 'late') return;
        if (!answer) return void request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/json', connection: 'close' });
        response.end(JSON.stringify(answer.body));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: http.IncomingMessage, body: unknown): Answer | 'late' | undefined {
    // Kubernetes knows a caller by its token; to Flink the test's pods come by a path of their own.
    const [, as, rest] = /^(?:\/as\/([^/]+))?(.*)$/.exec(request.url ?? '')!;
    const method = request.method ?? 'GET';
    const who = as ?? (request.headers.authorization ?? '').replace('Bearer ', '');
    const call: Call = { who, server: this.name, method, path: rest, body, mutating: method !== 'GET' };
    const fate = this.fate(call);
    if (fate === 'cut-before') return undefined;
    if (typeof fate === 'number') return { status: fate, body: { message: `spoiled by the test: ${fate}`, errors: [`spoiled: ${fate}`] } };
    const answer = this.handler(call);
    return fate === 'cut-after' ? undefined : answer;
  }
}
