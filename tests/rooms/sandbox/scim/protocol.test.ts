import { expect, test } from 'vitest';
import { patchUrn, refusal, serveScim, userUrn } from './serve-scim.ts';

test('RFC 7643 section 5: ServiceProviderConfig says what is true', async () => {
  const { scim } = await serveScim();
  const { body } = await scim('GET', '/ServiceProviderConfig');
  expect(body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken' }],
  });
  expect(await scim('POST', '/Bulk', { body: {} })).toMatchObject(refusal(501));
});

test('RFC 7643 sections 6 and 7: ResourceTypes and Schemas, as lists and by id', async () => {
  const { scim } = await serveScim();
  const types = (await scim('GET', '/ResourceTypes')).body;
  expect(types.Resources.map(({ id }) => id)).toEqual(['User', 'Group']);
  const schemas = (await scim('GET', '/Schemas')).body;
  expect(schemas.totalResults).toBe(3);
  for (const { id, meta } of [...types.Resources, ...schemas.Resources]) {
    const path = new URL(meta.location).pathname.split('/').slice(-2).join('/');
    expect((await scim('GET', `/${path}`)).body.id).toBe(id);
  }
  expect((await scim('GET', `/Schemas/${userUrn.toUpperCase()}`)).status).toBe(200);
  expect(await scim('GET', '/Schemas/urn:none')).toMatchObject(refusal(404));
  expect(await scim('GET', '/ResourceTypes/Robot')).toMatchObject(refusal(404));
  expect(await scim('GET', '/Schemas?filter=id%20eq%20%22x%22')).toMatchObject(refusal(403));
});

test('RFC 7644 section 3.14: ETag, If-None-Match 304, If-Match 412', async () => {
  const { scim, makeUser, makeGroup, patch } = await serveScim();
  const user = await makeUser('tag@halden.example');
  const member = await makeUser('tag.member@halden.example');
  for (const [path, other] of [
    [`/Users/${user.id}`, { op: 'replace', path: 'title', value: 'x' }],
    [
      `/Groups/${(await makeGroup('Tagged')).id}`,
      { op: 'add', path: 'members', value: [{ value: member.id }] },
    ],
  ] as const) {
    const first = await scim('GET', path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"\d+"$/);
    expect(first.body.meta.version).toBe(tag);
    expect((await scim('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const next = (await patch(path, other)).headers.get('etag') ?? '';
    expect(next).not.toBe(tag);
    expect((await scim('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(200);
    // What changes nothing makes no new version.
    expect((await patch(path, other)).headers.get('etag')).toBe(next);
    const body = { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'externalId', value: 'e' }] };
    for (const method of ['PATCH', 'DELETE', 'PUT']) {
      expect(await scim(method, path, { body, headers: { 'if-match': tag } })).toMatchObject(refusal(412));
    }
    expect((await scim('PATCH', path, { body, headers: { 'if-match': `"other", ${next}` } })).status).toBe(
      200,
    );
    expect((await scim('DELETE', path, { headers: { 'if-match': '*' } })).status).toBe(204);
  }
});

test('RFC 7644 section 3.14: a change by REST makes a new version too', async () => {
  const { scim, call, somebody } = await serveScim('--users', '300');
  const native = await somebody((user) => user.isEditable && user.active && user.roles[0] !== 'tenant-admin');
  const before = (await scim('GET', `/Users/${native.id}`)).body.meta.version;
  await call('PATCH', '/users/deactivate', { body: { email: native.email } });
  const after = (await scim('GET', `/Users/${native.id}`)).body;
  expect(after.active).toBe(false);
  expect(after.meta.version).not.toBe(before);
});

test('RFC 7644 section 2: 401 with WWW-Authenticate without the token, and in another mode', async () => {
  const { scim, call } = await serveScim();
  for (const token of [null, 'wrong-token']) {
    const answer = await scim('GET', '/Users', { token });
    expect(answer).toMatchObject(refusal(401));
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect(await scim('GET', '/Users')).toMatchObject(refusal(401));
});

test('RFC 7644 section 3.1 and 3.8: both JSON types are read, anything else is a SCIM error', async () => {
  const { scim } = await serveScim();
  const raw = JSON.stringify({ schemas: [userUrn], userName: 'types@halden.example' });
  const send = (type: string, body: string | Uint8Array<ArrayBuffer> = raw, more = {}) =>
    scim('POST', '/Users', { raw: body, headers: { 'content-type': type, ...more } });
  expect((await send('application/json; charset=utf-8')).status).toBe(201);
  expect(await send('text/plain')).toMatchObject(refusal(415));
  expect(await send('application/scim+json; charset=klingon')).toMatchObject(refusal(415));
  expect(await send('application/scim+json', raw, { 'content-encoding': 'zip' })).toMatchObject(refusal(415));
  expect(await send('application/scim+json', '{"userName":')).toMatchObject(refusal(400, 'invalidSyntax'));
  expect(await send('application/scim+json', '"text"')).toMatchObject(refusal(400, 'invalidSyntax'));
  expect(await send('application/scim+json', '[]')).toMatchObject(refusal(400, 'invalidSyntax'));
  expect(await send('application/scim+json', new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject(refusal(400));
  expect(await send('application/scim+json', '')).toMatchObject(refusal(400, 'invalidSyntax'));
  expect(await send('application/scim+json', `"${'x'.repeat(11_000_000)}"`)).toMatchObject(refusal(413));
});

test('tenant-api section 8, 12: 405 with Allow for a wrong method, 404 for an unknown path, 501 for /Me', async () => {
  const { scim } = await serveScim();
  for (const [method, path, status] of [
    ['POST', '/ServiceProviderConfig', 405],
    ['PUT', '/Schemas', 405],
    ['DELETE', '/ResourceTypes/User', 405],
    ['PUT', '/Users', 405],
    ['DELETE', '/Groups', 405],
    ['POST', '/Users/x', 405],
    ['GET', '/Robots', 404],
    ['GET', '/Groups/x/y', 404],
    ['GET', '/Users/%20', 404],
    ['GET', '/Users/%E0%A4%A', 400],
    ['GET', '/Me', 501],
    ['PATCH', '/Me', 501],
    ['GET', '/Users/nobody', 404],
    ['GET', '/Groups/nobody', 404],
  ] as const) {
    const answer = await scim(method, path, method === 'GET' || method === 'DELETE' ? {} : { body: {} });
    expect([method, path, answer]).toMatchObject([method, path, refusal(status)]);
    expect(answer.headers.has('allow')).toBe(status === 405);
  }
});
