import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes an empty profile folder (Electron's userData) of its own for one test; only this user may read it. */
export function makeProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tenantry-profile-'));
}

/** Deletes a profile folder. Chromium's helpers may still be writing their last files, hence the retries. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
