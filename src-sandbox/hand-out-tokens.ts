import type { SandboxOptions } from './read-options.ts';
import { adminRole } from './sign-in/sign-in.ts';
import { makeJwt, tokenHash } from './sign-in/token-text.ts';
import type { TenantStore } from './store/open-store.ts';
import type { UserRow } from './store/user-row.ts';

export interface HandedOutTokens {
  /** As the starter is told them; kept nowhere. */
  readonly texts: { readonly token: string; readonly memberToken?: string };
  readonly hashes: { readonly admin: string; readonly member: string | undefined };
  /** Hash to the id of the person. */
  readonly people: ReadonlyMap<string, string>;
}

/** The tokens that belong to this process: a tenant admin's, and a member's when one was asked for. */
export function handOutTokens(store: TenantStore, options: SandboxOptions): HandedOutTokens {
  const admin = currentAdmin(store);
  const member = store.users.firstActiveWithRole('member');
  const { memberToken } = options;
  const token = options.token ?? personToken(admin, store);
  const hashes = {
    admin: tokenHash(token),
    member: memberToken === undefined || member === undefined ? undefined : tokenHash(memberToken),
  };
  const people = new Map([[hashes.admin, admin.id]]);
  if (hashes.member !== undefined && member !== undefined) people.set(hashes.member, member.id);
  return { texts: { token, ...(memberToken === undefined ? {} : { memberToken }) }, hashes, people };
}

/** The founder, or the first active tenant admin of a kept tenant that the founder has left; there is always one. */
function currentAdmin(store: TenantStore): UserRow {
  const founder = store.users.byId(store.facts().founderId);
  const admin =
    founder?.active === 1 && founder.role === adminRole
      ? founder
      : store.users.firstActiveWithRole(adminRole);
  if (admin === undefined) throw new Error('this tenant has no active tenant admin');
  return admin;
}

function personToken(person: UserRow, store: TenantStore): string {
  const { tenantName } = store.facts();
  return makeJwt({ sub: person.id, email: person.email, tenantName, iat: Math.floor(store.now() / 1000) });
}
