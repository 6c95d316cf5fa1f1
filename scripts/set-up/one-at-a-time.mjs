import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder, isRunning } from './cache-folder.mjs';
import { interruption, stopIfInterrupted } from './interruption.mjs';

const heartbeatMs = 5_000;
const forgottenMs = 60_000;

/**
 * Runs `work` while no other set-up of this user works: two `npm ci` in one checkout would delete each other's files.
 * Waits (and says so once) while another one is at work; takes over from a process that died.
 */
export async function oneAtATime({ say, work }) {
  mkdirSync(cacheFolder(), { recursive: true });
  const lock = join(cacheFolder(), 'set-up.lock');
  let hasSaid = false;
  while (!take(lock)) {
    if (!hasSaid) say('Another set-up is at work; waiting for it to finish.');
    hasSaid = true;
    await pause(300, undefined, { signal: interruption }).catch(() => stopIfInterrupted());
  }
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isForgotten(lock)) return false;
  rmSync(lock, { force: true });
  return take(lock);
}

function isForgotten(lock) {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    const ageMs = Date.now() - statSync(lock).mtimeMs;
    // A lock without a pid is being written this very moment.
    return (pid > 0 && !isRunning(pid)) || ageMs > forgottenMs;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}
