import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { changes, founder, reads } from './rest-calls.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './send-raw.ts';

const api = '/api/svc/v1';

async function serveForAbuse() {
  const sandbox = await serveSandbox();
  const manifest = { type: 'team', name: 'abused', members: [founder] };
  const team = (await sandbox.call('PUT', '/teams', { body: { manifest } })).body.data as unknown as {
    id: string;
  };
  const { user } = (await sandbox.call('GET', '/session')).body;
  const fill = (path: string) => api + path.replace(':team', team.id).replace(':user', user.id);
  const send = (request: RawRequest) => sendRaw(sandbox.tenantUrl, { ...request, path: fill(request.path) });
  /** The tenant still answers, and nobody was lost or made. */
  const expectHealthy = async () => {
    expect((await sandbox.call('GET', '/users?limit=1&showInvalidUsers=true')).body.pagination.total).toBe(
      60,
    );
  };
  return { ...sandbox, send, expectHealthy };
}

function expectRefused(answer: RawAnswer, what: string): void {
  expect([what, answer.status >= 400 && answer.status < 500, answer.status]).toEqual([
    what,
    true,
    answer.status,
  ]);
  expect(JSON.parse(answer.text)).toMatchObject({ statusCode: answer.status, message: expect.any(String) });
  expect([what, answer.ms < 5000]).toEqual([what, true]);
}

/** Every value of a body, one at a time, replaced by what does not belong there. */
function* misfits(value: unknown, put: (misfit: unknown) => unknown): Generator<unknown> {
  const wrong = [
    null,
    1e308,
    -1,
    true,
    [],
    {},
    [[]],
    '',
    '\u0000',
    'x'.repeat(100_000),
    ['\ud800'],
    { a: { b: 1 } },
  ];
  for (const misfit of wrong) yield put(misfit);
  if (Array.isArray(value)) {
    yield* misfits(value[0], (inner) => put([inner]));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* misfits(inner, (misfit) => put({ ...value, [key]: misfit }));
    }
  }
}

test('every field of every body with a wrong type or size: never 500, never a hang', async () => {
  const { send, expectHealthy } = await serveForAbuse();
  for (const [method, path, body] of changes) {
    for (const misfit of misfits(body, (whole) => whole)) {
      const answer = await send({ method, path, body: JSON.stringify(misfit) });
      expect([method, path, JSON.stringify(misfit).slice(0, 200), answer.status < 500]).toEqual([
        method,
        path,
        JSON.stringify(misfit).slice(0, 200),
        true,
      ]);
    }
  }
  await expectHealthy();
});

