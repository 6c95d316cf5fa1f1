import { expect, test } from 'vitest';
import { addressIn, serveIdp } from './serve-idp.ts';

const day = 86_400_000;

test('Test Connection asks for nobody, names no agent, and wants an empty list', async () => {
  const { idp, wire } = await serveIdp('entra');
  await idp.cycle();
  const [first] = wire.exchanges;
  expect(first).toMatchObject({
    method: 'GET',
    path: expect.stringMatching(/^\/Users\?filter=userName eq "[0-9a-f-]{36}"$/),
    status: 200,
  });
  expect(first?.headers).not.toHaveProperty('user-agent');
});

test('a newcomer is asked for by userName and externalId, then posted without what is empty', async () => {
  const { idp, wire, cycle, personOf } = await serveIdp('entra');
  await cycle();
  const email = addressIn(idp.join(1));
  await idp.cycle();
  const [byName, byId, posted] = wire.exchanges;
  expect(byName).toMatchObject({ path: `/Users?filter=userName eq "${email}"`, status: 200 });
  expect(byId).toMatchObject({ path: expect.stringMatching(/^\/Users\?filter=externalId eq "00u\w+"$/) });
  expect(posted).toMatchObject({
    method: 'POST',
    status: 201,
    headers: { 'content-type': 'application/scim+json' },
    body: {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      ],
      userName: email,
      active: true,
      meta: { resourceType: 'User' },
      name: { formatted: expect.any(String) },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: expect.any(String) },
    },
  });
  expect(JSON.stringify(posted?.body)).not.toContain('null');
  expect(JSON.stringify(posted?.body)).not.toContain('password');
  expect(await personOf(email)).toMatchObject({ active: true, metadata: { createdByScim: true } });
});

test.each([
  ['entra', [{ op: 'Replace', path: 'active', value: 'False' }]],
  ['entra-scim062020', [{ op: 'replace', path: 'active', value: false }]],
] as const)('%s: leaving deactivates, and thirty days later deletes', async (vendor, operations) => {
  const sandbox = await serveIdp(vendor);
  const { idp, wire, clock, cycle, personOf, everybody } = sandbox;
  await cycle();
  const email = addressIn(idp.leave(1));
  await idp.cycle();
  const { id, active } = await personOf(email);
  expect(active).toBe(false);
  expect(wire.exchanges[0]).toMatchObject({ method: 'GET', path: `/Users/${id}` });
  expect(sandbox.operations('/Users')).toEqual(operations);

  clock.advance(29 * day);
  expect((await cycle()).lines).toEqual([]);
  clock.advance(day);
  const { lines, counts } = await cycle();
  expect(lines).toEqual([`DELETE /Users/${id} 204`]);
  expect(counts).toMatchObject({ peopleDeleted: 1 });
  expect((await everybody()).some((user) => user.id === id)).toBe(false);
});

test.each([
  ['entra', 'Replace', 'Add'],
  ['entra-scim062020', 'replace', 'add'],
] as const)('%s: one operation for each attribute that changed', async (vendor, replace, add) => {
  const { idp, cycle, operations, wire } = await serveIdp(vendor);
  await cycle();
  const [said = ''] = idp.rename();
  await idp.cycle();
  const name = / is called (.+), at /.exec(said)?.[1];
  expect(operations('/Users')).toEqual(
    expect.arrayContaining([
      { op: replace, path: 'displayName', value: name },
      { op: replace, path: 'name.familyName', value: expect.any(String) },
    ]),
  );
  wire.lines();
  idp.promote();
  await idp.cycle();
  const [titled] = operations('/Users');
  expect(titled).toMatchObject({ path: 'title', value: expect.any(String) });
  expect([replace, add]).toContain(titled?.op);
});

