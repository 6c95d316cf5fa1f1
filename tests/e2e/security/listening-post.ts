import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListeningPost {
  readonly url: string;
  /** Everything that was asked for, as `GET /path`. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** A server on loopback that stands for the outside: whatever leaves the page arrives here. */
export async function openListeningPost(): Promise<ListeningPost> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.end('<title>outside</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
