import type { RequestListener } from 'node:http';
import Database from 'better-sqlite3';
import { openStore, type TenantStore } from '../store/open-store.ts';
import type { TenantClock } from '../tenant-clock.ts';

/** The tenant frozen at one moment. */
export interface TenantSnapshot {
  /** Answers reads from that moment. */
  readonly route: RequestListener;
  /** Lets the reads under way finish. */
  close(): void;
}

/**
 * Freezes the tenant: a connection of its own that only reads keeps one read transaction open, so SQLite's WAL shows it the
 * file as it was then, to the row, whatever is committed afterwards. The tables are opened by the first read.
 */
export function snapshotTenant(
  path: string,
  {
    live,
    clock,
    serve,
  }: { live: TenantStore; clock: TenantClock; serve: (store: TenantStore) => RequestListener },
): TenantSnapshot {
  const file = new Database(path, { readonly: true });
  file.exec('BEGIN');
  // A deferred transaction sees the file from its first read on.
  file.prepare('SELECT count(*) FROM settings').get();
  let route: RequestListener | undefined;
  const open = (): RequestListener => {
    const frozen = openStore(file, clock);
    // When a token was last used is noted by reads too; that belongs to the tenant as it is now.
    const settings = { ...frozen.settings, write: live.settings.write };
    return serve({ ...frozen, settings });
  };
  let underWay = 0;
  let isClosing = false;
  const closeWhenDone = () => {
    if (isClosing && underWay === 0) file.close();
  };
  return {
    route(request, response) {
      route ??= open();
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
        closeWhenDone();
      });
      route(request, response);
    },
    close() {
      isClosing = true;
      closeWhenDone();
    },
  };
}
