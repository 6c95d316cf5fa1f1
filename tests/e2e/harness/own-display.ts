import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

let display: Promise<string> | undefined;

/**
 * The X display of this Playwright worker, such as `:101`, or undefined where the surrounding one does: outside Linux and
 * in the first worker. A display has one clipboard and one focus, so two apps on one would paste each other's text.
 * Fails when Xvfb does not start.
 */
export async function ownDisplay(): Promise<string | undefined> {
  if (process.platform !== 'linux' || (process.env.TEST_PARALLEL_INDEX ?? '0') === '0') return undefined;
  display ??= startDisplay();
  return display;
}

async function startDisplay(): Promise<string> {
  // Xvfb writes the number that it found free to the given descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => server.kill());
  const failed = once(server, 'error').then(([error]) => Promise.reject(error));
  const lines = createInterface({ input: server.stdio[3] as Readable });
  const [number] = await Promise.race([once(lines, 'line'), failed]);
  server.unref();
  return `:${number}`;
}
