import { z } from 'zod';

// What the official SDKs validate (TypeScript SDK 7b9bf5c4, Python SDK f4e1527, which agrees): which fields a type
// needs, and of what kind. Unknown fields pass, as they do there; the Python SDK refuses a whole answer over one fault.

const text = z.string();
const moment = z.iso.datetime();
const subject = z.object({
  subjectId: text,
  subjectType: z.enum([
    'user',
    'team',
    'serviceaccount',
    'virtualaccount',
    'external-identity',
    'agent-identity',
    'role',
  ]),
  subjectSlug: text.nullish(),
  subjectDisplayName: text.nullish(),
});
const pagination = z.object({ total: z.number(), offset: z.number().nullish(), limit: z.number().nullish() });

/** Kinds of resources that a role can be held on. */
const resourceType = z.enum([
  'role',
  'account',
  'cluster',
  'workspace',
  'environment',
  'secret-group',
  'deployment',
  'application',
  'secret',
  'docker-registry',
  'tenant',
  'vcs-integration',
  'mlf-project',
  'repository',
  'provider-integration',
  'team',
  'service-account',
  'llm-gateway',
  'policy',
  'role-binding',
  'settings',
  'provider-account',
  'user',
  'alert-config',
  'alert-rule',
  'gateway-config',
  'gateway-controls',
  'gateway-budget',
  'tracing-project',
  'tracing-application',
  'agent',
  'agent-app',
  'gateway-installation',
  'virtual-account',
  'sso-based-identity',
  'external-identity',
  'mcp-server',
  'external-identity-provider',
  'agent-identity',
]);

const user = z.object({
  id: text,
  email: text,
  tenantName: text,
  metadata: z.object({
    sub: text.nullish(),
    imageURL: text.nullish(),
    displayName: text.nullish(),
    inviteAccepted: z.boolean().nullish(),
    registeredInIdp: z.boolean().nullish(),
    groups: z.array(text).nullish(),
    tenantRoleManagedBy: z.enum(['manual', 'group', 'initial']).nullish(),
    ssoName: text.nullish(),
    scimUserObject: z.record(text, z.unknown()).nullish(),
    createdByScim: z.boolean().nullish(),
  }),
  roles: z.array(text).nullish(),
  rolesWithResource: z
    .array(z.object({ roleId: text, resourceType, resourceId: text, roleName: text }))
    .nullish(),
  accounts: z.array(z.object({ accountId: text, name: text })).nullish(),
  active: z.boolean(),
  isEditable: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
  lastAccessedAt: moment.nullish(),
});

const team = z.object({
  id: text,
  description: text,
  tenantName: text,
  accountId: text,
  createdBySubject: subject,
  members: z.array(text).nullish(),
  createdAt: moment,
  updatedAt: moment,
  manifest: z.object({
    type: z.literal('team'),
    name: text,
    displayName: text.nullish(),
    description: text.nullish(),
    managers: z.array(text).nullish(),
    members: z.array(text),
    tags: z.record(text, z.unknown()).nullish(),
    identity_provider_mapping: z.array(z.object({ identity_provider: text, value: text })).nullish(),
  }),
  metadata: z.object({ createdByScim: z.boolean().nullish(), scimExternalId: text.nullish() }).nullish(),
  isEditable: z.boolean(),
  roles: z.array(text).nullish(),
});
const teamDto = team.extend({
  topMembers: z.array(text).max(5).nullish(),
  topManagers: z.array(text).max(5).nullish(),
  totalMemberCount: z.number().nullish(),
  totalManagerCount: z.number().nullish(),
});
const virtualAccount = z.object({
  id: text,
  type: text,
  tenantName: text,
  createdBySubject: subject,
  createdAt: moment,
  updatedAt: moment,
  isExpired: z.boolean().nullish(),
  accountId: text,
});
const permission = z.object({
  resourceType: text,
  resourceId: text,
  resourceName: text.nullish(),
  resourceFqn: text.nullish(),
  roleId: text,
  roleName: text,
  subjectId: text,
  subjectType: text,
});
const list = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row), pagination });

/** The SDK's answer types by the name of its method. */
export const sdkShapes = {
  'users.list': list(user),
  'users.get': z.object({ data: user }),
  'teams.list': list(teamDto),
  'teams.get': z.object({ data: team }),
  'teams.listMembers': list(z.object({ subjectId: text, subjectSlug: text, subjectType: text })),
  'teams.getPermissions': z.object({ data: z.array(permission) }),
  'personalAccessTokens.list': list(virtualAccount),
  'personalAccessTokens.create': z.object({ token: text }),
  'personalAccessTokens.get': z.object({ data: virtualAccount, token: text, created: z.boolean() }),
  nothing: z.strictObject({}),
} as const;
