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
import { resourceRoleSchema, userSchema } from './users.ts';

const teamIdField = z.string().min(1).max(128);
export const standingField = z.enum(['none', 'member', 'manager']);
export type Standing = z.infer<typeof standingField>;

/** One row of the list of teams. */
export const teamSchema = z.strictObject({
  id: teamIdField,
  name: z.string(),
  description: z.string(),
  people: z.int(),
  /** Names of up to two managers, and how many there are. */
  managers: z.array(z.string()),
  managerCount: z.int(),
  source: z.enum(['scim', 'manual']),
  /** Null for teams that may be edited here; else why not. */
  lockedBecause: z.string().nullable(),
});
export type Team = z.infer<typeof teamSchema>;

/** One person of a team. `user` is null for an address that the copy of the people does not know. */
export const teamPersonSchema = z.strictObject({
  email: z.string(),
  standing: z.enum(['member', 'manager']),
  user: userSchema.pick({ id: true, name: true, role: true, status: true }).nullable(),
});
export type TeamPerson = z.infer<typeof teamPersonSchema>;

/** A change of teams that is shown before it happens. Main keeps the plan; the page only names it. */
export const teamPlanSchema = z.strictObject({
  planId: idField,
  expiresAt: momentField,
  verb: z.enum(['edit', 'add', 'create', 'delete']),
  /** One entry a team that is written; lists name at most 50 people, counts are whole. */
  teams: z.array(
    z.strictObject({
      name: z.string(),
      added: z.array(z.string()),
      addedCount: z.int(),
      removed: z.array(z.string()),
      removedCount: z.int(),
      promoted: z.array(z.string()),
      promotedCount: z.int(),
      demoted: z.array(z.string()),
      demotedCount: z.int(),
      /** People who are as wished already. */
      alreadySo: z.int(),
      peopleAfter: z.int(),
      managersAfter: z.int(),
      /** The team had a manager and has none after. */
      losesLastManager: z.boolean(),
      /** Roles on resources that people gain, or lose, with the team; null when the tenant did not tell. */
      roles: z.array(resourceRoleSchema).nullable(),
      rolesCount: z.int(),
    }),
  ),
  leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  /** People whom it changes, each counted once however many teams that is. */
  people: z.int(),
  /** Writes that will be sent: one a team, however many people that are. */
  writes: z.int(),
  checkedAt: momentField,
  /** What cannot be undone, or only with a loss; empty when all can. */
  lost: z.string(),
  asks: asksSchema,
});
export type TeamPlan = z.infer<typeof teamPlanSchema>;

const wish = z.strictObject({ email: emailField, to: standingField });

export const teamsChannels = {
  'teams/list': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ teams: z.array(teamSchema), asOf: momentField.nullable() }),
  }),
  /** People of one team, managers first; `text` narrows by name or email. */
  'teams/people': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      teamId: teamIdField,
      text: z.string().max(200),
      ...windowFields,
    }),
    output: z.strictObject({ rows: z.array(teamPersonSchema), matches: z.int() }),
  }),
  /** Roles on resources that the team gives, asked of the tenant now. */
  'teams/roles': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, teamId: teamIdField }),
    output: z.strictObject({ roles: z.array(resourceRoleSchema), readAt: momentField }),
  }),
  /** Plans changes of people in one team: each wish says what somebody shall be. */
  'teams/plan-edit': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      teamId: teamIdField,
      wishes: z.array(wish).min(1).max(20_000),
    }),
    output: teamPlanSchema,
  }),
  /** Plans adding many people to many teams, one write a team. */
  'teams/plan-add': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      userIds: z.array(userIdField).min(1).max(20_000),
      teamIds: z.array(teamIdField).min(1).max(50),
    }),
    output: teamPlanSchema,
  }),
  'teams/plan-create': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      name: z.string().max(200),
      description: z.string().max(500),
      members: z.array(emailField).max(20_000),
      managers: z.array(emailField).max(200),
    }),
    output: teamPlanSchema,
  }),
  'teams/plan-delete': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, teamId: teamIdField }),
    output: teamPlanSchema,
  }),
  /** Runs a plan of any of these verbs, once. */
  'teams/run-plan': channel({
    kind: 'change',
    input: confirmedSchema,
    output: z.strictObject({ jobId: idField }),
  }),
  /** Saves the list of teams as CSV by main's own dialog; null when the admin closed it. */
  'teams/export': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ fileName: z.string().nullable() }),
  }),
};
