import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

let sandbox: StartedSandbox;
let rooms: BulkRooms;
const facts = { mode: 'invite-only', idpName: null, signInWith: 'password' } as const;
beforeAll(async () => {
  sandbox = await startSandbox(['--users', '40', '--no-sso']);
  rooms = await openBulkRooms(sandbox);
  rooms.setFacts(facts);
});
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
});

const file = (name: string, roles: readonly string[]): string =>
  ['email,role', ...roles.map((role, at) => `${name}${at}@fieldcrew.example,${role}`)].join('\n');

async function openText(text: string, fileName = 'people.csv'): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const asked = { tenantId: rooms.tenantId, fileName, bytes };
  return (await settled(rooms.bulk['bulk-invites/open-bytes'](asked))).draftId;
}
const check = (draftId: string): Promise<BulkReview> =>
  settled(rooms.bulk['bulk-invites/check']({ draftId, options: null }));
const restart = async (): Promise<void> => {
  const { folder } = rooms;
  await rooms.close('keep');
  rooms = await openBulkRooms(sandbox, folder);
  rooms.setFacts(facts);
};
const rowsOf = async (draftId: string) => {
  const { rows } = await settled(
    rooms.bulk['bulk-invites/rows']({ draftId, show: 'all', offset: 0, limit: 50 }),
  );
  return rows.map(({ row, email, role, verdict }) => [row, email.split('@')[0], role, verdict]);
};
const latest = async () =>
  (await settled(rooms.bulk['bulk-invites/latest-fixed']({ tenantId: rooms.tenantId }))).file;
const setRole = (draftId: string, row: number, email: string) =>
  settled(
    rooms.bulk['bulk-invites/edit-row']({ draftId, row, email, role: 'member', teams: [], send: null }),
  );

