import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** The tenant's listener on 127.0.0.1. */
export interface TenantDoor {
  readonly port: number;
  /** From here on requests are answered. */
  serve(listener: RequestListener): void;
  /** Drops all connections and refuses new ones for so long, then listens at the same port again. */
  refuse(ms: number): void;
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
  let reopening: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function reopen(): Promise<void> {
    if (!isClosed) await listen(taken);
  }

  return {
    port: taken,
    serve: (listener) => void server.on('request', listener),
    refuse(ms) {
      clearTimeout(reopening);
      void stopListening();
      server.closeAllConnections();
      reopening = setTimeout(() => {
        reopen().catch((error: unknown) =>
          console.error('sandbox: the door could not be opened again', error),
        );
      }, ms);
    },
    async close() {
      isClosed = true;
      clearTimeout(reopening);
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
