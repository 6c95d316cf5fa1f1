/** What one room may import. Rooms may always import themselves. */
export interface Room {
  rooms: readonly string[];
  /** npm packages by name; a name ending in `/*` stands for a scope. */
  packages: readonly string[];
  /** Node's modules by name without `node:`, or all that are not kept for somebody else. */
  node: 'none' | 'ordinary';
}

const featureRooms = ['contract', 'tenant-api', 'cache', 'ledger', 'action', 'feature-doors'] as const;
const feature: Room = { rooms: featureRooms, packages: ['zod'], node: 'ordinary' };

/** The table of docs/how-it-fits.md: who may import whom. A room without a line may not exist. */
export const rooms: Readonly<Record<string, Room>> = {
  contract: { rooms: [], packages: ['zod'], node: 'none' },
  preload: { rooms: ['contract'], packages: ['electron'], node: 'none' },
  renderer: {
    rooms: ['contract', 'screens/*'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      '@mantine/*',
      '@tanstack/*',
      '@tabler/icons-react',
      '@fontsource-variable/*',
      'virtual:theme-variables.css',
    ],
    node: 'none',
  },
  /** A screen is the renderer, except that it may not import another screen: routes compose them. */
  'screens/*': {
    rooms: ['contract', 'renderer'],
    packages: ['react', 'react-dom', 'zustand', '@mantine/*', '@tanstack/*', '@tabler/icons-react'],
    node: 'none',
  },

  start: {
    rooms: [
      'contract',
      'shell',
      'vault',
      'store',
      'log',
      'tenant-api',
      'cache',
      'ledger',
      'sync',
      'action',
      'feature-doors',
      'features/*',
    ],
    packages: ['electron'],
    node: 'ordinary',
  },
  /** The worker thread that owns cache.sqlite: the second composition root. */
  'cache-thread': { rooms: ['contract', 'cache'], packages: [], node: 'ordinary' },
  shell: { rooms: ['contract', 'log', 'feature-doors'], packages: ['electron', 'zod'], node: 'ordinary' },
  vault: { rooms: ['contract', 'store'], packages: ['electron', 'zod'], node: 'ordinary' },
  /** Small files that survive a restart; alone touches electron-store. */
  store: { rooms: ['contract'], packages: ['electron-store', 'zod'], node: 'ordinary' },
  log: { rooms: [], packages: ['electron-log'], node: 'ordinary' },
  'tenant-api': { rooms: ['contract'], packages: ['zod'], node: 'ordinary' },
  cache: { rooms: ['contract'], packages: ['better-sqlite3'], node: 'ordinary' },
  ledger: { rooms: ['contract'], packages: ['better-sqlite3'], node: 'ordinary' },
  sync: { rooms: ['contract', 'tenant-api', 'cache', 'ledger'], packages: ['zod'], node: 'ordinary' },
  action: { rooms: ['contract', 'tenant-api', 'cache', 'ledger'], packages: ['zod'], node: 'ordinary' },
  /** The types of the doors that start.ts hands to features; holds no code. */
  'feature-doors': {
    rooms: ['contract', 'tenant-api', 'cache', 'ledger', 'action'],
    packages: [],
    node: 'none',
  },
  'features/tenants': { ...feature, rooms: [...featureRooms, 'vault'] },
  'features/bulk-invites': { ...feature, packages: ['zod', 'csv-parse', 'disposable-email-domains-js'] },
  'features/setup-assistant': { ...feature, packages: ['zod', 'any-ascii'] },
  'features/users': { ...feature, packages: ['zod', 'tldts', 'unhomoglyph'] },
  'features/*': feature,

  sandbox: {
    rooms: [],
    packages: ['express', 'better-sqlite3', 'zod', 'scimmy', 'oidc-provider', 'jose'],
    node: 'ordinary',
  },
};

/** An import that the table does not allow but that is right all the same. Paths end in `*` to mean all below. */
export interface Edge {
  from: string;
  to: string;
  carries: 'types' | 'values';
  reason: string;
}

