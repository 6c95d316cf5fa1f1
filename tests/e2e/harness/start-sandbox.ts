import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type SandboxApi, sandboxApi } from './sandbox-api.ts';

const program = fileURLToPath(new URL('../../../out/main/sandbox.js', import.meta.url));
const startLimitMs = 60_000;
const stopLimitMs = 10_000;

const announcement = z.looseObject({
  tenantUrl: z.url(),
  tenantName: z.string(),
  token: z.string(),
  memberToken: z.string().optional(),
  controlUrl: z.url().optional(),
  users: z.int(),
});

export interface StartedSandbox extends SandboxApi {
  readonly tenantUrl: string;
  readonly tenantName: string;
  readonly token: string;
  /** The token of a plain member, when `--member-token` was among the arguments. */
  readonly memberToken: string | undefined;
  readonly users: number;
  /** Where faults are ordered and requests are counted. */
  readonly controlUrl: string | undefined;
  /** SIGTERM; fails when the sandbox does not end by itself with code 0. */
  stop(): Promise<void>;
  /** SIGKILL, then waits until it is gone: the tenant out of reach. */
  kill(): Promise<void>;
}

/**
 * Starts a tenant in a process of its own (`args` as in `npm run sandbox`, such as `['--users', '50']`) and waits until
 * it serves. Fails with what it wrote to stderr when it does not. It ends itself when this process goes away.
 */
export async function startSandbox({ args = [] }: { args?: string[] } = {}): Promise<StartedSandbox> {
  if (!existsSync(program)) throw new Error('The sandbox is not built. Run: npm run build');
  const child = spawn(process.execPath, [program, '--json', '--with-parent', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const said = announcement.parse(JSON.parse(await firstLine(child)));

  const isGone = () => child.exitCode !== null || child.signalCode !== null;

  async function stop(): Promise<void> {
    if (isGone()) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    const code = await gone;
    clearTimeout(timer);
    if (code !== 0) throw new Error(`The sandbox did not stop cleanly on SIGTERM (code ${code})`);
  }
  async function kill(): Promise<void> {
    if (isGone()) return;
    child.kill('SIGKILL');
    await gone;
  }

  const { tenantUrl, tenantName, token, memberToken, controlUrl, users } = said;
  return {
    tenantUrl,
    tenantName,
    token,
    memberToken,
    users,
    controlUrl,
    stop,
    kill,
    ...sandboxApi({ tenantUrl, token }),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The sandbox has no output to read');
  let complaints = '';
  stderr.on('data', (part: Buffer) => {
    complaints += part.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${what}\n${complaints}`));
    };
    const timer = setTimeout(() => fail('The sandbox did not serve in time.'), startLimitMs);
    child.once('error', (error) => fail(`The sandbox could not be started: ${error.message}`));
    child.once('close', (code) => fail(`The sandbox ended with code ${code} before it served.`));
    createInterface({ input: stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
}
