import { expect, test } from 'vitest';
import { z } from 'zod';
import { type SeenRow, serveSandbox } from '../serve-sandbox.ts';
import { scimCalls } from './scim-calls.ts';

// Replays Internet2 Grouper's provisioner (tenant-api, support marks GC and GW): the requests, the status codes it
// accepts and the assertions of its own run against a production tenant (TrueFoundryApiCommands.java).

const email = 'pgtest1@upenn.example';
const people = z.array(z.string());
const wholeTeam = z.object({
  data: z.looseObject({ manifest: z.looseObject({ members: people, managers: people.default([]) }) }),
});

async function grouper() {
  const sandbox = await serveSandbox('--users', '230');
  const { call } = sandbox;
  /** Its only look-up: the page of the search whose address is the same but for letter case. */
  async function byEmail(which: 'active' | 'all'): Promise<SeenRow | undefined> {
    const query = `query=${encodeURIComponent(email)}&limit=25&offset=0&showInvalidUsers=true`;
    const { status, body } = await call('GET', `/subjects?${query}`);
    expect(status).toBe(200);
    const found = body.users.find((user) => user.email.toLowerCase() === email);
    return which === 'all' || found?.active === true ? found : undefined;
  }
  const register = () => call('POST', '/users/register', { body: { email, sendInviteEmail: false } });
  return { ...sandbox, byEmail, register };
}

test('reads all people page by page until one is short, all teams with each', async () => {
  const { call, everybody } = await grouper();
  const seen: SeenRow[] = [];
  for (let offset = 0; ; offset += 100) {
    const page = `/subjects?query=&limit=100&offset=${offset}&showInvalidUsers=true`;
    const { body } = await call('GET', page);
    seen.push(...body.users);
    expect(body.teams.length).toBe(body.totalTeams);
    if (body.users.length < 100) break;
  }
  expect(seen.map(({ id }) => id)).toEqual((await everybody()).map(({ id }) => id));
});

test('registers, names over SCIM with its own urn, deactivates, activates, deletes', async () => {
  const { ready, call, byEmail, register } = await grouper();
  const scim = scimCalls({ ready });
  expect((await register()).status).toBe(200);
  const made = await byEmail('active');
  const named = await scim('PATCH', `/Users/${made?.id}`, {
    contentType: 'application/json',
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'PG Test User 1' }],
    },
  });
  expect(named.status).toBe(200);
  expect(await byEmail('active')).toMatchObject({
    id: made?.id,
    isEditable: true,
    metadata: { displayName: 'PG Test User 1' },
  });
  expect((await byEmail('active'))?.metadata).not.toHaveProperty('createdByScim');
  expect((await call('PATCH', '/users/deactivate', { body: { email } })).status).toBe(200);
  expect(await byEmail('active')).toBeUndefined();
  expect(await byEmail('all')).toMatchObject({ active: false });
  expect((await call('PATCH', '/users/activate', { body: { email } })).status).toBe(200);
  expect(await byEmail('active')).toMatchObject({ id: made?.id });
  expect((await call('DELETE', `/users/${made?.id}`)).status).toBe(200);
  expect((await call('DELETE', `/users/${made?.id}`)).status).toBe(404);
  expect(await byEmail('all')).toBeUndefined();
});

test('gives each tenant-level role with its own scope, and a custom one that it made', async () => {
  const { call, byEmail, register } = await grouper();
  await register();
  const assign = (role: string) => {
    const resourceType = role === 'tenant-admin' ? 'tenant' : 'account';
    return call('PATCH', '/users/roles', { body: { email, roles: [role], resourceType } });
  };
  for (const role of ['member', 'read-only-member', 'tenant-admin', 'member'])
    expect([role, (await assign(role)).status]).toEqual([role, 200]);
  const name = 'test-role-1';
  const facts = { type: 'role', name, displayName: name, resourceType: 'account' };
  const put = (description: string) =>
    call('PUT', '/role', {
      body: { manifest: { ...facts, description, permissions: ['role:ListRoles'] } },
    });
  expect((await put('Made by a test')).status).toBe(200);
  expect((await put('Changed by a test')).status).toBe(200);
  const made = (await call('GET', '/role/list')).body.data.find((role) => role.name === name);
  expect((await assign(name)).status).toBe(200);
  expect((await byEmail('active'))?.rolesWithResource).toContainEqual(
    expect.objectContaining({ roleId: made?.id, roleName: name }),
  );
  await assign('member');
  expect((await call('DELETE', `/role/${made?.id}`)).status).toBe(200);
  expect((await call('GET', '/role/list')).body.data.map((role) => role.name)).not.toContain(name);
});

test('writes back the whole team that it read, other fields and all, with one member or manager changed', async () => {
  const { call, register, somebody } = await grouper();
  await register();
  const safe = (await somebody(({ active, isEditable }) => active && isEditable)).email;
  const name = 'test-team-1';
  const create = { teamName: name, manifest: { type: 'team', name, members: [safe] } };
  expect([200, 201]).toContain((await call('PUT', '/teams', { body: create })).status);
  const listed = (await call('GET', '/teams/user?limit=100&offset=0')).body.data;
  const id = listed.find(({ teamName }) => teamName === name)?.id;

  const readTeam = async () => wholeTeam.parse((await call('GET', `/teams/${id}`)).body).data;

  async function overlay(change: (members: string[]) => { members: string[]; managers: string[] }) {
    const { manifest, ...team } = await readTeam();
    const next = change(manifest.members);
    const { managers: _, ...kept } = manifest;
    // Grouper leaves `managers` out when there is none.
    const written = next.managers.length === 0 ? { members: next.members } : next;
    const body = { ...team, manifest: { ...kept, ...written } };
    expect((await call('PUT', '/teams', { body })).status).toBe(200);
    const { members, managers } = (await readTeam()).manifest;
    return { members, managers };
  }
  expect(await overlay((members) => ({ members: [...members, email], managers: [] }))).toEqual({
    members: [safe, email],
    managers: [],
  });
  expect(await overlay((members) => ({ members, managers: [email] }))).toEqual({
    members: [safe, email],
    managers: [email],
  });
  expect(await overlay(() => ({ members: [safe], managers: [] }))).toEqual({ members: [safe], managers: [] });
  expect((await call('DELETE', `/teams/${id}`)).status).toBe(200);
  expect((await call('GET', `/teams/${id}`)).status).toBe(404);
});
