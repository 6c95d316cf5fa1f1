import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BulkDraft, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

let sandbox: RunningSandbox;
let rooms: BulkRooms;
let folder: string;
beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '50', '--seed', '1']);
  rooms = await openBulkRooms(sandbox);
  folder = mkdtempSync(join(tmpdir(), 'tenantry-chosen-'));
});
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** Chooses a file in main's dialog, or reads the one that could not be read once more. */
const choose = (which: 'chosen' | 'same' = 'chosen') =>
  rooms.bulk['bulk-invites/choose-file']({ tenantId: rooms.tenantId, which });
const chosen = async (path: string): Promise<BulkDraft> => {
  rooms.choose(path);
  const { draft } = await settled(Promise.resolve(choose()));
  if (draft === null) throw new Error('nothing was chosen');
  return draft;
};
const check = (draftId: string): Promise<BulkReview> =>
  settled(Promise.resolve(rooms.bulk['bulk-invites/check']({ draftId, options: null })));
const start = (review: BulkReview) =>
  rooms.bulk['bulk-invites/start']({
    draftId: review.draftId,
    expectInvites: review.willInvite,
    expectReactivations: review.willReactivate,
    expectUpdates: review.willUpdate,
    typed: '',
    acknowledged: true,
  });

it('condition 2: a file that cannot be read is read by Try again once it can, without a dialog', async () => {
  const path = join(folder, 'late.csv');
  mkdirSync(path);
  rooms.choose(path);
  const refused = await choose();
  expect(refused).toMatchObject({
    ok: false,
    failure: { code: 'file-unreadable', sentence: 'late.csv cannot be read: it is a folder.' },
  });
  renameSync(path, join(folder, 'aside'));
  writeFileSync(path, 'email\nlate@halden.example\n');
  rooms.choose(join(folder, 'another-one.csv'));
  const again = await settled(Promise.resolve(choose('same')));
  expect(again.draft).toMatchObject({ fileName: 'late.csv', rowCount: 1 });
  expect(await settled(Promise.resolve(choose('same')))).toEqual({ draft: null });
});

it('condition 5: a file larger than what may be dropped is read from the disk, and its progress told', async () => {
  const path = join(folder, 'large.csv');
  const filler = 'x'.repeat(1000);
  const rows = Array.from({ length: 70_000 }, (_, n) => `p${n}@halden.example,${filler}`);
  writeFileSync(path, `email,note\n${rows.join('\n')}\n`);
  const draft = await chosen(path);
  expect(draft.sizeBytes).toBeGreaterThan(64 * 1024 * 1024);
  expect(draft).toMatchObject({ rowCount: 70_000, encoding: 'utf-8', warning: null });
  const told = rooms.announced.filter(({ what }) => what === 'bulk-reading');
  expect(told.at(-1)).toMatchObject({ bytesRead: draft.sizeBytes, sizeBytes: draft.sizeBytes });
  expect(told.length).toBeGreaterThan(100);
  await settled(Promise.resolve(rooms.bulk['bulk-invites/drop-draft']({ draftId: draft.draftId })));
});

it('condition 6: a file that was changed after its preview is previewed again before anything is sent', async () => {
  const path = join(folder, 'edited.csv');
  writeFileSync(path, 'email\nfirst@halden.example\n');
  const draft = await chosen(path);
  const review = await check(draft.draftId);
  expect(review.willInvite).toBe(1);
  // As a spreadsheet saves: another file takes the name.
  writeFileSync(`${path}.new`, 'email\nfirst@halden.example\nsecond@halden.example\n');
  renameSync(`${path}.new`, path);
  const refused = await start(review);
  expect(refused).toMatchObject({
    ok: false,
    failure: { code: 'file-changed', sentence: 'edited.csv was changed after it was read.' },
  });

  const { encoding, delimiter, header, comments, quotes } = draft;
  const reading = { encoding, delimiter, header, comments, quotes };
  const anew = await settled(
    Promise.resolve(rooms.bulk['bulk-invites/read-again']({ draftId: draft.draftId, ...reading })),
  );
  expect(anew).toMatchObject({ draftId: draft.draftId, rowCount: 2 });
  const second = await check(anew.draftId);
  expect(second.willInvite).toBe(2);
  const started = await settled(Promise.resolve(start(second)));
  const job = await settled(rooms.engine.awaitEnd(started.jobId));
  expect(job.counts.done).toBe(2);
});
