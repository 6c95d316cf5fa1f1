import { z } from 'zod';
import { channel } from './channel.ts';
import { done, momentField, tenantIdField, tenantInput } from './fields.ts';
import { mostGroups } from './most-groups.ts';

/** The identity providers that there is a guide for. */
export const idpField = z.enum([
  'okta',
  'entra',
  'jumpcloud',
  'onelogin',
  'google',
  'ping',
  'rippling',
  'keycloak',
  'other',
]);
export type Idp = z.infer<typeof idpField>;

/** What a guide's steps are ticked from. Each is told by the tenant, the copy or a connection test, never by a click. */
export const setUpFactField = z.enum([
  'sso',
  'mode',
  'token',
  'token-used',
  'test',
  'people',
  'deactivation',
  'groups',
  'group-names',
  'pushes',
]);
export type SetUpFactName = z.infer<typeof setUpFactField>;

export const setUpFactSchema = z.strictObject({
  /** `look`: seen, and something is wrong. `not-told`: this control plane does not tell it to other programs. */
  state: z.enum(['done', 'waiting', 'look', 'not-told']),
  sentence: z.string(),
  /** The moment that the sentence speaks of; null when it has none. */
  at: momentField.nullable(),
});
export type SetUpFact = z.infer<typeof setUpFactSchema>;

const groupNameField = z.string().max(1024);

export const fittedNameSchema = z.strictObject({
  /** As the identity provider calls the group. */
  group: groupNameField,
  team: z.string().max(36),
  /** What the platform makes of the group's own name: fine, taken by SCIM only, or refused by both. */
  asItIs: z.enum(['legal', 'scim-only', 'refused']),
  /** Which rule the group's own name breaks; null when it is legal. */
  why: z.string().nullable(),
  /** `kept`: the name that was taken from here before. `told-apart`: another group became the plain name. */
  how: z.enum(['as-it-is', 'fitted', 'told-apart', 'kept']),
  /** A team that has the name now, and what would be free beside it. */
  clash: z
    .strictObject({
      team: z.string(),
      source: z.enum(['scim', 'manual']),
      people: z.int(),
      apart: z.string().max(36),
      advised: z.enum(['same', 'apart']),
    })
    .nullable(),
});
export type FittedName = z.infer<typeof fittedNameSchema>;

export const setUpSchema = z.strictObject({
  tenantId: tenantIdField,
  idp: idpField,
  /** How the guide was chosen: by an admin, by the name of the connection, by the name on people, or not at all. */
  idpIs: z.enum(['chosen', 'connection', 'people', 'unknown']),
  /** The connection that is set up; null where none is reported. */
  connection: z
    .strictObject({ ssoId: z.string().max(128), name: z.string(), scimUrl: z.string().nullable() })
    .nullable(),
  facts: z.record(setUpFactField, setUpFactSchema),
  /** Groups to rename first, at most eight; `moreToRename` says how many there are besides. */
  toRename: z.array(fittedNameSchema),
  moreToRename: z.int(),
  /** Names of groups that arrived as teams. */
  seenGroups: z.int(),
  readAt: momentField,
});
export type SetUp = z.infer<typeof setUpSchema>;

const renameSchema = z.strictObject({ group: groupNameField, team: z.string().max(36) });
export type Rename = z.infer<typeof renameSchema>;
const renames = z.array(renameSchema).min(1).max(mostGroups);

export const setupAssistantChannels = {
  'setup-assistant/read': channel({ kind: 'read', input: tenantInput, output: setUpSchema }),
  /** Remembered for this tenant. */
  'setup-assistant/choose-idp': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, idp: idpField }),
    output: done,
  }),
  /** Names for groups: the ones given, or those that were seen over SCIM. */
  'setup-assistant/fit-names': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      groups: z.union([z.literal('seen'), z.array(groupNameField).max(mostGroups)]),
    }),
    output: z.strictObject({
      names: z.array(fittedNameSchema),
      /** Groups that were given more than once. */
      doubles: z.int(),
      /** How many names of earlier lists are remembered. */
      kept: z.int(),
    }),
  }),
  /** Reads a CSV with group names; null when the admin closed the dialog. */
  'setup-assistant/choose-names-file': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({
      file: z
        .strictObject({
          fileName: z.string(),
          columns: z.array(z.strictObject({ title: z.string(), groups: z.array(groupNameField) })).min(1),
          /** The column that most likely holds the names. */
          likely: z.int(),
        })
        .nullable(),
    }),
  }),
  /** Copies `old → new`, tab separated, or one new name alone, and remembers what was taken. */
  'setup-assistant/copy-names': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, renames, as: z.enum(['list', 'name']) }),
    output: done,
  }),
  /** Saves the list as CSV and remembers what was taken; `savedAs` is null when the admin closed the dialog. */
  'setup-assistant/save-names': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, renames }),
    output: z.strictObject({ savedAs: z.string().nullable() }),
  }),
  /** Forgets which names were taken, so that the next list begins anew. */
  'setup-assistant/forget-names': channel({ kind: 'change', input: tenantInput, output: done }),
};
