import type { RoleRow } from '../store/roles-table.ts';
import { seededRandom } from './seeded-random.ts';

type RoleSketch = readonly [
  name: string,
  displayName: string,
  resourceType: string,
  permissions: readonly string[],
];

const tenantLevel: readonly RoleSketch[] = [
  [
    'tenant-admin',
    'Tenant admin',
    'tenant',
    ['user:Manage', 'team:Manage', 'role:Manage', 'settings:Manage'],
  ],
  ['member', 'Member', 'account', ['user:List', 'team:List', 'workspace:List']],
  ['read-only-member', 'Read-only member', 'account', ['workspace:List']],
  ['team-manager', 'Team manager', 'account', ['team:ManageMembers']],
];

/** Kinds of resources with the levels of roles that each has built in. */
const resourceLevels: Readonly<Record<string, readonly string[]>> = {
  cluster: ['admin', 'viewer'],
  workspace: ['admin', 'editor', 'viewer'],
  model: ['manager', 'user'],
  'mcp-server': ['manager', 'user'],
  'ml-repo': ['admin', 'editor', 'viewer'],
  'secret-group': ['admin', 'editor', 'viewer'],
  'provider-account': ['manager', 'user'],
  'virtual-account': ['manager', 'user'],
  'agent-hub': ['manager', 'user'],
  'guardrail-config': ['manager', 'user'],
  'gateway-config': ['manager', 'viewer'],
  'tracing-project': ['manager', 'viewer'],
  'external-identity': ['manager', 'user'],
  environment: ['manager', 'viewer'],
};

/** The roles of a new tenant: the built-in ones and `auditor`, a custom one. Ids depend on the seed alone. */
export function seedRoles(seed: number): RoleRow[] {
  const random = seededRandom(seed, 'roles');
  const row = ([name, displayName, resourceType, permissions]: RoleSketch, isDefault: 0 | 1): RoleRow => ({
    id: random.id(),
    name,
    displayName,
    description:
      isDefault === 1 ? `Built-in role on ${resourceType} level.` : 'Reads everything, changes nothing.',
    resourceType,
    permissions: JSON.stringify(permissions),
    isDefault,
  });
  const scoped = Object.entries(resourceLevels).flatMap(([type, levels]) =>
    levels.map(
      (level): RoleSketch => [
        `${type}-${level}`,
        `${sentence(type)} ${level}`,
        type,
        [`${type}:${sentence(level)}`],
      ],
    ),
  );
  const auditor: RoleSketch = [
    'auditor',
    'Auditor',
    'account',
    ['audit-log:List', 'user:List', 'role:ListRoles'],
  ];
  return [...tenantLevel.map((role) => row(role, 1)), ...scoped.map((role) => row(role, 1)), row(auditor, 0)];
}

function sentence(name: string): string {
  return name === 'mcp-server'
    ? 'MCP server'
    : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}
