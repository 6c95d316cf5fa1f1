import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UnusableTenantFile } from './tenant-file.ts';

/**
 * Looks at the place of a tenant's file before anything is made there, beside it or of it. Fails with UnusableTenantFile,
 * which says what to do.
 */
export function refuseUnfitPlace(path: string): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) {
    throw unfit(
      path,
      `the folder ${folder} does not exist. Make it first, or name another file with --file.`,
    );
  }
  if (!statSync(folder).isDirectory()) throw unfit(path, `${folder} is no folder. ${another}`);
  if (existsSync(path) && !statSync(path).isFile()) throw unfit(path, `it is no file. ${another}`);
  if (!mayWrite(folder)) {
    throw unfit(path, `nothing may be written in ${folder}. ${another}`);
  }
  if (existsSync(path) && !mayWrite(path)) throw unfit(path, `it may not be written. ${another}`);
}

const another = 'Name another file with --file.';

function unfit(path: string, reason: string): UnusableTenantFile {
  return new UnusableTenantFile(`${path} cannot hold the tenant: ${reason}`);
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return false;
  }
}
