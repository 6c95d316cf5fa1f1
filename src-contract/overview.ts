import { z } from 'zod';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField, tenantInput, userIdField } from './fields.ts';
import { userFilterSchema, userSourceField } from './users.ts';

/** Groups of a filter of people that a figure opens in Users; what is left out is not filtered. */
export const shownPeopleSchema = userFilterSchema.omit({ text: true }).partial();
export type ShownPeople = z.infer<typeof shownPeopleSchema>;

const counted = z.strictObject({ count: z.int(), show: shownPeopleSchema });

/** Last access in spans that end now; `never` and `not-reported` as in Users. */
export const accessSpanField = z.enum([
  'today',
  '7-days',
  '30-days',
  '60-days',
  '90-days',
  'over-90-days',
  'never',
  'not-reported',
]);
export type AccessSpan = z.infer<typeof accessSpanField>;

export const attentionKindField = z.enum([
  'scim-silent',
  'scim-never-pushed',
  'scim-token-unknown',
  'job-failed',
  'job-paused',
  'admins-without-access',
  'admins-never-signed-in',
  'scim-drift',
  'people-in-no-team',
  'old-invites',
  'teams-without-manager',
]);
export type AttentionKind = z.infer<typeof attentionKindField>;

/** Where an item leads: people in Users, a job, or a screen. */
export const attentionGoSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('users'), show: shownPeopleSchema }),
  z.strictObject({ to: z.literal('job'), jobId: idField }),
  z.strictObject({ to: z.enum(['provisioning', 'teams']) }),
]);

export const attentionSchema = z.strictObject({
  /** Kind, and the job where it is one: what a snooze holds on to. */
  id: z.string().min(1).max(120),
  kind: attentionKindField,
  /** `warn` counts in the sidebar; `info` is good to know. */
  level: z.enum(['warn', 'info']),
  title: z.string(),
  sentence: z.string(),
  /** The word of its one action. */
  action: z.string(),
  go: attentionGoSchema,
});
export type Attention = z.infer<typeof attentionSchema>;

/** One change that syncs, or changes from here, brought into the copy. `person` is null for who is gone from it. */
export const recentChangeSchema = z.strictObject({
  at: momentField,
  kind: z.enum(['joined', 'left', 'back', 'role']),
  person: z.strictObject({ id: userIdField, name: z.string(), email: z.string() }).nullable(),
  detail: z.string(),
});
export type RecentChange = z.infer<typeof recentChangeSchema>;

export const overviewSchema = z.strictObject({
  tenantId: tenantIdField,
  /** Moment of the copy; null before the first sync has ended. */
  asOf: momentField.nullable(),
  people: z.int(),
  /** People whose account was made in the last 30 days and who are still there. */
  newIn30Days: counted,
  status: z.strictObject({ active: counted, pending: counted, deactivated: counted }),
  sources: z.array(z.strictObject({ source: userSourceField, ...counted.shape })),
  /** Roles by their name on the wire, largest first; the smallest are left out when there are many. */
  roles: z.array(z.strictObject({ role: z.string(), ...counted.shape })),
  moreRoles: z.int(),
  lastAccess: z.array(z.strictObject({ span: accessSpanField, ...counted.shape })),
  /** The last 14 days, oldest first. Nobody looked on days without a sync. */
  days: z.array(
    z.strictObject({
      day: z.string().length(10),
      seen: z.enum(['by-syncs', 'no-sync']),
      joined: z.int(),
      left: z.int(),
      /** Who of them is in the copy, for the list in Users; the first thousand. */
      joinedIds: z.array(userIdField),
      leftIds: z.array(userIdField),
    }),
  ),
  /** Worst first; what is snoozed is left out and counted. */
  attention: z.array(attentionSchema),
  snoozed: z.int(),
  warnings: z.int(),
  recent: z.strictObject({
    changes: z.array(recentChangeSchema),
    count: z.int(),
    userIds: z.array(userIdField),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

export const overviewChannels = {
  /** Everything from the copy and this computer's memory; asks the tenant nothing. */
  'overview/read': channel({ kind: 'read', input: tenantInput, output: overviewSchema }),
  /** Leaves an item out for seven days. */
  'overview/snooze': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, id: z.string().min(1).max(120) }),
    output: done,
  }),
  /** Shows again what was snoozed. */
  'overview/unsnooze': channel({ kind: 'change', input: tenantInput, output: done }),
};
