import { z } from 'zod';
import type { Secret } from '../vault/secret.ts';
import type { ApiOutcome } from './api-outcome.ts';
import { publishedPaths } from './api-paths.ts';
import type { Request } from './request.ts';
import type { TenantClient, TokenOwner } from './tenant-client.ts';
import { readTokenClaims } from './token-text.ts';
import type { Agreement } from './wire/agreement.ts';
import type { Session } from './wire/tenant-api-types.ts';
import type { UserWire } from './wire/users.ts';

const sessionSchema = z.object({
  user: z.object({ id: z.string().nullish(), email: z.string().nullish() }).nullish(),
});
export type SessionAgreement = Agreement<typeof sessionSchema, Session>;

/** The tenant-level role of a person: admin if any place says so, else the first that is named, else `not-reported`. */
export function tenantRoleOf(user: UserWire): string {
  const bound = (user.rolesWithResource ?? [])
    .filter(({ resourceType }) => resourceType === 'tenant' || resourceType === 'account')
    .map(({ roleName }) => roleName);
  const named = [...(user.roles ?? []), ...bound].filter((role): role is string => Boolean(role));
  return named.includes('tenant-admin') ? 'tenant-admin' : (named[0] ?? 'not-reported');
}

function asOwner(user: UserWire): TokenOwner {
  return {
    id: user.id,
    name: user.metadata?.displayName || user.email,
    email: user.email,
    role: tenantRoleOf(user),
  };
}

/**
 * Whose token this is. The token's own claims only say whom to ask for; what counts is the tenant's answer. Without
 * claims the session is asked; null when neither tells, as with the token of a virtual account.
 */
export async function readTokenOwner(
  token: Secret,
  room: { request: Request; users: Pick<TenantClient, 'findUser' | 'readUser'>; origin: string },
): Promise<ApiOutcome<TokenOwner | null>> {
  const lookUp = async (who: {
    email: string | null;
    id: string | null;
  }): Promise<ApiOutcome<TokenOwner | null> | null> => {
    const byId = who.id && !who.id.includes('@') ? await room.users.readUser(who.id) : null;
    if (byId && (!byId.ok || byId.value)) {
      // Some control planes refuse an id of a foreign form with 400 or 422: then the email is still a way.
      const isRefusedId = !byId.ok && (byId.status === 400 || byId.status === 422);
      if (!isRefusedId) return byId.ok ? { ...byId, value: byId.value && asOwner(byId.value) } : byId;
    }
    if (!who.email) return null;
    const byEmail = await room.users.findUser(who.email);
    return byEmail.ok ? { ...byEmail, value: byEmail.value && asOwner(byEmail.value) } : byEmail;
  };

  const { email, subject } = readTokenClaims(token);
  const claimed = await lookUp({ email, id: subject });
  if (claimed && (!claimed.ok || claimed.value)) return claimed;

  const { host } = new URL(room.origin);
  const session = await room.request.json(
    { method: 'GET', template: publishedPaths.session, query: { hostName: host } },
    sessionSchema,
  );
  if (!session.ok) {
    // 401 and 403 mean "no session" here, since this call looks at a cookie; the token itself is judged by real reads.
    const isSilent = session.status !== null && session.status < 500 && session.status !== 429;
    if (!isSilent || session.status === null) return session;
    return { ok: true, value: null, status: session.status, requestId: session.requestId };
  }
  const owner = await lookUp({
    email: session.value.user?.email ?? null,
    id: session.value.user?.id ?? null,
  });
  return owner ?? { ...session, value: null };
}
