import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { createLeapingClock } from '../harness/leaping-clock.ts';
import { type FaultySandbox, serveFaultySandbox } from '../harness/order-fault.ts';

const listNames: Readonly<Record<string, 'users' | 'teams' | 'roles'>> = {
  '/api/svc/v1/users': 'users',
  '/api/svc/v1/teams/user': 'teams',
  '/api/svc/v1/role/list': 'roles',
};

export interface ListedPerson {
  readonly id: string;
  readonly email: string;
  readonly active: boolean;
  readonly isEditable: boolean;
  readonly roles: string[];
}

/** A sandbox tenant to be copied, and what it says of itself when no fault is in the way. */
export interface FaultyTenant extends FaultySandbox {
  /** The pages that its clients asked for, in order. */
  readonly asked: { readonly list: 'users' | 'teams' | 'roles'; readonly offset: number }[];
  /** A client whose waits are over at once. */
  client(): TenantClient;
  /** Everybody, in the tenant's order. Order no faults meanwhile: this asks by the same port. */
  people(): Promise<ListedPerson[]>;
  /** Their ids, sorted. */
  ids(): Promise<string[]>;
  /** Deactivates so many members; answers their ids. */
  deactivate(count: number): Promise<string[]>;
}

/** Serves a tenant with so many people. */
export async function serveFaultyTenant(users: number): Promise<FaultyTenant> {
  const sandbox = await serveFaultySandbox('--users', String(users));
  const headers = { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' };
  const base = `${sandbox.tenantUrl}/api/svc/v1`;
  const clients: TenantClient[] = [];
  const asked: FaultyTenant['asked'] = [];
  const noting: typeof fetch = (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    const list = listNames[pathname];
    if (list !== undefined) asked.push({ list, offset: Number(searchParams.get('offset') ?? 0) });
    return fetch(input, init);
  };
  async function people(): Promise<ListedPerson[]> {
    const rows: ListedPerson[] = [];
    for (;;) {
      const address = `${base}/users?limit=1000&showInvalidUsers=true&offset=${rows.length}`;
      const answer = await fetch(address, { headers });
      const { data } = (await answer.json()) as { data: ListedPerson[] };
      if (data.length === 0) return rows;
      rows.push(...data);
    }
  }
  return {
    ...sandbox,
    asked,
    people,
    client() {
      const client = createTenantClient({
        controlPlane: sandbox.tenantUrl,
        token: new Secret(sandbox.token),
        fetch: noting,
        log: () => undefined,
        clock: createLeapingClock(),
      });
      clients.push(client);
      return client;
    },
    ids: async () => (await people()).map(({ id }) => id).sort(),
    async deactivate(count) {
      const able = (await people()).filter(
        ({ active, isEditable, roles }) => active && isEditable && !roles.includes('tenant-admin'),
      );
      const chosen = able.slice(0, count);
      if (chosen.length < count) throw new Error(`only ${chosen.length} people may be deactivated here`);
      for (const { email } of chosen) {
        const change = { method: 'PATCH', headers, body: JSON.stringify({ email }) };
        const answer = await fetch(`${base}/users/deactivate`, change);
        if (answer.status !== 200) throw new Error(`deactivating ${email} answered ${answer.status}`);
      }
      return chosen.map(({ id }) => id);
    },
    close: async () => {
      for (const client of clients) client.close();
      await sandbox.close();
    },
  };
}
