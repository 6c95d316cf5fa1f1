import { z } from 'zod';
import { asksSchema, confirmedSchema } from './asks.ts';
import { channel } from './channel.ts';
import { emailField, idField, momentField, tenantIdField, userIdField } from './fields.ts';
import { userSchema } from './users.ts';

/** The reads that a plan is made of, in the order in which they are told. */
export const offboardingReadField = z.enum(['people', 'teams', 'roles', 'tokens']);
export type OffboardingRead = z.infer<typeof offboardingReadField>;

/** A team that somebody has to leave first. All leavers of one team leave it with one write. */
export const leavingTeamSchema = z.strictObject({
  /** What an unticked line is named by. */
  key: z.string(),
  team: z.string(),
  leavers: z.array(z.strictObject({ email: emailField, as: z.enum(['member', 'manager']) })),
  /** `last-manager`: nobody manages it after; `last-person`: nobody is in it after. A new manager must be chosen. */
  leaves: z.enum(['enough', 'last-manager', 'last-person']),
  candidates: z.array(
    z.strictObject({ email: emailField, name: z.string(), is: z.enum(['member', 'not-in-team']) }),
  ),
  /** Why it cannot be left from here, such as a team that the identity provider keeps. */
  lockedBecause: z.string().nullable(),
});
export type LeavingTeam = z.infer<typeof leavingTeamSchema>;

/** One role on one resource. Lines of one role binding share their key and go with one write. */
export const leavingRoleSchema = z.strictObject({
  key: z.string(),
  binding: z.string().nullable(),
  resourceType: z.string(),
  resourceName: z.string(),
  roleName: z.string(),
  leavers: z.array(emailField),
  /** People and teams that hold the same role on it directly and stay; null where it cannot be told. */
  others: z.strictObject({ people: z.int(), teams: z.int() }).nullable(),
  strength: z.enum(['admin', 'manager', 'user']),
  lockedBecause: z.string().nullable(),
});
export type LeavingRole = z.infer<typeof leavingRoleSchema>;

/** What stands in the way of deleting people, read fresh. Main keeps the plan; the page only names it. */
export const offboardPlanSchema = z.strictObject({
  planId: idField,
  expiresAt: momentField,
  checkedAt: momentField,
  people: z.array(userSchema),
  leftOut: z.array(z.strictObject({ user: userSchema, why: z.string(), managedBy: z.string().nullable() })),
  teams: z.array(leavingTeamSchema),
  roles: z.array(leavingRoleSchema),
  asks: asksSchema,
});
export type OffboardPlan = z.infer<typeof offboardPlanSchema>;

const newManagers = z.array(z.strictObject({ team: z.string().max(200), email: emailField })).max(5000);

export const offboardingChannels = {
  /** Reads what blocks the deletion of these people; each read is announced when it is done. */
  'offboarding/plan': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, userIds: z.array(userIdField).min(1).max(200) }),
    output: offboardPlanSchema,
  }),
  /** Runs a plan: `unticked` lines stay, and then the accounts stay too. */
  'offboarding/run': channel({
    kind: 'change',
    irreversible: true,
    input: z.strictObject({
      ...confirmedSchema.shape,
      unticked: z.array(z.string().max(600)).max(5000),
      newManagers,
      onFailure: z.enum(['stop', 'go-on']),
    }),
    output: z.strictObject({ jobId: idField }),
  }),
  /** Writes a file that can put teams and roles back; null when the admin closed the dialog. */
  'offboarding/save-plan': channel({
    kind: 'change',
    input: z.strictObject({ planId: idField, newManagers }),
    output: z.strictObject({ fileName: z.string().nullable() }),
  }),
  /** Lets the admin choose a saved plan and puts its teams and roles back, as a job; null when closed. */
  'offboarding/put-back-file': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField }),
    output: z.strictObject({ jobId: idField.nullable() }),
  }),
};
