import { expect, test } from 'vitest';
import { memberIds, patchUrn, serveScim } from './serve-scim.ts';

test('two thousand operations on the members of a large group are read as one list, and hold nobody up', async () => {
  const { scim, makeGroup } = await serveScim('--users', '12000');
  const ids: string[] = [];
  while (ids.length < 12_000) {
    const page = await scim('GET', `/Users?startIndex=${ids.length + 1}&count=1000&attributes=id`);
    ids.push(...page.body.Resources.map(({ id }) => id));
  }
  const group = await makeGroup('Large', []);
  const path = `/Groups/${group.id}?attributes=members`;
  const patch = (Operations: unknown[]) => scim('PATCH', path, { body: { schemas: [patchUrn], Operations } });
  await patch([{ op: 'add', path: 'members', value: ids.slice(0, 10_000).map((value) => ({ value })) }]);

  const begun = performance.now();
  const added = await patch(
    ids.slice(10_000).map((value) => ({ op: 'Add', path: 'members', value: [{ value }] })),
  );
  const addMs = performance.now() - begun;
  expect(added.status).toBe(200);
  expect(memberIds(added.body)).toHaveLength(12_000);
  const between = performance.now();
  const removed = await patch(
    ids.slice(0, 2000).map((value, at) => ({
      op: 'remove',
      // Both ways in which members are taken away: Okta's filter and Entra's list.
      ...(at % 2 === 0 ? { path: `members[value eq "${value}"]` } : { path: 'members', value: [{ value }] }),
    })),
  );
  const removeMs = performance.now() - between;
  expect(memberIds(removed.body).toSorted()).toEqual(ids.slice(2000).toSorted());
  // Quadratic, it took some seven seconds; this leaves room for a slow machine and none for that.
  expect(addMs).toBeLessThan(3000);
  expect(removeMs).toBeLessThan(3000);
}, 60_000);

test('order is kept: what is added, removed and added again is there; replace in between counts', async () => {
  const { scim, makeUser, makeGroup } = await serveScim();
  const people = [];
  for (const name of ['ada', 'bo', 'cy']) people.push(await makeUser(`${name}@halden.example`));
  const [ada, bo, cy] = people.map(({ id }) => id);
  const group = await makeGroup('Crew', []);
  const one = (value: string | undefined) => [{ value }];
  const answer = await scim('PATCH', `/Groups/${group.id}`, {
    body: {
      schemas: [patchUrn],
      Operations: [
        { op: 'add', path: 'members', value: one(ada) },
        { op: 'remove', path: `members[value eq "${ada}"]` },
        { op: 'add', path: 'members', value: one(bo) },
        { op: 'add', path: 'members', value: one(ada) },
        { op: 'replace', path: 'members', value: one(cy) },
        { op: 'add', path: 'members', value: one(ada) },
      ],
    },
  });
  expect(memberIds(answer.body).toSorted()).toEqual([ada, cy].toSorted());
});

test('RFC 7644 section 3.14: a person has a new version when their groups change, and nobody else has', async () => {
  const { scim, call, makeUser, makeGroup } = await serveScim();
  const ada = await makeUser('ada@halden.example');
  const bo = await makeUser('bo@halden.example');
  const group = await makeGroup('Crew', [ada]);
  const version = async (id: string) => (await scim('GET', `/Users/${id}`)).body.meta.version;
  const before = [await version(ada.id), await version(bo.id)];
  const body = {
    schemas: [patchUrn],
    Operations: [{ op: 'add', path: 'members', value: [{ value: bo.id }] }],
  };
  await scim('PATCH', `/Groups/${group.id}`, { body });
  const after = [await version(ada.id), await version(bo.id)];
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  await scim('PATCH', `/Groups/${group.id}`, {
    body: { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'displayName', value: 'Crew2' }] },
  });
  expect(await version(ada.id)).not.toBe(after[0]);
  const renamed = await version(bo.id);
  await scim('DELETE', `/Groups/${group.id}`);
  expect(await version(bo.id)).not.toBe(renamed);
  // A role that somebody has already is no change, and leaves no line in the audit log.
  const lines = async () =>
    (await call('GET', '/audit-logs?metric=list&action=user.role-change')).body.pagination.total;
  const registered = { email: 'cy@halden.example' };
  await call('POST', '/users/register', { body: registered });
  const role = { ...registered, roles: ['member'] };
  const count = await lines();
  expect((await call('PATCH', '/users/roles', { body: role })).status).toBe(200);
  expect(await lines()).toBe(count);
});
