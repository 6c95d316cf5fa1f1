import type { UserDetail } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';

/** Readers of single people's teams, prepared once for many. The system team of everyone is left out. */
export function teamReaders(cache: ReadableCache, copyNo: number) {
  const read = cache
    .prepare(`SELECT t.name, m.is_manager, t.is_managed_by_idp FROM team_members m JOIN teams t ON t.no = m.team_no
      WHERE m.copy_no = ? AND m.email_key = ? AND t.is_everyone = 0 ORDER BY t.name`)
    .raw(true);
  const all = (key: string) =>
    read.all(copyNo, key) as [name: string, isManager: number, isManaged: number][];
  return {
    names: (key: string): string[] => all(key).map(([name]) => name),
    memberships: (key: string): UserDetail['teams'] =>
      all(key).map(([name, isManager, isManaged]) => ({
        name,
        as: isManager === 1 ? 'manager' : 'member',
        isManagedByIdp: isManaged === 1,
      })),
  };
}
