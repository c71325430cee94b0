/** One HTTP request, bounded in time, over a connection of its own: a kept one may lead to a pod that is gone. */
import * as http from 'node:http';
import * as https from 'node:https';

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The certificate authority of the server, for https. */
  readonly ca?: string;
  /** Milliseconds until the request is given up. */
  readonly timeout?: number;
}

export interface Response {
  readonly status: number;
  /** The parsed answer; the text itself where it is not JSON. */
  readonly body: any;
}

export function request(url: string, options: Request = {}): Promise<Response> {
  const { method = 'GET', headers = {}, body, ca, timeout = 10_000 } = options;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http;
    const sent = client.request(
      url,
      {
        method,
        ca,
        agent: false,
        headers:
          text === undefined ? headers : { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(text) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', fail);
        answer.on('end', () => {
          clearTimeout(timer);
          resolve({ status: answer.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString('utf8')) });
        });
      },
    );
    // A timer, not the socket's idle time-out: an answer that trickles in for ever counts, too.
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(new Error(`${method} ${url}: ${error.message}`));
    };
    sent.on('error', fail);
    sent.end(text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
