import { z } from 'zod';
import { asksSchema, confirmedSchema } from './asks.ts';
import { channel } from './channel.ts';
import {
  emailField,
  idField,
  momentField,
  tenantIdField,
  tenantInput,
  userIdField,
  windowFields,
} from './fields.ts';
import { failureSchema } from './outcome.ts';
import { environmentField } from './tenants.ts';

export const userStatusField = z.enum(['active', 'pending', 'deactivated']);
export type UserStatus = z.infer<typeof userStatusField>;
export const userSourceField = z.enum(['scim', 'jit', 'invited', 'not-reported']);
export type UserSource = z.infer<typeof userSourceField>;
/** Buckets of the last access, counted in days from now; `never` only for people who have not accepted yet. */
export const lastAccessField = z.enum([
  '7-days',
  '30-days',
  '90-days',
  'over-90-days',
  'never',
  'not-reported',
]);
export type LastAccess = z.infer<typeof lastAccessField>;

/** One row of the user list. */
export const userSchema = z.strictObject({
  id: userIdField,
  email: emailField,
  /** Display name, or the email when the tenant reports none. */
  name: z.string(),
  status: userStatusField,
  /** Role name on the wire, such as `tenant-admin`, `member`. */
  role: z.string(),
  source: userSourceField,
  /** Name of the identity provider that manages this person; null when edits are free. */
  managedBy: z.string().nullable(),
  teams: z.array(z.string()),
  lastAccessedAt: momentField.nullable(),
  createdAt: momentField.nullable(),
});
export type User = z.infer<typeof userSchema>;

export const resourceRoleSchema = z.strictObject({
  resourceType: z.string(),
  resourceName: z.string(),
  roleName: z.string(),
});

/** One entry of what syncs saw change on a person, or of what was done from here. */
export const historyEntrySchema = z.strictObject({
  at: momentField,
  by: z.string(),
  what: z.string(),
  /** Number of its entry in the audit trail, for what was done from here. */
  entry: z.int().optional(),
});

export const userDetailSchema = z.strictObject({
  user: userSchema,
  teams: z.array(
    z.strictObject({ name: z.string(), as: z.enum(['member', 'manager']), isManagedByIdp: z.boolean() }),
  ),
  resourceRoles: z.array(resourceRoleSchema),
  roleManagedBy: z.string().nullable(),
  signIn: z.enum(['sso', 'password', 'not-reported']),
  history: z.array(historyEntrySchema),
  /** Moment of the copy that this was read from. */
  asOf: momentField.nullable(),
});
export type UserDetail = z.infer<typeof userDetailSchema>;

/** What a figure elsewhere stands for, narrower than any group can say. `words` name it where the filter is shown. */
export const userOnlySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('people'),
    userIds: z.array(userIdField).max(1000),
    words: z.string().max(200),
  }),
  /** People whose moment lies from the one (with it) to the other (without it). */
  z.strictObject({
    kind: z.enum(['last-access', 'created']),
    from: momentField.nullable(),
    before: momentField.nullable(),
    words: z.string().max(200),
  }),
]);
export type UserOnly = z.infer<typeof userOnlySchema>;

/** Within a group "or", between groups "and". In `team` the empty string means: in no team. */
export const userFilterSchema = z.strictObject({
  text: z.string().max(200),
  status: z.array(userStatusField).max(10),
  role: z.array(z.string().max(200)).max(200),
  source: z.array(userSourceField).max(10),
  lastAccess: z.array(lastAccessField).max(10),
  team: z.array(z.string().max(200)).max(500),
  only: userOnlySchema.optional(),
});
export type UserFilter = z.infer<typeof userFilterSchema>;

export const userSortSchema = z.strictObject({
  column: z.enum(['name', 'email', 'status', 'role', 'source', 'lastAccess', 'created']),
  direction: z.enum(['ascending', 'descending']),
});
export type UserSort = z.infer<typeof userSortSchema>;

const facetValues = z.array(z.strictObject({ value: z.string(), count: z.int() }));
/** Counts per value; each group's counts reflect the other groups' choices. */
export const userFacetsSchema = z.strictObject({
  status: facetValues,
  role: facetValues,
  source: facetValues,
  lastAccess: facetValues,
  team: facetValues,
});
export type UserFacets = z.infer<typeof userFacetsSchema>;

/** What can be done to people in a plan of rows. */
export const personVerbField = z.enum([
  'deactivate',
  'activate',
  'change-role',
  'password-reset',
  'withdraw-invite',
  'invite-again',
]);
export type PersonVerb = z.infer<typeof personVerbField>;

/** A change that is shown before it happens. Main keeps the plan; the page only names it. */
export const personPlanSchema = z.strictObject({
  planId: idField,
  verb: personVerbField,
  /** Role on the wire that is given; null for verbs that give none. */
  role: z.string().nullable(),
  included: z.array(userSchema),
  includedCount: z.int(),
  leftOut: z.array(z.strictObject({ user: userSchema, why: z.string() })),
  leftOutCount: z.int(),
  /** Share of all people in the tenant, 0 to 1. */
  share: z.number(),
  /** When the tenant was asked for the state of these people. */
  checkedAt: momentField,
  /** Set when people differ from the copy that the admin looked at. */
  changedSince: z.array(z.string()),
  asks: asksSchema,
  expiresAt: momentField,
});
export type PersonPlan = z.infer<typeof personPlanSchema>;

/** One person in one tenant. */
export const personPlaceSchema = z.strictObject({
  tenantId: tenantIdField,
  /** The tenant's name as the admin calls it. */
  tenantName: z.string(),
  environment: environmentField,
  user: userSchema,
  /** Moment of the copy, or of the live answer. */
  asOf: momentField.nullable(),
});
export type PersonPlace = z.infer<typeof personPlaceSchema>;

