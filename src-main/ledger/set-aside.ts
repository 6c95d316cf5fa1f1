import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A moment as it stands in a file's name: 20261123104007. */
export function stampOf(now: Date): string {
  return now
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
}

/**
 * Renames a damaged ledger and its helpers, so that nothing of it is lost, and answers the new path. A second one within
 * the same second gets a number.
 */
export function setAside(file: string, now: Date): string {
  const taken = new Set(readdirSync(dirname(file)));
  const wanted = `${file}.damaged-${stampOf(now)}`;
  let aside = wanted;
  for (let count = 2; taken.has(basename(aside)); count += 1) aside = `${wanted}${count}`;
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  }
  return aside;
}
