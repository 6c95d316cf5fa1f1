import type { RequestListener } from 'node:http';
import Database from 'better-sqlite3';
import { openStore, type TenantStore } from '../store/open-store.ts';
import type { TenantFile } from '../store/tenant-file.ts';
import type { TenantClock } from '../tenant-clock.ts';

/** The tenant frozen at one moment. */
export interface TenantSnapshot {
  /** Answers reads from that moment. */
  readonly route: RequestListener;
  /** Keeps it open until what comes back is called; it closes when nobody holds it any more. */
  hold(): () => void;
}

/** The frozen states that are still needed. */
export interface SnapshotShelf {
  /** The tenant as it is now; whoever takes it holds it at once. */
  take(): TenantSnapshot;
  /** Closes all, held or not: the tenant closes. */
  closeAll(): void;
}

/** Each is a connection, and so some open files; more would only come of hundreds of orders that differ. */
const mostOpen = 128;

interface Frozen extends TenantSnapshot {
  /** How many rows had ever been changed when it was taken. */
  readonly changes: number;
  close(): void;
}

/**
 * Freezes the tenant of a file: a connection of its own that only reads keeps one read transaction open, so SQLite's WAL
 * shows it the file as it was then, to the row, whatever is committed afterwards. The tables are opened by the first read.
 * What was taken with no change in between is one and the same state. Where too many are open, the newest stands for the
 * next ones too, which makes later writes visible with it and never earlier.
 */
export function openSnapshotShelf(
  path: string,
  {
    file,
    clock,
    serve,
  }: { file: TenantFile; clock: TenantClock; serve: (store: TenantStore) => RequestListener },
): SnapshotShelf {
  const countChanges = file.prepare<[], number>('SELECT total_changes()').pluck();
  const open = new Set<Frozen>();
  let newest: Frozen | undefined;

  function freeze(changes: number): Frozen {
    const connection = new Database(path, { readonly: true });
    connection.exec('BEGIN');
    // A deferred transaction sees the file from its first read on.
    connection.prepare('SELECT count(*) FROM settings').get();
    let route: RequestListener | undefined;
    let holders = 0;
    const frozen: Frozen = {
      changes,
      route(request, response) {
        route ??= serve(openStore(connection, clock));
        route(request, response);
      },
      hold() {
        let isHolding = true;
        holders += 1;
        return () => {
          if (!isHolding) return;
          isHolding = false;
          holders -= 1;
          if (holders === 0) frozen.close();
        };
      },
      close() {
        open.delete(frozen);
        if (newest === frozen) newest = undefined;
        connection.close();
      },
    };
    open.add(frozen);
    return frozen;
  }

  return {
    take() {
      const changes = countChanges.get() ?? 0;
      const isEnough = newest !== undefined && (newest.changes === changes || open.size >= mostOpen);
      if (newest === undefined || !isEnough) newest = freeze(changes);
      return newest;
    },
    closeAll() {
      for (const frozen of [...open]) frozen.close();
    },
  };
}
