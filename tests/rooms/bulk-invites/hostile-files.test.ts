import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bulkDraftSchema } from '../../../src-contract/bulk-invites.ts';
import type { Cache } from '../../../src-main/cache/cache-handles.ts';
import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import {
  checkBulkSlice,
  listBulkRows,
  openBulkCheck,
} from '../../../src-main/features/bulk-invites/bulk-invites-rows.ts';
import { openDrafts } from '../../../src-main/features/bulk-invites/open-draft.ts';
import { fileOnDisk } from '../../../src-main/shell/file-on-disk.ts';
import { writeHostileFiles } from './hostile-files.ts';

let folder: string;
let cache: Cache;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-hostile-'));
  cache = openCacheHere(join(folder, 'cache.sqlite'), cacheOperations);
});
afterAll(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

const refusals = ['file-empty', 'file-not-csv', 'file-unreadable'];
const facts = {
  signInWith: 'password' as const,
  idpName: null,
  mode: null,
  domains: ['x.no'],
  defaultRole: 'member',
};

it('conditions 1 to 4, 16 to 18 (H1): of 300 hostile files on the disk each ends in rows or a named refusal, none in over 5 s', async () => {
  const paths = writeHostileFiles(folder);
  expect(paths).toHaveLength(300);
  const drafts = openDrafts(cache, () => undefined);
  const ends = new Map<string, number>();
  for (const path of paths) {
    const name = basename(path);
    const began = process.cpuUsage();
    const opened = await drafts.open({
      place: fileOnDisk(path),
      tenantId: 't',
      defaultRole: 'member',
      tenants: [],
    });
    if (opened.ok) {
      bulkDraftSchema.parse(opened.value);
      const { draftId } = opened.value;
      const checking = await cache.read(openBulkCheck, { draftId, facts, options: null, asker: 'admin' });
      if (checking.ok) {
        for (let isDone = false; !isDone; ) {
          const slice = await cache.read(checkBulkSlice, { draftId });
          if (!slice.ok) throw new Error(`${name}: ${slice.failure.code}`);
          isDone = slice.value.isDone;
        }
        const shown = await cache.read(listBulkRows, { draftId, show: 'all', offset: 0, limit: 50 });
        expect(shown.ok && shown.value.matches, name).toBe(opened.value.rowCount);
      } else expect(checking.failure.code, name).toBe('no-email-column');
      await drafts.drop(draftId);
    } else {
      expect(refusals, name).toContain(opened.failure.code);
      expect(opened.failure.sentence, name).toContain(name);
    }
    const end = opened.ok ? 'rows' : opened.failure.code;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    // Time of this process: what the machine does meanwhile does not count.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6, `${name}: seconds`).toBeLessThan(5);
  }
  expect([...ends.keys()].sort()).toEqual(['file-empty', 'file-not-csv', 'file-unreadable', 'rows']);
  expect(ends.get('rows')).toBeGreaterThan(150);
}, 240_000);
