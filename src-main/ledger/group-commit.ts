import type { Database } from 'better-sqlite3';
import { isDiskFull } from './ledger-failures.ts';
import type { WritableLedger } from './ledger-handles.ts';

interface Waiting {
  run: () => void;
  settle: () => void;
  refuse: (error: unknown) => void;
}

export interface GroupCommit {
  write<Output>(change: (ledger: WritableLedger) => Output): Promise<Output>;
  flush(): void;
}

export interface CommitDoors {
  onCommit(): void;
  /** Asked when the disk is full: gives room back if there is some, and answers whether to try once more. */
  makeRoom(): boolean;
}

/** Between two commits main is free for at least this many times as long as the last one took, up to so many ms. */
const freeShare = 2;
const longestFreeMs = 12;

/**
 * Collects the changes that are asked for within a few milliseconds and puts them into one fsynced transaction, each in a
 * savepoint of its own: concurrent rows of a job share one wait for the disk (speed 5c), and one that throws takes nobody
 * with it. A change that comes alone is committed at once.
 */
export function groupCommit(database: Database, doors: CommitDoors): GroupCommit {
  const commit = committer(database);
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let nextFrom = 0;

  const flush = (): void => {
    isScheduled = false;
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const begun = performance.now();
    let refused: ReadonlyMap<Waiting, unknown>;
    try {
      try {
        refused = commit(group);
      } catch (error) {
        // Nothing of it is stored, so the whole group may run again.
        if (!isDiskFull(error) || !doors.makeRoom()) throw error;
        refused = commit(group);
      }
    } catch (error) {
      for (const item of group) item.refuse(error);
      return;
    }
    const ended = performance.now();
    nextFrom = ended + Math.min(longestFreeMs, freeShare * (ended - begun));
    for (const item of group) {
      if (refused.has(item)) item.refuse(refused.get(item));
      else item.settle();
    }
    doors.onCommit();
  };

  return {
    write: <Output>(change: (ledger: WritableLedger) => Output) =>
      new Promise<Output>((resolve, reject) => {
        let output: Output;
        waiting.push({
          run: () => {
            output = change(database as unknown as WritableLedger);
          },
          settle: () => resolve(output),
          refuse: reject,
        });
        if (isScheduled) return;
        isScheduled = true;
        const waitMs = nextFrom - performance.now();
        if (waitMs < 1) setImmediate(flush);
        else setTimeout(flush, waitMs);
      }),
    flush,
  };
}

/**
 * Makes what runs a group in one transaction, with a savepoint for each. Out: which of them threw what. Throws when the whole was
 * not stored.
 */
function committer(database: Database): (group: readonly Waiting[]) => ReadonlyMap<Waiting, unknown> {
  const inSavepoint = database.transaction((item: Waiting) => item.run());
  return database.transaction((group: readonly Waiting[]) => {
    const refused = new Map<Waiting, unknown>();
    for (const item of group) {
      try {
        inSavepoint(item);
      } catch (error) {
        refused.set(item, error);
        // A full disk ends the whole: what one row lacks the next one will lack, too.
        if (!database.inTransaction || isDiskFull(error)) throw error;
      }
    }
    return refused;
  });
}
