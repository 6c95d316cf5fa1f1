import { expect, test } from 'vitest';
import type { Answer } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';
import { serveTeams } from './serve-teams.ts';

test('PUT /role, DELETE /role/{id}: upsert by name; built-in roles cannot go; 404 unknown', async () => {
  const { call } = await serveTeams();
  const role = async (name: string) =>
    (await call('GET', '/role/list')).body.data.find((row) => row.name === name);
  expect(await role('tenant-admin')).toMatchObject({
    resourceType: 'tenant',
    isDefault: true,
    isEditable: false,
  });
  expect(await role('auditor')).toMatchObject({
    resourceType: 'account',
    isDefault: false,
    isEditable: true,
  });
  expect((await call('DELETE', `/role/${(await role('member'))?.id}`)).status).toBe(409);
  expect(await call('DELETE', `/role/${(await role('auditor'))?.id}`)).toMatchObject({
    status: 409,
    body: { code: 'ROLE_IN_USE' },
  });
  const manifest = {
    type: 'role',
    name: 'support',
    displayName: 'Support',
    description: 'Reads people',
    resourceType: 'account',
    permissions: ['user:List'],
  };
  expect((await call('PUT', '/role', { body: { manifest } })).body.data).toMatchObject({
    name: 'support',
    manifest,
  });
  const made = await role('support');
  await call('PUT', '/role', { body: { manifest: { ...manifest, displayName: 'Help desk' } } });
  expect(await role('support')).toMatchObject({ id: made?.id, manifest: { displayName: 'Help desk' } });
  expect((await call('PUT', '/role', { body: { manifest: { ...manifest, name: 'member' } } })).status).toBe(
    409,
  );
  expect((await call('PUT', '/role', { body: { manifest: { type: 'role', name: 'half' } } })).status).toBe(
    422,
  );
  expect((await call('DELETE', `/role/${made?.id}`)).body).toEqual({});
  expect((await call('DELETE', `/role/${made?.id}`)).status).toBe(404);
});

const support = {
  type: 'role',
  name: 'support',
  displayName: 'Support',
  description: 'Reads people',
  resourceType: 'account',
  permissions: ['role:ListRoles'],
};

test('GET /role/list: 38 rows or about, built-in ones isDefault, no paging', async () => {
  const { call } = await serveTeams();
  const { data, pagination } = (await call('GET', '/role/list?limit=1')).body;
  expect(data.length).toBeGreaterThan(30);
  expect(pagination).toEqual({ total: data.length, offset: 0 });
  expect(data.map((role) => role.name)).toEqual(
    expect.arrayContaining(['tenant-admin', 'member', 'read-only-member', 'team-manager']),
  );
});

test('PUT /role: all fields are needed, and the kind of a role in use stays', async () => {
  const { call } = await serveTeams();
  const put = (more: object) => call('PUT', '/role', { body: { manifest: { ...support, ...more } } });
  for (const field of Object.keys(support)) {
    expect([field, (await put({ [field]: undefined })).status]).toEqual([field, 422]);
  }
  expect((await put({ name: 'Upper' })).status).toBe(422);
  expect((await put({})).status).toBe(200);
  expect((await put({ resourceType: 'workspace' })).status).toBe(200);
  expect((await put({ resourceType: 'account' })).status).toBe(200);
  await call('POST', '/users/register', { body: { email: 'new.person@halden.example' } });
  await call('PATCH', '/users/roles', { body: { email: 'new.person@halden.example', roles: ['support'] } });
  expect(await put({ resourceType: 'workspace' })).toMatchObject({
    status: 409,
    body: { code: 'ROLE_IN_USE' },
  });
  expect((await put({ displayName: 'Help desk' })).status).toBe(200);
});

interface Permission {
  readonly resourceType: string;
  readonly resourceFqn: string;
  readonly resourceId: string;
  readonly role: string;
}

async function serveBindings() {
  const sandbox = await serveTeams('--mode', 'jit');
  const team = await sandbox.team('perception');
  const rows = (await sandbox.call('GET', `/teams/${team.id}/permissions`)).body
    .data as unknown as (Permission & {
    roleName: string;
  })[];
  const [first] = rows;
  if (first === undefined) throw new Error('the team has no roles');
  const { resourceType, resourceFqn, resourceId, roleName } = first;
  const put = (manifest: object, more: object = {}) =>
    sandbox.call('PUT', '/role-bindings', {
      body: { manifest: { type: 'role-binding', ...manifest }, ...more },
    });
  const permission = { resourceType, resourceFqn, role: roleName };
  return { ...sandbox, team, resourceId, permission, putBinding: put };
}

const bindingOf = (answer: Answer) =>
  answer.body.data as unknown as { id: string; name: string; manifest: object };

