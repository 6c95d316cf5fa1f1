// For what no tenant does, and so no sandbox can be ordered to do: TLS with a certificate that nobody vouches for, redirects to
// another host, answers without end or ended by the test's hand, people as only a test makes them up, and looking at the headers
// that a client sent. Every failure that a real tenant has is ordered from the sandbox (order-fault.ts).
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What arrived, as far as tests look at it. */
export interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
}

/** The other side of the wire: a real HTTP server on loopback that answers as the test says. */
export interface ScriptedServer {
  origin: string;
  arrived: Arrived[];
  close(): Promise<void>;
}

async function serve(
  server: Server,
  scheme: string,
  arrived: Arrived[],
  host: string,
): Promise<ScriptedServer> {
  server.on('request', ({ method = '', url = '', headers }: IncomingMessage) => {
    arrived.push({ method, url, headers });
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    arrived,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Starts a server; the listener answers after the arrival was noted. */
export function startScriptedServer(listener: RequestListener, host = '127.0.0.1'): Promise<ScriptedServer> {
  const arrived: Arrived[] = [];
  const server = createServer();
  const started = serve(server, 'http', arrived, host);
  server.on('request', listener);
  return started;
}

/** The same over TLS. */
export function startTlsServer(
  identity: { key: string; cert: string },
  listener: RequestListener,
): Promise<ScriptedServer> {
  const arrived: Arrived[] = [];
  const server = createTlsServer(identity);
  const started = serve(server, 'https', arrived, '127.0.0.1');
  server.on('request', listener);
  return started;
}