/** Deactivating one person wherever they are: who and where, and what is left out with the reason. */
export const everywherePlanSchema = z.strictObject({
  planId: idField,
  email: emailField,
  places: z.array(personPlaceSchema),
  leftOut: z.array(z.strictObject({ tenantId: tenantIdField, tenantName: z.string(), why: z.string() })),
  checkedAt: momentField,
  expiresAt: momentField,
  asks: asksSchema,
});
export type EverywherePlan = z.infer<typeof everywherePlanSchema>;

export const inviteVerdictSchema = z.strictObject({
  email: emailField,
  verdict: z.enum(['ready', 'invalid', 'already-active', 'pending', 'deactivated', 'scim-domain']),
  sentence: z.string(),
});
export type InviteVerdict = z.infer<typeof inviteVerdictSchema>;

const userIds = z.array(userIdField).min(1).max(100_000);
const filtered = z.strictObject({ tenantId: tenantIdField, filter: userFilterSchema });
const chosen = z.strictObject({ tenantId: tenantIdField, userIds });
const started = z.strictObject({ jobId: idField });

export const usersChannels = {
  'users/search': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      filter: userFilterSchema,
      sort: userSortSchema,
      ...windowFields,
    }),
    output: z.strictObject({
      rows: z.array(userSchema),
      offset: z.int(),
      matches: z.int(),
      total: z.int(),
      /** Moment of the copy; null before the first sync. */
      asOf: momentField.nullable(),
    }),
  }),
  'users/facets': channel({ kind: 'read', input: filtered, output: userFacetsSchema }),
  /** Ids of all that match in sort order: for "select all" and for the position in the list. */
  'users/ids': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, filter: userFilterSchema, sort: userSortSchema }),
    output: z.strictObject({ ids: z.array(userIdField) }),
  }),
  'users/read': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, userId: userIdField }),
    output: userDetailSchema,
  }),
  /** How many of these ids are managed by an identity provider, and which are gone. */
  'users/summarise': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, userIds }),
    output: z.strictObject({ managed: z.int(), deactivated: z.int(), gone: z.array(userIdField) }),
  }),
  /** Roles that may be given to people, and teams that people may be added to. */
  'users/invite-choices': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({
      roles: z.array(z.strictObject({ name: z.string(), label: z.string() })),
      teams: z.array(z.strictObject({ name: z.string(), isManagedByIdp: z.boolean() })),
      signInWith: z.enum(['sso', 'password', 'not-reported']),
      idpName: z.string().nullable(),
    }),
  }),
  'users/check-invite': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, emails: z.array(z.string().max(1000)).min(1).max(20) }),
    output: z.strictObject({ verdicts: z.array(inviteVerdictSchema) }),
  }),
  'users/invite': channel({
    kind: 'change',
    input: z.strictObject({
      tenantId: tenantIdField,
      emails: z.array(emailField).min(1).max(20),
      role: z.string().min(1).max(200),
      teams: z.array(z.string().max(200)).max(50),
      passwordEmail: z.enum(['send', 'do-not-send']),
      /** Addresses of a SCIM domain that the admin wants to invite all the same. */
      inviteAnyway: z.array(emailField).max(20),
    }),
    output: started,
  }),
  'users/plan-deactivate': channel({ kind: 'read', input: chosen, output: personPlanSchema }),
  'users/deactivate': channel({ kind: 'change', input: confirmedSchema, output: started }),
  'users/plan-activate': channel({ kind: 'read', input: chosen, output: personPlanSchema }),
  'users/activate': channel({ kind: 'change', input: confirmedSchema, output: started }),
  'users/plan-role': channel({
    kind: 'read',
    input: z.strictObject({ ...chosen.shape, role: z.string().min(1).max(200) }),
    output: personPlanSchema,
  }),
  'users/change-role': channel({ kind: 'change', input: confirmedSchema, output: started }),
  'users/plan-password-reset': channel({ kind: 'read', input: chosen, output: personPlanSchema }),
  'users/reset-password': channel({ kind: 'change', input: confirmedSchema, output: started }),
  /** Withdrawing an invite is the deletion of somebody who never signed in; the platform has no call of its own. */
  'users/plan-withdraw': channel({ kind: 'read', input: chosen, output: personPlanSchema }),
  'users/withdraw-invite': channel({ kind: 'change', input: confirmedSchema, output: started }),
  /** The open invite is withdrawn and the same address invited anew; the platform has no call that sends one again. */
  'users/plan-invite-again': channel({ kind: 'read', input: chosen, output: personPlanSchema }),
  'users/invite-again': channel({ kind: 'change', input: confirmedSchema, output: started }),
  /** The same person in the other connected tenants, from their copies. */
  'users/also-in': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, email: emailField }),
    output: z.strictObject({ places: z.array(personPlaceSchema) }),
  }),
  /** Asks every connected tenant for this person, live. */
  'users/plan-deactivate-everywhere': channel({
    kind: 'read',
    input: z.strictObject({ email: emailField }),
    output: everywherePlanSchema,
  }),
  'users/deactivate-everywhere': channel({
    kind: 'change',
    input: confirmedSchema,
    output: z.strictObject({
      started: z.array(z.strictObject({ tenantId: tenantIdField, tenantName: z.string(), jobId: idField })),
      notStarted: z.array(
        z.strictObject({ tenantId: tenantIdField, tenantName: z.string(), failure: failureSchema }),
      ),
    }),
  }),
};
