import { expect, test } from 'vitest';
import { type SeenResource, serveScim } from './serve-scim.ts';

/** A tenant with a group of two, and the versions of what its answers show. */
async function serveCrew() {
  const sandbox = await serveScim();
  const ada = await sandbox.makeUser('ada@halden.example');
  const bo = await sandbox.makeUser('bo@halden.example');
  const crew = await sandbox.makeGroup('Crew', [ada, bo]);
  const tagOf = async (endpoint: 'Users' | 'Groups', { id }: SeenResource) => {
    const tag = (await sandbox.scim('GET', `/${endpoint}/${id}`)).headers.get('etag');
    if (tag === null) throw new Error('an answer without a version');
    return tag;
  };
  const tags = async () => ({
    ada: await tagOf('Users', ada),
    bo: await tagOf('Users', bo),
    crew: await tagOf('Groups', crew),
  });
  return { ...sandbox, ada, bo, crew, tags };
}

test('RFC 7644 section 3.14: who looks with the version of before sees that groups or members changed', async () => {
  const { scim, call, patch, tags, ada, bo, crew } = await serveCrew();
  const replace = (path: string, value: string) => ({ op: 'replace', path, value });
  const changes: [string, () => Promise<{ status: number }>, ('ada' | 'bo' | 'crew')[]][] = [
    [
      'another name of the group',
      () => patch(`/Groups/${crew.id}`, replace('displayName', 'Band')),
      ['ada', 'bo', 'crew'],
    ],
    [
      'another letter case',
      () => patch(`/Groups/${crew.id}`, replace('displayName', 'BAND')),
      ['ada', 'bo', 'crew'],
    ],
    [
      'another address of a member',
      () => patch(`/Users/${ada.id}`, replace('userName', 'ada.b@halden.example')),
      ['ada', 'crew'],
    ],
    [
      'its letter case',
      () => patch(`/Users/${ada.id}`, replace('userName', 'Ada.B@halden.example')),
      ['ada', 'crew'],
    ],
    ['nothing', () => patch(`/Groups/${crew.id}`, replace('displayName', 'BAND')), []],
    [
      'a manager by REST',
      () => call('PUT', `/teams/${crew.id}/managers`, { body: { emails: ['bo@halden.example'] } }),
      ['crew'],
    ],
    [
      'a member less',
      () => patch(`/Groups/${crew.id}`, { op: 'remove', path: `members[value eq "${bo.id}"]` }),
      ['bo', 'crew'],
    ],
  ];
  for (const [what, change, struck] of changes) {
    const before = await tags();
    expect([what, (await change()).status]).toEqual([what, 200]);
    const after = await tags();
    const changed = (['ada', 'bo', 'crew'] as const).filter((name) => before[name] !== after[name]);
    expect([what, changed]).toEqual([what, struck]);
    const again = await scim('GET', `/Users/${ada.id}`, { headers: { 'if-none-match': before.ada } });
    expect([what, again.status]).toEqual([what, before.ada === after.ada ? 304 : 200]);
  }
});

test('RFC 7644 section 3.14: a deleted team changes its people, a deleted person their teams', async () => {
  const { scim, tags, bo, crew, makeGroup } = await serveCrew();
  const other = await makeGroup('Other', [bo]);
  const before = await tags();
  expect((await scim('DELETE', `/Groups/${other.id}`)).status).toBe(204);
  const between = await tags();
  expect(between).toEqual({ ...before, bo: between.bo });
  expect(between.bo).not.toBe(before.bo);
  expect((await scim('DELETE', `/Users/${bo.id}`)).status).toBe(204);
  const group = await scim('GET', `/Groups/${crew.id}`, { headers: { 'if-none-match': between.crew } });
  expect([group.status, group.body.members.length]).toEqual([200, 1]);
});

test('RFC 7644 section 3.14: in a manual team only those whom a PUT takes in or lets go have a new version', async () => {
  const { scim, call } = await serveScim();
  const emails = (await call('GET', '/users?limit=6')).body.data.map(({ email }) => email);
  const put = (members: readonly string[]) =>
    call('PUT', '/teams', { body: { manifest: { type: 'team', name: 'night-shift', members } } });
  const version = async (email: string) => {
    const filter = encodeURIComponent(`userName eq "${email}"`);
    return (await scim('GET', `/Users?filter=${filter}`)).body.Resources[0]?.meta.version;
  };
  const versions = () => Promise.all(emails.map(version));
  expect((await put(emails.slice(0, 4))).status).toBe(200);
  const before = await versions();
  expect((await put(emails.slice(1, 6))).status).toBe(200);
  const after = await versions();
  expect(emails.map((_email, at) => before[at] !== after[at])).toEqual([
    true,
    false,
    false,
    false,
    true,
    true,
  ]);
});
