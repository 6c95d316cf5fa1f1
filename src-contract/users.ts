import { z } from 'zod';
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

/** Within a group "or", between groups "and". In `team` the empty string means: in no team. */
export const userFilterSchema = z.strictObject({
  text: z.string().max(200),
  status: z.array(userStatusField).max(10),
  role: z.array(z.string().max(200)).max(200),
  source: z.array(userSourceField).max(10),
  lastAccess: z.array(lastAccessField).max(10),
  team: z.array(z.string().max(200)).max(500),
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

/** A change that is shown before it happens. Main keeps the plan; the page only names it. */
export const personPlanSchema = z.strictObject({
  planId: idField,
  verb: z.enum(['deactivate', 'activate']),
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
  asks: z.strictObject({
    typeNumber: z.int().nullable(),
    typeTenantName: z.string().nullable(),
  }),
  expiresAt: momentField,
});
export type PersonPlan = z.infer<typeof personPlanSchema>;

export const inviteVerdictSchema = z.strictObject({
  email: emailField,
  verdict: z.enum(['ready', 'invalid', 'already-active', 'pending', 'deactivated', 'scim-domain']),
  sentence: z.string(),
});
export type InviteVerdict = z.infer<typeof inviteVerdictSchema>;

const userIds = z.array(userIdField).min(1).max(100_000);
const filtered = z.strictObject({ tenantId: tenantIdField, filter: userFilterSchema });
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
  'users/plan-deactivate': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, userIds }),
    output: personPlanSchema,
  }),
  'users/deactivate': channel({
    kind: 'change',
    input: z.strictObject({ planId: idField, reason: z.string().max(500), typed: z.string().max(200) }),
    output: started,
  }),
  'users/plan-activate': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, userIds }),
    output: personPlanSchema,
  }),
  'users/activate': channel({
    kind: 'change',
    input: z.strictObject({ planId: idField, reason: z.string().max(500), typed: z.string().max(200) }),
    output: started,
  }),
};
