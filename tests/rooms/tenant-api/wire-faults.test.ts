import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { RequestLine } from '../../../src-main/tenant-api/request.ts';
import type { Limits } from '../../../src-main/tenant-api/send-once.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { createLeapingClock, type LeapingClock } from '../harness/leaping-clock.ts';
import { type ScriptedServer, startScriptedServer } from '../harness/scripted-server.ts';

const canary = 'tfy-canary-token-0123456789';
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function meet(
  listener: RequestListener,
  with_: { clock?: LeapingClock | 'real'; limits?: Partial<Limits>; random?: () => number } = {},
) {
  const server: ScriptedServer = await startScriptedServer(listener);
  const lines: RequestLine[] = [];
  const clock = with_.clock ?? createLeapingClock();
  const client = createTenantClient({
    controlPlane: server.origin,
    token: new Secret(canary),
    fetch,
    log: (line) => lines.push(line),
    ...(clock === 'real' ? {} : { clock }),
    ...(with_.limits ? { limits: with_.limits } : {}),
    random: with_.random ?? (() => 0.5),
  });
  ends.push(() => client.close(), server.close);
  return { client, server, lines };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-7', ...headers });
  response.end(JSON.stringify(body));
};
const noUsers = { data: [], pagination: { total: 0 } };

/** Answers with the given steps in order; the last one stays. */
function inOrder(...steps: RequestListener[]): RequestListener {
  let at = 0;
  return (request, response) => steps[Math.min(at++, steps.length - 1)]?.(request, response);
}

