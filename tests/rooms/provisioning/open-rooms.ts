import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../../src-contract/change.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { createJobEngine, type JobEngine } from '../../../src-main/action/job-engine.ts';
import type { TenantAction } from '../../../src-main/action/tenant-action.ts';
import type { Cache } from '../../../src-main/cache/cache-handles.ts';
import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { checkSwitchAction } from '../../../src-main/features/provisioning/check-switch.ts';
import { provisioningHandlers } from '../../../src-main/features/provisioning/handlers.ts';
import { createMadeTokens } from '../../../src-main/features/provisioning/made-tokens.ts';
import { revokeScimTokenAction } from '../../../src-main/features/provisioning/revoke-scim-token.ts';
import { switchModeAction } from '../../../src-main/features/provisioning/switch-mode.ts';
import { saveTeams } from '../../../src-main/features/teams/teams-rows.ts';
import { saveUsers } from '../../../src-main/features/users/users-rows.ts';
import type { Ledger } from '../../../src-main/ledger/ledger-handles.ts';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import type { TrailEntry } from '../../../src-main/ledger/record-trail.ts';
import { type Clock, systemClock } from '../../../src-main/tenant-api/clock.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { teamWireSchema } from '../../../src-main/tenant-api/wire/teams.ts';
import { userWireSchema } from '../../../src-main/tenant-api/wire/users.ts';
import { Secret } from '../../../src-main/vault/secret.ts';

/** The rooms of one profile: real files, a real engine, a real client. Only the clipboard is a list. */
export interface OpenedRooms {
  handlers: ReturnType<typeof provisioningHandlers>;
  tenant: Tenant;
  ledger: Ledger;
  jobs: JobEngine;
  client: TenantClient;
  cache: Cache;
  /** Files that were saved. */
  saved: { name: string; text: string }[];
  /** What the open dialog gives; null closes it. */
  chosen: { fileName: string; bytes: Uint8Array } | null;
  /** What bringing the copy up to date comes to, and what saving a file does: tests put their own in place. */
  refresh(): Outcome<{ lastSyncAt: string | null }>;
  save(choice: { suggestedName: string; text: string }): Outcome<{ fileName: string } | null>;
  /** Fills the copy from the tenant again. */
  sync(): Promise<void>;
  announced: Change[];
  /** What was put on the clipboard. */
  copied: { text: string; clearAfterMs: number }[];
  trail(): TrailEntry[];
  /** Everything that lies in the profile's folder, as one text. */
  onDisk(): string;
  /** Ends it; the folder stays for the next start. */
  close(): Promise<void>;
}

export interface RoomsChoice {
  tenantUrl: string;
  token: string;
  profile?: Tenant['profile'];
  environment?: Tenant['environment'];
  clock?: Clock;
  /** Goes on in the folder of a run before. */
  folder: string;
  /** `as-it-is`: the tenant is not asked at the start. */
  copy?: 'filled' | 'as-it-is';
}

/** A fresh folder for one profile; `drop` removes it. */
export function makeFolder(): { folder: string; drop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-provisioning-'));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

async function readAll(
  read: (offset: number) => ReturnType<TenantClient['readUsersPage']>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (;;) {
    const page = await read(rows.length);
    if (!page.ok) throw new Error(page.failure.sentence);
    const { data } = JSON.parse(new TextDecoder().decode(page.value.bytes)) as { data: unknown[] };
    if (data.length === 0) return rows;
    rows.push(...data);
  }
}

async function fillCopy(cache: Cache, client: TenantClient, tenantId: string): Promise<void> {
  const users = await readAll((offset) => client.readUsersPage(offset, 1000));
  const teams = await readAll((offset) => client.readTeamsPage(offset, 1000));
  await cache.write(saveUsers, { tenantId, users: users.map((row) => userWireSchema.parse(row)) });
  await cache.write(saveTeams, { tenantId, teams: teams.map((row) => teamWireSchema.parse(row)) });
}

/** Opens the rooms on a tenant and fills the copy from it. */
export async function openRooms(choice: RoomsChoice): Promise<OpenedRooms> {
  const { folder, tenantUrl, token } = choice;
  const { ledger } = await openLedger(folder);
  const cache = openCacheHere(join(folder, 'cache.sqlite'), cacheOperations);
  const client = createTenantClient({
    controlPlane: tenantUrl,
    token: new Secret(token),
    fetch,
    log: () => undefined,
  });
  const tenant: Tenant = {
    id: 'tenant-1',
    tenantName: 'sandbox',
    displayName: 'Halden Robotics',
    environment: choice.environment ?? 'production',
    controlPlane: tenantUrl,
    profile: choice.profile ?? 'full',
    credential: 'session-only',
    signedInAs: {
      id: 'u1',
      name: 'Ingrid Solvang',
      email: 'ingrid.solvang@halden.example',
      role: 'tenant-admin',
    },
    addedAt: '2026-11-01T08:00:00.000Z',
    lastSyncAt: '2026-11-23T10:00:00.000Z',
  };
  if (choice.copy !== 'as-it-is') await fillCopy(cache, client, tenant.id);
  const announced: Change[] = [];
  const copied: OpenedRooms['copied'] = [];
  const jobs = createJobEngine({
    ledger,
    cache,
    client: () => ok(client),
    actor: () => 'ingrid.solvang@halden.example',
    place: async () => ok({ displayName: 'Halden Robotics', environment: 'staging', people: 1000 }),
    actions: [switchModeAction, revokeScimTokenAction, checkSwitchAction] as readonly TenantAction[],
    announceJob: (job) => announced.push({ what: 'job', job }),
    now: () => new Date(),
  });
  const madeTokens = createMadeTokens(choice.clock ?? systemClock);
  const saved: OpenedRooms['saved'] = [];
  const refuse = async (): Promise<never> => {
    throw new Error('this feature copies nothing in the open');
  };
  const handlers = provisioningHandlers(
    {
      cache,
      ledger,
      jobs,
      tenant: () => ok(tenant),
      client: () => ok(client),
      announce: (change) => announced.push(change),
      refresh: async () => opened.refresh(),
    },
    {
      chooseFile: async () => ok(opened.chosen),
      choosePlace: refuse,
      saveFile: async (choice) => opened.save(choice),
      copyText: refuse,
      takeSecret: refuse,
      copySecret: async (secret, clearAfterMs) => {
        copied.push({ text: secret.reveal(), clearAfterMs });
      },
    },
    madeTokens,
    choice.clock ?? systemClock,
  );
  const opened: OpenedRooms = {
    handlers,
    saved,
    chosen: null,
    refresh: () => ok({ lastSyncAt: tenant.lastSyncAt }),
    save: ({ suggestedName, text }) => {
      saved.push({ name: suggestedName, text });
      return ok({ fileName: suggestedName });
    },
    sync: () => fillCopy(cache, client, tenant.id),
    cache,
    tenant,
    ledger,
    jobs,
    client,
    announced,
    copied,
    trail: () =>
      ledger.read((readable) =>
        readable.prepare<[], TrailEntry>('SELECT * FROM trail ORDER BY tenant_id, number').all(),
      ),
    onDisk: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('\n'),
    close: async () => {
      client.close();
      madeTokens.forgetAll();
      await jobs.holdAll(null);
      await cache.close();
      ledger.close();
    },
  };
  return opened;
}
