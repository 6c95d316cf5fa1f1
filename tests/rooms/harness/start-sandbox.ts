import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { readOptions } from '../../../src-sandbox/read-options.ts';
import { serveTenant } from '../../../src-sandbox/serve-tenant.ts';
import { programArguments } from './programs.ts';

const announcement = z.looseObject({
  tenantUrl: z.url(),
  tenantName: z.string(),
  token: z.string(),
  memberToken: z.string().optional(),
  controlUrl: z.url().optional(),
  users: z.int(),
});

/** A tenant on loopback. */
export interface RunningSandbox {
  tenantUrl: string;
  tenantName: string;
  token: string;
  memberToken: string | undefined;
  /** For `faultControl` of order-fault.ts. */
  controlUrl: string | undefined;
  users: number;
  /** Ends it in order, and waits until it is gone. Rejects when it did not end well. */
  stop(): Promise<void>;
}

/** A tenant in a process of its own. */
export interface StartedSandbox extends RunningSandbox {
  /** SIGKILL, then waits until it is gone: the tenant out of reach. */
  kill(): Promise<void>;
}

/**
 * Serves a tenant in this process, over the same real HTTP (`args` as in `npm run sandbox`). For every test that neither kills it nor
 * works beside it for long: a process of its own takes ten times as long to start.
 */
export async function serveSandbox(args: readonly string[] = ['--users', '1284']): Promise<RunningSandbox> {
  const { ready, close } = await serveTenant(readOptions(args));
  const { tenantUrl, tenantName, token, memberToken, controlUrl, users } = ready;
  return { tenantUrl, tenantName, token, memberToken, controlUrl, users, stop: close };
}

/** Starts a sandbox in a process of its own (`args` as in `npm run sandbox`) and waits until it serves. Rejects with what it wrote to stderr. */
export async function startSandbox(args: readonly string[] = ['--users', '1284']): Promise<StartedSandbox> {
  const child = spawn(
    process.execPath,
    [...programArguments('sandbox'), '--json', '--with-parent', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const gone = once(child, 'close');
  let complaints = '';
  child.stderr.on('data', (part: Buffer) => {
    complaints += part.toString('utf8');
  });
  const serving = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const ended = gone.then(([code]) => {
    throw new Error(`The sandbox ended with code ${String(code)} before it served.\n${complaints}`);
  });
  const line = await Promise.race([serving, ended]);
  // From here on its end is no surprise any more.
  ended.catch(() => undefined);
  const { tenantUrl, tenantName, token, memberToken, controlUrl, users } = announcement.parse(
    JSON.parse(line),
  );

  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    tenantUrl,
    tenantName,
    token,
    memberToken,
    controlUrl,
    users,
    stop: async () => {
      if (!isGone()) child.kill('SIGTERM');
      const [code] = await gone;
      if (code !== 0) throw new Error(`The sandbox ended with code ${String(code)}.\n${complaints}`);
    },
    kill: async () => {
      if (!isGone()) child.kill('SIGKILL');
      await gone;
    },
  };
}
