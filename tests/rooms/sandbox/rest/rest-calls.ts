/** The tenant's first admin. */
export const founder = 'ingrid.solvang@halden.example';

/** Every call that reads a body, with a body that it takes. */
export const changes = [
  [
    'POST',
    '/users/register',
    { email: 'new.person@halden.example', acceptInviteClientURL: 'https://a.example' },
  ],
  ['POST', '/users/invite', { email: 'other@halden.example', acceptInviteClientUrl: 'https://a.example' }],
  ['PATCH', '/users/roles', { email: founder, roles: ['tenant-admin'], resourceType: 'tenant' }],
  ['PATCH', '/users/deactivate', { email: 'nobody@halden.example', tenantName: 'sandbox' }],
  ['PATCH', '/users/activate', { email: founder, tenantName: 'sandbox' }],
  [
    'PUT',
    '/teams',
    { manifest: { type: 'team', name: 'night-shift', members: [founder], managers: [founder] } },
  ],
  ['PUT', '/teams/:team/members', { emails: [founder] }],
  ['DELETE', '/teams/:team/members', { emails: ['nobody@halden.example'] }],
  ['PUT', '/teams/:team/managers', { emails: [founder] }],
  ['DELETE', '/teams/:team/managers', { emails: [founder] }],
  [
    'PUT',
    '/role',
    {
      manifest: {
        type: 'role',
        name: 'support',
        displayName: 'Support',
        description: 'Reads',
        resourceType: 'account',
        permissions: ['user:List'],
      },
    },
  ],
  [
    'PUT',
    '/role-bindings',
    { manifest: { type: 'role-binding', name: 'none', subjects: [], permissions: [] } },
  ],
  [
    'POST',
    '/role-bindings/inline',
    {
      roleBindings: [
        { subjectFqn: 'user:x', resourceType: 'cluster', resourceFqn: 'x', role: 'cluster-admin' },
      ],
    },
  ],
  ['POST', '/personal-access-tokens', { name: 'night-job', tokenType: 'jwt' }],
  ['DELETE', '/personal-access-tokens/revoke/all', { email: 'nobody@halden.example' }],
] as const;

/** Every call that reads; `:team` and `:user` stand for an id. */
export const reads = [
  '/users',
  '/users/:user',
  '/subjects',
  '/teams/user',
  '/teams/:team',
  '/teams/:team/members',
  '/teams/:team/managers',
  '/teams/:team/permissions',
  '/teams/:team/generate-manifest',
  '/role/list',
  '/role-bindings',
  '/role-bindings/generate-manifest',
  '/personal-access-tokens',
  '/personal-access-tokens/by-name',
  '/virtual-accounts',
  '/audit-logs',
  '/audit-logs/actions',
];
