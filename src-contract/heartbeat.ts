import { z } from 'zod';
import { channel } from './channel.ts';
import { momentField, tenantIdField, tenantInput, userIdField } from './fields.ts';
import { provisioningModeField } from './provisioning.ts';

/** How a person that SCIM made differs from what SCIM makes, as far as the tenant's lists tell. */
export const driftReasonField = z.enum(['active-again', 'unmanaged', 'role-by-hand']);
export type DriftReason = z.infer<typeof driftReasonField>;

/** What syncs saw the identity provider change on one day of this computer's calendar. */
export const pushDaySchema = z.strictObject({
  day: z.string().length(10),
  /** `no-sync`: nobody looked on that day, so its count is what later syncs could still tell; it may be more. */
  seen: z.enum(['by-syncs', 'no-sync']),
  made: z.int(),
  updated: z.int(),
  deactivated: z.int(),
  reactivated: z.int(),
  removed: z.int(),
  teams: z.int(),
  total: z.int(),
});
export type PushDay = z.infer<typeof pushDaySchema>;

export const heartbeatSchema = z.strictObject({
  tenantId: tenantIdField,
  /** The mode as last known; null before Provisioning was ever read. Only SCIM has a heartbeat. */
  mode: provisioningModeField.nullable(),
  state: z.enum(['pushing', 'silent', 'never-pushed']),
  /** Whether this silence is unusual for this tenant; `not-enough-seen` when syncs saw too little to say. */
  silence: z.enum(['usual', 'unusual', 'not-enough-seen']),
  lastPushAt: momentField.nullable(),
  /** How it is known: a sync saw a change, the tenant's own date of a SCIM person, or the last use of the token. */
  lastPushFrom: z.enum(['sync', 'dates', 'token']).nullable(),
  /** Gaps between hours with pushes in the kind of hours in which this silence began. */
  usualGap: z
    .strictObject({
      medianMs: z.int(),
      mostlyUnderMs: z.int(),
      gaps: z.int(),
      hours: z.enum(['working', 'night', 'weekend']),
    })
    .nullable(),
  /** How much was seen so far, and how much it takes to judge. */
  observed: z.strictObject({ hours: z.int(), ofHours: z.int(), days: z.int(), ofDays: z.int() }),
  /** Today against the same day of former weeks; `usual` is null with fewer than two of them. */
  today: z.strictObject({ weekday: z.int().min(0).max(6), count: z.int(), usual: z.int().nullable() }),
  /** The last 28 days, oldest first. */
  days: z.array(pushDaySchema),
  watchedSince: momentField.nullable(),
  tokenState: z.enum(['none', 'active', 'unknown', 'not-reported']),
  idpName: z.string().nullable(),
  drifted: z.strictObject({
    count: z.int(),
    reasons: z.array(z.strictObject({ reason: driftReasonField, count: z.int() })),
    /** The first few, with the reason that matters most. */
    people: z.array(
      z.strictObject({ id: userIdField, name: z.string(), email: z.string(), reason: driftReasonField }),
    ),
    /** For the list in Users; the first thousand. */
    userIds: z.array(userIdField),
  }),
  /** Moment of the copy; null before the first sync. */
  asOf: momentField.nullable(),
  /** Syncs look this often at the tenant on screen: moments are no finer. */
  syncEveryMs: z.int(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

export const heartbeatChannels = {
  /** What the identity provider does, from successive syncs. Asks the tenant nothing, so it works offline. */
  'heartbeat/read': channel({ kind: 'read', input: tenantInput, output: heartbeatSchema }),
};
