import { request } from 'node:http';
import { adminToken } from '../serve-sandbox.ts';

export interface RawRequest {
  readonly method: string;
  /** As it goes over the wire, percent-encoding mistakes included. */
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Sends a request as it is told, with the admin's token: fetch would mend or refuse what these tests are about. */
export function sendRaw(
  tenantUrl: string,
  { method, path, body, headers = {} }: RawRequest,
): Promise<RawAnswer> {
  const before = performance.now();
  const { hostname, port } = new URL(tenantUrl);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: {
          authorization: `Bearer ${adminToken}`,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: answer.statusCode ?? 0, text, ms: performance.now() - before });
        });
      },
    );
    // A server that refuses a large body may hang up while it is still being sent: the answer counts, not the pipe.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    sent.setTimeout(10_000, () => reject(new Error(`${method} ${path.slice(0, 80)} hangs`)));
    sent.end(body);
  });
}
