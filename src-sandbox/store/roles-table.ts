import type { TenantFile } from './tenant-file.ts';

export const rolesShape = `
  CREATE TABLE roles (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    displayName TEXT NOT NULL,
    description TEXT NOT NULL,
    resourceType TEXT NOT NULL,
    permissions TEXT NOT NULL,
    isDefault INTEGER NOT NULL
  ) STRICT;
`;

/** A role: built in (`isDefault` 1) or custom. `permissions` is the JSON text of a list of names. */
export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly resourceType: string;
  readonly permissions: string;
  readonly isDefault: 0 | 1;
}

export interface RolesTable {
  all(): RoleRow[];
  byName(name: string): RoleRow | undefined;
  byId(id: string): RoleRow | undefined;
  /** Adds the role, or replaces the one of the same name, whose id stays. */
  upsert(role: RoleRow): void;
  remove(id: string): void;
}

const columns = 'id, name, displayName, description, resourceType, permissions, isDefault';

export function openRolesTable(file: TenantFile): RolesTable {
  const all = file.prepare<[], RoleRow>(`SELECT ${columns} FROM roles ORDER BY position`);
  const byName = file.prepare<[string], RoleRow>(`SELECT ${columns} FROM roles WHERE name = ?`);
  const byId = file.prepare<[string], RoleRow>(`SELECT ${columns} FROM roles WHERE id = ?`);
  const upsert = file.prepare<[RoleRow]>(`
    INSERT INTO roles (${columns})
    VALUES (@id, @name, @displayName, @description, @resourceType, @permissions, @isDefault)
    ON CONFLICT (name) DO UPDATE SET displayName = excluded.displayName, description = excluded.description,
      resourceType = excluded.resourceType, permissions = excluded.permissions`);
  const remove = file.prepare<[string]>('DELETE FROM roles WHERE id = ?');
  return {
    all: () => all.all(),
    byName: (name) => byName.get(name),
    byId: (id) => byId.get(id),
    upsert: (role) => void upsert.run(role),
    remove: (id) => void remove.run(id),
  };
}
