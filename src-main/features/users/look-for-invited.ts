import type { ActionContext } from '../../action/tenant-action.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { emailKey } from './fold-text.ts';
import { seeUsers } from './users-rows.ts';

const pageSize = 1000;
const pagesAtOnce = 4;

export interface ListLook {
  /** People of the list by `emailKey`: those asked for that it showed. */
  found: ReadonlyMap<string, UserWire>;
  /** Pages of the whole list; null when the tenant did not say. */
  pages: number | null;
  isCutShort: boolean;
}

/**
 * Reads the tenant's list for many people at once, and writes them into the copy. Who is not found may be there all the same:
 * rows move between pages while others change the tenant.
 */
export async function lookForInvited(
  context: ActionContext,
  emails: readonly string[],
  mostPages: number,
): Promise<ListLook> {
  const found = new Map<string, UserWire>();
  const readPage = async (page: number): Promise<{ received: number; total: number | null } | null> => {
    const read = await context.api.readUsersPage(page * pageSize, pageSize);
    if (!read.ok) return null;
    const { bytes } = read.value;
    const { tenantId } = context;
    const seen = await context.cache.write(seeUsers, { tenantId, bytes, emails }, [bytes]);
    for (const { emailKey: key, user } of seen.seen) found.set(key, user);
    return seen;
  };
  const first = await readPage(0);
  if (first === null || first.total === null) return { found, pages: null, isCutShort: true };
  // A tenant that gives fewer rows a page than it was asked for is read by its own measure: one look a row is as good then.
  const isShort = first.received < Math.min(pageSize, first.total);
  const pages = isShort ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(first.total / pageSize));
  if (pages > mostPages) return { found, pages, isCutShort: false };
  let next = 1;
  let isCutShort = false;
  const lane = async (): Promise<void> => {
    while (next < pages && !isCutShort && found.size < emails.length) {
      const page = next;
      next += 1;
      if ((await readPage(page)) === null) isCutShort = true;
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, lane));
  return { found, pages, isCutShort };
}

/** The person of a list look, by address. */
export function personIn(look: ListLook, email: string): UserWire | null {
  return look.found.get(emailKey(email)) ?? null;
}
