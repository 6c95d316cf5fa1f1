import type { Asks } from '../../../src-contract/asks.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import type { Plans } from '../../action/plans.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import type { TeamDoors } from '../teams/plan-teams.ts';
import type { PlanDoors } from '../users/plan-people.ts';

/** One job that applying makes: a plan of the verb itself, and the staged changes that it fulfils. */
export interface StagedPart {
  verb: PersonVerb | 'add-to-team';
  planId: string;
  asks: Asks;
  ids: string[];
}

/** What an admin agreed to apply. */
export interface AgreedStaged {
  tenantId: string;
  parts: StagedPart[];
  asks: Asks;
}

export interface StagedDoors extends FeatureRooms {
  people: PlanDoors;
  teams: TeamDoors;
  plans: Plans<AgreedStaged>;
  now(): Date;
}

/** Who stages, for the trail. */
export function stagerOf(tenant: Tenant): string {
  return tenant.signedInAs?.email ?? 'Owner of the token, not reported';
}
