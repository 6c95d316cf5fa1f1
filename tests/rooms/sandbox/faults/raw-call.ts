import { connect } from 'node:net';

/** What came over the wire for one request on a connection of its own. */
export interface RawAnswer {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How the connection ended: by its orderly end, by a reset, or by us after `stopAfterMs` or at `until`. */
  readonly ending: 'end' | 'ECONNRESET' | 'ECONNREFUSED' | 'silence';
  /** When each piece came, in ms after the request was sent. */
  readonly pieces: readonly { readonly atMs: number; readonly bytes: number }[];
}

export interface RawCall {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Hangs up when nothing more came by then. */
  readonly stopAfterMs?: number;
  /** Hangs up when it is aborted. */
  readonly until?: AbortSignal;
}

/** Sends one request by hand, with `connection: close`, and hands back the bytes as they came. */
export function rawCall(tenantUrl: string, call: RawCall): Promise<RawAnswer> {
  const { host, port } = new URL(tenantUrl);
  const payload = call.body === undefined ? '' : JSON.stringify(call.body);
  const lines = [
    `${call.method ?? 'GET'} ${call.path} HTTP/1.1`,
    `host: ${host}`,
    'connection: close',
    ...(call.token === undefined ? [] : [`authorization: Bearer ${call.token}`]),
    ...(payload === ''
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(payload)}`]),
  ];
  return new Promise((resolve) => {
    const begun = performance.now();
    const received: Buffer[] = [];
    const pieces: { atMs: number; bytes: number }[] = [];
    const socket = connect(Number(port), '127.0.0.1');
    const settle = (ending: RawAnswer['ending']) => {
      clearTimeout(timer);
      call.until?.removeEventListener('abort', hangUp);
      socket.destroy();
      resolve({ ...split(Buffer.concat(received)), ending, pieces });
    };
    const hangUp = () => settle('silence');
    const timer = setTimeout(hangUp, call.stopAfterMs ?? 10_000);
    call.until?.addEventListener('abort', hangUp, { once: true });
    socket.on('data', (piece) => {
      received.push(piece);
      pieces.push({ atMs: performance.now() - begun, bytes: piece.length });
    });
    socket.on('end', () => settle('end'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ECONNREFUSED' ? 'ECONNREFUSED' : 'ECONNRESET'),
    );
    socket.write(`${lines.join('\r\n')}\r\n\r\n${payload}`);
  });
}

function split(bytes: Buffer): Pick<RawAnswer, 'status' | 'headers' | 'body'> {
  const at = bytes.indexOf('\r\n\r\n');
  if (at < 0) return { status: null, headers: {}, body: Buffer.alloc(0) };
  const [first = '', ...lines] = bytes.subarray(0, at).toString('latin1').split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: bytes.subarray(at + 4),
  };
}
