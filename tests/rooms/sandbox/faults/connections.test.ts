import { describe, expect, test } from 'vitest';
import { faultyTenant } from './faulty-tenant.ts';

const onDeactivation = { method: 'PATCH', path: '/api/svc/v1/users/deactivate' };
const deactivation = (email: string) => ({ method: 'PATCH', path: '/users/deactivate', body: { email } });

describe('a connection reset', () => {
  test.each([
    ['before', true],
    ['after', false],
  ] as const)('%s the effect: no byte of an answer comes', async (when, isActive) => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    await tenant.order({ kind: 'reset', when, times: 1, match: onDeactivation });
    const answer = await tenant.send(deactivation(email));
    expect([answer.ending, answer.pieces]).toEqual(['ECONNRESET', []]);
    expect(await tenant.isActive(email)).toBe(isActive);
  });

  test('in the middle of the body: the part came, then the reset, and the effect is there', async () => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    const whole = await tenant.send({ path: '/users?limit=20' });
    await tenant.order({ kind: 'reset', when: 'in-body', bytes: 100, match: { method: 'GET' } });
    const cut = await tenant.send({ path: '/users?limit=20' });
    expect(cut.ending).toBe('ECONNRESET');
    expect(cut.headers['content-length']).toBe(whole.headers['content-length']);
    expect(cut.body).toEqual(whole.body.subarray(0, 100));
    await tenant.clear();
    await tenant.order({ kind: 'reset', when: 'in-body', times: 1, match: onDeactivation });
    expect((await tenant.send(deactivation(email))).ending).toBe('ECONNRESET');
    expect(await tenant.isActive(email)).toBe(false);
  });
});

describe('a request that hangs', () => {
  test.each([
    ['before', true],
    ['after', false],
  ] as const)('%s the effect: nothing comes, and the tenant goes on for others', async (when, isActive) => {
    const tenant = await faultyTenant();
    const email = await tenant.member();
    await tenant.order({ kind: 'hang', when, times: 1, match: onDeactivation });
    const hung = tenant.send({ ...deactivation(email), stopAfterMs: 400 });
    expect((await tenant.send({ path: '/role/list' })).status).toBe(200);
    const answer = await hung;
    expect([answer.ending, answer.pieces]).toEqual(['silence', []]);
    expect(await tenant.isActive(email)).toBe(isActive);
  });

  test('in the body: the part came, and no more', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'hang', when: 'in-body', bytes: 10 });
    const answer = await tenant.send({ path: '/users?limit=5', stopAfterMs: 300 });
    expect([answer.ending, answer.status, answer.body.length]).toEqual(['silence', 200, 10]);
  });

  test('does not keep the tenant from closing', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'hang' });
    const hung = tenant.send({ path: '/role/list' });
    while ((await tenant.requests()).length === 0);
    const begun = performance.now();
    await tenant.close();
    expect(performance.now() - begun).toBeLessThan(1500);
    expect((await hung).status).toBeNull();
  });
});

test('connections are refused for so long, then the tenant is there again, at the same address', async () => {
  const tenant = await faultyTenant();
  const { id } = await tenant.order({ kind: 'refuse-connections', ms: 300 });
  const begun = performance.now();
  expect((await tenant.send({ path: '/role/list' })).ending).toBe('ECONNREFUSED');
  let answer = await tenant.send({ path: '/role/list' });
  while (answer.ending === 'ECONNREFUSED') answer = await tenant.send({ path: '/role/list' });
  expect(answer.status).toBe(200);
  expect(performance.now() - begun).toBeGreaterThan(250);
  expect(await tenant.faults()).toMatchObject([{ id, struck: 1 }]);
});

test('a refusal that is taken back opens the door at once; of two, the door waits for both', async () => {
  const tenant = await faultyTenant();
  const untilThere = async () => {
    let answer = await tenant.send({ path: '/role/list' });
    while (answer.ending === 'ECONNREFUSED') answer = await tenant.send({ path: '/role/list' });
    return answer.status;
  };
  const { id: first } = await tenant.order({ kind: 'refuse-connections', ms: 600_000 });
  const { id: second } = await tenant.order({ kind: 'refuse-connections', ms: 600_000 });
  await tenant.remove(first);
  expect((await tenant.send({ path: '/role/list' })).ending).toBe('ECONNREFUSED');
  await tenant.remove(second);
  expect(await untilThere()).toBe(200);
  await tenant.order({ kind: 'refuse-connections', ms: 600_000 });
  await tenant.clear();
  expect(await untilThere()).toBe(200);
});

test('a tenant closes while its door refuses', async () => {
  const tenant = await faultyTenant();
  await tenant.order({ kind: 'refuse-connections', ms: 600_000 });
  const begun = performance.now();
  await tenant.close();
  expect(performance.now() - begun).toBeLessThan(1500);
  expect((await tenant.send({ path: '/role/list' })).ending).toBe('ECONNREFUSED');
});
