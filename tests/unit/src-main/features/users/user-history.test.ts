import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WritableCache } from '../../../../../src-main/cache/cache-handles.ts';
import { type OpenedFile, openFile } from '../../../../../src-main/cache/open-file.ts';
import { historyWriter, readHistory } from '../../../../../src-main/features/users/user-history.ts';

let folder: string;
let file: OpenedFile;
let cache: WritableCache;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-history-'));
  file = openFile(join(folder, 'cache.sqlite'));
  file.writer.exec("INSERT INTO copies (no, tenant_id) VALUES (1, 'halden')");
  cache = file.writer as unknown as WritableCache;
});
afterEach(() => {
  file.reader.close();
  file.writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const whats = (userId: string): string[] => readHistory(cache, 1, userId).map(({ what }) => what);

test('the newest hundred entries of a person are kept, and those of others are left alone', () => {
  const remember = historyWriter(cache, 1);
  remember('other', '2026-11-01T00:00:00Z', ['Joined']);
  for (let entry = 0; entry < 100; entry += 1)
    remember('bo', '2026-11-02T00:00:00Z', [`Name: ${entry} → ${entry + 1}`]);
  expect(whats('bo')).toHaveLength(100);
  remember('bo', '2026-11-03T00:00:00Z', ['Status: Active → Deactivated', 'Role: Member → Admin']);
  remember('bo', '2026-11-04T00:00:00Z', []);
  expect(whats('bo')).toHaveLength(100);
  expect(whats('bo').slice(0, 3)).toEqual([
    'Role: Member → Admin',
    'Status: Active → Deactivated',
    'Name: 99 → 100',
  ]);
  expect(whats('bo').at(-1)).toBe('Name: 2 → 3');
  expect(whats('other')).toEqual(['Joined']);
});
