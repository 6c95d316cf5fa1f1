import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import {
  decideBulkRow,
  editBulkRow,
  type FixedFile,
  noteRestoredFixes,
  readFixedFile,
} from './bulk-review-rows.ts';
import { fixAlikeInThread } from './fix-alike.ts';
import { dropFixes, dropLatestFix, forgetKeptFixes, type KeptFix, keepFix, readFixes } from './kept-fixes.ts';

/** Keeps what is fixed in open files where a quit or a crash does not reach it, and puts it back. */
export interface FixLog {
  keep(draftId: string, fix: KeptFix): Promise<void>;
  /** The latest fix was undone. */
  undone(draftId: string): Promise<void>;
  /** Puts back what was fixed in this very file before Tenantry ended; once for each file that is opened. Out: whether anything was. */
  restore(draftId: string): Promise<Outcome<boolean>>;
  /** Forgets the fixes of a file and of its plans: it runs, or they were given up. */
  forget(draftId: string): Promise<void>;
}

type Fitting = 'fits' | 'fits-no-more';
const fitsNoMore: Outcome<Fitting> = ok('fits-no-more');

/** Opens the log over the ledger. One for the app. */
export function openFixLog({ cache, ledger }: FeatureRooms, now: () => Date): FixLog {
  /** Files that were open since the start, with their plans: what is let go is not in the thread any more. */
  const known = new Map<string, FixedFile>();
  /** Fixes that could not be written, the disk being full: they go with the next one, since what follows may be about them. */
  const unwritten = new Map<string, Parameters<typeof keepFix>[2][]>();
  const know = (file: FixedFile): 'new' | 'known' => {
    const key = `${file.draftId} ${file.fileHash}`;
    const was = known.has(key) ? 'known' : 'new';
    known.set(key, file);
    return was;
  };

  const redo = async (draftId: string, fix: KeptFix | null, before: Fitting): Promise<Outcome<Fitting>> => {
    if (fix === null) return fitsNoMore;
    if (fix.did === 'alike') {
      // The same to all rows alike is about the fix before it: without that one it would be about another.
      if (before === 'fits-no-more') return fitsNoMore;
      const fixed = await fixAlikeInThread(cache, draftId);
      return fixed.ok ? ok(fixed.value > 0 ? 'fits' : 'fits-no-more') : fixed;
    }
    const done =
      fix.did === 'edit'
        ? await cache.read(editBulkRow, { ...fix, draftId })
        : await cache.read(decideBulkRow, { ...fix, draftId });
    if (done.ok) return ok('fits');
    return done.failure.code === 'input-invalid' ? fitsNoMore : done;
  };

  return {
    keep: async (draftId, fix) => {
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok) return;
      know(file.value);
      const { fileName } = file.value;
      const waiting = [...(unwritten.get(draftId) ?? []), { fileName, fix, at: now().toISOString() }];
      unwritten.set(draftId, waiting);
      await ledger.write((writable) => {
        for (const each of waiting) keepFix(writable, file.value, each);
      });
      unwritten.delete(draftId);
    },
    undone: async (draftId) => {
      if (unwritten.get(draftId)?.pop() !== undefined) return;
      const file = await cache.read(readFixedFile, { draftId });
      if (file.ok) await ledger.write((writable) => dropLatestFix(writable, file.value));
    },
    restore: async (draftId) => {
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok) return file;
      if (know(file.value) === 'known') return ok(false);
      const kept = ledger.read((readable) => readFixes(readable, file.value));
      const last = kept.at(-1);
      if (last === undefined) return ok(false);
      const dropped: number[] = [];
      let before: Fitting = 'fits-no-more';
      for (const { id, fix } of kept) {
        const done: Outcome<Fitting> = await redo(draftId, fix, before);
        if (!done.ok) return done;
        before = done.value;
        if (before === 'fits-no-more') dropped.push(id);
      }
      await ledger.write((writable) => dropFixes(writable, dropped));
      const fixes = kept.length - dropped.length;
      const noted = await cache.read(noteRestoredFixes, {
        draftId,
        restored: { fixes, dropped: dropped.length, at: last.at },
      });
      return noted.ok ? ok(true) : noted;
    },
    forget: async (draftId) => {
      for (const [key, file] of known) {
        if (file.draftId !== draftId && file.parentId !== draftId) continue;
        known.delete(key);
        unwritten.delete(file.draftId);
        await ledger.write((writable) => forgetKeptFixes(writable, file));
      }
    },
  };
}