test('PUT /role-bindings: upsert by name, whole; dryRun stores nothing; gone without subjects', async () => {
  const { call, putBinding, permission, personOf } = await serveBindings();
  const named = async () =>
    (await call('GET', '/role-bindings?limit=1000')).body.data.find((row) => row.name === 'night');
  const manifest = { name: 'night', subjects: [{ type: 'user', name: founder }], permissions: [permission] };
  const planned = await putBinding(manifest, { dryRun: true });
  expect(bindingOf(planned).manifest).toEqual({ type: 'role-binding', ...manifest });
  expect(await named()).toBeUndefined();
  const made = bindingOf(await putBinding(manifest));
  expect(await named()).toEqual(made);
  expect((await personOf(founder)).rolesWithResource).toContainEqual(
    expect.objectContaining({ roleName: permission.role, resourceType: permission.resourceType }),
  );
  const withTeam = { ...manifest, subjects: [{ type: 'team', name: 'perception' }] };
  expect(bindingOf(await putBinding(withTeam))).toMatchObject({ id: made.id, manifest: withTeam });
  expect((await putBinding({ ...manifest, subjects: [] })).status).toBe(200);
  expect(await named()).toBeUndefined();
});

test('PUT /role-bindings: virtualaccount and external-identity are 422 by name, unknown ones 422, unknown roles 404', async () => {
  const { putBinding, permission } = await serveBindings();
  const subjects = [{ type: 'user', name: founder }];
  for (const type of ['virtualaccount', 'external-identity']) {
    const refused = await putBinding({
      name: 'x',
      subjects: [{ type, name: 'night-bot' }],
      permissions: [permission],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain(`no ${type} is called night-bot`);
  }
  const attempts = [
    { subjects: [{ type: 'user', name: 'nobody@halden.example' }], permissions: [permission] },
    { subjects: [{ type: 'robot', name: 'x' }], permissions: [permission] },
    { subjects, permissions: [{ ...permission, resourceFqn: 'halden-robotics:nothing' }] },
    { subjects, permissions: [{ ...permission, role: 'member' }] },
  ];
  for (const attempt of attempts) expect((await putBinding({ name: 'x', ...attempt })).status).toBe(422);
  const unknown = { subjects, permissions: [{ ...permission, role: 'no-such-role' }] };
  expect((await putBinding({ name: 'x', ...unknown })).status).toBe(404);
});

test('POST /role-bindings/inline: one binding an item, all or none', async () => {
  const { call, permission } = await serveBindings();
  const total = async () => (await call('GET', '/role-bindings')).body.pagination.total;
  const before = await total();
  const item = { ...permission, subjectFqn: `user:${founder}` };
  const made = await call('POST', '/role-bindings/inline', {
    body: { roleBindings: [item, { ...item, subjectFqn: 'team:perception' }] },
  });
  expect(made.body.data.map((row) => row.manifest)).toEqual([
    expect.objectContaining({ subjects: [{ type: 'user', name: founder }], permissions: [permission] }),
    expect.objectContaining({ subjects: [{ type: 'team', name: 'perception' }], permissions: [permission] }),
  ]);
  expect(await total()).toBe(before + 2);
  for (const subjectFqn of [
    'user:nobody@halden.example',
    'ingrid',
    'robot:x',
    'user:',
    'virtualaccount:bot',
  ]) {
    const body = { roleBindings: [item, { ...item, subjectFqn }] };
    expect([subjectFqn, (await call('POST', '/role-bindings/inline', { body })).status]).toEqual([
      subjectFqn,
      422,
    ]);
  }
  expect(await total()).toBe(before + 2);
});

test('GET /role-bindings/generate-manifest: of a resource or a subject, one manifest a role', async () => {
  const { call, team, resourceId, permission, putBinding, personOf } = await serveBindings();
  const subjects = [{ type: 'user', name: founder }];
  await putBinding({ name: 'night', subjects, permissions: [permission] });
  const generate = (query: string) => call('GET', `/role-bindings/generate-manifest?${query}`);
  const ofTeam = await generate(`subjectType=team&subjectId=${team.id}`);
  expect(ofTeam.body.data).toContainEqual(
    expect.objectContaining({
      type: 'role-binding',
      subjects: [{ type: 'team', name: 'perception' }],
      permissions: expect.arrayContaining([permission]),
    }),
  );
  const ofResource = await generate(`resourceType=${permission.resourceType}&resourceId=${resourceId}`);
  expect(ofResource.body.data).toContainEqual(
    expect.objectContaining({ subjects: expect.arrayContaining(subjects), permissions: [permission] }),
  );
  const { id } = await personOf(founder);
  const tenantRole = { resourceType: 'tenant', resourceFqn: 'sandbox', role: 'tenant-admin' };
  const ofPerson = await generate(`subjectType=user&subjectId=${id}`);
  expect(ofPerson.body.data[0]).toMatchObject({ subjects, permissions: [tenantRole] });
  expect(ofPerson.body.data.length).toBeGreaterThan(1);
  const alone = await generate(`subjectType=user&subjectId=${id}&includeOnlyTenantRoles=true`);
  expect(alone.body.data).toEqual([ofPerson.body.data[0]]);
  for (const query of ['', 'resourceType=cluster', `subjectId=${id}`, 'subjectType=robot&subjectId=x']) {
    expect([query, (await generate(query)).status]).toEqual([query, 422]);
  }
  for (const query of [
    'resourceType=cluster&resourceId=x',
    'subjectType=user&subjectId=x',
    'subjectType=virtualaccount&subjectId=x',
  ]) {
    expect([query, (await generate(query)).status]).toEqual([query, 404]);
  }
});
