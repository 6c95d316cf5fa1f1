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
  byId(id: string): MailRow | undefined;
  /** Newest first; `recipient` is part of an address, empty for everybody. */
  page(page: { recipient: string; limit: number; offset: number }): { rows: MailRow[]; total: number };
  add(mail: MailRow): void;
}

export function openOutboxTable(file: TenantFile): OutboxTable {
  const columns = 'id, recipient, kind, createdAt';
  const all = file.prepare<[], MailRow>(`SELECT ${columns} FROM outbox ORDER BY position`);
  const byId = file.prepare<[string], MailRow>(`SELECT ${columns} FROM outbox WHERE id = ?`);
  const matching = `FROM outbox WHERE recipient LIKE ? ESCAPE '\\'`;
  const page = file.prepare<[string, number, number], MailRow>(
    `SELECT ${columns} ${matching} ORDER BY position DESC LIMIT ? OFFSET ?`,
  );
  const count = file.prepare<[string], number>(`SELECT count(*) ${matching}`).pluck();
  const add = file.prepare<[MailRow]>(
    `INSERT INTO outbox (${columns}) VALUES (@id, @recipient, @kind, @createdAt)`,
  );
  return {
    all: () => all.all(),
    byId: (id) => byId.get(id),
    page({ recipient, limit, offset }) {
      const pattern = `%${recipient.replace(/[\\%_]/gu, '\\$&')}%`;
      return { rows: page.all(pattern, limit, offset), total: count.get(pattern) ?? 0 };
    },
    add: (mail) => void add.run(mail),
  };
}
