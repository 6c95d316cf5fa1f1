import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { faultyTenant } from '../faults/faulty-tenant.ts';
import { serveSandbox } from '../serve-sandbox.ts';

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As fetch, but with whatever Host and Origin. */
function send(address: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = request(address, { method, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

const json = { 'content-type': 'application/json' };

async function controlled(...args: string[]) {
  const tenant = await faultyTenant(...args);
  const controlUrl = tenant.ready.controlUrl ?? '';
  return { tenant, controlUrl, origin: new URL(controlUrl).origin };
}

describe('who may steer the tenant', () => {
  test('nobody without the secret, which nothing repeats', async () => {
    const { controlUrl, origin } = await controlled();
    for (const path of ['/', '/faults', '/state', `/${'a'.repeat(32)}/state`, '/%00/state', '/..%2f/state']) {
      const answer = await send(`${origin}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).not.toContain(new URL(controlUrl).pathname.slice(1, -1));
    }
    expect((await send(`${controlUrl}nowhere`)).text).not.toContain(
      new URL(controlUrl).pathname.slice(1, -1),
    );
  });

  test.each<[string, Record<string, string>]>([
    ['a name of its own', { host: 'evil.example' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['another page', { origin: 'http://evil.example' }],
    ['a page without a name', { origin: 'null' }],
    ["the tenant's own pages", { origin: 'TENANT' }],
  ])('%s is refused even with the secret', async (_name, wrong) => {
    const { tenant, controlUrl } = await controlled();
    const headers = { ...json, ...(wrong.origin === 'TENANT' ? { origin: tenant.tenantUrl } : wrong) };
    const body = JSON.stringify({ kind: 'hang' });
    expect((await send(`${controlUrl}faults`, { method: 'POST', headers, body })).status).toBe(403);
    expect(await tenant.faults()).toEqual([]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'a body that comes as "%s" orders nothing',
    async (type) => {
      const { tenant, controlUrl } = await controlled();
      const headers = type === '' ? {} : { 'content-type': type };
      const body = JSON.stringify({ kind: 'hang' });
      expect((await send(`${controlUrl}faults`, { method: 'POST', headers, body })).status).toBe(415);
      expect(await tenant.faults()).toEqual([]);
    },
  );

  test("the tenant's own port knows none of it, and --no-control leaves it out", async () => {
    const { tenant, controlUrl } = await controlled();
    const { pathname } = new URL(controlUrl);
    expect((await send(`${tenant.tenantUrl}${pathname}state`)).status).toBe(404);
    const { ready } = await serveSandbox('--no-control');
    expect(ready).not.toHaveProperty('controlUrl');
  });
});

describe('orders', () => {
  test('are kept with an id, looked at and removed', async () => {
    const { tenant, controlUrl } = await controlled();
    const { id } = await tenant.order({ kind: 'latency', ms: 1 });
    expect(JSON.parse((await send(`${controlUrl}faults/${id}`)).text)).toMatchObject({
      data: { id, order: { kind: 'latency', ms: 1, from: 1, times: 'for-ever', percent: 100 }, struck: 0 },
    });
    await tenant.remove(id);
    await expect(tenant.remove(id)).rejects.toThrow('No fault has this id.');
    expect((await send(`${controlUrl}faults/${id}`)).status).toBe(404);
    await tenant.orderAll([{ kind: 'hang' }, { kind: 'reset' }]);
    await tenant.clear();
    expect(await tenant.faults()).toEqual([]);
  });

  test.each([
    ['{"kind":"nonsense"}', 422],
    ['{"kind":"latency"}', 422],
    ['{"kind":"latency","ms":-1}', 422],
    ['{"kind":"latency","ms":{"min":5,"max":1}}', 422],
    ['{"kind":"latency","ms":1,"percent":0}', 422],
    ['{"kind":"latency","ms":1,"times":0}', 422],
    ['{"kind":"latency","ms":1,"match":{"path":"users"}}', 422],
    ['{"kind":"latency","ms":1,"unknown":1}', 422],
    ['{"kind":"refuse-connections","ms":100,"match":{}}', 422],
    ['{"kind":"answer","headers":{"a b":"c"}}', 422],
    ['{"kind":"answer","headers":{"Content-Length":"5"}}', 422],
    ['{"kind":"answer","contentType":"a\\nb"}', 422],
    ['[{"kind":"hang"},{"kind":"nonsense"}]', 422],
    ['null', 400],
    ['{"kind":', 400],
    ['7', 400],
  ])('%s is refused, and nothing is ordered', async (body, status) => {
    const { tenant, controlUrl } = await controlled();
    const answer = await send(`${controlUrl}faults`, { method: 'POST', headers: json, body });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ statusCode: status, message: expect.any(String) });
    expect(await tenant.faults()).toEqual([]);
  });
});

describe('the clock, the state and the SCIM token of this start', () => {
  test('the clock goes forward, and the answers tell its date', async () => {
    const { tenant, controlUrl } = await controlled();
    await tenant.advance(86_400_000);
    const { headers } = await tenant.send({ path: '/role/list' });
    expect(Math.abs(Date.parse(headers.date ?? '') - Date.now() - 86_400_000)).toBeLessThan(5000);
    await expect(tenant.advance(-1)).rejects.toThrow('422');
    expect(JSON.parse((await send(`${controlUrl}state`)).text).data).toMatchObject({
      mode: 'scim',
      users: 60,
      requests: 1,
      faults: 0,
    });
  });

  test('the SCIM token works while the mode is SCIM, and ends with the tenant’s own', async () => {
    const { call, at, ready } = await serveSandbox();
    const { scimUrl = '', scimToken = '' } = ready;
    const status = async () => (await at('GET', `${scimUrl}/Users?count=1`, { token: scimToken })).status;
    const ssoId = scimUrl.split('/').at(-1);
    expect(await status()).toBe(200);
    await call('PUT', '/settings/provisioning', { body: { mode: 'invite-only' } });
    expect(await status()).toBe(401);
    await call('PUT', '/settings/provisioning', { body: { mode: 'scim' } });
    expect(await status()).toBe(200);
    await call('POST', `/sso/${ssoId}/scim-token`);
    expect(await status()).toBe(401);
    const other = await serveSandbox();
    await other.call('DELETE', `/sso/${other.ready.scimUrl?.split('/').at(-1)}/scim-token`);
    const ended = await other.at('GET', `${other.ready.scimUrl}/Users`, {
      token: other.ready.scimToken ?? '',
    });
    expect(ended.status).toBe(401);
  });

  test('without SSO there is none', async () => {
    const { ready } = await serveSandbox('--no-sso');
    expect(ready).not.toHaveProperty('scimToken');
    expect(ready).not.toHaveProperty('scimUrl');
  });
});

test('closing the tenant closes its control port', async () => {
  const { tenant, controlUrl } = await controlled();
  await tenant.close();
  await expect(send(`${controlUrl}state`)).rejects.toThrow('ECONNREFUSED');
});