test.each(['entra', 'entra-scim062020'] as const)(
  '%s: groups by displayName without members; a removal takes one out and leaves the others',
  async (vendor) => {
    const { idp, wire, cycle, operations, call } = await serveIdp(vendor);
    await cycle();
    idp.makeGroup('night-shift');
    await idp.cycle();
    const [asked, made] = wire.exchanges;
    expect(asked).toMatchObject({
      method: 'GET',
      path: '/Groups?excludedAttributes=members&filter=displayName eq "night-shift"',
      status: 200,
    });
    expect(made).toMatchObject({ method: 'POST', path: '/Groups', status: 201 });
    const { schemas } = (made?.body ?? {}) as { schemas: string[] };
    expect(schemas).toHaveLength(vendor === 'entra' ? 2 : 1);
    const team = async () => {
      const { data } = (await call('GET', '/teams/user?limit=1000')).body;
      return data.find(({ teamName }) => teamName === 'night-shift')?.manifest.members ?? [];
    };
    const before = await team();
    expect(before.length).toBeGreaterThan(2);
    expect(operations('/Groups')).toHaveLength(before.length);

    wire.lines();
    const gone = addressIn(idp.leave(1000));
    expect(gone).toContain('@');
    await idp.cycle();
    const removals = operations('/Groups').filter(({ op }) => op.toLowerCase() === 'remove');
    expect(removals.length).toBeGreaterThanOrEqual(before.length);
    for (const removal of removals) {
      expect(removal).toEqual(
        vendor === 'entra'
          ? { op: 'Remove', path: 'members', value: [{ $ref: null, value: expect.any(String) }] }
          : { op: 'remove', path: expect.stringMatching(/^members\[value eq "\w+"\]$/) },
      );
    }
    expect(await team()).toEqual([]);
  },
);

test('one removal by a list of values takes out that one alone', async () => {
  const { idp, cycle, call } = await serveIdp('entra');
  await cycle();
  const sizes = async () => {
    const { data } = (await call('GET', '/teams/user?limit=1000&type=sso-team')).body;
    return data.reduce((sum, team) => sum + team.manifest.members.length, 0);
  };
  const before = await sizes();
  for (let moved = 0; moved < 5; moved += 1) idp.moveGroup();
  await cycle();
  expect(Math.abs((await sizes()) - before)).toBeLessThanOrEqual(5);
  expect(before).toBeGreaterThan(20);
});

test('a token that is rotated away puts the connection into quarantine, until the new one is set', async () => {
  const { idp, clock, newToken, wire, cycle } = await serveIdp('entra');
  await cycle();
  const token = await newToken();
  idp.join(2);
  const refused = await idp.cycle();
  expect(refused).toMatchObject({
    state: 'quarantined',
    waiting: { people: 2 },
    quarantine: { tries: 1, reason: expect.stringMatching(/^GET \/Users was answered 401/) },
    lastCycle: { end: 'stopped', requests: 1, errors: [{ status: 401 }] },
  });
  const hours = (status: typeof refused) =>
    (Date.parse(status.quarantine?.nextTryAt ?? '') - clock.now()) / 3_600_000;
  expect(hours(refused)).toBeCloseTo(6, 1);
  expect(hours(await idp.cycle())).toBeCloseTo(12, 1);
  expect(hours(await idp.cycle())).toBeCloseTo(24, 1);
  clock.advance(28 * day);
  expect(await idp.cycle()).toMatchObject({ state: 'off', quarantine: { nextTryAt: null } });
  expect(JSON.stringify(idp.status())).not.toContain(token);

  wire.lines();
  idp.setToken({ token });
  const healed = await idp.cycle();
  expect(healed).toMatchObject({ state: 'idle', quarantine: null, waiting: { people: 0 } });
  expect(healed.lastCycle?.counts).toMatchObject({ peopleCreated: 2, failures: 0 });
  // The connection is tested anew before anything is pushed.
  expect(wire.lines()[0]).toMatch(/^GET \/Users\?filter=userName eq "[0-9a-f-]{36}" 200$/);
});

test('leaving SCIM mode stops the pushes at once, coming back resumes them', async () => {
  const { idp, call, cycle } = await serveIdp('entra');
  await cycle();
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  idp.join(1);
  expect(await idp.cycle()).toMatchObject({ state: 'quarantined', lastCycle: { errors: [{ status: 401 }] } });
  await call('PUT', '/settings/provisioning', { body: { mode: 'scim' } });
  expect((await cycle()).counts).toMatchObject({ peopleCreated: 1 });
});
