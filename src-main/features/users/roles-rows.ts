import { cacheRead, cacheWrite } from '../../cache/cache-handles.ts';
import { beginCopy, findCopy } from '../../cache/copies.ts';
import type { RoleWire } from '../../tenant-api/wire/roles.ts';
import { cleanText } from './fold-text.ts';

/** A role of a tenant as the copy stores it. */
export interface RoleRow {
  id: string;
  name: string;
  resourceType: string;
  label: string;
  isBuiltIn: 0 | 1;
}

const usual = ['member', 'read-only-member', 'tenant-admin'];
/** Set by the system and never offered (design, section 15). */
const systemRoles = new Set(['team-manager']);
const tenantLevels = new Set(['account', 'tenant']);
const select = `SELECT id, name, resource_type AS resourceType, label, is_built_in AS isBuiltIn FROM roles
  WHERE copy_no = ? ORDER BY id`;

/** Converts a role as the tenant sends it. */
export function roleRowFromWire(wire: RoleWire): RoleRow {
  return {
    id: cleanText(wire.id),
    name: cleanText(wire.name),
    resourceType: cleanText(wire.resourceType ?? ''),
    label: cleanText(wire.manifest?.displayName || wire.name),
    isBuiltIn: wire.isDefault === true ? 1 : 0,
  };
}

/** All roles of a tenant; most are about resources. Empty before the first sync. */
export const listRoles = cacheRead('roles/list', (cache, { tenantId }: { tenantId: string }): RoleRow[] => {
  const copy = findCopy(cache, tenantId);
  return copy === null ? [] : (cache.prepare(select).all(copy.no) as RoleRow[]);
});

/**
 * Names of the roles that a person may be given: those of the tenant's level, `member` first. Before the first sync, and
 * where the list is empty, the three that every tenant has (tenant-api note, section 4).
 */
export const listAssignableRoles = cacheRead(
  'roles/list-assignable',
  (cache, { tenantId }: { tenantId: string }): string[] => {
    const found = listRoles
      .run(cache, { tenantId })
      .filter((role) => tenantLevels.has(role.resourceType) && !systemRoles.has(role.name))
      .map((role) => role.name);
    const names = [...new Set(found)].sort();
    const first = usual.filter((name) => names.length === 0 || names.includes(name));
    return [...first, ...names.filter((name) => !usual.includes(name))];
  },
);

/** Replaces the roles of a tenant. Writes nothing when they are as before; answers how many rows were written. */
export const saveRoles = cacheWrite(
  'roles/save',
  (cache, { tenantId, roles }: { tenantId: string; roles: readonly RoleWire[] }): number => {
    const copy = beginCopy(cache, tenantId);
    const wanted = new Map(roles.map((wire) => [cleanText(wire.id), roleRowFromWire(wire)]));
    const before = new Map((cache.prepare(select).all(copy.no) as RoleRow[]).map((role) => [role.id, role]));
    const put =
      cache.prepare(`INSERT OR REPLACE INTO roles (copy_no, id, name, resource_type, label, is_built_in)
      VALUES (@copyNo, @id, @name, @resourceType, @label, @isBuiltIn)`);
    const remove = cache.prepare('DELETE FROM roles WHERE copy_no = ? AND id = ?');
    let written = 0;
    for (const role of wanted.values()) {
      if (JSON.stringify(before.get(role.id)) === JSON.stringify(role)) continue;
      put.run({ ...role, copyNo: copy.no });
      written += 1;
    }
    for (const id of before.keys()) {
      if (wanted.has(id)) continue;
      remove.run(copy.no, id);
      written += 1;
    }
    return written;
  },
);
