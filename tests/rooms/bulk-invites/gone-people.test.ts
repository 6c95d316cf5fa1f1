import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { type FaultControl, faultControl } from '../harness/order-fault.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

let sandbox: RunningSandbox;
let rooms: BulkRooms;
let faults: FaultControl;
/** People of the copy who are deactivated and whom no identity provider manages. */
let deactivated: string[];
beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '400', '--seed', '1', '--no-sso']);
  faults = faultControl(sandbox.controlUrl);
  const emails = Array.from({ length: 4 }, (_, index) => `was.here${index}@fieldcrew.example`);
  const filling = await openBulkRooms(sandbox);
  for (const email of emails) {
    await settled(filling.client.registerUser({ email, passwordEmail: 'do-not-send' }));
    await settled(filling.client.deactivateUser(email));
  }
  await filling.close();
  rooms = await openBulkRooms(sandbox);
  rooms.setFacts({ mode: 'invite-only', idpName: null, signInWith: 'password' });
  deactivated = emails;
});
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
});

async function review(text: string, name: string): Promise<BulkReview> {
  const bytes = new TextEncoder().encode(text);
  const { draftId } = await settled(
    rooms.bulk['bulk-invites/open-bytes']({ tenantId: rooms.tenantId, fileName: name, bytes }),
  );
  const { options } = await settled(rooms.bulk['bulk-invites/check']({ draftId, options: null }));
  return settled(
    rooms.bulk['bulk-invites/check']({
      draftId,
      options: { ...options, reactivate: 'yes', update: 'yes', passwordEmail: 'do-not-send' },
    }),
  );
}

async function run(reviewed: BulkReview): Promise<string> {
  const { draftId, willInvite, willReactivate, willUpdate } = reviewed;
  const { jobId } = await settled(
    rooms.bulk['bulk-invites/start']({
      draftId,
      expectInvites: willInvite,
      expectReactivations: willReactivate,
      expectUpdates: willUpdate,
      typed: '',
      acknowledged: true,
    }),
  );
  await settled(rooms.engine.awaitEnd(jobId));
  return jobId;
}

const rowOf = (jobId: string, email: string) =>
  rooms.engine.rows(jobId).find(({ subject }) => subject === email);

/** Opens the rows of gone people as the report offers it, and invites them. */
async function inviteAnew(jobId: string): Promise<BulkReview> {
  const draft = await settled(rooms.bulk['bulk-invites/open-gone']({ jobId }));
  return settled(rooms.bulk['bulk-invites/check']({ draftId: draft.draftId, options: null }));
}

describe('condition 57: somebody whom the copy lists and who is gone from the tenant', () => {
  it('condition 57: becomes unknown, was asked about by email once more, and is invited anew with the cells of the file', async () => {
    const [gone = '', there = ''] = deactivated;
    const users = await sandboxApi(sandbox).allUsers();
    const id = users.find(({ email }) => email === gone)?.id ?? '';
    const before = await review(
      `email,name,role,teams,cost\n${gone},Bo,read-only-member,contractors,=7\n${there},Cy,,,8`,
      'back.csv',
    );
    expect(before).toMatchObject({ willReactivate: 2, willInvite: 0 });
    await settled(rooms.client.deleteUser(id, gone));
    await faults.forgetRequests();

    const jobId = await run(before);
    const row = rowOf(jobId, gone);
    expect(row).toMatchObject({ state: 'unknown', failure: { code: 'listed-but-gone' } });
    expect(row?.failure?.sentence).toContain(gone);
    const requests = await faults.requests();
    // Nothing was sent for them; they were asked for by id, then by email.
    expect(
      requests.filter(({ method, path }) => method === 'PATCH' && path.endsWith('/activate')),
    ).toHaveLength(1);
    expect(requests.some(({ path }) => path.includes(id))).toBe(true);
    expect(requests.some(({ path }) => path.includes(encodeURIComponent(gone)))).toBe(true);
    expect(await settled(rooms.bulk['bulk-invites/report']({ jobId }))).toMatchObject({
      rowsRead: 2,
      reactivated: 1,
      unknown: 1,
      gone: 1,
    });

    const anew = await inviteAnew(jobId);
    expect(anew).toMatchObject({ total: 1, willInvite: 1, willReactivate: 0 });
    const again = await run(anew);
    expect(await settled(rooms.bulk['bulk-invites/report']({ jobId: again }))).toMatchObject({
      fileName: 'back-to-invite-anew.csv',
      rowsRead: 1,
      invited: 1,
      gone: 0,
    });
    const back = (await sandboxApi(sandbox).allUsers()).filter(({ email }) => email === gone);
    expect(back).toHaveLength(1);
    expect(JSON.stringify(back)).toContain('read-only-member');
  });

  it('condition 57: a tenant that lists them and answers 404 to activate ends as unknown too, after one try', async () => {
    const [, , listed = ''] = deactivated;
    const before = await review(`email\n${listed}`, 'listed.csv');
    await faults.order({
      kind: 'answer',
      status: 404,
      body: JSON.stringify({ statusCode: 404, message: 'User not found' }),
      match: { method: 'PATCH', path: '/api/svc/v1/users/activate' },
      when: 'before',
    });
    await faults.forgetRequests();
    const jobId = await run(before);
    await faults.clear();
    const tries = (await faults.requests()).filter(({ path }) => path.endsWith('/users/activate'));
    expect(tries).toHaveLength(1);
    expect(rowOf(jobId, listed)).toMatchObject({ state: 'unknown', failure: { code: 'listed-but-gone' } });
    expect(rowOf(jobId, listed)?.failure?.sentence).toContain('lists them still');
    expect(await inviteAnew(jobId)).toMatchObject({ willInvite: 1, willReactivate: 0 });
  });

  it('condition 57: one who came back with another account is left out, and the copy has the new account', async () => {
    const [, , , swapped = ''] = deactivated;
    const before = await review(`email\n${swapped}`, 'swapped.csv');
    const former = (await sandboxApi(sandbox).allUsers()).find(({ email }) => email === swapped)?.id ?? '';
    await settled(rooms.client.deleteUser(former, swapped));
    await settled(rooms.client.registerUser({ email: swapped, passwordEmail: 'do-not-send' }));
    const jobId = await run(before);
    expect(rowOf(jobId, swapped)).toMatchObject({
      state: 'skipped',
      failure: { code: 'changed-since-plan' },
    });
    await expect(settled(rooms.bulk['bulk-invites/open-gone']({ jobId }))).rejects.toThrow('file-empty');
    expect(await review(`email\n${swapped}`, 'after.csv')).toMatchObject({
      willInvite: 0,
      counts: { pending: 1 },
    });
  });
});
