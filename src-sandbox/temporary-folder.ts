import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const named = /^tenantry-sandbox-(\d+)-/u;
const day = 86_400_000;

/**
 * Makes a folder that only this user can read, named after this process, and removes those that a killed sandbox left:
 * a day old and of a process that is no more.
 */
export function makeTemporaryFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = named.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeWhenOld(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `tenantry-sandbox-${process.pid}-`));
}

function removeWhenOld(folder: string): void {
  try {
    if (Date.now() - statSync(folder).mtimeMs > day) rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    // Another user's, or gone meanwhile: neither keeps this sandbox from starting, but it is said.
    console.error(`sandbox: a left folder could not be removed (${errorCode(error)})`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
