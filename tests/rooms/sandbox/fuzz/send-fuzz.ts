import { once } from 'node:events';
import { Agent, type IncomingMessage, request as send } from 'node:http';
import type { FuzzRequest } from './fuzz-request.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Sends one request as it stands, over a kept connection. Fails after ten seconds without an answer. */
export async function sendFuzz(
  request: FuzzRequest,
  to: { tenantUrl: string; tokens: Readonly<Record<FuzzRequest['who'], string | undefined>> },
): Promise<FuzzAnswer> {
  const begun = performance.now();
  const { hostname, port } = new URL(to.tenantUrl);
  const token = to.tokens[request.who];
  const body = request.body === undefined ? undefined : Buffer.from(request.body, request.encoding ?? 'utf8');
  const outgoing = send({
    agent,
    hostname,
    port,
    method: request.method,
    path: request.target,
    headers: {
      ...request.headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-length': String(body.length) }),
    },
    signal: AbortSignal.timeout(10_000),
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return {
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? null,
    text: Buffer.concat(pieces).toString('utf8'),
    ms: performance.now() - begun,
  };
}
