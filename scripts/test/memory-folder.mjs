import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const memoryDisk = '/dev/shm';
const prefix = 'tenantry-tests-';
/** All that is there at one time is far below 1 GiB. */
const roomBytes = 2 * 1024 ** 3;
const spareBytes = 6 * 1024 ** 3;

/**
 * A fresh folder in memory for what tests write and throw away, where Linux offers one with enough room: their databases wait for the
 * disk at each commit, thousands of times. The files are real ones; that a commit asks for the disk is counted by a test, and what a
 * kill leaves behind is the same, as only a power cut loses what the disk has not. Undefined where there is none. It goes with this process.
 */
export function makeMemoryFolder() {
  if (process.platform !== 'linux' || freemem() < spareBytes) return undefined;
  try {
    removeLeftovers();
    const { bavail, bsize } = statfsSync(memoryDisk);
    if (bavail * bsize < roomBytes) return undefined;
    const folder = mkdtempSync(join(memoryDisk, `${prefix}${process.pid}-`));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
    return folder;
  } catch {
    // Not there, or not for us: the disk serves as well.
    return undefined;
  }
}

/** A run that was killed could not remove its folder, which would fill the memory. */
function removeLeftovers() {
  for (const name of readdirSync(memoryDisk).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isAlive(pid)) rmSync(join(memoryDisk, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
