import { setImmediate as nextTurn } from 'node:timers/promises';
import { grantsIndexes, prepareGrantLoad } from '../store/grants-table.ts';
import { openRolesTable } from '../store/roles-table.ts';
import { openSettingsTable, type ProvisioningMode } from '../store/settings-table.ts';
import { teamsIndexes, teamsTriggers } from '../store/teams-table.ts';
import { pageCacheKib, type TenantFile } from '../store/tenant-file.ts';
import { usersIndexes } from '../store/users-table.ts';
import { planPeople } from './plan-people.ts';
import { seedPeople } from './seed-people.ts';
import { seedResources } from './seed-resources.ts';
import { seedRoles } from './seed-roles.ts';
import { seedTeams } from './seed-teams.ts';
import { seededRandom } from './seeded-random.ts';

const day = 86_400_000;
const hour = 3_600_000;

export interface TenantSeed {
  readonly users: number;
  readonly seed: number;
  readonly tenantName: string;
  readonly mode: ProvisioningMode;
  readonly sso: 'sso' | 'no-sso';
  /** The moment that every date counts back from; only dates depend on it. */
  readonly now: number;
}

/** Fills a fresh file with the company Halden Robotics. The settings come last: a file without them is half made. */
export async function seedTenant(file: TenantFile, seed: TenantSeed): Promise<void> {
  file.pragma('synchronous = OFF');
  // Sorting a million rows into an index in memory would be most of what this process ever takes.
  file.pragma('temp_store = FILE');
  file.pragma('cache_size = -16384');
  const resources = seedResources(seed.seed);
  file.transaction(() => {
    const roles = openRolesTable(file);
    for (const role of seedRoles(seed.seed)) roles.upsert(role);
    const load = prepareGrantLoad(file);
    for (const resource of resources) load.resource(resource);
  })();
  const plan = planPeople({ users: seed.users, seed: seed.seed, sso: seed.sso });
  const founderId = await seedPeople(file, { plan, seed: seed.seed, now: seed.now, resources });
  seedTeams(file, { plan, seed: seed.seed, now: seed.now, founderId, resources, sso: seed.sso });
  for (const indexes of [usersIndexes, teamsIndexes, grantsIndexes]) {
    for (const index of indexes.split(';')) {
      file.exec(index);
      await nextTurn();
    }
  }
  file.exec(teamsTriggers);
  file.pragma('synchronous = NORMAL');
  file.pragma('temp_store = MEMORY');
  file.pragma(`cache_size = -${pageCacheKib}`);
  writeFacts(file, { seed, founderId });
  file.pragma('wal_checkpoint(TRUNCATE)');
}

function writeFacts(file: TenantFile, { seed, founderId }: { seed: TenantSeed; founderId: string }): void {
  const random = seededRandom(seed.seed, 'tenant');
  const accountId = random.id();
  const ssoId = random.id();
  // A tenant in SCIM mode has a token that its identity provider uses; nobody here knows its text. The provider has
  // been silent for 26 hours, which is what an admin should be told about.
  const hasToken = seed.mode === 'scim';
  openSettingsTable(file).write({
    tenantName: seed.tenantName,
    accountId,
    seed: seed.seed,
    seededUsers: seed.users,
    createdAt: seed.now - 1097 * day,
    founderId,
    mode: seed.mode,
    modeChangedAt: null,
    modeChangedById: null,
    ssoId: seed.sso === 'sso' ? ssoId : null,
    scimTokenHash: hasToken ? 'unknown' : null,
    scimTokenLastFour: hasToken ? random.id().slice(-4) : null,
    scimTokenCreatedAt: hasToken ? seed.now - 212 * day : null,
    scimTokenCreatedById: hasToken ? founderId : null,
    scimTokenLastUsedAt: hasToken ? seed.now - 26 * hour : null,
  });
}
