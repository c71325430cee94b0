/** Listens for metrics that are pushed: by StatsD's protocol, by OpenTelemetry's, and to Datadog, as far as a proxy sees that. */
import { createSocket, Socket } from 'node:dgram';
import { Socket as NetSocket } from 'node:net';
import { createServer as createProxy, Server } from 'node:http';
import { createServer, Http2Server } from 'node:http2';

const EXPORT = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export';

export class Pushed {
  /** Who told something by StatsD: the second part of names, which begin with a host. */
  readonly statsD = new Set<string>();
  /** How often metrics were exported to OpenTelemetry. */
  exports = 0;
  /** Addresses that asked the proxy for a way to Datadog. */
  readonly datadog = new Set<string>();

  private constructor(
    private readonly socket: Socket,
    private readonly server: Http2Server,
    private readonly proxy: Server,
  ) {
    proxy.on('connect', ({ url }, connection) => {
      if (url === 'app.datadoghq.eu:443') this.datadog.add(String((connection as NetSocket).remoteAddress).replace('::ffff:', ''));
      connection.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    });
    socket.on('message', (message) => {
      for (const who of ['jobmanager', 'taskmanager']) if (message.toString().includes(`.${who}.`)) this.statsD.add(who);
    });
    server.on('stream', (stream, { ':path': path }) => {
      if (path === EXPORT) this.exports++;
      stream.resume();
      // An empty message of gRPC, and that all is well.
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.end(Buffer.alloc(5));
    });
  }

  static async listen(statsDPort: number, openTelemetryPort: number, proxyPort: number): Promise<Pushed> {
    const socket = createSocket('udp4');
    const server = createServer();
    const proxy = createProxy();
    const pushed = new Pushed(socket, server, proxy);
    await Promise.all([
      new Promise<void>((done) => socket.bind(statsDPort, '0.0.0.0', done)),
      new Promise<void>((done) => server.listen(openTelemetryPort, '0.0.0.0', done)),
      new Promise<void>((done) => proxy.listen(proxyPort, '0.0.0.0', done)),
    ]);
    return pushed;
  }

  close(): void {
    this.socket.close();
    this.server.close();
    this.proxy.close();
  }
}
