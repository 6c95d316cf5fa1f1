import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../../src-contract/change.ts';
import type { Handlers } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Environment, Tenant } from '../../../src-contract/tenants.ts';
import { createJobEngine, type JobEngine } from '../../../src-main/action/job-engine.ts';
import type { Cache } from '../../../src-main/cache/cache-handles.ts';
import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { bulkInvitesHandlers } from '../../../src-main/features/bulk-invites/handlers.ts';
import type { TenantFacts } from '../../../src-main/features/bulk-invites/tenant-facts.ts';
import type { FeatureRooms, FilePlace, ShellDoors } from '../../../src-main/features/feature-rooms.ts';
import { addMembers } from '../../../src-main/features/teams/add-members.ts';
import { deleteTeam } from '../../../src-main/features/teams/delete-team.ts';
import { editTeam } from '../../../src-main/features/teams/edit-team.ts';
import { saveTeams } from '../../../src-main/features/teams/teams-rows.ts';
import { activateUser } from '../../../src-main/features/users/activate-user.ts';
import { changeRole } from '../../../src-main/features/users/change-role.ts';
import { deactivateUser } from '../../../src-main/features/users/deactivate-user.ts';
import { inviteUser } from '../../../src-main/features/users/invite-user.ts';
import { keepInTenant } from '../../../src-main/features/users/keep-in-tenant.ts';
import { saveRoles } from '../../../src-main/features/users/roles-rows.ts';
import { saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { withdrawInvite } from '../../../src-main/features/users/withdraw-invite.ts';
import type { Ledger } from '../../../src-main/ledger/ledger-handles.ts';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { fileOnDisk } from '../../../src-main/shell/file-on-disk.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { RawPage, TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import type { TeamWire } from '../../../src-main/tenant-api/wire/teams.ts';
import type { UserWire } from '../../../src-main/tenant-api/wire/users.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import type { RunningSandbox } from '../harness/start-sandbox.ts';

const tenantId = 'halden';

export interface BulkRooms {
  tenantId: string;
  bulk: Pick<Handlers, Extract<keyof Handlers, `bulk-invites/${string}`>>;
  engine: JobEngine;
  client: TenantClient;
  cache: Cache;
  ledger: Ledger;
  /** What was saved through main's dialog, by suggested name. */
  saved: Map<string, string>;
  /** What the page was told. */
  announced: Change[];
  /** The file that main's open dialog gives next. */
  choose(path: string): void;
  setFacts(facts: Partial<TenantFacts>): void;
  setEnvironment(environment: Environment): void;
  /** Closes everything as a quit does. `keep`: the files stay, to be opened again with `folder`. */
  close(files?: 'keep' | 'remove'): Promise<void>;
  folder: string;
  setLastSync(at: Date): void;
}

/** Value of an outcome; throws the code of a failure. */
export async function settled<Value>(outcome: Promise<Outcome<Value>>): Promise<Value> {
  const answer = await outcome;
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
}

/**
 * The main process without windows: real files, the real engine, and a copy filled from a real sandbox. In: the folder of rooms
 * that were closed and kept, to go on with it.
 */
export async function openBulkRooms(
  sandbox: RunningSandbox,
  folder = mkdtempSync(join(tmpdir(), 'tenantry-bulk-')),
): Promise<BulkRooms> {
  const { ledger } = await openLedger(folder);
  const cache = openCacheHere(join(folder, 'cache.sqlite'), cacheOperations);
  const client = createTenantClient({
    controlPlane: sandbox.tenantUrl,
    token: new Secret(sandbox.token),
    fetch,
    log: () => undefined,
  });
  await fillCopy(cache, client);
  const engine = createJobEngine({
    ledger,
    cache,
    client: () => ok(client),
    actor: () => 'Ingrid Solvang',
    place: async () => ok({ displayName: 'Halden Robotics', environment: 'staging', people: 1000 }),
    actions: [
      inviteUser,
      activateUser,
      addMembers,
      withdrawInvite,
      deactivateUser,
      changeRole,
      keepInTenant,
      editTeam,
      deleteTeam,
    ] as never,
    announceJob: () => undefined,
    now: () => new Date(),
  });
  let environment: Environment = 'sandbox';
  let lastSyncAt = new Date();
  const tenant = (): Outcome<Tenant> =>
    ok({
      id: tenantId,
      tenantName: sandbox.tenantName,
      displayName: 'Halden Robotics',
      environment,
      controlPlane: sandbox.tenantUrl,
      profile: 'full',
      credential: 'session-only',
      signedInAs: null,
      addedAt: new Date().toISOString(),
      lastSyncAt: lastSyncAt.toISOString(),
    });
  const announced: Change[] = [];
  const rooms: FeatureRooms = {
    cache,
    ledger,
    jobs: engine,
    tenant,
    client: () => ok(client),
    announce: (change) => announced.push(change),
  };
  const saved = new Map<string, string>();
  let chosenPlace: FilePlace | null = null;
  const shell: ShellDoors = {
    chooseFile: async () => ok(null),
    choosePlace: async () => chosenPlace,
    saveFile: async ({ suggestedName, text }) => {
      saved.set(suggestedName, text);
      return ok({ fileName: suggestedName });
    },
    copyText: async () => undefined,
    copySecret: async () => undefined,
    takeSecret: async () => failed(describeFailure('clipboard-no-token')),
  };
  let facts: TenantFacts = {
    signInWith: 'sso',
    idpName: 'Okta',
    mode: 'scim',
    domains: ['halden.example', 'fieldcrew.example', 'visionpartners.example'],
    defaultRole: 'member',
  };
  return {
    tenantId,
    announced,
    choose: (path) => {
      chosenPlace = fileOnDisk(path);
    },
    bulk: bulkInvitesHandlers(rooms, shell, async () => facts, {
      list: () => [],
      phase: () => 'idle',
    }),
    engine,
    client,
    cache,
    ledger,
    saved,
    setFacts: (change) => {
      facts = { ...facts, ...change };
    },
    setEnvironment: (value) => {
      environment = value;
    },
    folder,
    setLastSync: (at) => {
      lastSyncAt = at;
    },
    close: async (files = 'remove') => {
      await engine.holdAll(null);
      client.close();
      await cache.close();
      ledger.close();
      if (files === 'remove') rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fillCopy(cache: Cache, client: TenantClient): Promise<void> {
  await cache.write(saveRoles, { tenantId, roles: await settled(client.listRoles()) });
  for (let offset = 0; ; offset += 1000) {
    const users = dataOf<UserWire>(await settled(client.readUsersPage(offset, 1000)));
    if (users.length === 0) break;
    await cache.write(saveUsers, { tenantId, users });
  }
  const teams = dataOf<TeamWire>(await settled(client.readTeamsPage(0, 1000)));
  await cache.write(saveTeams, { tenantId, teams });
}

function dataOf<Row>(page: RawPage): Row[] {
  return (JSON.parse(Buffer.from(page.bytes).toString('utf8')) as { data: Row[] }).data;
}
