import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: passed on, cut off without an answer, sent on to another origin, or answered. */
export type Treatment =
  | 'pass'
  | 'cut'
  | { redirectTo: string }
  | { status: number; type: string; text: string };

export interface StartedProxy {
  readonly url: string;
  /** Decides for each request by its path and query; may be changed at any moment. */
  treat: (path: string) => Treatment;
  /** Every request that came: method and path, and whether it brought a token. */
  readonly asked: { readonly path: string; readonly hasToken: boolean }[];
  stop(): Promise<void>;
}

/** A real HTTP server before a tenant (or before nothing, when `target` is null), to order the faults of a network. */
export async function startProxy({ target }: { target: string | null }): Promise<StartedProxy> {
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    proxy.asked.push({ path, hasToken: incoming.headers.authorization !== undefined });
    const treatment = proxy.treat(path);
    if (treatment === 'cut' || (treatment === 'pass' && target === null)) incoming.socket.destroy();
    else if (treatment === 'pass') passOn({ incoming, outgoing, to: new URL(path, target ?? undefined) });
    else if ('redirectTo' in treatment) {
      outgoing.writeHead(307, { location: new URL(path, treatment.redirectTo).href }).end();
    } else {
      outgoing.writeHead(treatment.status, { 'content-type': treatment.type }).end(treatment.text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: StartedProxy = {
    url: `http://127.0.0.1:${port}`,
    treat: () => 'pass',
    asked: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly to: URL;
}

function passOn({ incoming, outgoing, to }: Exchange): void {
  const { method, headers } = incoming;
  const forwarded = request(to, { method, headers: { ...headers, host: to.host } }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  forwarded.on('error', () => outgoing.destroy());
  incoming.pipe(forwarded);
}
