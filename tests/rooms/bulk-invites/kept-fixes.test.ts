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
const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString();
const setRole = (draftId: string, row: number, email: string) =>
  settled(
    rooms.bulk['bulk-invites/edit-row']({ draftId, row, email, role: 'member', teams: [], send: null }),
  );

describe('what was fixed in a file that has not run', () => {
  it('is in again when the file is opened after a restart, also what was undone before it', async () => {
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
    expect(await latest()).toMatchObject({ fileName: 'people.csv', rows: 4 });
    const second = await openText(text, 'renamed.csv');
    expect(await check(second)).toMatchObject({ willInvite: 4, undoable: 0, restored: { rows: 4 } });
    expect(await rowsOf(second)).toEqual(before);
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: second, row: 5, decision: 'bring-back' }));
    const undone = await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId: second }));
    expect(undone).toMatchObject({ rows: 1, row: { row: 5, verdict: 'left-out' } });
    const nothing = await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId: second }));
    expect(nothing).toMatchObject({ rows: 0, row: null });
    expect(await rowsOf(second)).toEqual(before);

    await restart();
    const third = await openText(text);
    expect(await check(third)).toMatchObject({ restored: { rows: 4 }, willInvite: 4 });
    expect(await rowsOf(third)).toEqual(before);
    const forgotten = await settled(rooms.bulk['bulk-invites/forget-fixes']({ draftId: third }));
    expect(forgotten).toMatchObject({ undoable: 0, restored: null, willInvite: 1 });
    expect(await latest()).toBeNull();
  });

  it('keeps what came of splits with the numbers of their parts, also when one of them is undone', async () => {
    const text = [
      'email,role',
      'split1@fieldcrew.example; split2@fieldcrew.example,member',
      'part1@fieldcrew.example; part2@fieldcrew.example,member',
      'zoe@fieldcrew.example,boss',
    ].join('\n');
    const first = await openText(text);
    await check(first);
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 2, decision: 'split' }));
    await settled(rooms.bulk['bulk-invites/undo-fix']({ draftId: first }));
    await settled(rooms.bulk['bulk-invites/decide-row']({ draftId: first, row: 3, decision: 'split' }));
    await setRole(first, 5, 'part2b@fieldcrew.example');
    const before = await rowsOf(first);
    await restart();
    const second = await openText(text);
    expect(await check(second)).toMatchObject({ total: 4, addedBySplit: 1, restored: { rows: 2 } });
    expect(await rowsOf(second)).toEqual(before);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: second }));
    expect(await latest()).toBeNull();
  });

  it('has what was ticked for the whole run again', async () => {
    const text = file('tick', ['member']);
    const first = await openText(text);
    const { options } = await check(first);
    const wish = { ...options, createTeams: 'yes', letters: 'any' } as const;
    await settled(rooms.bulk['bulk-invites/check']({ draftId: first, options: wish }));
    await restart();
    expect(await latest()).toMatchObject({ rows: 0 });
    const second = await openText(text);
    expect(await check(second)).toMatchObject({ options: wish, restored: { rows: 0 } });
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: second }));
    expect(await latest()).toBeNull();
  });

  it('means the rows that were fixed, whatever the tenant is by then', async () => {
    const text = file('mean', ['boss', 'boss', 'boss']).replace('mean2@fieldcrew', 'mean2@fie1dcrew');
    const first = await openText(text);
    await check(first);
    await setRole(first, 2, 'mean0@fieldcrew.example');
    const alike = await settled(rooms.bulk['bulk-invites/fix-alike']({ draftId: first }));
    expect(alike.fixed, 'the look-alike is held for its address').toBe(1);
    await restart();
    rooms.setFacts({ domains: ['elsewhere.example'] });
    const second = await openText(text);
    await check(second);
    expect((await rowsOf(second)).map(([, , role]) => role)).toEqual(['member', 'member', 'boss']);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: second }));
    rooms.setFacts({ domains: ['halden.example', 'fieldcrew.example', 'visionpartners.example'] });
  });

  it('keeps nothing of a cell that nobody typed, such as a password in a row that has shifted', async () => {
    const text = 'email,role,password\nbad one,hunter2\nok@fieldcrew.example,member,hunter3';
    const draftId = await openText(text);
    await check(draftId);
    const edit = { row: 2, email: 'good@fieldcrew.example', role: 'hunter2', teams: [], send: null };
    await settled(rooms.bulk['bulk-invites/edit-row']({ draftId, ...edit }));
    const kept = rooms.ledger.read((ledger) => ledger.prepare('SELECT fix FROM csv_fixes').all());
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain('good@fieldcrew.example');
    expect(JSON.stringify(kept)).not.toContain('hunter');
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId }));
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
    expect(await latest()).toMatchObject({ rows: 4001 });
    const undo = () => settled(rooms.bulk['bulk-invites/undo-fix']({ draftId }));
    const [one, all] = await Promise.all([undo(), undo()]);
    expect([one.rows, all.rows, all.review.willInvite]).toEqual([1, 3999, 1]);
    expect(await latest()).toMatchObject({ rows: 1 });
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
    expect(await check(again)).toMatchObject({ restored: { rows: 3 } });
    expect(await rowsOf(again)).toEqual(before);
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: again }));
  });

  it('is forgotten when the file is mapped or read in another way, after 30 days, and once it runs', async () => {
    const text = file('run', ['boss', 'member']);
    const draftId = await openText(text);
    await check(draftId);
    await setRole(draftId, 2, 'run0@fieldcrew.example');
    await settled(rooms.bulk['bulk-invites/map-columns']({ draftId, meanings: ['email', 'ignore'] }));
    expect(await latest()).toBeNull();
    await settled(rooms.bulk['bulk-invites/map-columns']({ draftId, meanings: ['email', 'role'] }));
    expect(await check(draftId)).toMatchObject({ undoable: 0, restored: null });
    const { review } = await setRole(draftId, 2, 'run0@fieldcrew.example');
    expect(await latest()).toMatchObject({ rows: 1 });
    await rooms.ledger.write((ledger) =>
      ledger.prepare("UPDATE csv_fixes SET at = '2020-01-01T00:00:00Z'").run(),
    );
    expect(await latest()).toBeNull();
    await rooms.ledger.write((ledger) => ledger.prepare('UPDATE csv_fixes SET at = ?').run(yesterday));
    const { jobId } = await settled(
      rooms.bulk['bulk-invites/start']({
        ...{ draftId, expectInvites: review.willInvite, expectReactivations: 0, expectUpdates: 0 },
        ...{ typed: '', acknowledged: true },
      }),
    );
    expect(await latest()).toBeNull();
    await settled(rooms.engine.awaitEnd(jobId));
  });

  it('is not put back into a file that ran, when Tenantry ended before it could be forgotten', async () => {
    const text = file('run', ['boss', 'member']);
    const first = await openText(text);
    await check(first);
    await setRole(first, 2, 'run0@fieldcrew.example');
    await rooms.ledger.write((ledger) => ledger.prepare('UPDATE csv_fixes SET at = ?').run(yesterday));
    await restart();
    const second = await openText(text);
    expect(await check(second)).toMatchObject({ restored: null, ranBefore: {} });
    expect(await latest()).toBeNull();
  });
});
