import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from './ledger-failures.ts';

/** Room for the results of the requests in flight (16, and the rows stored as next in line) and for putting the jobs on hold. */
const reserveBytes = 3 * 1024 * 1024;

/** A file that only takes up room, so that there is some to give back when the disk is full: even deleting needs it (E6). */
export interface Reserve {
  /** Gives the room back. Out: whether there was any. */
  free(): boolean;
  /** Takes the room again if there is some. Out: whether it is taken. */
  refill(): boolean;
}

/** The reserve of a profile folder. Throws nothing when the disk is full: then there is none. */
export function openReserve(folder: string): Reserve {
  const file = join(folder, 'ledger.reserve');
  return {
    free: () => {
      const was = existsSync(file);
      rmSync(file, { force: true });
      return was;
    },
    refill: () => {
      if (existsSync(file)) return true;
      try {
        const handle = openSync(file, 'w', 0o600);
        try {
          writeSync(handle, Buffer.alloc(reserveBytes, 1));
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
        return true;
      } catch (error) {
        rmSync(file, { force: true });
        if (isDiskFull(error)) return false;
        throw error;
      }
    },
  };
}
