import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { createLeapingClock } from '../harness/leaping-clock.ts';
import { type ScriptedServer, startScriptedServer } from '../harness/scripted-server.ts';

const canary = 'tfy-canary-token-0123456789';
const servers: ScriptedServer[] = [];

async function start(listener: RequestListener, host?: string): Promise<ScriptedServer> {
  const server = await startScriptedServer(listener, host);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const answerUsers: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ data: [], pagination: { total: 0 } }));
};

describe('redirects (C1)', () => {
  const codes = [301, 302, 303, 307, 308];
  /** Where else a token could be carried: another port, another name, another address, a path of the same place. */
  const kinds = ['port', 'name', 'address', 'same'] as const;

  test.each(codes.flatMap((code) => kinds.map((kind) => [code, kind] as const)))(
    '%d to another %s is refused and takes no token along',
    async (code, kind) => {
      const elsewhere = await start(answerUsers, kind === 'address' ? '127.0.0.2' : '127.0.0.1');
      const home = await start((request, response) => {
        const target =
          kind === 'same'
            ? '/api/svc/v1/elsewhere'
            : kind === 'name'
              ? elsewhere.origin.replace('127.0.0.1', 'localhost')
              : elsewhere.origin;
        response.writeHead(request.url === '/api/svc/v1/elsewhere' ? 200 : code, { location: target }).end();
      });
      const client = createTenantClient({
        controlPlane: home.origin,
        token: new Secret(canary),
        fetch,
        log: () => undefined,
        clock: createLeapingClock(),
      });
      const read = await client.readUsersPage(0, 10);
      const change = await client.deactivateUser('ada@halden.example');
      client.close();
      expect(read).toMatchObject({ ok: false, failure: { code: 'redirected' }, effect: 'none' });
      expect(change).toMatchObject({ ok: false, failure: { code: 'redirected' }, effect: 'possible' });
      expect(elsewhere.arrived).toEqual([]);
      expect(home.arrived.map(({ url }) => url)).not.toContain('/api/svc/v1/elsewhere');
      expect(home.arrived.length).toBe(2);
      expect(home.arrived.every(({ headers }) => headers.authorization === `Bearer ${canary}`)).toBe(true);
    },
  );

  test('what is sent says who asks, carries no cookie and keeps none', async () => {
    const home = await start((_request, response) => {
      response.setHeader('set-cookie', 'session=1');
      answerUsers(_request, response);
    });
    const client = createTenantClient({
      controlPlane: home.origin,
      token: new Secret(canary),
      fetch,
      log: () => undefined,
    });
    await client.readUsersPage(0, 10);
    await client.readUsersPage(10, 10);
    client.close();
    for (const { headers } of home.arrived) {
      expect(headers['user-agent']).toMatch(/^Tenantry\/\d+\.\d+\.\d+/);
      expect(headers.accept).toBe('application/json');
      expect(headers.cookie).toBeUndefined();
    }
    expect(home.arrived.length).toBe(2);
  });
});