export const edges: readonly Edge[] = [
  {
    from: 'src-main/tenant-api/*',
    to: 'src-main/vault/secret.ts',
    carries: 'values',
    reason: 'A token travels as a Secret, which prints as dots, until the header is written.',
  },
  {
    from: 'src-main/shell/run-sandbox.ts',
    to: 'src-main/vault/secret.ts',
    carries: 'values',
    reason: "The sandbox's token is a Secret from the moment it is read.",
  },
  {
    from: 'src-main/ledger/*',
    to: 'src-main/action/tenant-action.ts',
    carries: 'types',
    reason: 'A stored row keeps the planned row of the action that made it; only its shape is known here.',
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/*-rows.ts',
    carries: 'values',
    reason: "Sync writes each feature's rows by that feature's own queries.",
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/*-row.ts',
    carries: 'values',
    reason: "Sync turns what the tenant sends into rows by each feature's own converter.",
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/users/stored-users.ts',
    carries: 'values',
    reason: 'Sync writes people by the one file that knows their table.',
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/teams/stored-teams.ts',
    carries: 'values',
    reason: 'Sync writes teams by the one file that knows their table.',
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/users/role-names.ts',
    carries: 'values',
    reason: 'Sync keeps the role names that rows are read with.',
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/users/user-history.ts',
    carries: 'values',
    reason: 'What a sync saw change is told in the history of each person.',
  },
  {
    from: 'src-main/sync/*',
    to: 'src-main/features/users/people-memory.ts',
    carries: 'values',
    reason: 'A sync that changed people makes the sorted lists in memory anew.',
  },
  {
    from: 'src-main/features/teams/*',
    to: 'src-main/features/users/user-row.ts',
    carries: 'values',
    reason: 'A moment of the wire is read the same for people and for teams.',
  },
  {
    from: 'src-main/features/overview/*',
    to: 'src-main/features/users/people-*.ts',
    carries: 'values',
    reason: 'Every figure of Overview is counted in memory, where filters and facets are.',
  },
  {
    from: 'src-main/features/overview/*',
    to: 'src-main/features/heartbeat/*',
    carries: 'values',
    reason:
      'A day is the same day, and a silence is told in the same words, on Overview and in the heartbeat.',
  },
  {
    from: 'src-main/features/heartbeat/*',
    to: 'src-main/features/users/people-*.ts',
    carries: 'values',
    reason: 'How SCIM people look is counted in memory, where filters and facets are.',
  },
  {
    from: 'src-main/cache-*',
    to: 'src-main/sync/sync-rows.ts',
    carries: 'values',
    reason: 'The worker runs the staging and the swap of a sync.',
  },
  {
    from: 'src-main/features/teams/*',
    to: 'src-main/features/users/user-history.ts',
    carries: 'values',
    reason: 'Joining and leaving a team is told in the history of each person.',
  },
  {
    from: 'src-main/features/teams/*',
    to: 'src-main/features/users/fold-text.ts',
    carries: 'values',
    reason: 'Members are found by their address, folded as the list of people folds it.',
  },
  {
    from: 'src-main/cache-*',
    to: 'src-main/features/*-rows.ts',
    carries: 'values',
    reason: "The worker runs every feature's queries on the file that it owns.",
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/users/*-rows.ts',
    carries: 'values',
    reason: 'The rows of a file are checked against the people and roles of our copy.',
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/teams/*-rows.ts',
    carries: 'values',
    reason: 'The rows of a file are checked against the teams of our copy.',
  },
  {
    from: 'src-main/features/teams/*',
    to: 'src-main/features/users/users-rows.ts',
    carries: 'values',
    reason: 'People chosen in the list of people are added to teams by their addresses.',
  },
  {
    from: 'src-main/features/setup-assistant/*',
    to: 'src-main/features/bulk-invites/read-csv/*',
    carries: 'values',
    reason: 'A file with group names is decoded and split like a file with people.',
  },
  {
    from: 'src-main/features/setup-assistant/*',
    to: 'src-main/features/bulk-invites/csv-text.ts',
    carries: 'values',
    reason: 'Every CSV that is saved is quoted and guarded against formulas in the same way.',
  },
  {
    from: 'src-main/features/setup-assistant/*',
    to: 'src-main/features/bulk-invites/formula-guard.ts',
    carries: 'values',
    reason: 'A list for the clipboard is pasted into spreadsheets as well.',
  },
  {
    from: 'src-main/features/teams/*',
    to: 'src-main/features/bulk-invites/csv-text.ts',
    carries: 'values',
    reason: 'Every CSV that is saved is quoted and guarded against formulas in the same way.',
  },
  ...[
    [
      'read-file.ts',
      'An export of an identity provider is read as every other file is: encoding, delimiter, header.',
    ],
    ['read-csv/look-at-file.ts', 'An export of an identity provider is looked at as every other file is.'],
    ['draft.ts', 'An export of an identity provider is read as every other file is.'],
    ['column-aliases.ts', 'Columns go by the same names in an export and in a list of invites.'],
    ['map-columns.ts', 'The cell of teams is split the same wherever it stands.'],
    ['csv-text.ts', 'Every CSV that is saved is quoted and guarded against formulas in the same way.'],
  ].map(([file, reason]) => ({
    from: 'src-main/features/provisioning/*',
    to: `src-main/features/bulk-invites/${file}`,
    carries: 'values' as const,
    reason: reason ?? '',
  })),
  ...[
    [
      'users/fold-text.ts',
      'People of an export and of the copy are compared by their addresses, folded alike.',
    ],
    ['users/user-teams.ts', 'The backup before a switch names the teams of each person.'],
    ['users/user-row.ts', 'The check after a switch counts people as the copy does.'],
    ['teams/team-row.ts', 'The check after a switch counts teams as the copy does.'],
  ].map(([file, reason]) => ({
    from: 'src-main/features/provisioning/*',
    to: `src-main/features/${file}`,
    carries: 'values' as const,
    reason: reason ?? '',
  })),
  {
    from: 'src-main/features/users/*',
    to: 'src-main/features/teams/*-rows.ts',
    carries: 'values',
    reason: 'A person is shown with her teams, and is invited into some.',
  },
  {
    from: 'src-main/features/*',
    to: 'src-main/features/users/role-label.ts',
    carries: 'values',
    reason: 'A role is called the same wherever main writes a sentence about it.',
  },
  {
    from: 'src-main/shell/shell-doors.ts',
    to: 'src-main/vault/secret.ts',
    carries: 'values',
    reason: 'A token on the clipboard is a Secret from the moment it is read, so that the page never has it.',
  },
  {
    from: 'src-main/features/scim-probe/*',
    to: 'src-main/features/provisioning/made-tokens.ts',
    carries: 'types',
    reason: 'A token that was just made can be tested until it is forgotten.',
  },
  {
    from: 'src-main/features/scim-probe/*',
    to: 'src-main/features/provisioning/provisioning-rows.ts',
    carries: 'values',
    reason: 'What SCIM shows is compared with the counts of the copy.',
  },
  {
    from: 'src-main/features/*',
    to: 'src-main/vault/secret.ts',
    carries: 'types',
    reason: 'A token is handed on as a Secret; only tenants may open one.',
  },
  {
    from: 'src-main/features/tenants/*',
    to: 'src-main/shell/run-sandbox.ts',
    carries: 'types',
    reason: 'Connecting the sandbox is a verb of tenants; the process itself is run by the shell.',
  },
  {
    from: 'src-main/tenant-api/user-agent.ts',
    to: 'package.json',
    carries: 'values',
    reason: 'The version that the tenant is told is the one of the package.',
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/users/invite-user.ts',
    carries: 'values',
    reason: 'Each row of a file is the same invite as a single one.',
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/users/check-email.ts',
    carries: 'values',
    reason: 'An address is judged the same in a file and in the dialog.',
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/users/check-domain.ts',
    carries: 'types',
    reason: 'What was found of a domain is remembered for the rows that share it.',
  },
  {
    from: 'src-main/features/bulk-invites/*',
    to: 'src-main/features/users/one-edit.ts',
    carries: 'values',
    reason: 'A typing error is the same thing in an address, a role and a team.',
  },
  {
    from: 'src-main/features/staged/*',
    to: 'src-main/features/users/*',
    carries: 'values',
    reason:
      'A staged change is compared and planned by the verbs on people themselves, so that their guards hold.',
  },
  {
    from: 'src-main/features/staged/*',
    to: 'src-main/features/teams/*',
    carries: 'values',
    reason:
      'People staged for a team are compared with it and added by the plans of teams, one write a team.',
  },
  {
    from: 'src-main/features/access-reviews/*',
    to: 'src-main/features/users/*',
    carries: 'values',
    reason: 'Applying a review is made of the verbs on people.',
  },
  {
    from: 'src-main/features/offboarding/*',
    to: 'src-main/features/teams/*',
    carries: 'values',
    reason: 'Offboarding takes people out of their teams first, by the edit of a team.',
  },
  {
    from: 'src-main/features/offboarding/*',
    to: 'src-main/features/users/*',
    carries: 'values',
    reason: 'Whom to delete is read, guarded and kept as every change of people does it.',
  },
];

/** A package that one file may import although its room may not. Types only. */
export const typePackages: readonly { from: string; to: string; reason: string }[] = [
  {
    from: 'src-renderer/theme/css-variables-plugin.ts',
    to: 'vite',
    reason: 'A plugin of the build, kept beside the theme that it writes out; it is in no page.',
  },
];

/** The composition roots: each of them is the room `start`, which knows everyone. */
const compositionRoots: ReadonlySet<string> = new Set([
  'src-main/start.ts',
  'src-main/join-rooms.ts',
  'src-main/tell-of-jobs.ts',
  'src-main/join-heartbeat.ts',
  'src-main/join-scim-probe.ts',
  // Every kind of change that there is: the engine's list of all features' verbs.
  'src-main/actions.ts',
  // The types that the two hand each other.
  'src-main/surroundings.ts',
]);

/** The room that a file belongs to, such as `shell` or `features/users`. */
export function roomOf(path: string): string {
  const [top = '', second = '', third = ''] = path.split('/');
  const plain = { 'src-contract': 'contract', 'src-preload': 'preload', 'src-sandbox': 'sandbox' }[top];
  if (plain !== undefined) return plain;
  if (top === 'src-renderer') return second === 'screens' && third !== '' ? `screens/${third}` : 'renderer';
  if (compositionRoots.has(path)) return 'start';
  // What the thread can be asked is a list of its own.
  if (path === 'src-main/cache-operations.ts') return 'cache-thread';
  if (second === 'features') return third.endsWith('.ts') ? 'feature-doors' : `features/${third}`;
  return second.replace(/\.ts$/, '');
}

/** The line of the table that counts for a room: its own, else the one for its kind. */
export function ruleFor(room: string): Room | undefined {
  return rooms[room] ?? rooms[room.replace(/\/.*/, '/*')];
}
