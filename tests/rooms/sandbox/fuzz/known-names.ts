import type { serveSandbox } from '../serve-sandbox.ts';

/** Names and ids that stand for something in the tenant, so that made-up requests can be about it. */
export interface KnownNames {
  readonly tenantName: string;
  readonly emails: readonly string[];
  readonly userIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly teamNames: readonly string[];
  readonly roleIds: readonly string[];
  readonly roleNames: readonly string[];
  readonly permissions: readonly object[];
  readonly ssoId: string;
}

/** Reads them from a served tenant. The founder is left out, since the requests are sent in their name. */
export async function readKnownNames({
  call,
  everybody,
  ready,
}: Awaited<ReturnType<typeof serveSandbox>>): Promise<KnownNames> {
  const founder = (await call('GET', '/session')).body.user;
  const people = (await everybody()).filter(({ id }) => id !== founder.id);
  const teams = (await call('GET', '/teams/user?limit=1000')).body.data;
  const roles = (await call('GET', '/role/list')).body.data;
  const bindings = (await call('GET', '/role-bindings?limit=50')).body.data;
  const [sso] = (await call('GET', '/sso')).body.data;
  return {
    tenantName: ready.tenantName,
    emails: people.map(({ email }) => email),
    userIds: people.map(({ id }) => id),
    teamIds: teams.map(({ id }) => id),
    teamNames: teams.map(({ teamName }) => teamName),
    roleIds: roles.map(({ id }) => id),
    roleNames: roles.map(({ name }) => name),
    permissions: bindings.flatMap(
      ({ manifest }) => (manifest as unknown as { permissions: object[] }).permissions,
    ),
    ssoId: sso?.id ?? '',
  };
}
