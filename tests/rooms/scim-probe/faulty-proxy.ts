// A sandbox answers SCIM as it should; what other servers do wrong is done here, between it and the app, over real HTTP.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  /** Below the SCIM address, such as `/Users`; the whole path for anything else. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed JSON, or undefined. */
  body: unknown;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** What a planted fault does with one SCIM request: answers by itself, or forwards it, changed if need be. */
export type Fault = (
  asked: Asked,
  forward: (
    change?: Partial<Pick<Asked, 'method' | 'path' | 'body'>> & { query?: URLSearchParams },
  ) => Promise<Answered>,
) => Promise<Answered>;

export interface FaultyProxy {
  origin: string;
  /** From now on; null passes everything on as it is. */
  plant(fault: Fault | null): void;
  close(): Promise<void>;
}

/** A SCIM answer, made by hand. */
export function scim(status: number, body: unknown, headers: Record<string, string> = {}): Answered {
  return {
    status,
    headers: { 'content-type': 'application/scim+json', ...headers },
    text: body === undefined ? '' : JSON.stringify(body),
  };
}

/** A SCIM error, made by hand. */
export function scimError(status: number, detail: string, scimType?: string): Answered {
  return scim(status, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  });
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Starts the proxy in front of a sandbox. Everything but SCIM passes unchanged. */
export async function startFaultyProxy(tenantUrl: string): Promise<FaultyProxy> {
  const target = new URL(tenantUrl);
  let fault: Fault | null = null;

  const ask = (told: {
    method: string;
    path: string;
    headers: Asked['headers'];
    text: string;
  }): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { connection: _connection, 'content-length': _length, ...headers } = told.headers;
      const sent = request(
        {
          host: target.hostname,
          port: target.port,
          method: told.method,
          path: told.path,
          agent: false,
          headers: {
            ...headers,
            host: target.host,
            ...(told.text === '' ? {} : { 'content-length': Buffer.byteLength(told.text) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            const kept: Record<string, string> = {};
            for (const [name, value] of Object.entries(answer.headers)) {
              if (
                typeof value === 'string' &&
                !/^(connection|content-length|transfer-encoding|keep-alive)$/.test(name)
              )
                kept[name] = value;
            }
            resolve({ status: answer.statusCode ?? 0, headers: kept, text: Buffer.concat(parts).toString() });
          });
        },
      );
      sent.on('error', reject);
      sent.end(told.text === '' ? undefined : told.text);
    });

  const server = createServer((incoming, outgoing) => {
    const serve = async (): Promise<Answered> => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      const url = new URL(incoming.url ?? '/', 'http://proxy');
      const base = /^\/api\/svc\/v1\/scim\/v2\/[^/]+\/[^/]+/.exec(url.pathname)?.[0];
      const { method = 'GET', headers } = incoming;
      if (fault === null || base === undefined) {
        const answer = await ask({ method, path: incoming.url ?? '/', headers, text });
        // The tenant names its own address; behind a proxy it would name the proxy's.
        return { ...answer, text: answer.text.replaceAll(target.origin, origin) };
      }
      const asked: Asked = {
        method,
        path: url.pathname.slice(base.length),
        query: url.searchParams,
        headers,
        body: readJson(text),
      };
      return fault(asked, (change = {}) => {
        const query = (change.query ?? asked.query).toString();
        const body = 'body' in change ? change.body : asked.body;
        return ask({
          method: change.method ?? method,
          path: `${base}${change.path ?? asked.path}${query === '' ? '' : `?${query}`}`,
          headers,
          text: body === undefined ? text : JSON.stringify(body),
        });
      });
    };
    serve().then(
      ({ status, headers, text }) => {
        outgoing.writeHead(status, headers);
        outgoing.end(status === 204 ? undefined : text);
      },
      () => outgoing.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    plant: (planted) => {
      fault = planted;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
