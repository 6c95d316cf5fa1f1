import type { OpenedLedger } from './open-ledger.ts';
import type { TrailSeal } from './trail-heads.ts';
import { type TrailRoom, type TrailWatch, watchTrail } from './watch-trail.ts';

/** Not while the window opens. */
const firstBackupMs = 20_000;
/** The chains are checked, and the day may be a new one. */
const everyMs = 3_600_000;

const noBackupNotice =
  "Today's backup of the record of tenants and jobs could not be made. Check the space on the disk; it is tried again each hour.";

export interface LedgerCare {
  readonly trail: TrailWatch;
  /** Ends the timers and notes the ends of the trails. Call before the ledger is closed. */
  close(): Promise<void>;
}

/**
 * What the ledger needs while the app runs: its trails checked at start and each hour, the ends of them noted, a backup a
 * day. Call it right after the ledger is open; `seal` may take its time, since a keychain may ask the admin.
 */
export function lookAfterLedger(
  opened: OpenedLedger,
  room: Omit<TrailRoom, 'ledger' | 'lastEnd'>,
  seal: Promise<TrailSeal>,
  tell: (notice: string) => void,
): LedgerCare {
  const trail = watchTrail({ ...room, ledger: opened.ledger, lastEnd: opened.lastEnd });
  const told = (event: string) => (error: unknown) => {
    room.log(event, { error: error instanceof Error ? error.name : 'unknown' });
  };
  seal.then((opened) => trail.begin(opened)).catch(told('trail not checked'));
  const backUp = (): void => {
    opened.backUp().catch((error: unknown) => {
      told('backup failed')(error);
      tell(noBackupNotice);
    });
  };
  const first = setTimeout(backUp, firstBackupMs).unref();
  const later = setInterval(() => {
    backUp();
    trail.checkAll().catch(told('trail not checked'));
  }, everyMs).unref();
  return {
    trail,
    close: async () => {
      clearTimeout(first);
      clearInterval(later);
      // What still waits is stored first: an entry behind the noted end would look like somebody else's.
      await opened.ledger.write(() => undefined);
      trail.close();
    },
  };
}
