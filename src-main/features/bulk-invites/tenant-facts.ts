import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';

/** What bulk invite needs to know of a tenant beyond people, roles and teams. `start.ts` says where it comes from. */
export interface TenantFacts {
  signInWith: 'sso' | 'password' | 'not-reported';
  idpName: string | null;
  /** Null when the tenant does not report it. */
  mode: ProvisioningMode | null;
  /** The tenant's own email domains, lower case. */
  domains: string[];
  /** Role on the wire that an empty cell means, such as `member`. */
  defaultRole: string;
}
