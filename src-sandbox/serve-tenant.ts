import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { SandboxOptions } from './read-options.ts';
import { seedTenant } from './seed/seed-tenant.ts';
import { adminRole, openSignIn } from './sign-in/sign-in.ts';
import { makeJwt, tokenHash } from './sign-in/token-text.ts';
import { openStore, type TenantStore } from './store/open-store.ts';
import { openSettingsTable } from './store/settings-table.ts';
import { openTenantFile, removeTenantFile, type TenantFile } from './store/tenant-file.ts';
import type { UserRow } from './store/user-row.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { tenantApp } from './tenant-app.ts';
import { startTenantClock } from './tenant-clock.ts';

/** What a starter needs to know; printed as one line of JSON with --json. */
export interface ReadyTenant {
  readonly tenantUrl: string;
  readonly tenantName: string;
  readonly token: string;
  readonly memberToken?: string;
  readonly users: number;
  readonly seed: number;
}

export interface ServedTenant {
  readonly ready: ReadyTenant;
  /** Stops accepting, lets the calls under way finish, closes the file, removes a temporary one. */
  close(): Promise<void>;
}

/** Opens or seeds the tenant and serves it on 127.0.0.1. Fails with UnusableTenantFile or the listener's error. */
export async function serveTenant(options: SandboxOptions): Promise<ServedTenant> {
  const folder = options.file === undefined ? makeTemporaryFolder() : undefined;
  const path = options.file ?? join(folder ?? '', 'tenant.sqlite');
  const cleanUp = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  // Also when a signal ends the process while it still seeds.
  process.once('exit', cleanUp);
  let file: TenantFile | undefined;
  try {
    file = await openSeeded(path, options);
    const { server, ready } = await listen(openStore(file, startTenantClock()), options);
    const opened = file;
    return {
      ready,
      async close() {
        await stop(server);
        opened.close();
        cleanUp();
        process.off('exit', cleanUp);
      },
    };
  } catch (error) {
    file?.close();
    cleanUp();
    throw error;
  }
}

async function openSeeded(path: string, options: SandboxOptions): Promise<TenantFile> {
  if (options.reset) removeTenantFile(path);
  const mode = options.mode ?? (options.sso === 'sso' ? 'scim' : 'invite-only');
  let { file, state } = openTenantFile(path);
  const settings = openSettingsTable(file);
  if (state === 'kept' && settings.read() === undefined) {
    // A seeding that was cut off: nothing in this file was ever served.
    file.close();
    removeTenantFile(path);
    ({ file, state } = openTenantFile(path));
  }
  if (state === 'fresh') {
    const { users, seed, tenantName, sso } = options;
    await seedTenant(file, { users, seed, tenantName, mode, sso, now: Date.now() });
  } else if (options.mode !== undefined) {
    settings.write({ mode: options.mode });
  }
  return file;
}

async function listen(
  store: TenantStore,
  options: SandboxOptions,
): Promise<{ server: Server; ready: ReadyTenant }> {
  const facts = store.facts();
  const admin = currentAdmin(store);
  const member = store.users.firstActiveWithRole('member');
  const token = options.token ?? personToken(admin, facts.tenantName);
  const fixedTokens = new Map([[tokenHash(token), admin.id]]);
  if (options.memberToken !== undefined && member !== undefined) {
    fixedTokens.set(tokenHash(options.memberToken), member.id);
  }
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const tenantUrl = `http://127.0.0.1:${port}`;
  const room = { store, signIn: openSignIn(store, fixedTokens), tenantUrl, emptyTeams: options.emptyTeams };
  server.on('request', tenantApp(room, options));
  return {
    server,
    ready: {
      tenantUrl,
      tenantName: facts.tenantName,
      token,
      ...(options.memberToken === undefined ? {} : { memberToken: options.memberToken }),
      users: store.users.page({ limit: 1, offset: 0, query: '', which: 'all' }).total,
      seed: facts.seed,
    },
  };
}

/** The founder, or the first active tenant admin of a kept tenant that the founder has left; there is always one. */
function currentAdmin(store: TenantStore): UserRow {
  const founder = store.users.byId(store.facts().founderId);
  const admin =
    founder?.active === 1 && founder.role === adminRole
      ? founder
      : store.users.firstActiveWithRole(adminRole);
  if (admin === undefined) throw new Error('this tenant has no active tenant admin');
  return admin;
}

function personToken(person: UserRow, tenantName: string): string {
  return makeJwt({ sub: person.id, email: person.email, tenantName, iat: Math.floor(Date.now() / 1000) });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that clients keep open are dropped as soon as their last answer is out, not only those idle now.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  // A client that neither finishes nor hangs up must not keep the process.
  const deadline = setTimeout(() => server.closeAllConnections(), 2000);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}
