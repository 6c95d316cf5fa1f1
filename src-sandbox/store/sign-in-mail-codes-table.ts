import type { MailKind } from './outbox-table.ts';
import type { TenantFile } from './tenant-file.ts';

/** Ended codes stay, so that their page can say why they no longer work. Deleting a person withdraws theirs. */
export const signInMailCodesShape = `
  CREATE TABLE signInMailCodes (
    hash TEXT PRIMARY KEY,
    userPosition INTEGER NOT NULL,
    kind TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL,
    ending TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signInMailCodesByUser ON signInMailCodes (userPosition);
  CREATE TRIGGER mailCodesEndWithDeletion AFTER DELETE ON users BEGIN
    UPDATE signInMailCodes SET ending = 'withdrawn' WHERE userPosition = old.position AND ending IS NULL;
  END;
`;

/** A single-use code of an invite or a password reset, stored as its SHA-256. */
export interface MailCodeRow {
  readonly hash: string;
  readonly userPosition: number;
  readonly kind: MailKind;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Null while it works (until `expiresAt`): then why it ended. */
  readonly ending: MailCodeEnding | null;
}

/** `replaced`: a newer mail of this kind went out. */
export type MailCodeEnding = 'used' | 'replaced' | 'withdrawn';

export interface SignInMailCodesTable {
  add(row: MailCodeRow): void;
  byHash(hash: string): MailCodeRow | undefined;
  end(hash: string, ending: MailCodeEnding): void;
  /** Ends all open codes of this kind that the person has. */
  endAllOf(userPosition: number, change: { kind: MailKind; ending: MailCodeEnding }): void;
  countOpen(kind: MailKind, now: number): number;
}

export function openSignInMailCodesTable(file: TenantFile): SignInMailCodesTable {
  const add = file.prepare<[MailCodeRow]>(
    'INSERT INTO signInMailCodes VALUES (@hash, @userPosition, @kind, @createdAt, @expiresAt, @ending)',
  );
  const byHash = file.prepare<[string], MailCodeRow>('SELECT * FROM signInMailCodes WHERE hash = ?');
  const end = file.prepare<[string, string]>('UPDATE signInMailCodes SET ending = ? WHERE hash = ?');
  const endAllOf = file.prepare<[string, number, string]>(
    'UPDATE signInMailCodes SET ending = ? WHERE userPosition = ? AND kind = ? AND ending IS NULL',
  );
  const countOpen = file
    .prepare<[string, number], number>(
      'SELECT count(*) FROM signInMailCodes WHERE kind = ? AND ending IS NULL AND expiresAt > ?',
    )
    .pluck();
  return {
    add: (row) => void add.run(row),
    byHash: (hash) => byHash.get(hash),
    end: (hash, ending) => void end.run(ending, hash),
    endAllOf: (userPosition, { kind, ending }) => void endAllOf.run(ending, userPosition, kind),
    countOpen: (kind, now) => countOpen.get(kind, now) ?? 0,
  };
}
