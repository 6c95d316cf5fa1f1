import { z } from 'zod';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import type { ApiFailure, ApiOutcome } from './api-outcome.ts';
import { type ExtensionPaths, publishedPaths, usualExtensionPaths } from './api-paths.ts';
import { readRawPage } from './raw-page.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';
import type { RegisterUserRequest, SetUserRoleRequest, UserCommandRequest } from './wire/tenant-api-types.ts';
import { type UserWire, userWireSchema } from './wire/users.ts';

type UserCalls = Pick<
  TenantClient,
  | 'readUsersPage'
  | 'findUser'
  | 'readUser'
  | 'registerUser'
  | 'setRole'
  | 'deactivateUser'
  | 'activateUser'
  | 'listActiveUsers'
  | 'resetPassword'
  | 'deleteUser'
>;

const pageLimit = 100;
const usersListSchema = z.object({
  data: z.array(userWireSchema),
  pagination: z.object({ total: z.number().nullish() }).nullish(),
});
const oneUserSchema = z.object({ data: userWireSchema });
/** A command answers `{}`; whatever else it says is not relied on. */
const commandSchema = z.looseObject({});

/** Where an accepted invite leads. The path is ours to choose; the control plane adds what it needs. */
const acceptInvitePath = '/invite-accept';

/** The person is unknown to the tenant: 404 of a command that names its person (section 2). */
function asPersonGone(outcome: ApiFailure, person: string): ApiFailure {
  if (outcome.status !== 404) return outcome;
  const requestId = outcome.requestId ? { requestId: outcome.requestId } : {};
  return { ...outcome, failure: describeFailure('person-gone', { person, status: '404', ...requestId }) };
}

/** An unknown role is a 404 or a 422 that names the role (section 8, decision 6). */
function asUnknownRole(outcome: ApiFailure, named: { person: string; role: string }): ApiFailure {
  const isRefusal = outcome.status === 404 || outcome.status === 422;
  if (!isRefusal || !/\brole\b/i.test(outcome.failure.detail)) return asPersonGone(outcome, named.person);
  const requestId = outcome.requestId ? { requestId: outcome.requestId } : {};
  return { ...outcome, failure: describeFailure('unknown-role', { ...named, ...requestId }) };
}

function withoutValue(outcome: ApiOutcome<unknown>): ApiOutcome<void> {
  return outcome.ok ? { ...outcome, value: undefined } : outcome;
}

/** The calls about people (tenant-api note, section 2). `origin` is the control plane's. */
export function userCalls(
  request: Request,
  origin: string,
  paths: Pick<ExtensionPaths, 'resetPassword'> = usualExtensionPaths,
): UserCalls {
  const listUsers = (email: string, offset: number) =>
    request.json(
      {
        method: 'GET',
        template: publishedPaths.users,
        query: { query: email, limit: pageLimit, offset, showInvalidUsers: 'true' },
        person: email,
      },
      usersListSchema,
    );

  const command = async (template: string, email: string): Promise<ApiOutcome<void>> => {
    const body: UserCommandRequest = { email };
    const call = { method: 'PATCH', template, body, person: email } as const;
    const outcome = await request.json(call, commandSchema);
    return outcome.ok ? withoutValue(outcome) : asPersonGone(outcome, email);
  };

  return {
    readUsersPage: (offset, limit) =>
      readRawPage(request, {
        method: 'GET',
        template: publishedPaths.users,
        query: { limit, offset, showInvalidUsers: 'true' },
      }),

    findUser: async (email) => {
      const wanted = email.toLowerCase();
      for (let offset = 0; ; ) {
        const page = await listUsers(email, offset);
        if (!page.ok) return page;
        const { data, pagination } = page.value;
        const found: UserWire | undefined = data.find((user) => user.email.toLowerCase() === wanted);
        offset += data.length;
        // A short page alone is not trusted as the end (decision 11); an empty one or the total is.
        const isEnd =
          data.length === 0 || (typeof pagination?.total === 'number' && offset >= pagination.total);
        if (found || isEnd) return { ...page, value: found ?? null };
      }
    },

    readUser: async (userId) => {
      const call = { method: 'GET', template: publishedPaths.user, with: { id: userId } } as const;
      const outcome = await request.json(call, oneUserSchema);
      if (outcome.ok) return { ...outcome, value: outcome.value.data };
      const { status, requestId } = outcome;
      return status === 404 ? { ok: true, value: null, status, requestId } : outcome;
    },

    registerUser: async ({ email, passwordEmail }) => {
      // The register call spells URL in capitals, the invite call does not (section 1).
      const invite =
        passwordEmail === 'send'
          ? { sendInviteEmail: true, acceptInviteClientURL: `${origin}${acceptInvitePath}` }
          : { sendInviteEmail: false };
      const body: RegisterUserRequest = { email, ...invite };
      const outcome = await request.json(
        { method: 'POST', template: publishedPaths.registerUser, body, person: email },
        commandSchema,
      );
      if (outcome.ok) return { ...outcome, value: 'registered' };
      const { status, requestId } = outcome;
      return status === 409 ? { ok: true, value: 'exists', status, requestId } : outcome;
    },

    setRole: async (email, role) => {
      // The admin role belongs to the tenant, all others to the account (section 2, PATCH /users/roles).
      const resourceType = role === 'tenant-admin' ? 'tenant' : 'account';
      const body: SetUserRoleRequest = { email, roles: [role], resourceType };
      const outcome = await request.json(
        { method: 'PATCH', template: publishedPaths.userRoles, body, person: email },
        commandSchema,
      );
      return outcome.ok ? withoutValue(outcome) : asUnknownRole(outcome, { person: email, role });
    },

    deactivateUser: (email) => command(publishedPaths.deactivateUser, email),
    activateUser: (email) => command(publishedPaths.activateUser, email),

    listActiveUsers: async (offset) => {
      const query = { limit: pageLimit, offset, showInvalidUsers: 'false' };
      const page = await request.json(
        { method: 'GET', template: publishedPaths.users, query },
        usersListSchema,
      );
      if (!page.ok) return page;
      const { data, pagination } = page.value;
      const isPastTotal = typeof pagination?.total === 'number' && offset + data.length >= pagination.total;
      return { ...page, value: { users: data, isEnd: data.length === 0 || isPastTotal } };
    },

    resetPassword: async (email) => {
      const body: UserCommandRequest = { email };
      const outcome = await request.json(
        { method: 'POST', template: paths.resetPassword, body, person: email },
        commandSchema,
      );
      if (outcome.ok) return withoutValue(outcome);
      const isNotOffered =
        outcome.status === 405 || (outcome.status === 404 && !outcome.failure.sentence.includes(email));
      if (!isNotOffered) return asPersonGone(outcome, email);
      const { host } = new URL(origin);
      return { ...outcome, failure: describeFailure('needs-extension-profile', { host }) };
    },

    deleteUser: async (userId, email) => {
      const call = {
        method: 'DELETE',
        template: publishedPaths.user,
        with: { id: userId },
        person: email,
      } as const;
      const outcome = await request.json(call, commandSchema);
      return outcome.ok ? withoutValue(outcome) : asPersonGone(outcome, email);
    },
  };
}
