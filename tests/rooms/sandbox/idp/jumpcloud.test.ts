import { expect, test } from 'vitest';
import { addressIn, serveIdp } from './serve-idp.ts';

test('activation makes and deletes a test person and a test group, and leaves nothing behind', async () => {
  const { cycle, everybody, call } = await serveIdp('jumpcloud');
  const { lines } = await cycle();
  expect(lines.slice(0, 6)).toEqual([
    expect.stringMatching(/^GET \/Users\?filter=userName eq "jumpcloud-test-\w+@halden.example" 200$/),
    'POST /Users 201',
    'GET /Groups?startIndex=1&count=100 200',
    'POST /Groups 201',
    expect.stringMatching(/^DELETE \/Groups\/\w+ 204$/),
    expect.stringMatching(/^DELETE \/Users\/\w+ 204$/),
  ]);
  expect((await everybody()).some(({ email }) => email.startsWith('jumpcloud-test'))).toBe(false);
  const teams = (await call('GET', '/teams/user?limit=1000')).body.data;
  expect(teams.some(({ teamName }) => teamName.startsWith('jumpcloud-test'))).toBe(false);
});

test('where a person cannot be deleted, the test person stays, deactivated', async () => {
  const { idp, wire, everybody } = await serveIdp('jumpcloud');
  wire.intercept((line) => line.startsWith('DELETE /Users'), {
    status: 405,
    headers: { 'content-type': 'application/scim+json' },
    body: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"405"}',
  });
  expect((await idp.cycle()).lastCycle?.counts.failures).toBe(0);
  const left = (await everybody()).filter(({ email }) => email.startsWith('jumpcloud-test'));
  expect(left).toMatchObject([{ active: false }]);
});

test('connecting deactivates nobody: who is in no group is gathered in one', async () => {
  const { cycle, everybody, call } = await serveIdp('jumpcloud');
  const active = async () => (await everybody()).filter((user) => user.active).map(({ id }) => id);
  const before = await active();
  const { counts } = await cycle();
  expect(counts).toMatchObject({ peopleCreated: 6, peopleDeactivated: 0, groupsCreated: 1 });
  expect(await active()).toEqual(expect.arrayContaining(before));
  const { data } = (await call('GET', '/teams/user?limit=1000')).body;
  expect(data.find(({ teamName }) => teamName === 'unsorted')?.manifest.members.length).toBeGreaterThan(0);
});

test('who leaves every bound group is deactivated by one operation', async () => {
  const { idp, cycle, operations, personOf } = await serveIdp('jumpcloud');
  await cycle();
  const email = addressIn(idp.leave(1));
  await idp.cycle();
  expect(operations('/Users')).toEqual([{ op: 'replace', path: 'active', value: false }]);
  expect((await personOf(email)).active).toBe(false);
});

test('adds are sent twice and removals name a list of values; nobody else is touched', async () => {
  const { idp, cycle, operations, wire, call } = await serveIdp('jumpcloud');
  await cycle();
  const members = async () => {
    const { data } = (await call('GET', '/teams/user?limit=1000&type=sso-team')).body;
    return data.flatMap(({ teamName, manifest }) => manifest.members.map((email) => `${teamName} ${email}`));
  };
  const before = await members();
  const [, email = '', from = '', to = ''] =
    /^(\S+) moves from (\S+) to (\S+)$/.exec(idp.moveGroup()[0] ?? '') ?? [];
  await idp.cycle();
  const added = operations('/Groups').filter(({ op }) => op === 'add');
  expect(added).toHaveLength(before.includes(`${to} ${email}`) ? 0 : 2);
  expect(added[0]).toEqual(added[1]);
  expect(operations('/Groups').filter(({ op }) => op === 'remove')).toEqual([
    { op: 'remove', path: 'members', value: [{ value: expect.any(String) }] },
  ]);
  expect(wire.exchanges.every(({ status }) => status === 200)).toBe(true);
  const wanted = new Set([...before.filter((line) => line !== `${from} ${email}`), `${to} ${email}`]);
  expect((await members()).toSorted()).toEqual([...wanted].toSorted());
});

test('an empty group is not made, and a group of the same name is taken over', async () => {
  const { idp, wire, cycle, call, personOf } = await serveIdp('jumpcloud');
  await cycle();
  const email = addressIn(idp.join(1));
  await cycle();
  await call('PUT', '/teams', {
    body: { manifest: { type: 'team', name: 'night-shift', members: [(await personOf(email)).email] } },
  });
  idp.makeGroup('night-shift');
  expect((await idp.cycle()).lastCycle?.errors).toEqual([]);
  const lines = wire.lines();
  expect(lines).toContain('GET /Groups?filter=displayName eq "night-shift" 200');
  expect(lines.filter((line) => line.startsWith('POST /Groups'))).toEqual([]);
});
