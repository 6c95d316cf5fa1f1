import type { Database } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** The ledger as a query sees it. */
export type ReadableLedger = Pick<Database, 'prepare'> & { readonly [readable]: true };
/** The ledger as a writer sees it, inside a transaction. */
export type WritableLedger = ReadableLedger & { readonly [writable]: true };

/** Our own memory: tenants, jobs, audit trail. What it acknowledges survives a power cut. */
export interface Ledger {
  read<Output>(query: (ledger: ReadableLedger) => Output): Output;
  /**
   * Runs `change` in a transaction together with others that wait (group commit) and resolves after the fsync.
   * Rejects with the thrown error when `change` throws; then nothing of it is stored.
   */
  write<Output>(change: (ledger: WritableLedger) => Output): Promise<Output>;
  /**
   * Makes what was deleted nowhere readable any more: empties the write-ahead file, removes backups and files that were
   * set aside, and makes a new backup. Rejects when that backup cannot be made; the rest is done then.
   */
  tidy(): Promise<void>;
  close(): void;
}
