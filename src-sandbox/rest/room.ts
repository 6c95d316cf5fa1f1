import type { ProcessScimToken } from '../extension/process-scim-token.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { SignInMemory } from '../sign-in/sign-in-memory.ts';
import type { TenantStore } from '../store/open-store.ts';

/** What every route may use. */
export interface Room extends SignInMemory {
  readonly store: TenantStore;
  /** The tenant as it is now, which judges who may come in; `store` is an older state where an ordered fault shows one. */
  readonly live: TenantStore;
  readonly signIn: SignIn;
  /** The address that clients reach the tenant at, without a slash at its end. */
  readonly tenantUrl: string;
  /** Whether a team may have no members: versions of the platform differ (tenant-api, section 8, 1). */
  readonly emptyTeams: 'refuse' | 'accept';
  /** How long a SCIM token that is made works, in days; undefined: for ever. */
  readonly scimTokenDays: number | undefined;
  /** The SCIM token that came with the start of the process; undefined where no SSO connection exists. */
  readonly processScimToken: ProcessScimToken | undefined;
}
