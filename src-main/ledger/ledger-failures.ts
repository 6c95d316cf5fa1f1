/** The ledger was written by a newer Tenantry: it is left byte for byte as it is. */
export class LedgerIsNewer extends Error {
  override readonly name = 'LedgerIsNewer';
}

/** The disk is full, or the folder may not be written. Nothing is damaged, and nothing was changed. */
export class LedgerNotWritable extends Error {
  override readonly name = 'LedgerNotWritable';
  readonly why: 'disk-full' | 'read-only' | 'in-use';

  constructor(why: LedgerNotWritable['why'], cause: unknown) {
    super(`The ledger cannot be written: ${why}.`, { cause });
    this.why = why;
  }
}

/** A backup differs from the file that it was made of: it is not kept, and what waits for it is not done. */
export class BackupDiffers extends Error {
  override readonly name = 'BackupDiffers';
}

/** The code that SQLite or the file system gave with an error; empty when there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether the disk had no room for a write. */
export function isDiskFull(error: unknown): boolean {
  return /^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR_SHMSIZE)$/.test(codeOf(error));
}

/**
 * Tells a place that cannot be written from a damaged file. Out: the failure to stop with, or null for damage, which is
 * set aside and mended. Asking the wrong way round would throw away a good ledger because a disk is full.
 */
export function notWritable(error: unknown): LedgerNotWritable | null {
  if (isDiskFull(error)) return new LedgerNotWritable('disk-full', error);
  const code = codeOf(error);
  if (/^(EROFS|EACCES|EPERM|SQLITE_READONLY.*|SQLITE_CANTOPEN.*|SQLITE_PERM|SQLITE_AUTH)$/.test(code)) {
    return new LedgerNotWritable('read-only', error);
  }
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return new LedgerNotWritable('in-use', error);
  // A file shorter than its header says reads short: that is damage. Other trouble of reading and writing is the disk's.
  if (/^SQLITE_IOERR/.test(code) && !/SHORT_READ|CORRUPTFS/.test(code)) {
    return new LedgerNotWritable('read-only', error);
  }
  return null;
}
