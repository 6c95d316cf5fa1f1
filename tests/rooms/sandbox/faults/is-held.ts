import Database from 'better-sqlite3';

/** Whether somebody still reads an old state of this tenant's file: its log of writes cannot be emptied then. */
export function isHeld(path: string): boolean {
  const file = new Database(path, { timeout: 0 });
  try {
    const [told] = file.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return told?.busy !== 0;
  } finally {
    file.close();
  }
}
