import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { z } from 'zod';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import { redactAlways } from '../log/redact.ts';
import type { WriteLog } from '../log/write-log.ts';
import { Secret } from '../vault/secret.ts';
import { openInBrowser } from './open-in-browser.ts';

const servingSchema = z.object({
  tenantUrl: z.string(),
  tenantName: z.string(),
  token: z.string(),
  controlUrl: z.string(),
});
const longestStartMs = 60_000;

export interface RunningSandbox {
  controlPlane: string;
  tenantName: string;
  token: Secret;
}

export interface SandboxProcess {
  /** Starts it unless it runs, and answers where it serves. */
  start(data: 'keep' | 'reset'): Promise<Outcome<RunningSandbox>>;
  stop(): Promise<void>;
  /** Opens the control page of the sandbox that runs in the browser. */
  openControls(): Promise<Outcome<Record<string, never>>>;
  /** Stops it and deletes its data. */
  drop(): Promise<void>;
}

/**
 * The built-in sandbox tenant as a utility process of its own: real HTTP on loopback, its own file in `folder`. The same
 * way in development and in a package, so that what is tested is what ships.
 */
export function createSandboxProcess(script: string, folder: string, log: WriteLog): SandboxProcess {
  let child: Electron.UtilityProcess | null = null;
  let serving: Promise<Outcome<RunningSandbox>> | null = null;
  // Whoever has this address may steer the sandbox: it goes to the admin's browser and nowhere else.
  let controlUrl: string | null = null;

  const stop = async (): Promise<void> => {
    const was = child;
    child = null;
    serving = null;
    if (was === null) return;
    await new Promise<void>((resolve) => {
      was.once('exit', () => resolve());
      was.kill();
    });
  };

  const launch = (): Promise<Outcome<RunningSandbox>> =>
    new Promise((resolve) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, 'sandbox.sqlite');
      // The identity provider pushes nothing before the admin asks it to on the control page.
      const started = utilityProcess.fork(
        script,
        [
          '--file',
          file,
          '--users',
          '1284',
          '--seed',
          '1',
          '--idp',
          'okta',
          '--reset-outdated',
          '--with-parent',
        ],
        { serviceName: 'Tenantry sandbox', stdio: 'ignore' },
      );
      child = started;
      const timer = setTimeout(() => {
        resolve(failed(describeFailure('sandbox-did-not-start', { why: 'it did not answer in 60 s' })));
        started.kill();
      }, longestStartMs);
      started.once('message', (message: unknown) => {
        clearTimeout(timer);
        const parsed = servingSchema.safeParse(message);
        if (!parsed.success) {
          resolve(failed(describeFailure('sandbox-did-not-start', { why: 'it said something unexpected' })));
          return;
        }
        redactAlways(parsed.data.token);
        redactAlways(parsed.data.controlUrl);
        controlUrl = parsed.data.controlUrl;
        resolve(
          ok({
            controlPlane: new URL(parsed.data.tenantUrl).origin,
            tenantName: parsed.data.tenantName,
            token: new Secret(parsed.data.token),
          }),
        );
      });
      started.once('exit', (code) => {
        clearTimeout(timer);
        log('sandbox ended', { code });
        if (child === started) {
          child = null;
          serving = null;
        }
        resolve(failed(describeFailure('sandbox-did-not-start', { why: `it ended with code ${code}` })));
      });
    });

  const drop = async (): Promise<void> => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };

  const start = async (data: 'keep' | 'reset'): Promise<Outcome<RunningSandbox>> => {
    if (data === 'reset') await drop();
    serving ??= launch();
    const outcome = await serving;
    if (!outcome.ok) serving = null;
    return outcome;
  };

  return {
    stop,
    drop,
    start,
    openControls: async () => {
      if (child === null || controlUrl === null)
        return failed(describeFailure('sandbox-did-not-start', { why: 'it does not run' }));
      await openInBrowser(controlUrl);
      return ok({});
    },
  };
}
