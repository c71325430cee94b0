import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import { request } from '../../../lib/savepoint/runtime/http';

const servers: http.Server[] = [];
async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

it('sends and reads JSON, with headers', async () => {
  const url = await serve((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { 'content-type': type, 'content-length': length, authorization } = incoming.headers;
      answer.statusCode = 202;
      answer.end(
        JSON.stringify({ method: incoming.method, type, length, authorization, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
  });
  const sent = {
    method: 'PATCH',
    body: { text: 'ä' },
    headers: { authorization: 'Bearer x', 'content-type': 'application/merge-patch+json' },
  };
  expect(await request(url, sent)).toEqual({
    status: 202,
    body: { method: 'PATCH', type: 'application/merge-patch+json', length: '13', authorization: 'Bearer x', body: { text: 'ä' } },
  });
});

it('gives the text where the answer is not JSON', async () => {
  const url = await serve((_, answer) => answer.end('<html>'));
  expect(await request(url)).toEqual({ status: 200, body: '<html>' });
});

it('uses no connection twice: a kept one may lead to a pod that is gone', async () => {
  const ports = new Set<number>();
  const url = await serve((incoming, answer) => {
    ports.add(incoming.socket.remotePort!);
    answer.end('1');
  });
  for (let i = 0; i < 3; i++) await request(url);
  expect(ports.size).toBe(3);
});

it('gives up a server that never answers', async () => {
  const url = await serve(() => undefined);
  await expect(request(url, { timeout: 30 })).rejects.toThrow(`GET ${url}: no answer within 30 ms`);
});

it('gives up an answer that trickles in for ever', async () => {
  const timers: NodeJS.Timeout[] = [];
  const url = await serve((_, answer) => void timers.push(setInterval(() => answer.write('1'), 5)));
  await expect(request(url, { timeout: 60 })).rejects.toThrow(`GET ${url}`);
  timers.forEach(clearInterval);
});

it('says which request was cut off, before its answer and within it', async () => {
  const before = await serve((incoming) => incoming.socket.destroy());
  await expect(request(before, { method: 'POST', body: {} })).rejects.toThrow(`POST ${before}: socket hang up`);
  const within = await serve((incoming, answer) => {
    answer.writeHead(200, { 'content-length': 100 });
    answer.write('{"half":');
    setTimeout(() => incoming.socket.destroy(), 5);
  });
  await expect(request(within)).rejects.toThrow(`GET ${within}: aborted`);
  await expect(request('http://127.0.0.1:1/')).rejects.toThrow('ECONNREFUSED');
});
