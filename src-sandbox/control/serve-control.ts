import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Router } from 'express';
import { controlApp } from './control-app.ts';

export interface ServedControl {
  /** http://127.0.0.1:PORT/<secret>/; whoever knows it may steer the tenant. */
  readonly controlUrl: string;
  close(): Promise<void>;
}

/**
 * Serves the control port on 127.0.0.1 (`port` 0 takes a free one), behind a path of 192 random bits so that no page and no
 * other process of this machine can steer the tenant by guessing. Fails with the listener's error.
 */
export async function serveControl(port: number, routers: readonly Router[]): Promise<ServedControl> {
  const secret = randomBytes(24).toString('base64url');
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
  server.on('request', controlApp({ origin, secret }, routers));
  return {
    controlUrl: `${origin}/${secret}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