test('bodies that are no JSON text, too large, too deep or packed too well are refused in each route', async () => {
  const { send, expectHealthy } = await serveForAbuse();
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
  for (const [method, path] of changes) {
    const refused: [string, RawRequest][] = [
      ['broken JSON', { method, path, body: '{"email":' }],
      ['a bare text', { method, path, body: '"text"' }],
      ['null', { method, path, body: 'null' }],
      ['deep nesting', { method, path, body: deep }],
      ['invalid UTF-8', { method, path, body: Buffer.from('{"email":"a\xff\xfe@b.example"}', 'latin1') }],
      ['a lone surrogate', { method, path, body: '{"email":"\\ud800@halden.example","manifest":"\\udfff"}' }],
      ['no JSON type', { method, path, body: '{}', headers: { 'content-type': 'text/plain' } }],
      [
        'a form',
        { method, path, body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
      ['no type at all', { method, path, body: '{}', headers: { 'content-type': '' } }],
      [
        'a foreign charset',
        { method, path, body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
      ],
      [
        'an unknown charset',
        { method, path, body: '{}', headers: { 'content-type': 'application/json; charset=utf-99' } },
      ],
      ['an unknown encoding', { method, path, body: '{}', headers: { 'content-encoding': 'zip' } }],
      ['gzip that is none', { method, path, body: '{}', headers: { 'content-encoding': 'gzip' } }],
    ];
    for (const [what, request] of refused) expectRefused(await send(request), `${method} ${path}: ${what}`);
  }
  for (const [method, path] of changes.slice(0, 6)) {
    const packed = { method, path, body: bomb, headers: { 'content-encoding': 'gzip' } };
    const answer = await send(packed);
    expectRefused(answer, `${method} ${path}: a gzip bomb`);
    expect(answer.status).toBe(413);
  }
  await expectHealthy();
});

test('a body over 10 MB, a text of 1 MB and a list of a million are refused', async () => {
  const { send, expectHealthy } = await serveForAbuse();
  const large = await send({
    method: 'PUT',
    path: '/teams',
    body: JSON.stringify({ x: 'x'.repeat(11_000_000) }),
  });
  expect(large.status).toBe(413);
  const text = 'x'.repeat(1_000_000);
  const list = Array.from({ length: 1_000_000 }, () => 'a');
  const bodies: [string, string, object][] = [
    ['POST', '/users/register', { email: text }],
    ['PUT', '/teams', { manifest: { type: 'team', name: text, members: [founder] } }],
    ['PUT', '/teams', { manifest: { type: 'team', name: 'many', members: list } }],
    ['PUT', '/teams/:team/members', { emails: list }],
    ['PUT', '/teams/:team/members', { emails: list.slice(0, 150_000) }],
    ['PATCH', '/users/roles', { email: founder, roles: list }],
    [
      'PUT',
      '/role-bindings',
      { manifest: { type: 'role-binding', name: 'many', subjects: list, permissions: list } },
    ],
    ['POST', '/role-bindings/inline', { roleBindings: list }],
    ['POST', '/personal-access-tokens', { name: text }],
  ];
  for (const [method, path, body] of bodies) {
    const answer = await send({ method, path, body: JSON.stringify(body) });
    expectRefused(answer, `${method} ${path}`);
    expect(answer.text.length).toBeLessThan(100_000);
  }
  await expectHealthy();
});

test('fields that nobody knows are ignored, __proto__ and constructor among them', async () => {
  const { call, send, personOf } = await serveForAbuse();
  const email = 'new.person@halden.example';
  const body = `{"email":"${email}","__proto__":{"role":"tenant-admin","active":false},"constructor":{"prototype":{"x":1}},"nobodyKnows":[1]}`;
  expect((await send({ method: 'POST', path: '/users/register', body })).status).toBe(200);
  expect(await personOf(email)).toMatchObject({ active: true, rolesWithResource: [{ roleName: 'member' }] });
  expect({}).not.toHaveProperty('role');
  const manifest = { type: 'team', name: 'with-more', members: [founder], color: 'red' };
  const saved = await call('PUT', '/teams', { body: { manifest, force: true } });
  expect(saved.status).toBe(200);
  expect(JSON.stringify(saved.body)).not.toContain('red');
});

test('query strings: broken encodings, repeated keys, lists, huge and odd numbers are refused or harmless', async () => {
  const { send, expectHealthy } = await serveForAbuse();
  const queries = [
    'limit=1&limit=2',
    'limit[]=5',
    'limit[a]=5',
    'limit=1e3',
    'limit=0x10',
    'limit=-1',
    'limit=1.5',
    'limit=99999999999999999999',
    'limit=NaN',
    'offset=-1',
    'offset=999999999999999',
    'offset=9007199254740993',
    'query=a&query=b',
    'query=%00',
    'query=%ff',
    'query=%zz',
    'query=%',
    `query=${'x'.repeat(5000)}`,
    'showInvalidUsers=maybe',
    'metric=list&start=tomorrow',
    'metric=list&start=9999-99-99T99:99:99Z',
    'metric=sum',
    'metric=list&subjectSlug=%00',
    'filter={',
    'filter=%00',
    `filter=${encodeURIComponent('{"type":"AND","children":['.repeat(90))}`,
    'nameSearchQuery=%f0%28%8c%28',
    'type=other',
    'role=owner',
    '__proto__[x]=1',
    '__proto__=1',
    'constructor=1',
    '&&&===',
    `${'a=1&'.repeat(2000)}`,
  ];
  for (const path of reads) {
    for (const query of queries) {
      const answer = await send({ method: 'GET', path: `${path}?${query}` });
      expect([path, query.slice(0, 80), answer.status < 500, answer.ms < 5000]).toEqual([
        path,
        query.slice(0, 80),
        true,
        true,
      ]);
    }
  }
  for (const query of ['query=%ff', 'query=%zz', 'limit=1&limit=2', 'limit=1e3', 'query=%00']) {
    expectRefused(await send({ method: 'GET', path: `/users?${query}` }), query);
  }
  await expectHealthy();
});

test('paths: broken percent-encoding is 400, odd ids are 404 or 422', async () => {
  const { send, expectHealthy } = await serveForAbuse();
  const ids = [
    '%zz',
    '%ff',
    '%',
    '%00',
    '..%2f..',
    '%F0%9F%92%A9',
    "'%20OR%201=1--",
    '%25',
    '*',
    'x'.repeat(8000),
  ];
  for (const [method, path] of [
    ['GET', '/users/'],
    ['DELETE', '/users/'],
    ['GET', '/teams/'],
    ['DELETE', '/teams/'],
    ['DELETE', '/role/'],
    ['DELETE', '/personal-access-tokens/'],
    ['GET', '/personal-access-tokens/'],
    ['GET', '/virtual-accounts/'],
  ] as const) {
    for (const id of ids)
      expectRefused(await send({ method, path: path + id }), `${method} ${path}${id.slice(0, 20)}`);
  }
  expect((await send({ method: 'GET', path: '/users/%ff' })).status).toBe(400);
  await expectHealthy();
});

test('SQL and LIKE in a query are text: they find what contains them, which is nobody', async () => {
  const { call, expectHealthy } = await serveForAbuse();
  for (const query of ["' OR 1=1 --", '%', '_', '\\', "'; DROP TABLE users; --", '*', 'a%b', '%%%']) {
    const asked = encodeURIComponent(query);
    expect([query, (await call('GET', `/users?query=${asked}`)).body.pagination.total]).toEqual([query, 0]);
    expect([query, (await call('GET', `/subjects?query=${asked}`)).body.users]).toEqual([query, []]);
    const logs = await call('GET', `/audit-logs?metric=list&action=${asked}&subjectSlug=${asked}`);
    expect(logs.body.data).toEqual([]);
    const tokens = await call('GET', `/personal-access-tokens?nameSearchQuery=${asked}`);
    expect(tokens.body.data).toEqual([]);
  }
  await expectHealthy();
});

test('a wrong method on a known path is 404; HEAD answers as GET without a body and changes nothing', async () => {
  const { send, call, expectHealthy } = await serveForAbuse();
  for (const path of reads) {
    for (const method of ['OPTIONS', 'TRACE', 'PATCH', 'POST', 'PROPFIND']) {
      if (changes.some(([known, at]) => known === method && at === path)) continue;
      expect([method, path, (await send({ method, path })).status]).toEqual([method, path, 404]);
    }
    const head = await send({ method: 'HEAD', path: `${path}?metric=list` });
    expect([path, head.status < 500, head.text]).toEqual([path, true, '']);
  }
  expect((await call('GET', '/personal-access-tokens')).body.data).toEqual([]);
  await expectHealthy();
});
