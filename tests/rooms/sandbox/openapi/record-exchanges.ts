import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Exchange } from './check-against-openapi.ts';

/**
 * Stands on loopback before a tenant, passes every request on and every answer back unchanged, and keeps both, parsed,
 * until the test ends. `address` is the proxy's own.
 */
export async function recordExchanges(
  tenantUrl: string,
): Promise<{ address: string; exchanges: Exchange[] }> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, response) => {
    pass(incoming, tenantUrl).then(
      ({ answer, bytes, exchange }) => {
        exchanges.push(exchange);
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(bytes);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const at = server.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  return { address: `http://127.0.0.1:${port}`, exchanges };
}

async function pass(incoming: IncomingMessage, tenantUrl: string) {
  const sent = await readAll(incoming);
  const { method = 'GET', url = '/', headers } = incoming;
  const outgoing = send(new URL(url, tenantUrl), { method, headers });
  outgoing.end(sent);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const bytes = await readAll(answer);
  const exchange: Exchange = {
    method,
    path: url,
    requestBody: parsed(sent),
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? null,
    body: parsed(bytes),
  };
  return { answer, bytes, exchange };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parsed(bytes: Buffer): unknown {
  return bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
}
