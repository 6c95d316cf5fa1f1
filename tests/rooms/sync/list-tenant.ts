import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import type { RoleWire } from '../../../src-main/tenant-api/wire/roles.ts';
import type { TeamWire } from '../../../src-main/tenant-api/wire/teams.ts';
import type { UserWire } from '../../../src-main/tenant-api/wire/users.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { createLeapingClock } from '../harness/leaping-clock.ts';
import { startScriptedServer } from '../harness/scripted-server.ts';

export type ListName = 'users' | 'teams' | 'roles';

export interface AskedPage {
  list: ListName;
  offset: number;
  limit: number;
}

/** What the server does with a page instead of answering it well. */
export type Fault = { status: number } | { body: string } | 'cut';

/**
 * A tenant that only lists, over real HTTP, whose lists a test makes up and changes under way: no people at all, hostile names,
 * other people each time, a hook between two steps. Faults that a tenant can have are ordered from the sandbox instead
 * (faulty-tenant.ts).
 */
export interface ListTenant {
  origin: string;
  people: unknown[];
  teams: unknown[];
  roles: RoleWire[];
  /** The server's own limit; null gives what was asked. */
  cap: number | null;
  /** Added to the true total. */
  totalOff: number;
  /** Called before each page is made; may change the lists or order a fault. */
  beforePage: (page: AskedPage) => Fault | undefined;
  /** Called after a page was made and before it is sent. */
  beforeSend: (page: AskedPage) => Promise<void>;
  asked: AskedPage[];
  client(): TenantClient;
  close(): Promise<void>;
}

const listNames: Record<string, ListName> = {
  '/api/svc/v1/users': 'users',
  '/api/svc/v1/teams/user': 'teams',
  '/api/svc/v1/role/list': 'roles',
};

/** Starts a tenant that lists these people. */
export async function startListTenant(people: unknown[] = []): Promise<ListTenant> {
  const server = await startScriptedServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://tenant');
    const list = listNames[url.pathname];
    if (list === undefined) {
      response.writeHead(404).end();
      return;
    }
    const page = {
      list,
      offset: Number(url.searchParams.get('offset') ?? 0),
      limit: Number(url.searchParams.get('limit') ?? 100),
    };
    tenant.asked.push(page);
    const fault = tenant.beforePage(page);
    response.setHeader('content-type', 'application/json');
    if (fault === 'cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data":[');
      response.destroy();
      return;
    }
    if (fault !== undefined) {
      if ('status' in fault) response.writeHead(fault.status).end('{"statusCode":0,"message":"ordered"}');
      else response.end(fault.body);
      return;
    }
    const rows = { users: tenant.people, teams: tenant.teams, roles: tenant.roles }[list];
    const limit = list === 'roles' ? rows.length : Math.min(page.limit, tenant.cap ?? page.limit);
    const body = JSON.stringify({
      data: rows.slice(page.offset, page.offset + limit),
      pagination: { total: rows.length + (list === 'users' ? tenant.totalOff : 0), offset: page.offset },
    });
    void tenant.beforeSend(page).then(() => response.end(body));
  });
  const clients: TenantClient[] = [];
  const tenant: ListTenant = {
    origin: server.origin,
    people,
    teams: [],
    roles: [],
    cap: null,
    totalOff: 0,
    beforePage: () => undefined,
    beforeSend: async () => undefined,
    asked: [],
    client: () => {
      const client = createTenantClient({
        controlPlane: server.origin,
        token: new Secret('tfy-list-token-0123456789'),
        fetch,
        log: () => undefined,
        clock: createLeapingClock(),
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.close();
      await server.close();
    },
  };
  return tenant;
}

/** A person as the platform sends them. */
export function person(number: number, more: Partial<UserWire> = {}): UserWire {
  const name = `u${String(number).padStart(6, '0')}`;
  return {
    id: name,
    email: `${name}@halden.example`,
    tenantName: 'halden',
    active: true,
    isEditable: true,
    roles: ['member'],
    rolesWithResource: [],
    metadata: { displayName: `Person ${number}`, inviteAccepted: true },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** So many people. */
export function crowd(count: number): UserWire[] {
  return Array.from({ length: count }, (_, index) => person(index));
}

/** A team as the platform sends it. */
export function team(name: string, members: string[], managers: string[] = []): TeamWire {
  return { id: `t-${name}`, isEditable: true, manifest: { name, members, managers } };
}
