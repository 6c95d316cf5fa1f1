import { expect, onTestFinished, test, vi } from 'vitest';
import { openTenantDoor } from '../../../../src-sandbox/tenant-door.ts';
import { faultyTenant } from '../faults/faulty-tenant.ts';

const centuryMs = 100 * 365 * 86_400_000;

test('the clock goes no further than the years that have four digits, and the tenant lives on', async () => {
  const tenant = await faultyTenant();
  let steps = 0;
  const goOn = async (): Promise<string> => {
    for (; steps < 200; steps += 1) {
      const refused = await tenant.advance(centuryMs).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      if (refused !== undefined) return refused;
    }
    return 'it was never refused';
  };
  expect(await goOn()).toContain('422');
  expect(steps).toBeGreaterThan(70);
  const state = await (await fetch(`${tenant.ready.controlUrl}state`)).json();
  expect((state as { data: { now: string } }).data.now).toMatch(/^9[78]\d\d-/u);
  // The page's form is refused alike.
  const form = await fetch(`${tenant.ready.controlUrl}page/clock`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `advanceMs=${centuryMs}`,
  });
  expect(form.status).toBe(422);
  const answer = await tenant.send({ path: '/session' });
  expect([answer.status, answer.headers.date]).toEqual([200, expect.stringMatching(/ 9[78]\d\d /u)]);
  const email = 'far.ahead@partner.example';
  expect((await tenant.send({ method: 'POST', path: '/users/register', body: { email } })).status).toBe(200);
  expect(await tenant.isActive(email)).toBe(true);
});

test('a listener that throws answers 500 and ends nothing', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  const door = await openTenantDoor(0);
  onTestFinished(() => door.close());
  door.serve((request, response) => {
    if (request.url === '/good') response.end('good');
    else if (request.url === '/begun') {
      response.write('a part');
      throw new Error('thrown in the middle');
    } else throw new RangeError('thrown at once');
  });
  const address = `http://127.0.0.1:${door.port}`;
  const failed = await fetch(`${address}/bad`);
  expect([failed.status, await failed.json()]).toMatchObject([500, { statusCode: 500 }]);
  await expect(fetch(`${address}/begun`).then((answer) => answer.text())).rejects.toThrow();
  expect(await (await fetch(`${address}/good`)).text()).toBe('good');
  expect(said).toHaveBeenCalledTimes(2);
});
