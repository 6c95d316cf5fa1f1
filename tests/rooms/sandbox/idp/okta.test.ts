import { expect, test } from 'vitest';
import { addressIn, serveIdp } from './serve-idp.ts';

const users = /^urn:ietf:params:scim:schemas:core:2.0:User$/;

test('the connection asks for two people and a page of groups, then imports all people by pages of 100', async () => {
  const { cycle, wire, idp } = await serveIdp('okta');
  const { lines, counts } = await cycle();
  expect(lines.slice(0, 3)).toEqual([
    'GET /Users?startIndex=1&count=2 200',
    'GET /Groups?startIndex=1&count=100 200',
    'GET /Users?startIndex=1&count=100 200',
  ]);
  expect(counts).toMatchObject({ peopleCreated: 6, failures: 0 });
  expect(idp.status()).toMatchObject({ state: 'idle', waiting: { people: 0, groups: 0 } });
  const again = await cycle();
  expect(again.lines).toEqual([]);
  expect(wire.exchanges).toEqual([]);
});

test('a newcomer is asked for by userName first, then posted with a random password', async () => {
  const { idp, wire, personOf, cycle } = await serveIdp('okta');
  await cycle();
  const email = addressIn(idp.join(1));
  await idp.cycle();
  const [asked, posted] = wire.exchanges;
  expect(asked).toMatchObject({
    method: 'GET',
    path: `/Users?filter=userName eq "${email}"&startIndex=1&count=100`,
    status: 200,
    headers: { 'user-agent': 'Okta SCIM Client 1.0.0', accept: 'application/scim+json' },
  });
  expect(posted).toMatchObject({
    method: 'POST',
    path: '/Users',
    status: 201,
    headers: { 'content-type': 'application/scim+json; charset=utf-8' },
    body: {
      schemas: [expect.stringMatching(users)],
      userName: email,
      name: { givenName: expect.any(String), familyName: expect.any(String) },
      emails: [{ primary: true, value: email, type: 'work' }],
      locale: 'en-US',
      externalId: expect.stringMatching(/^00u/),
      groups: [],
      password: expect.stringMatching(/^\S{8}$/),
      active: true,
    },
  });
  expect(await personOf(email)).toMatchObject({
    active: true,
    isEditable: false,
    metadata: { createdByScim: true },
  });
});