describe('what was fixed in a file that has not run', () => {
  it('is in again when the file is opened after a restart, and can be undone one by one', async () => {
    const text = file('kept', ['boss', 'boss', 'boss', 'chief', 'member']);
    const first = await openText(text);
    await check(first);
    await setRole(first, 2, 'kept0@fieldcrew.example');
    await settled(rooms.bulk['bulk-invites/fix-alike']({ draftId: first }));
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 5, decision: 'leave-out' }));
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 6, decision: 'leave-out' }));
    await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId: first }));
    const before = await rowsOf(first);
    expect(before.map(([, , , verdict]) => verdict)).toEqual([
      'ready',
      'ready',
      'ready',
      'left-out',
      'ready',
    ]);

    await restart();
    expect(await latest()).toMatchObject({ fileName: 'people.csv', fixes: 3 });
    const second = await openText(text, 'renamed.csv');
    const review = await check(second);
    expect(review).toMatchObject({ willInvite: 4, undoable: 3, restored: { fixes: 3, dropped: 0 } });
    expect(await rowsOf(second)).toEqual(before);
    expect((await check(second)).undoable, 'a check anew puts nothing in twice').toBe(3);

    const undone = await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId: second }));
    expect(undone).toMatchObject({ rows: 1, row: { row: 5, verdict: 'unknown-role' } });
    await restart();
    const third = await openText(text);
    expect(await check(third)).toMatchObject({ undoable: 2, restored: { fixes: 2 } });
    const forgotten = await settled(rooms.bulk['bulk-invites/forget-fixes']({ draftId: third }));
    expect(forgotten).toMatchObject({ undoable: 0, restored: null, willInvite: 1 });
    expect(await latest()).toBeNull();
  });

  it('keeps what came of a split, with the numbers of its parts', async () => {
    const text =
      'email,role\nsplit1@fieldcrew.example; split2@fieldcrew.example,member\nzoe@fieldcrew.example,boss';
    const first = await openText(text);
    await check(first);
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 2, decision: 'split' }));
    await setRole(first, 4, 'split2b@fieldcrew.example');
    const before = await rowsOf(first);
    await restart();
    const second = await openText(text);
    expect(await check(second)).toMatchObject({ total: 3, addedBySplit: 1, restored: { fixes: 2 } });
    expect(await rowsOf(second)).toEqual(before);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: second }));
    expect(await latest()).toBeNull();
  });

  it('leaves away what does not fit any more, with what was done to all rows alike because of it', async () => {
    const text = file('fit', ['boss', 'boss', 'chief']);
    const first = await openText(text);
    await check(first);
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 2, decision: 'leave-out' }));
    await setRole(first, 4, 'fit2@fieldcrew.example');
    await rooms.ledger.write((ledger) => {
      ledger.prepare("UPDATE csv_fixes SET fix = replace(fix, 'leave-out', 'take')").run();
    });
    await rooms.ledger.write((ledger) => {
      const kept = ledger
        .prepare<[], Record<string, string>>('SELECT * FROM csv_fixes ORDER BY id LIMIT 1')
        .get();
      const insert =
        'INSERT INTO csv_fixes (id, tenant_id, file_hash, file_name, fix, at) VALUES (?, ?, ?, ?, ?, ?)';
      for (const [id, fix] of [
        [-2, '{"did":"alike"}'],
        [-1, '{"did":"of a later version"}'],
      ])
        ledger.prepare(insert).run(id, kept?.tenant_id, kept?.file_hash, kept?.file_name, fix, kept?.at);
    });
    await restart();
    const second = await openText(text);
    expect(await check(second)).toMatchObject({ undoable: 1, restored: { fixes: 1, dropped: 3 } });
    expect(await rowsOf(second)).toEqual([
      [2, 'fit0', 'boss', 'unknown-role'],
      [3, 'fit1', 'boss', 'unknown-role'],
      [4, 'fit2', 'member', 'ready'],
    ]);
    expect((await latest())?.fixes).toBe(1);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: second }));
  });

  it('is done one after the other: a fix that comes while another is done to all rows alike waits for its end', async () => {
    const text = file('turn', [...Array.from({ length: 4000 }, () => 'boss'), 'chief', 'chief']);
    const draftId = await openText(text);
    await check(draftId);
    await setRole(draftId, 2, 'turn0@fieldcrew.example');
    const [alike, edited] = await Promise.all([
      settled(rooms.bulk['bulk-invites/fix-alike']({ draftId })),
      setRole(draftId, 4002, 'turn4000@fieldcrew.example'),
    ]);
    expect(alike.fixed).toBe(3999);
    expect(edited).toMatchObject({ alike: 1, review: { undoable: 3, willInvite: 4001 } });
    const undone = await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId }));
    expect(undone).toMatchObject({ rows: 1, review: { willInvite: 4000 } });
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId }));
  });

  it('goes with the next one when it could not be written', async () => {
    const text = file('full', ['boss', 'boss', 'chief', 'chief']);
    const draftId = await openText(text);
    await check(draftId);
    await setRole(draftId, 2, 'full0@fieldcrew.example');
    await rooms.ledger.write((ledger) =>
      ledger
        .prepare("CREATE TRIGGER full BEFORE INSERT ON csv_fixes BEGIN SELECT raise(ABORT, 'full'); END")
        .run(),
    );
    await expect(setRole(draftId, 4, 'full2@fieldcrew.example')).rejects.toThrow();
    await rooms.ledger.write((ledger) => ledger.prepare('DROP TRIGGER full').run());
    await settled(rooms.bulk['bulk-invites/fix-alike']({ draftId }));
    const before = await rowsOf(draftId);
    expect(before.map(([, , role]) => role)).toEqual(['member', 'boss', 'member', 'member']);
    await restart();
    const again = await openText(text);
    expect(await check(again)).toMatchObject({ restored: { fixes: 3, dropped: 0 } });
    expect(await rowsOf(again)).toEqual(before);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: again }));
  });

  it('is forgotten when the file is mapped or read in another way, and once it runs', async () => {
    const text = file('run', ['boss', 'member']);
    const draftId = await openText(text);
    await check(draftId);
    await setRole(draftId, 2, 'run0@fieldcrew.example');
    await settled(rooms.bulk['bulk-invites/map-columns']({ draftId, meanings: ['email', 'ignore'] }));
    expect(await latest()).toBeNull();
    await settled(rooms.bulk['bulk-invites/map-columns']({ draftId, meanings: ['email', 'role'] }));
    expect(await check(draftId)).toMatchObject({ undoable: 0, restored: null });
    const { review } = await setRole(draftId, 2, 'run0@fieldcrew.example');
    expect(await latest()).toMatchObject({ fixes: 1 });
    const { jobId } = await settled(
      rooms.bulk['bulk-invites/start']({
        ...{ draftId, expectInvites: review.willInvite, expectReactivations: 0, expectUpdates: 0 },
        ...{ typed: '', acknowledged: true },
      }),
    );
    expect(await latest()).toBeNull();
    await settled(rooms.engine.awaitEnd(jobId));
  });
});
