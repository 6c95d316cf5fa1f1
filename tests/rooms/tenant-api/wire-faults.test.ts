import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import type { FaultToOrder } from '../harness/order-fault.ts';
import { startScriptedServer } from '../harness/scripted-server.ts';
import { canary, type FaultSubject, openFaultSubject } from './fault-subject.ts';

let subject: FaultSubject;
beforeAll(async () => {
  subject = await openFaultSubject();
});
afterEach(() => subject.calm());
afterAll(() => subject.close());

const noUsers = { data: [], pagination: { total: 0 } };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): FaultToOrder => ({
  kind: 'answer',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
});

describe('answers that are no answers (C6)', () => {
  test.each<[string, FaultToOrder, string]>([
    ['a sign-in page with 200', { kind: 'web-page', when: 'after' }, 'not-json'],
    [
      'a page that says it is JSON',
      { kind: 'web-page', contentType: 'application/json', body: '\n<!doctype html>', when: 'after' },
      'not-json',
    ],
    ['cut JSON', { kind: 'truncated-body', contentLength: 'of-part' }, 'not-json'],
    ['nothing', { kind: 'answer', body: '', contentType: '', when: 'after' }, 'not-json'],
    ['other JSON', { kind: 'answer', body: '{"hello":"world"}', when: 'after' }, 'answer-not-understood'],
    [
      'a list of wrong things',
      { kind: 'wrong-types', values: { '/data/*': { id: 5 } } },
      'answer-not-understood',
    ],
    ['a list of wrong types', { kind: 'wrong-types' }, 'answer-not-understood'],
  ])('%s is no success', async (name, fault, code) => {
    const { client, arrived } = await subject.meet([fault]);
    expect(await client.findUser(subject.member)).toMatchObject({
      ok: false,
      failure: { code },
      effect: 'none',
    });
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@halden.example`;
    const change = await client.registerUser({ email, passwordEmail: 'do-not-send' });
    if (code === 'not-json') {
      expect(change).toMatchObject({ ok: false, failure: { code }, effect: 'possible' });
      expect(change.ok ? '' : change.failure.changed).toContain('may or may not');
    }
    expect((await arrived()).length).toBe(2);
    // And the tenant did it: `possible` was the truth.
    expect(await subject.person(email)).not.toBeNull();
  });

  test('a page of a list that is a web page is not handed to the copy', async () => {
    const { client } = await subject.meet([{ kind: 'web-page' }]);
    expect(await client.readUsersPage(0, 1000)).toMatchObject({ ok: false, failure: { code: 'not-json' } });
  });

  test('a page of a list comes with its bytes and the date of the server', async () => {
    const at = 'Mon, 23 Nov 2026 10:00:00 GMT';
    const { client } = await subject.meet([answer(200, noUsers, { date: at })]);
    const page = await client.readUsersPage(0, 1000);
    if (!page.ok) throw new Error(page.failure.sentence);
    expect(page.value.serverDate).toBe('2026-11-23T10:00:00.000Z');
    expect(JSON.parse(new TextDecoder().decode(page.value.bytes))).toEqual(noUsers);
  });

  test('the date of the server is the one that its own clock shows', async () => {
    const { client } = await subject.meet([{ kind: 'clock-skew', ms: -86_400_000 }]);
    const page = await client.readUsersPage(0, 10);
    if (!page.ok) throw new Error(page.failure.sentence);
    const behindMs = Date.now() - Date.parse(page.value.serverDate ?? '');
    expect(Math.abs(behindMs - 86_400_000)).toBeLessThan(10_000);
  });
});

describe('refusals', () => {
  test.each<[number, unknown, string]>([
    [401, { message: 'no' }, 'token-refused'],
    [403, { statusCode: 403, message: 'Managed by Okta' }, 'forbidden'],
    [404, 'anything', 'person-gone'],
    [409, { message: 'Last admin' }, 'conflict'],
    [422, { message: ['email must be an email', 'role is empty'] }, 'input-refused'],
    [400, 'anything', 'input-refused'],
    [418, {}, 'input-refused'],
    [500, { message: 'boom' }, 'server-error'],
    [503, {}, 'server-error'],
  ])('%d of a change is sent once and told as %s', async (status, body, _code) => {
    const { client, arrived, lines } = await subject.meet([
      answer(status, body, { 'x-request-id': 'req-7' }),
    ]);
    const outcome = await client.deactivateUser(subject.member);
    expect(outcome).toMatchObject({
      ok: false,
      status,
      requestId: 'req-7',
      failure: { code: _code },
      effect: status >= 500 ? 'possible' : 'none',
    });
    expect((await arrived()).length).toBe(1);
    expect(lines).toMatchObject([
      { method: 'PATCH', path: '/api/svc/v1/users/deactivate', status, requestId: 'req-7' },
    ]);
    expect((await subject.person(subject.member))?.active).toBe(true);
  });

  test('a token that dies under way is told as refused, and nothing more is changed', async () => {
    const { client } = await subject.meet([{ kind: 'revoke-token', from: 2 }]);
    expect(await client.findUser(subject.member)).toMatchObject({ ok: true });
    expect(await client.deactivateUser(subject.member)).toMatchObject({
      status: 401,
      effect: 'none',
      failure: { code: 'token-refused' },
    });
    expect((await subject.person(subject.member))?.active).toBe(true);
  });

  test("the server's words are shown without token, control characters or end", async () => {
    const message = `Field\u0000 bad: Bearer ${canary} ${'x'.repeat(5000)}`;
    const { client } = await subject.meet([answer(422, { message })]);
    const outcome = await client.setRole('ada@halden.example', 'member');
    const text = JSON.stringify(outcome);
    expect(text).not.toContain(canary);
    expect(text).not.toContain('\\u0000');
    expect(text).toContain('Field bad');
    expect(text.length).toBeLessThan(2500);
  });

  test.each([
    [404, { message: 'Role nurse not found' }],
    [422, { message: 'unknown role: nurse' }],
  ])('an unknown role by %d is told as such', async (status, body) => {
    const { client } = await subject.meet([answer(status, body)]);
    const outcome = await client.setRole('ada@halden.example', 'nurse');
    expect(outcome).toMatchObject({
      failure: { code: 'unknown-role', sentence: expect.stringContaining('nurse') },
    });
  });

  test('neither token nor query stands in a log line', async () => {
    const { client, lines } = await subject.meet([]);
    await client.findUser('ada@halden.example');
    await client.readUser('u-123');
    expect(lines.map(({ path }) => path)).toEqual(['/api/svc/v1/users', '/api/svc/v1/users/{id}']);
    expect(JSON.stringify(lines)).not.toMatch(/canary|ada|u-123/);
  });
});

describe('limits (C5)', () => {
  const short = { headersMs: 120, idleMs: 120, totalMs: 400, bodyBytes: 64 * 1024 };

  test.each<[string, FaultToOrder[], string]>([
    ['no headers', [{ kind: 'hang', when: 'after' }], 'timed-out'],
    ['a body that stops', [{ kind: 'hang', when: 'in-body' }], 'timed-out'],
    [
      'a body that drips for longer than anybody waits',
      [
        { kind: 'slow-body', bytesPerSecond: 30 },
        { kind: 'answer', body: ' '.repeat(10_000), when: 'after' },
      ],
      'timed-out',
    ],
    [
      'a body over the limit',
      [{ kind: 'answer', body: ' '.repeat(100_000), when: 'after' }],
      'answer-too-large',
    ],
  ])('%s is ended', async (_name, faults, code) => {
    const { client, arrived } = await subject.meet(faults, { clock: 'real', limits: short });
    const outcome = await client.deactivateUser(subject.member);
    expect(outcome).toMatchObject({ ok: false, failure: { code }, effect: 'possible' });
    expect((await arrived()).length).toBe(1);
    expect((await subject.person(subject.member))?.active).toBe(false);
    await subject.calm();
    expect(await (await subject.meet([])).client.activateUser(subject.member)).toMatchObject({ ok: true });
  });

  // No tenant sends a body without end; only a script does.
  test('an endless body is ended', async () => {
    const server = await startScriptedServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(16 * 1024, 32);
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more);
      more();
    });
    const client = createTenantClient({
      controlPlane: server.origin,
      token: new Secret(canary),
      fetch,
      log: () => undefined,
      limits: short,
    });
    const outcome = await client.deactivateUser('ada@halden.example');
    client.close();
    await server.close();
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'answer-too-large' }, effect: 'possible' });
    expect(server.arrived.length).toBe(1);
  });

  test('closing the client ends what is in flight and what comes after', async () => {
    const { client, arrived } = await subject.meet([{ kind: 'hang' }]);
    const inFlight = client.deactivateUser('ada@halden.example');
    await vi.waitFor(async () => expect(await arrived()).toHaveLength(1), { interval: 5 });
    client.close();
    expect(await inFlight).toMatchObject({ ok: false, effect: 'possible', failure: { code: 'tenant-gone' } });
    expect(await client.deactivateUser('bob@halden.example')).toMatchObject({
      effect: 'none',
      failure: { code: 'tenant-gone' },
    });
    expect((await arrived()).length).toBe(1);
  });
});
