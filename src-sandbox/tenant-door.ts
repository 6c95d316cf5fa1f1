import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { asProblem } from './answer-error.ts';

/** The tenant's listener on 127.0.0.1. */
export interface TenantDoor {
  readonly port: number;
  /** From here on requests are answered. What the listener throws is answered with 500 and ends nothing else. */
  serve(listener: RequestListener): void;
  /**
   * Drops all connections and refuses new ones for so long, then listens at the same port again; what comes back ends it
   * before that. While several refuse, the door stays shut for all of them.
   */
  refuse(ms: number): () => void;
  /** Stops accepting and lets the calls under way finish. */
  close(): Promise<void>;
}

/** Opens the door; `port` 0 takes a free one. Fails with the listener's error. */
export async function openTenantDoor(port: number): Promise<TenantDoor> {
  const server = createServer();
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  const stopListening = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await listen(port);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const refusals = new Set<NodeJS.Timeout>();
  let isClosed = false;

  function reopen(): void {
    if (isClosed || refusals.size > 0) return;
    listen(taken).catch((error: unknown) =>
      console.error('sandbox: the door could not be opened again', error),
    );
  }

  return {
    port: taken,
    serve(listener) {
      server.on('request', (request, response) => {
        try {
          listener(request, response);
        } catch (error) {
          answerFailure(response, error);
        }
      });
    },
    refuse(ms) {
      if (refusals.size === 0) void stopListening();
      server.closeAllConnections();
      const end = () => {
        clearTimeout(refusal);
        if (refusals.delete(refusal)) reopen();
      };
      const refusal = setTimeout(end, ms);
      refusals.add(refusal);
      return end;
    },
    async close() {
      isClosed = true;
      for (const refusal of refusals) clearTimeout(refusal);
      refusals.clear();
      const closed = stopListening();
      // Connections that clients keep open are dropped as soon as their last answer is out, not only those idle now.
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      // A client that neither finishes nor hangs up must not keep the process.
      const deadline = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearInterval(sweep);
      clearTimeout(deadline);
    },
  };
}

/** The last resort: without it a throw in the listener would end the process. */
function answerFailure(response: ServerResponse, error: unknown): void {
  const { statusCode, code, message } = asProblem(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = statusCode;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ statusCode, message, code }));
}
