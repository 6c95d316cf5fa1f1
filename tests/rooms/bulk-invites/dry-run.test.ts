import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { type FaultControl, faultControl } from '../harness/order-fault.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

// Condition 59: the tenant's own dry run says before the run whom it would refuse, and registers nobody.
let sandbox: RunningSandbox;
let faults: FaultControl;
let rooms: BulkRooms;
beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '60', '--seed', '3']);
  faults = faultControl(sandbox.controlUrl);
  rooms = await openBulkRooms(sandbox);
}, 90_000);
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
});

async function checked(from: BulkRooms, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const file = { tenantId: from.tenantId, fileName: 'dry.csv', bytes };
  const { draftId } = await settled(from.bulk['bulk-invites/open-bytes'](file));
  await settled(from.bulk['bulk-invites/check']({ draftId, options: null }));
  return draftId;
}

async function askAll(from: BulkRooms, draftId: string) {
  for (;;) {
    const answer = await settled(from.bulk['bulk-invites/dry-run']({ draftId }));
    if (answer.is !== 'more') return answer;
  }
}

const rowsOf = async (from: BulkRooms, draftId: string) =>
  (await settled(from.bulk['bulk-invites/rows']({ draftId, show: 'all', offset: 0, limit: 200 }))).rows;

async function tenantAsItIs() {
  const tenant = sandboxApi(sandbox);
  const audit = await tenant.api('/audit-logs?metric=count&limit=1');
  return JSON.stringify([await tenant.allUsers(), await tenant.outbox(), audit.body]);
}

const onRegister = { method: 'POST', path: '/api/svc/v1/users/register' };

describe('condition 59: the dry run of the tenant', () => {
  it('condition 59: asks about every ready row, registers nobody, and leaves no trace in list, outbox and audit', async () => {
    const before = await tenantAsItIs();
    const lines = Array.from({ length: 60 }, (_, index) => `dry-${index}@fieldcrew.example`);
    const draftId = await checked(rooms, ['email', ...lines, 'not an address'].join('\n'));
    const answer = await askAll(rooms, draftId);
    expect(answer).toMatchObject({ is: 'done', review: { willInvite: 60, unasked: 0 } });
    const asked = (await faults.requests()).filter(({ path }) => path.endsWith('/users/register'));
    expect(asked.length).toBeGreaterThanOrEqual(60);
    expect(await tenantAsItIs()).toBe(before);
  });

  it('condition 59: what the tenant refuses is the verdict of its row, and an edit has it asked anew', async () => {
    const draftId = await checked(rooms, 'email\nrefused@fieldcrew.example\ntaken@fieldcrew.example');
    await faults.order({
      kind: 'answer',
      status: 422,
      body: JSON.stringify({ message: 'No seat is left for this person.' }),
      times: 1,
      match: onRegister,
    });
    const answer = await askAll(rooms, draftId);
    expect(answer.review).toMatchObject({ willInvite: 1, counts: { refused: 1, ready: 1 } });
    const [refused] = (await rowsOf(rooms, draftId)).filter(({ verdict }) => verdict === 'refused');
    expect(refused?.reason).toContain('No seat is left for this person');
    const edited = { ...(refused ?? { row: 0, role: '', teams: [] }), email: 'other@fieldcrew.example' };
    const { row, email, role, teams } = edited;
    const fixed = await settled(
      rooms.bulk['bulk-invites/edit-row']({ draftId, row, email, role, teams, send: null }),
    );
    expect(fixed.review).toMatchObject({ willInvite: 2, unasked: 1 });
    expect((await askAll(rooms, draftId)).review).toMatchObject({ willInvite: 2, unasked: 0 });
  });

  it('condition 59: a wait that the tenant asks for ends this round, and the next goes on where it stopped', async () => {
    const draftId = await checked(rooms, 'email\none@fieldcrew.example\ntwo@fieldcrew.example');
    await faults.order({ kind: 'server-error', status: 503, times: 4, match: onRegister });
    await expect(askAll(rooms, draftId)).rejects.toThrow();
    await faults.clear();
    expect((await askAll(rooms, draftId)).review).toMatchObject({ willInvite: 2, unasked: 0 });
  });

  it('condition 62: somebody whom the copy did not know becomes who they are', async () => {
    const email = 'meanwhile@fieldcrew.example';
    const draftId = await checked(rooms, `email\n${email}`);
    await settled(rooms.client.registerUser({ email, passwordEmail: 'do-not-send' }));
    const answer = await askAll(rooms, draftId);
    expect(answer.review).toMatchObject({ willInvite: 0, counts: { pending: 1 } });
    expect(await rowsOf(rooms, draftId)).toMatchObject([{ verdict: 'pending' }]);
  });
});

/** A control plane that is known to spoil `dryRun` in a way of its own: a proxy before the real sandbox. */
async function openBehind(
  change: (body: Record<string, unknown>) => void,
): Promise<BulkRooms & { stop(): void }> {
  const target = new URL(sandbox.tenantUrl);
  const proxy: Server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      let body = Buffer.concat(chunks);
      if (asked.url?.endsWith('/users/register')) {
        const told = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
        change(told);
        body = Buffer.from(JSON.stringify(told));
      }
      const headers = { ...asked.headers, host: target.host, 'content-length': String(body.length) };
      const on = httpRequest(
        { host: target.hostname, port: target.port, method: asked.method, path: asked.url, headers },
        (came) => {
          answer.writeHead(came.statusCode ?? 500, came.headers);
          came.pipe(answer);
        },
      );
      on.end(body);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const opened = await openBulkRooms({ ...sandbox, tenantUrl: `http://127.0.0.1:${port}` });
  return { ...opened, stop: () => proxy.close() };
}

describe('condition 59: a control plane that cannot be trusted with it', () => {
  it('condition 59: one that ignores the field is found out by somebody who exists, and no row is asked about', async () => {
    const behind = await openBehind((body) => {
      delete body.dryRun;
    });
    const before = await tenantAsItIs();
    const draftId = await checked(behind, 'email\nsafe@fieldcrew.example');
    expect(await askAll(behind, draftId)).toMatchObject({ is: 'not-offered', review: { unasked: 1 } });
    expect(await tenantAsItIs()).toBe(before);
    await behind.close();
    behind.stop();
  });

  it('condition 59: one that reads the field and registers all the same is found out by an address of nobody', async () => {
    const behind = await openBehind((body) => {
      if (body.dryRun === true) body.dryRun = false;
    });
    const before = (await sandboxApi(sandbox).allUsers()).map(({ email }) => email).sort();
    const draftId = await checked(behind, 'email\nsafe@fieldcrew.example');
    expect(await askAll(behind, draftId)).toMatchObject({ is: 'broken', review: { unasked: 1 } });
    const [job] = behind.engine.list(behind.tenantId, 'withdraw-invite');
    await settled(behind.engine.awaitEnd(job?.id ?? ''));
    expect((await sandboxApi(sandbox).allUsers()).map(({ email }) => email).sort()).toEqual(before);
    expect((await sandboxApi(sandbox).outbox()).some(({ to }) => to.endsWith('.invalid'))).toBe(false);
    await behind.close();
    behind.stop();
  });
});
