import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** One request as it went over the wire, and what it was answered. */
export interface Exchange {
  readonly method: string;
  /** Path below the SCIM address, with its query decoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly status: number;
}

/** An answer that the recorder gives in place of the tenant. */
export interface Interception {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Stands between provider and tenant: passes everything on, and keeps what was said. */
export async function recordWire(tenantUrl: string) {
  const exchanges: Exchange[] = [];
  const planned: { fits: (line: string) => boolean; answer: Interception }[] = [];
  let meanwhile: { fits: (line: string) => boolean; left: number; work: () => Promise<unknown> } | undefined;
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const payload = await buffer(request);
    const path = decodeURIComponent(url.replace(/^\/api\/svc\/v1\/scim\/v2\/[^/]+\/[^/?]+/u, ''));
    const keep = (status: number) => {
      const body: unknown = payload.length === 0 ? undefined : JSON.parse(payload.toString());
      exchanges.push({ method, path, headers, body, status });
    };
    const at = planned.findIndex(({ fits }) => fits(`${method} ${path}`));
    const [plan] = at === -1 ? [] : planned.splice(at, 1);
    if (plan !== undefined) {
      keep(plan.answer.status);
      response.writeHead(plan.answer.status, plan.answer.headers).end(plan.answer.body);
      return;
    }
    if (meanwhile?.fits(`${method} ${path}`)) {
      meanwhile.left -= 1;
      const { left, work } = meanwhile;
      if (left === 0) meanwhile = undefined;
      if (left === 0) await work();
    }
    const passed: Record<string, string> = {};
    for (const name of ['authorization', 'accept', 'content-type', 'if-match']) {
      const value = headers[name];
      if (typeof value === 'string') passed[name] = value;
    }
    const answer = await fetch(`${tenantUrl}${url}`, {
      method,
      headers: passed,
      ...(payload.length === 0 ? {} : { body: new Uint8Array(payload) }),
    });
    const text = Buffer.from(await answer.arrayBuffer());
    keep(answer.status);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    /** `METHOD path status` of everything since the last call. */
    lines: () => exchanges.splice(0).map(({ method, path, status }) => `${method} ${path} ${status}`),
    /** Answers the next request that fits with this. */
    intercept(fits: (line: string) => boolean, answer: Interception): void {
      planned.push({ fits, answer });
    },
    /** Does this while the so-manyth request that fits is on its way to the tenant. */
    meanwhile(fits: (line: string) => boolean, nth: number, work: () => Promise<unknown>): void {
      meanwhile = { fits, left: nth, work };
    },
  };
}
