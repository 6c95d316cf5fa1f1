import type { WritableCache } from '../../cache/cache-handles.ts';
import { type UserWire, usersPageSchema, userWireSchema } from '../../tenant-api/wire/users.ts';
import { emailKey } from './fold-text.ts';
import { writeUsers } from './save-users.ts';

/** Written at a time: some 10 ms of the thread. */
const usersAtOnce = 50;

/** A person who stands on a page of the tenant's list. */
export interface SeenUser {
  emailKey: string;
  user: UserWire;
}

export interface SeenPage {
  seen: SeenUser[];
  /** How many rows the page has, and the list; null where it says nothing that can be read. */
  received: number;
  total: number | null;
}

/** Looks for people on a raw page of the tenant's list, and writes those who are on it into the copy. */
export function* lookForUsers(
  cache: WritableCache,
  input: { tenantId: string; bytes: ArrayBuffer; emails: readonly string[] },
): Generator<undefined, SeenPage, undefined> {
  const page = parse(input.bytes);
  if (page === null) return { seen: [], received: 0, total: null };
  yield;
  const wanted = new Set(input.emails.map(emailKey));
  const seen: SeenUser[] = [];
  for (const raw of page.data) {
    const email = typeof raw === 'object' && raw !== null && 'email' in raw ? raw.email : null;
    if (typeof email !== 'string') continue;
    const key = emailKey(email);
    if (!wanted.has(key)) continue;
    const user = userWireSchema.safeParse(raw);
    if (user.success) seen.push({ emailKey: key, user: user.data });
  }
  for (let first = 0; first < seen.length; first += usersAtOnce) {
    yield;
    const users = seen.slice(first, first + usersAtOnce).map(({ user }) => user);
    writeUsers(cache, { tenantId: input.tenantId, users });
  }
  return { seen, received: page.data.length, total: page.pagination.total };
}

function parse(bytes: ArrayBuffer): { data: unknown[]; pagination: { total: number } } | null {
  try {
    const page = usersPageSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return page.success ? page.data : null;
  } catch {
    // A page that is no JSON shows nobody.
    return null;
  }
}
