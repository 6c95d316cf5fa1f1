// An independent SCIM server: scimmy with its own routers, patch and filters, over a list in memory. Only keeping, finding and
// refusing a name that exists are written here; everything that a probe judges is what the package does.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

interface Kept {
  id: string;
  userName?: string;
  displayName?: string;
  [name: string]: unknown;
}

interface AskedFor {
  id?: string;
  filter?: { match(items: Kept[]): Kept[] };
}

export interface ScimmyServer {
  scimUrl: string;
  token: string;
  /** Everything that it holds; one person was there before. */
  held(): { users: Kept[]; groups: Kept[] };
  close(): Promise<void>;
}

function shelf(named: 'userName' | 'displayName') {
  const items = new Map<string, Kept>();
  const found = (id: string): Kept => {
    const item = items.get(id);
    if (item === undefined) throw new SCIMMY.Types.Error(404, null as never, `Resource ${id} not found`);
    return item;
  };
  return {
    items,
    ingress: async (resource: AskedFor, data: object): Promise<Kept> => {
      const { id } = resource;
      const draft = JSON.parse(JSON.stringify(data)) as Kept;
      const name = String(draft[named] ?? '').toLowerCase();
      const taken = [...items.values()].some(
        (item) => item.id !== id && String(item[named] ?? '').toLowerCase() === name,
      );
      if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${named} is taken`);
      const kept = { ...draft, id: id === undefined ? randomUUID() : found(id).id };
      items.set(kept.id, kept);
      return kept;
    },
    egress: async (resource: AskedFor): Promise<Kept | Kept[]> => {
      if (resource.id !== undefined) return found(resource.id);
      const all = [...items.values()];
      return resource.filter === undefined ? all : resource.filter.match(all);
    },
    degress: async (resource: AskedFor): Promise<void> => {
      items.delete(found(resource.id ?? '').id);
    },
  };
}

/** Starts the server on loopback. */
export async function startScimmyServer(): Promise<ScimmyServer> {
  const token = `scimmy-${randomUUID()}`;
  const users = shelf('userName');
  const groups = shelf('displayName');
  SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    ingress: users.ingress as never,
    egress: users.egress as never,
    degress: users.degress as never,
  });
  SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
    ingress: groups.ingress as never,
    egress: groups.egress as never,
    degress: groups.degress as never,
  });
  // Somebody who was there before: to be found by filter, and never to be touched.
  users.items.set('keeper', {
    id: 'keeper',
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'keeper@example.com',
    displayName: 'Keeper',
    active: true,
  });
  const app = express();
  app.use(
    '/scim',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request: express.Request) => {
        if (request.header('authorization') !== `Bearer ${token}`) throw new Error('The token is not known');
        return 'probe';
      },
    }) as never,
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    scimUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim`,
    token,
    held: () => ({ users: [...users.items.values()], groups: [...groups.items.values()] }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
