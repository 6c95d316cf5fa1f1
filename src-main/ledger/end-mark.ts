import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from './set-aside.ts';

/**
 * A small file says that the ledger was closed in order, when everything is in the main file. SQLite itself cannot tell
 * a write-ahead file that belongs to another ledger: it would play it back over ours.
 */
const markOf = (folder: string): string => join(folder, 'ledger.closed');

/** How the last run ended, as far as files tell. */
export interface LastEnd {
  readonly closed: 'in-order' | 'cut-off';
  /** Sentences about what was found, for the admin. */
  readonly notices: readonly string[];
}

/**
 * Looks at the mark before the ledger is opened. A write-ahead file that appeared since an orderly end is not ours: it is
 * renamed, never played back. One that is missing after a cut-off end is told: what it held is gone.
 */
export function readLastEnd(folder: string, now: Date): LastEnd {
  const file = join(folder, 'ledger.sqlite');
  const wal = `${file}-wal`;
  if (existsSync(markOf(folder))) {
    if (!existsSync(wal) || isEmpty(wal)) {
      return { closed: 'in-order', notices: [] };
    }
    const aside = `ledger.sqlite-wal.foreign-${stampOf(now)}`;
    renameSync(wal, join(folder, aside));
    rmSync(`${file}-shm`, { force: true });
    return {
      closed: 'in-order',
      notices: [
        `A file of changes (ledger.sqlite-wal) lay beside the record of tenants and jobs, although it was closed in order. It is not ours and was not used; it is kept as ${aside}.`,
      ],
    };
  }
  if (wasOpened(folder) && existsSync(file) && (!existsSync(wal) || isEmpty(wal))) {
    return {
      closed: 'cut-off',
      notices: [
        'Tenantry did not end in order, and the file with its newest changes (ledger.sqlite-wal) is gone or empty. What was recorded last may be missing. Compare open jobs with the tenant before you go on.',
      ],
    };
  }
  return { closed: 'cut-off', notices: [] };
}

/** Whether a ledger was ever open in this folder. */
export function wasOpened(folder: string): boolean {
  return existsSync(join(folder, 'ledger.opened'));
}

function isEmpty(path: string): boolean {
  const found = statSync(path);
  return found.isFile() && found.size === 0;
}

/** Takes the mark away. Call once the ledger is open and its write-ahead file is there. */
export function markOpened(folder: string): void {
  closeSync(openSync(join(folder, 'ledger.opened'), 'w', 0o600));
  rmSync(markOf(folder), { force: true });
}

/** Sets the mark. Call after the last checkpoint, right before the file is closed. */
export function markClosed(folder: string): void {
  const handle = openSync(markOf(folder), 'w', 0o600);
  fsyncSync(handle);
  closeSync(handle);
}
