import type { Secret } from '../vault/secret.ts';
import type { ApiOutcome } from './api-outcome.ts';
import type { Pace } from './rate-limit.ts';
import type { BindingManifestWire, BindingWire } from './wire/bindings.ts';
import type { ProvisioningWire, ScimTokenWire, SsoWire } from './wire/provisioning.ts';
import type { RoleWire } from './wire/roles.ts';
import type { TeamWire } from './wire/teams.ts';
import type { UserWire } from './wire/users.ts';

/** One raw page of a list: its bytes go to the cache thread unparsed. */
export interface RawPage {
  bytes: ArrayBuffer;
  /** Moment of the answer by the server's own Date header, ISO; null when it sent none. */
  serverDate: string | null;
}

/** Whose token this is, as far as token and control plane tell. */
export interface TokenOwner {
  id: string;
  name: string;
  email: string;
  role: string;
}

/** Everything that Tenantry asks of one tenant. Reads may be repeated inside; changes are sent once. */
export interface TenantClient {
  /** GET /users with deactivated people included. */
  readUsersPage(offset: number, limit: number): Promise<ApiOutcome<RawPage>>;
  /** GET /teams/user. */
  readTeamsPage(offset: number, limit: number): Promise<ApiOutcome<RawPage>>;
  /** GET /role/list. */
  listRoles(): Promise<ApiOutcome<RoleWire[]>>;
  /** Looks a person up by exact email, ignoring case, deactivated ones included; null when there is none. */
  findUser(email: string): Promise<ApiOutcome<UserWire | null>>;
  /** GET /users/{id}; null on 404. */
  readUser(userId: string): Promise<ApiOutcome<UserWire | null>>;
  /** Whose token this is: JWT claims, then GET /session; null when neither tells. */
  readTokenOwner(): Promise<ApiOutcome<TokenOwner | null>>;
  /** POST /users/register; `exists` on 409. */
  registerUser(input: {
    email: string;
    passwordEmail: 'send' | 'do-not-send';
  }): Promise<ApiOutcome<'registered' | 'exists'>>;
  /** Whether POST /users/register looks at `dryRun`, found out by somebody who exists and so is refused anyway. */
  readsDryRun(existing: string): Promise<ApiOutcome<'yes' | 'no'>>;
  /** POST /users/register with `dryRun`. Only where the dry run is known to be kept to: else it registers. */
  dryRunRegister(
    email: string,
  ): Promise<ApiOutcome<{ is: 'would-register' } | { is: 'exists' } | { is: 'refused'; why: string }>>;
  /** PATCH /users/roles. */
  setRole(email: string, role: string): Promise<ApiOutcome<void>>;
  deactivateUser(email: string): Promise<ApiOutcome<void>>;
  activateUser(email: string): Promise<ApiOutcome<void>>;
  /** GET /users without deactivated people, one page: for counting who is left, live. */
  listActiveUsers(offset: number): Promise<ApiOutcome<{ users: UserWire[]; isEnd: boolean }>>;
  /** DELETE /users/{id}: permanent. Refused while the person is in a team or has a role on a resource. */
  deleteUser(userId: string, email: string): Promise<ApiOutcome<void>>;
  /** POST of the extension profile: mails a link to set a password. Never repeated, since each call may send a mail. */
  resetPassword(email: string): Promise<ApiOutcome<void>>;
  /** Finds a team by exact name; null when there is none. */
  findTeam(name: string): Promise<ApiOutcome<TeamWire | null>>;
  /** GET /teams/{id}; null on 404. */
  readTeam(teamId: string): Promise<ApiOutcome<TeamWire | null>>;
  /** PUT /teams with a whole manifest, fields that Tenantry does not know included. Makes or replaces the team of that name. */
  replaceTeam(
    manifest: { type: 'team'; name: string; members: string[]; managers: string[] } & Record<string, unknown>,
  ): Promise<ApiOutcome<TeamWire>>;
  /** DELETE /teams/{id}. */
  deleteTeam(teamId: string): Promise<ApiOutcome<void>>;
  /** GET /teams/{id}/permissions: the roles that the team gives. */
  readTeamPermissions(
    teamId: string,
  ): Promise<ApiOutcome<{ resourceType: string; resourceName: string; roleName: string }[]>>;
  /** PUT /teams: replaces members and managers whole, or makes the team. */
  putTeam(team: {
    name: string;
    members: string[];
    managers: string[];
    description?: string;
  }): Promise<ApiOutcome<TeamWire>>;
  /** GET /teams/user to its end: every team with its people. */
  listTeams(): Promise<ApiOutcome<TeamWire[]>>;
  /** GET /role-bindings to its end: who holds which role on which resource. */
  listBindings(): Promise<ApiOutcome<BindingWire[]>>;
  /** PUT /role-bindings: replaces the binding of that name whole; without subjects it gives nobody anything. */
  putBinding(manifest: BindingManifestWire): Promise<ApiOutcome<void>>;
  /** DELETE /personal-access-tokens/revoke/all: every token of one person; doing it again does no harm. */
  revokeTokens(email: string): Promise<ApiOutcome<void>>;
  /** What this control plane has of the extension profile (tenant-api note, section 7). */
  probeProfile(): Promise<ApiOutcome<'full' | 'published-only'>>;
  readProvisioning(): Promise<ApiOutcome<ProvisioningWire>>;
  putProvisioningMode(mode: ProvisioningWire['mode']): Promise<ApiOutcome<ProvisioningWire>>;
  listSso(): Promise<ApiOutcome<SsoWire[]>>;
  readScimToken(ssoId: string): Promise<ApiOutcome<ScimTokenWire>>;
  /** POST: makes a token and ends the former one. Its value is a Secret from the first moment; `expiresAt` where it tells. */
  makeScimToken(
    ssoId: string,
  ): Promise<ApiOutcome<{ token: Secret; createdAt: string | null; expiresAt: string | null }>>;
  /** DELETE: ends the token of a connection; doing it again does no harm. */
  revokeScimToken(ssoId: string): Promise<ApiOutcome<void>>;
  /** Whether this token may read people over REST: whoever has a SCIM token should not. */
  isApiToken(token: Secret): Promise<ApiOutcome<boolean>>;
  /** What this tenant is asked at present: it rises while the tenant answers in peace, and falls when it complains. */
  pace(): Pace;
  /** The same client, except that waiting and requests in flight end when the signal is aborted: for one job. */
  until(signal: AbortSignal): TenantClient;
  /** Stops new requests and ends those in flight; for removal and quit. */
  close(): void;
}
