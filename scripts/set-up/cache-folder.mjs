import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const unfinishedPrefix = 'making-';

/**
 * The per-user folder that keeps what is slow to make (the Electron runtime, the SQLite binding):
 * XDG_CACHE_HOME/tenantry, else LOCALAPPDATA\tenantry on Windows, else ~/.cache/tenantry. It may be deleted at any time.
 */
export function cacheFolder() {
  const windows = process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined;
  return join(process.env.XDG_CACHE_HOME || windows || join(homedir(), '.cache'), 'tenantry');
}

/**
 * Gives `make` a fresh folder inside the cache folder (same file system, so that a rename out of it is atomic) and
 * deletes that folder afterwards, whatever happened. Folders left by killed processes are swept first.
 */
export async function inUnfinishedFolder(make) {
  mkdirSync(cacheFolder(), { recursive: true });
  sweepUnfinished();
  const folder = mkdtempSync(join(cacheFolder(), `${unfinishedPrefix}${process.pid}-`));
  try {
    return await make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sweepUnfinished() {
  for (const name of readdirSync(cacheFolder())) {
    const pid = name.startsWith(unfinishedPrefix)
      ? Number.parseInt(name.slice(unfinishedPrefix.length), 10)
      : 0;
    if (pid > 0 && !isRunning(pid)) rmSync(join(cacheFolder(), name), { recursive: true, force: true });
  }
}

/** Whether a process with this id exists (also one of another user). */
export function isRunning(pid) {
  if (process.platform === 'linux') return existsSync(`/proc/${pid}`);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
