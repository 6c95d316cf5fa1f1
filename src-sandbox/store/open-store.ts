import type { TenantClock } from '../tenant-clock.ts';
import { type AuditTable, openAuditTable } from './audit-table.ts';
import { type BindingsTable, openBindingsTable } from './bindings-table.ts';
import { registerFoldCase } from './fold-case.ts';
import { type GrantsTable, openGrantsTable } from './grants-table.ts';
import { type OutboxTable, openOutboxTable } from './outbox-table.ts';
import { openPasswordsTable, type PasswordsTable } from './passwords-table.ts';
import { openRolesTable, type RolesTable } from './roles-table.ts';
import { openScimPeopleTable, type ScimPeopleTable } from './scim-people-table.ts';
import { openScimTeamsTable, type ScimTeamsTable } from './scim-teams-table.ts';
import { openSettingsTable, type SettingsTable, type TenantFacts } from './settings-table.ts';
import { openSignInDeviceCodesTable, type SignInDeviceCodesTable } from './sign-in-device-codes-table.ts';
import { openSignInMailCodesTable, type SignInMailCodesTable } from './sign-in-mail-codes-table.ts';
import { openSignInSessionsTable, type SignInSessionsTable } from './sign-in-sessions-table.ts';
import { openSignInStandingTable, type SignInStandingTable } from './sign-in-standing-table.ts';
import { openTeamMembersTable, type TeamMembersTable } from './team-members-table.ts';
import { openTeamsTable, type TeamsTable } from './teams-table.ts';
import type { TenantFile } from './tenant-file.ts';
import { openTokensTable, type TokensTable } from './tokens-table.ts';
import { openUsersTable, type UsersTable } from './users-table.ts';

/** All that the tenant knows, one table family a member. */
export interface TenantStore {
  readonly users: UsersTable;
  readonly teams: TeamsTable;
  readonly teamMembers: TeamMembersTable;
  readonly roles: RolesTable;
  readonly grants: GrantsTable;
  readonly bindings: BindingsTable;
  readonly tokens: TokensTable;
  readonly passwords: PasswordsTable;
  readonly outbox: OutboxTable;
  readonly settings: SettingsTable;
  readonly audit: AuditTable;
  readonly scimPeople: ScimPeopleTable;
  readonly scimTeams: ScimTeamsTable;
  readonly sessions: SignInSessionsTable;
  readonly deviceCodes: SignInDeviceCodesTable;
  readonly mailCodes: SignInMailCodesTable;
  readonly standing: SignInStandingTable;
  facts(): Readonly<TenantFacts>;
  /** The tenant's moment, in milliseconds since 1970: the machine's clock unless the control port set it forward. */
  now(): number;
  /** Runs the work in one transaction and hands back what it answers; a failure undoes all of it. */
  atomically<T>(work: () => T): T;
}

/** Opens the tables of a file that was seeded to its end. */
export function openStore(file: TenantFile, clock: TenantClock): TenantStore {
  registerFoldCase(file);
  const settings = openSettingsTable(file);
  return {
    users: openUsersTable(file),
    teams: openTeamsTable(file),
    teamMembers: openTeamMembersTable(file),
    roles: openRolesTable(file),
    grants: openGrantsTable(file),
    bindings: openBindingsTable(file),
    tokens: openTokensTable(file),
    passwords: openPasswordsTable(file),
    outbox: openOutboxTable(file),
    settings,
    audit: openAuditTable(file),
    scimPeople: openScimPeopleTable(file),
    scimTeams: openScimTeamsTable(file),
    sessions: openSignInSessionsTable(file),
    deviceCodes: openSignInDeviceCodesTable(file),
    mailCodes: openSignInMailCodesTable(file),
    standing: openSignInStandingTable(file),
    facts() {
      const facts = settings.read();
      if (facts === undefined) throw new Error('this file was never seeded to its end');
      return facts;
    },
    now: () => clock.now(),
    atomically: (work) => file.transaction(work)(),
  };
}
