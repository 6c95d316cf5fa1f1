import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { newestGoodBackup } from './backup-ledger.ts';
import { migrateLedger } from './migrate-ledger.ts';
import { openFile } from './open-file.ts';
import { type Salvaged, salvageLedger } from './salvage-ledger.ts';
import { setAside } from './set-aside.ts';

const endings = ['', '-wal', '-shm'];
const mendedOf = (file: string): string => `${file}.mended`;

/** Ends a mending that a kill cut off: a whole new ledger takes its place, a half one goes. */
export function settleMending(file: string): void {
  const mended = mendedOf(file);
  if (!existsSync(file) && existsSync(mended) && !existsSync(`${mended}-wal`)) renameSync(mended, file);
  for (const ending of endings) rmSync(mended + ending, { force: true });
}

/**
 * Puts a ledger that works in the place of a damaged one: the newest good backup (or an empty ledger), and what the
 * damaged one still gives. It is made beside the damaged one, which is set aside at the very end, so that a kill at any
 * moment loses nothing. Out: the sentence that tells the admin what is back and what is missing.
 */
export async function mendLedger(
  file: string,
  folder: string,
  now: Date,
  onStep: (step: string) => void,
): Promise<string> {
  const mended = mendedOf(file);
  for (const ending of endings) rmSync(mended + ending, { force: true });
  const backup = newestGoodBackup(folder);
  if (backup !== null) {
    // A plain copy will do: a backup is one closed file that was checked a moment ago.
    copyFileSync(backup.file, mended);
    chmodSync(mended, 0o600);
  }
  const database = openFile(mended);
  let salvaged: Salvaged;
  try {
    await migrateLedger(database, folder, onStep);
    salvaged = salvageLedger(file, database);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  onStep('mended');
  const aside = existsSync(file) ? basename(setAside(file, now)) : null;
  onStep('set aside');
  renameSync(mended, file);
  return noticeOf(aside, backup?.day ?? null, salvaged);
}

function noticeOf(aside: string | null, day: string | null, { rows, cutOff }: Salvaged): string {
  const count = new Intl.NumberFormat('en-GB').format(rows);
  const what =
    aside === null
      ? 'The record of tenants and jobs was gone.'
      : `The record of tenants and jobs was damaged and has been set aside as ${aside}.`;
  const from =
    day === null
      ? `There was no backup. ${count} entries could be read and were carried over.`
      : `The backup of ${day} was put in its place, and ${count} newer entries could be read and were added.`;
  const missing =
    cutOff.length === 0
      ? 'Everything could be read.'
      : cutOff.includes('all')
        ? 'The old file itself could not be read: what it held beside that is missing.'
        : `Not everything could be read: entries may be missing in ${cutOff.join(', ').replaceAll('_', ' ')}.`;
  return `${what} ${from} ${missing} Compare open jobs with the tenant before you go on.`;
}
