import type { TenantFile } from './tenant-file.ts';

export const outboxShape = `
  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    createdAt INTEGER NOT NULL
  ) STRICT;
`;

export type MailKind = 'invite' | 'password-reset';

/** A mail that a real tenant would have sent. Its text and links are never kept. */
export interface MailRow {
  readonly id: string;
  readonly recipient: string;
  readonly kind: MailKind;
  readonly createdAt: number;
}

export interface OutboxTable {
  all(): MailRow[];
  add(mail: MailRow): void;
}

export function openOutboxTable(file: TenantFile): OutboxTable {
  const all = file.prepare<[], MailRow>(
    'SELECT id, recipient, kind, createdAt FROM outbox ORDER BY position',
  );
  const add = file.prepare<[MailRow]>(
    'INSERT INTO outbox (id, recipient, kind, createdAt) VALUES (@id, @recipient, @kind, @createdAt)',
  );
  return { all: () => all.all(), add: (mail) => void add.run(mail) };
}
