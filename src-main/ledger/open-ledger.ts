import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backUpDaily, listCopies } from './backup-ledger.ts';
import { markClosed, markOpened, readLastEnd, wasOpened } from './end-mark.ts';
import { groupCommit } from './group-commit.ts';
import { BackupDiffers, isDiskFull, LedgerIsNewer, notWritable } from './ledger-failures.ts';
import type { Ledger, ReadableLedger } from './ledger-handles.ts';
import { mendLedger, settleMending } from './mend-ledger.ts';
import { migrateLedger } from './migrate-ledger.ts';
import { type Handle, openFile } from './open-file.ts';
import { openReserve } from './reserve-file.ts';

export interface LedgerRoom {
  now?: () => Date;
  /** Called after each commit, whatever was in it. */
  onCommit?: () => void;
  /** Called when the disk was full and the reserve had to be given back: nothing more should be begun (E6). */
  onFull?: () => void;
  /** Told where a migration is, for tests that kill. */
  onStep?: (step: string) => void;
}

export interface OpenedLedger {
  ledger: Ledger;
  /** Sentences about what was mended, for the admin. */
  notices: string[];
  /** How the run before ended; after an orderly end nobody else may have written. */
  lastEnd: 'in-order' | 'cut-off';
  /** Makes today's backup unless there is one. Rejects when it cannot be made, or differs. */
  backUp(): Promise<boolean>;
}

/**
 * Opens `ledger.sqlite` in the folder, makes it or brings it to the newest shape. Every commit is on the disk when it
 * is acknowledged. A damaged file is set aside, never deleted, and mended from the newest good backup and what it still
 * gives. Rejects with `LedgerIsNewer` for a newer file and `LedgerNotWritable` for a full disk or a folder that may
 * not be written; both leave everything as it is.
 */
export async function openLedger(folder: string, room: LedgerRoom = {}): Promise<OpenedLedger> {
  const now = room.now ?? (() => new Date());
  const onStep = room.onStep ?? (() => undefined);
  const file = join(folder, 'ledger.sqlite');
  const reserve = openReserve(folder);
  const notices: string[] = [];

  const openOnce = async (): Promise<{ database: Handle; lastEnd: OpenedLedger['lastEnd'] }> => {
    settleMending(file);
    const end = readLastEnd(folder, now());
    notices.push(...end.notices);
    const open = async (): Promise<Handle> => {
      const database = openFile(file);
      try {
        await migrateLedger(database, folder, onStep);
        return database;
      } catch (error) {
        database.close();
        throw error;
      }
    };
    const mend = async (): Promise<Handle> => {
      notices.push(await mendLedger(file, folder, now(), onStep));
      return open();
    };
    // A ledger that was there and is gone is no first start.
    const isGone = isEmptyPlace(file) && (end.closed === 'in-order' || wasOpened(folder));
    const database = isGone
      ? await mend()
      : await open().catch((error: unknown) => {
          const isDamage = !(error instanceof LedgerIsNewer || error instanceof BackupDiffers);
          if (isDamage && notWritable(error) === null) return mend();
          throw error;
        });
    touch(database);
    markOpened(folder);
    return { database, lastEnd: end.closed };
  };

  const { database, lastEnd } = await openOnce()
    .catch((error: unknown) => {
      // Opening writes a little, too: once more with the room that was kept for this.
      if (!isDiskFull(error) || !reserve.free()) throw error;
      return openOnce();
    })
    .catch((error: unknown) => {
      throw notWritable(error) ?? error;
    });
  if (!reserve.refill()) room.onFull?.();

  const handle = keepStatements(database);
  const commits = groupCommit(handle, {
    onCommit: () => room.onCommit?.(),
    makeRoom: () => {
      const hadRoom = reserve.free();
      if (hadRoom) room.onFull?.();
      return hadRoom;
    },
  });
  return {
    notices,
    lastEnd,
    backUp: async () => {
      reserve.refill();
      return backUpDaily(database, folder, now());
    },
    ledger: {
      read: (query) => query(handle as unknown as ReadableLedger),
      write: (change) => commits.write(change),
      tidy: async () => {
        commits.flush();
        database.pragma('wal_checkpoint(TRUNCATE)');
        touch(database);
        // Copies hold what was just deleted (E9). They go, and a new backup is made at once.
        for (const copy of listCopies(folder)) rmSync(copy, { force: true, recursive: true });
        await backUpDaily(database, folder, now());
      },
      close: () => {
        commits.flush();
        database.pragma('wal_checkpoint(TRUNCATE)');
        markClosed(folder);
        database.close();
      },
    },
  };
}

/**
 * The same database, except that a statement is prepared once and then used again: a run prepares the same few for each of its
 * rows. None of the ledger's statements is left half read.
 */
function keepStatements(database: Handle): Handle {
  const kept = new Map<string, ReturnType<Handle['prepare']>>();
  const prepare = (sql: string): ReturnType<Handle['prepare']> => {
    const found = kept.get(sql);
    if (found !== undefined) return found;
    const made = database.prepare(sql);
    kept.set(sql, made);
    return made;
  };
  return new Proxy(database, {
    get: (target, name) => {
      if (name === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** An empty file is no ledger either; SQLite would take it for a new one without a word. */
function isEmptyPlace(file: string): boolean {
  return !existsSync(file) || (statSync(file).isFile() && statSync(file).size === 0);
}

/** Commits something that changes nothing: a write-ahead file that is empty after a kill has then been emptied. */
function touch(database: Handle): void {
  database.pragma(`user_version = ${Number(database.pragma('user_version', { simple: true }))}`);
}