describe('answers that are no answers (C6)', () => {
  test.each<[string, RequestListener, string]>([
    [
      'a sign-in page with 200',
      (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'not-json',
    ],
    [
      'a page that says it is JSON',
      (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('\n<!doctype html>'),
      'not-json',
    ],
    [
      'cut JSON',
      (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"data": ['),
      'not-json',
    ],
    ['nothing', (_q, r) => r.writeHead(200).end(), 'not-json'],
    ['other JSON', (_q, r) => json(r, 200, { hello: 'world' }), 'answer-not-understood'],
    ['a list of wrong things', (_q, r) => json(r, 200, { data: [{ id: 5 }] }), 'answer-not-understood'],
  ])('%s is no success', async (_name, listener, code) => {
    const { client, server } = await meet(listener);
    expect(await client.findUser('ada@halden.example')).toMatchObject({
      ok: false,
      failure: { code },
      effect: 'none',
    });
    const change = await client.registerUser({ email: 'ada@halden.example', passwordEmail: 'do-not-send' });
    if (code === 'not-json') {
      expect(change).toMatchObject({ ok: false, failure: { code }, effect: 'possible' });
      expect(change.ok ? '' : change.failure.changed).toContain('may or may not');
    }
    expect(server.arrived.length).toBe(2);
  });

  test('a page of a list that is a web page is not handed to the copy', async () => {
    const { client } = await meet((_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    expect(await client.readUsersPage(0, 1000)).toMatchObject({ ok: false, failure: { code: 'not-json' } });
  });

  test('a page of a list comes with its bytes and the date of the server', async () => {
    const at = 'Mon, 23 Nov 2026 10:00:00 GMT';
    const { client } = await meet((_q, r) => json(r, 200, noUsers, { date: at }));
    const page = await client.readUsersPage(0, 1000);
    if (!page.ok) throw new Error(page.failure.sentence);
    expect(page.value.serverDate).toBe('2026-11-23T10:00:00.000Z');
    expect(JSON.parse(new TextDecoder().decode(page.value.bytes))).toEqual(noUsers);
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
    const { client, server, lines } = await meet((_q, r) => json(r, status, body));
    const outcome = await client.deactivateUser('ada@halden.example');
    expect(outcome).toMatchObject({
      ok: false,
      status,
      requestId: 'req-7',
      failure: { code: _code },
      effect: status >= 500 ? 'possible' : 'none',
    });
    expect(server.arrived.length).toBe(1);
    expect(lines).toMatchObject([
      { method: 'PATCH', path: '/api/svc/v1/users/deactivate', status, requestId: 'req-7' },
    ]);
  });

  test("the server's words are shown without token, control characters or end", async () => {
    const message = `Field\u0000 bad: Bearer ${canary} ${'x'.repeat(5000)}`;
    const { client } = await meet((_q, r) => json(r, 422, { message }));
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
    const { client } = await meet((_q, r) => json(r, status, body));
    const outcome = await client.setRole('ada@halden.example', 'nurse');
    expect(outcome).toMatchObject({
      failure: { code: 'unknown-role', sentence: expect.stringContaining('nurse') },
    });
  });

  test('neither token nor query stands in a log line', async () => {
    const { client, lines } = await meet((_q, r) => json(r, 200, noUsers));
    await client.findUser('ada@halden.example');
    await client.readUser('u-123');
    expect(lines.map(({ path }) => path)).toEqual(['/api/svc/v1/users', '/api/svc/v1/users/{id}']);
    expect(JSON.stringify(lines)).not.toMatch(/canary|ada|u-123/);
  });
});

describe('tries (C4)', () => {
  test('a read is tried five times, with growing spread waits', async () => {
    const clock = createLeapingClock();
    const { client, server } = await meet((_q, r) => json(r, 502, {}), { clock, random: () => 1 });
    const outcome = await client.findUser('ada@halden.example');
    expect(outcome).toMatchObject({
      ok: false,
      status: 502,
      effect: 'none',
      failure: { changed: 'Nothing was changed.' },
    });
    expect(server.arrived.length).toBe(5);
    expect(clock.waited).toEqual([500, 1000, 2000, 4000]);
  });

  test('a read that was cut, reset or broken is tried again and then right', async () => {
    const { client, server } = await meet(
      inOrder(
        (_q, r) => r.destroy(),
        (_q, r) => {
          r.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
          r.write('{"data":', () => r.destroy());
        },
        (_q, r) => json(r, 500, {}),
        (_q, r) => json(r, 200, noUsers),
      ),
    );
    expect(await client.findUser('ada@halden.example')).toMatchObject({ ok: true, value: null });
    expect(server.arrived.length).toBe(4);
  });

  test.each<[string, RequestListener]>([
    ['reset before any answer', (_q, r) => r.destroy()],
    [
      'cut in the middle of the answer',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        r.write('{', () => r.destroy());
      },
    ],
  ])('a change whose answer was lost (%s) is not sent again', async (_name, listener) => {
    const { client, server } = await meet(listener);
    const outcome = await client.registerUser({ email: 'ada@halden.example', passwordEmail: 'send' });
    expect(outcome).toMatchObject({
      ok: false,
      status: null,
      effect: 'possible',
      failure: { code: 'unreachable' },
    });
    expect(server.arrived.length).toBe(1);
  });

  test('what never left had no effect', async () => {
    const gone = await startScriptedServer(() => undefined);
    await gone.close();
    const client = createTenantClient({
      controlPlane: gone.origin,
      token: new Secret(canary),
      fetch,
      log: () => undefined,
      clock: createLeapingClock(),
    });
    ends.push(() => client.close());
    expect(await client.deactivateUser('ada@halden.example')).toMatchObject({
      ok: false,
      effect: 'none',
      failure: { code: 'unreachable', changed: 'Nothing was changed.' },
    });
  });

  test('in 300 scripted runs no change arrives twice and no read fails that could be right', async () => {
    const faults: RequestListener[] = [
      (_q, r) => r.destroy(),
      (_q, r) => json(r, 500, {}),
      (_q, r) => json(r, 429, {}, { 'retry-after': '1' }),
      (_q, r) => json(r, 408, {}),
      (_q, r) =>
        r
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '9' })
          .write('{', () => r.destroy()),
      (_q, r) => json(r, 200, noUsers),
    ];
    let changes = 0;
    let reads = 0;
    const { client } = await meet((request, response) => {
      // Every change meets the next fault; one read in twelve does, which is what the budget of tries pays for.
      const isRead = request.method === 'GET';
      const step = isRead ? (reads++ % 12 === 5 ? reads % 5 : 5) : changes++ % faults.length;
      faults[step]?.(request, response);
    });
    const lostReads: string[] = [];
    const effects = new Set<string>();
    let sent = 0;
    for (let index = 0; index < 150; index++) {
      const before = changes;
      const change = await client.activateUser('ada@halden.example');
      sent = Math.max(sent, changes - before);
      effects.add(change.ok ? 'done' : change.effect);
      const read = await client.findUser('ada@halden.example');
      if (!read.ok) lostReads.push(read.failure.code);
    }
    expect(sent).toBe(1);
    expect([...effects].sort()).toEqual(['done', 'none', 'possible']);
    expect(changes).toBeGreaterThan(100);
    expect(reads).toBeGreaterThan(155);
    expect(lostReads).toEqual([]);
  });

  test('when nearly everything fails, the budget of tries ends and reads are asked once', async () => {
    const { client, server } = await meet((_q, r) => json(r, 500, {}));
    for (let index = 0; index < 10; index++) await client.findUser('ada@halden.example');
    expect(server.arrived.length).toBe(10 + 20);
  });
});

describe('being asked to wait', () => {
  test.each<[string, (clock: LeapingClock) => Record<string, string>]>([
    ['seconds', () => ({ 'retry-after': '12' })],
    [
      'a date',
      (clock) => ({
        'retry-after': new Date(clock.wallMs() + 12_000).toUTCString(),
        date: new Date(clock.wallMs()).toUTCString(),
      }),
    ],
  ])('a read waits for the whole Retry-After, given as %s', async (_name, headers) => {
    const clock = createLeapingClock();
    const arrivals: number[] = [];
    const note =
      (listener: RequestListener): RequestListener =>
      (request, response) => {
        arrivals.push(clock.monotonicMs());
        listener(request, response);
      };
    const { client } = await meet(
      inOrder(
        note((_q, r) => json(r, 429, {}, headers(clock))),
        note((_q, r) => json(r, 200, noUsers)),
      ),
      { clock },
    );
    expect(await client.findUser('ada@halden.example')).toMatchObject({ ok: true });
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(12_000);
  });

  test('a change is handed back with the wait, and so are the next ones until then', async () => {
    const { client, server } = await meet((_q, r) => json(r, 429, {}, { 'retry-after': '12' }));
    const first = await client.deactivateUser('ada@halden.example');
    const second = await client.deactivateUser('bob@halden.example');
    expect(first).toMatchObject({
      status: 429,
      effect: 'none',
      retryAfterMs: 12_000,
      failure: { code: 'rate-limited' },
    });
    expect(first.ok ? '' : first.failure.sentence).toBe('The server asked to wait 12 s.');
    expect(first.ok ? null : first.failure.retryAt).toMatch(/^\d{4}-.*Z$/);
    expect(second).toMatchObject({ status: null, effect: 'none', failure: { code: 'rate-limited' } });
    expect(server.arrived.length).toBe(1);
  });

  test('a wait of over a minute is the caller’s to decide', async () => {
    const { client, server } = await meet((_q, r) => json(r, 429, {}, { 'retry-after': '600' }));
    expect(await client.findUser('ada@halden.example')).toMatchObject({ ok: false, retryAfterMs: 600_000 });
    expect(server.arrived.length).toBe(1);
  });
});

describe('limits (C5)', () => {
  const short = { headersMs: 120, idleMs: 120, totalMs: 400, bodyBytes: 64 * 1024 };

  test.each<[string, RequestListener, string]>([
    ['no headers', () => undefined, 'timed-out'],
    [
      'a body that stops',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json' });
        r.write('{');
      },
      'timed-out',
    ],
    [
      'a body that drips for ever',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => r.write(' '), 30);
        r.on('close', () => clearInterval(drip));
      },
      'timed-out',
    ],
    [
      'an endless body',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json' });
        const piece = Buffer.alloc(16 * 1024, 32);
        const more = (): void => {
          while (!r.destroyed && r.write(piece));
        };
        r.on('drain', more);
        more();
      },
      'answer-too-large',
    ],
  ])('%s is ended', async (_name, listener, code) => {
    const { client, server } = await meet(listener, { clock: 'real', limits: short });
    const outcome = await client.deactivateUser('ada@halden.example');
    expect(outcome).toMatchObject({ ok: false, failure: { code }, effect: 'possible' });
    expect(server.arrived.length).toBe(1);
  });

  test('closing the client ends what is in flight and what comes after', async () => {
    let note = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      note = resolve;
    });
    const { client, server } = await meet(() => note());
    const inFlight = client.deactivateUser('ada@halden.example');
    await arrived;
    client.close();
    expect(await inFlight).toMatchObject({ ok: false, effect: 'possible', failure: { code: 'tenant-gone' } });
    expect(await client.deactivateUser('bob@halden.example')).toMatchObject({
      effect: 'none',
      failure: { code: 'tenant-gone' },
    });
    expect(server.arrived.length).toBe(1);
  });
});
