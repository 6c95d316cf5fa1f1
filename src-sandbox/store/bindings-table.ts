import type { TenantFile } from './tenant-file.ts';

export const bindingsShape = `
  CREATE TABLE bindings (
    name TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    createdById TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Who made a role binding and when. What it gives is in the grants of the same name; the bindings that a tenant is
 * seeded with have no row here.
 */
export interface BindingRow {
  readonly name: string;
  readonly id: string;
  readonly createdById: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface BindingsTable {
  byName(name: string): BindingRow | undefined;
  /** Adds the row, or sets the moment of change of the one with this name. */
  upsert(binding: BindingRow): void;
  remove(name: string): void;
}

export function openBindingsTable(file: TenantFile): BindingsTable {
  const byName = file.prepare<[string], BindingRow>(
    'SELECT name, id, createdById, createdAt, updatedAt FROM bindings WHERE name = ?',
  );
  const upsert = file.prepare<[BindingRow]>(`
    INSERT INTO bindings (name, id, createdById, createdAt, updatedAt)
    VALUES (@name, @id, @createdById, @createdAt, @updatedAt)
    ON CONFLICT (name) DO UPDATE SET updatedAt = excluded.updatedAt`);
  const remove = file.prepare<[string]>('DELETE FROM bindings WHERE name = ?');
  return {
    byName: (name) => byName.get(name),
    upsert: (binding) => void upsert.run(binding),
    remove: (name) => void remove.run(name),
  };
}