test('a catalogue app says goodbye with a pathless PATCH and never deletes', async () => {
  const { idp, wire, personOf, cycle } = await serveIdp('okta');
  await cycle();
  const email = addressIn(idp.leave(1));
  const { counts } = await cycle();
  expect(counts).toMatchObject({ peopleDeactivated: 1, peopleDeleted: 0, failures: 0 });
  expect((await personOf(email)).active).toBe(false);
  const other = addressIn(idp.leave(1));
  await idp.cycle();
  const { id } = await personOf(other);
  expect(wire.exchanges[0]).toMatchObject({
    method: 'PATCH',
    path: `/Users/${id}`,
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    },
  });
  expect(wire.exchanges.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('a wizard app reads the whole account and PUTs it back, also to say goodbye', async () => {
  const { idp, wire, personOf, cycle } = await serveIdp('okta-put');
  await cycle();
  const email = addressIn(idp.leave(1));
  await idp.cycle();
  const { id, active } = await personOf(email);
  expect(active).toBe(false);
  const [read, put] = wire.exchanges;
  expect(read).toMatchObject({ method: 'GET', path: `/Users/${id}`, status: 200 });
  expect(put).toMatchObject({
    method: 'PUT',
    path: `/Users/${id}`,
    status: 200,
    body: { id, userName: email, active: false, meta: { resourceType: 'User' } },
  });
});

test('a new name goes by GET and PUT; the person keeps their id', async () => {
  const { idp, personOf, somebody, cycle } = await serveIdp('okta');
  await cycle();
  const [said = ''] = idp.rename();
  const [, before = '', name = '', after = ''] = /^(\S+) is called (.+), at (\S+)$/.exec(said) ?? [];
  const { id } = await personOf(before);
  const { lines, counts } = await cycle();
  expect(lines).toEqual([`GET /Users/${id} 200`, `PUT /Users/${id} 200`]);
  expect(counts).toMatchObject({ peopleUpdated: 1 });
  const person = await somebody((user) => user.id === id);
  expect(person).toMatchObject({ email: after, metadata: { displayName: name } });
});

test('a catalogue app PATCHes the name and the changed members of a group', async () => {
  const { idp, wire, cycle } = await serveIdp('okta');
  await cycle();
  const [said = ''] = idp.moveGroup();
  await idp.cycle();
  const patches = wire.exchanges.filter(({ method }) => method === 'PATCH');
  expect(wire.exchanges).toHaveLength(patches.length);
  expect(patches.map(({ body }) => body)).toEqual([
    expect.objectContaining({
      Operations: [{ op: 'replace', value: { id: expect.any(String), displayName: expect.any(String) } }],
    }),
    expect.objectContaining({ Operations: [expect.objectContaining({})] }),
    expect.objectContaining({
      Operations: [{ op: 'replace', value: { id: expect.any(String), displayName: expect.any(String) } }],
    }),
    expect.objectContaining({ Operations: [expect.objectContaining({})] }),
  ]);
  const operations = patches.flatMap(({ body }) => (body as { Operations: { op: string }[] }).Operations);
  expect(operations.map(({ op }) => op).sort()).toEqual(['add', 'remove', 'replace', 'replace']);
  expect(operations).toContainEqual({
    op: 'remove',
    path: expect.stringMatching(/^members\[value eq "[a-z0-9]+"\]$/),
  });
  expect(said).toContain('moves from');
});

test('group push of a wizard app replaces all members by PUT, an empty list included', async () => {
  const { idp, wire, call, cycle } = await serveIdp('okta-put');
  await cycle();
  idp.makeGroup('night-shift');
  await idp.cycle();
  const pushed = wire.exchanges.filter(({ path }) => path.startsWith('/Groups'));
  expect(pushed.map(({ method, status }) => `${method} ${status}`)).toEqual([
    'GET 200',
    'POST 201',
    'PUT 200',
  ]);
  expect(pushed[1]?.body).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'night-shift',
    members: [],
  });
  const { members } = (pushed[2]?.body ?? {}) as { members: { value: string; display: string }[] };
  expect(members.length).toBeGreaterThan(0);
  const teams = async () => (await call('GET', '/teams/user?limit=1000')).body.data;
  const team = (await teams()).find(({ teamName }) => teamName === 'night-shift');
  expect(team?.manifest.members.toSorted()).toEqual(members.map(({ display }) => display).toSorted());
  for (const { display } of members) expect(display).toContain('@');

  // Everybody of the company leaves, one by one or at once.
  idp.leave(1000);
  wire.exchanges.splice(0);
  await idp.cycle();
  const last = wire.exchanges
    .filter(({ path, method }) => method === 'PUT' && path.startsWith('/Groups'))
    .at(-1);
  expect(last).toMatchObject({ status: 200, body: { members: [] } });
  idp.removeGroup('night-shift');
  wire.exchanges.splice(0);
  await idp.cycle();
  expect(wire.lines()).toEqual([expect.stringMatching(/^DELETE \/Groups\/\S+ 204$/)]);
  expect((await teams()).some(({ teamName }) => teamName === 'night-shift')).toBe(false);
});

test('a group push that the tenant finds wrong is lost: not tried again until the group changes', async () => {
  const { idp, wire, cycle } = await serveIdp('okta');
  await cycle();
  idp.makeGroup('Field Crew (Norway)');
  const { lastCycle } = await idp.cycle();
  expect(lastCycle).toMatchObject({
    end: 'whole',
    counts: { failures: 1, groupsCreated: 0 },
    errors: [
      { about: 'Field Crew (Norway)', status: 400, sentence: expect.stringContaining('POST /Groups') },
    ],
  });
  wire.exchanges.splice(0);
  expect((await idp.cycle()).lastCycle?.counts.failures).toBe(0);
  expect(wire.lines()).toEqual([]);
  idp.renameGroup({ from: 'Field Crew (Norway)', to: 'field-crew-norway' });
  expect((await idp.cycle()).lastCycle?.counts).toMatchObject({ groupsCreated: 1, failures: 0 });
});

test('Retry-After in whole seconds is waited out; without it the cycle ends and says so', async () => {
  const { idp, wire, cycle } = await serveIdp('okta');
  await cycle();
  idp.join(1);
  wire.intercept((line) => line.startsWith('POST /Users'), {
    status: 429,
    headers: { 'retry-after': '1' },
  });
  const before = performance.now();
  expect((await cycle()).counts).toMatchObject({ peopleCreated: 1 });
  expect(performance.now() - before).toBeGreaterThan(950);

  idp.join(1);
  wire.intercept((line) => line.startsWith('POST /Users'), {
    status: 429,
    headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' },
  });
  const paused = await idp.cycle();
  expect(paused).toMatchObject({
    state: 'paused',
    waiting: { people: 1 },
    pausedUntil: expect.any(String),
    lastCycle: { end: 'stopped', errors: [{ status: 429 }] },
  });
  expect((await cycle()).counts).toMatchObject({ peopleCreated: 1 });
  expect(idp.status()).toMatchObject({ state: 'idle', pausedUntil: null });
});
