import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface TrailEntry {
  readonly action: string;
  readonly subject: string;
  readonly phase: string;
  readonly outcome: string;
  readonly detail: string;
}

/** The audit trail in a profile's ledger, oldest first. The app may be running. */
export function readTrail(profile: string): TrailEntry[] {
  const ledger = new Database(join(profile, 'ledger.sqlite'), { readonly: true });
  try {
    return ledger
      .prepare<[], TrailEntry>('SELECT action, subject, phase, outcome, detail FROM trail ORDER BY number')
      .all();
  } finally {
    ledger.close();
  }
}
