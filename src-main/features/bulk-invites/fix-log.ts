import type { BulkOptions } from '../../../src-contract/bulk-invites.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import {
  type FixedFile,
  noteKeptRows,
  noteRestoredFixes,
  readChangedRows,
  readFixedFile,
  restoreBulkFixes,
} from './bulk-fixes-rows.ts';
import { chooseBulkTenant, readTenantChoices } from './bulk-tenants-rows.ts';
import { findFormerRun } from './former-run.ts';
import {
  dropOldFixes,
  type FixWindow,
  forgetKeptFixes,
  keepChoices,
  keepFixes,
  keepOptions,
  readChoices,
  readFixes,
  readOptions,
  type SomeFixes,
  summariseFixes,
} from './kept-fixes.ts';

/** Rows that are kept or put back at once. */
const rowsAtOnce = 1000;

/** Keeps what is fixed in open files where a quit or a crash does not reach it, and puts it back. */
export interface FixLog {
  /** Keeps what was fixed or undone since it was last called. */
  keep(draftId: string): Promise<void>;
  /** Keeps what was ticked for the whole run. */
  keepOptions(draftId: string, options: BulkOptions): Promise<void>;
  /** Keeps which tenants were chosen for rows that name none. */
  keepChoices(draftId: string): Promise<void>;
  /** Chooses them again in the same file; once for each that is open. */
  restoreChoices(draftId: string): Promise<void>;
  /** Puts back what was fixed in this very file before it was closed; once for each file that is open. Fails with `draft-gone`. */
  restore(draftId: string): Promise<Outcome<null>>;
  /** Forgets the fixes of a file and of its plans: it runs, or they were given up. */
  forget(draftId: string): Promise<void>;
}

const keyOf = ({ tenantId, fileHash }: FixedFile): string => `${tenantId} ${fileHash}`;

/** Opens the log over the ledger. One for the app. */
export function openFixLog({ cache, ledger, jobs }: FeatureRooms, now: () => Date): FixLog {
  /** By what their fixes are kept under, the files that were open since the start: of two that are the same the first one is kept. */
  const owners = new Map<string, FixedFile>();
  const looked = new Set<string>();

  const isOpen = async (file: FixedFile): Promise<boolean> => {
    const found = await cache.read(readFixedFile, { draftId: file.draftId });
    return found.ok && keyOf(found.value) === keyOf(file);
  };
  const owns = async (file: FixedFile): Promise<boolean> => {
    const owner = owners.get(keyOf(file));
    if (owner !== undefined && owner.draftId !== file.draftId && (await isOpen(owner))) return false;
    owners.set(keyOf(file), file);
    return true;
  };
  const forgetFile = async (file: FixedFile): Promise<void> => {
    await ledger.write((writable) => forgetKeptFixes(writable, file));
    owners.delete(keyOf(file));
    looked.delete(file.draftId);
  };

  return {
    keep: async (draftId) => {
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok || !(await owns(file.value))) return;
      const { fileName } = file.value;
      for (;;) {
        const changed = await cache.read(readChangedRows, { draftId, limit: rowsAtOnce });
        if (!changed.ok || changed.value.length === 0) return;
        const rows = changed.value;
        const at = now().toISOString();
        await ledger.write((writable) => keepFixes(writable, file.value, { fileName, rows, at }));
        await cache.read(noteKeptRows, { draftId, rows: rows.map(({ row }) => row) });
      }
    },
    keepOptions: async (draftId, options) => {
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok || !(await owns(file.value))) return;
      const { fileName } = file.value;
      const at = now().toISOString();
      await ledger.write((writable) => keepOptions(writable, file.value, { fileName, options, at }));
    },
    keepChoices: async (draftId) => {
      const file = await cache.read(readFixedFile, { draftId });
      const choices = await cache.read(readTenantChoices, { draftId });
      if (!file.ok || !choices.ok || !(await owns(file.value))) return;
      const kept = { fileName: file.value.fileName, choices: choices.value, at: now().toISOString() };
      await ledger.write((writable) => keepChoices(writable, file.value, kept));
    },
    restoreChoices: async (draftId) => {
      if (looked.has(draftId)) return;
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok || !(await owns(file.value))) return;
      looked.add(draftId);
      const at = now().toISOString();
      const choices = ledger.read((readable) => readChoices(readable, file.value, at));
      // One whose tenant or cell is gone is chosen no more: those rows go nowhere, as they show.
      for (const [value, tenantId] of Object.entries(choices))
        await cache.read(chooseBulkTenant, { draftId, value, tenantId });
    },
    restore: async (draftId) => {
      if (looked.has(draftId)) return ok(null);
      const file = await cache.read(readFixedFile, { draftId });
      if (!file.ok) return file;
      if (!(await owns(file.value))) return ok(null);
      const at = now().toISOString();
      await ledger.write((writable) => dropOldFixes(writable, at));
      const kept = ledger.read((readable) => summariseFixes(readable, file.value, at));
      const ran = kept && findFormerRun(jobs, file.value.tenantId, file.value.sha256);
      // It ran after that, and Tenantry ended before the fixes could be forgotten.
      if (kept !== null && ran !== null && ran.at >= kept.at) await forgetFile(file.value);
      else if (kept !== null) {
        let rows = 0;
        for (let afterRow: number | null = 0; afterRow !== null; ) {
          const window: FixWindow = { afterRow, limit: rowsAtOnce };
          const next: SomeFixes = ledger.read((readable) => readFixes(readable, file.value, window));
          const restored = await cache.read(restoreBulkFixes, { draftId, kept: next.kept });
          if (!restored.ok) return restored;
          rows += restored.value;
          afterRow = next.last;
        }
        const options = ledger.read((readable) => readOptions(readable, file.value));
        const restored = rows === 0 && options === null ? null : { rows, at: kept.at };
        await cache.read(noteRestoredFixes, { draftId, restored, options });
      }
      looked.add(draftId);
      owners.set(keyOf(file.value), file.value);
      return ok(null);
    },
    forget: async (draftId) => {
      for (const file of [...owners.values()])
        if (file.draftId === draftId || file.parentId === draftId) await forgetFile(file);
    },
  };
}
