import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, clipboard, dialog } from 'electron';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../src-contract/outcome.ts';
import type { ShellDoors } from '../features/feature-rooms.ts';

export interface Shell extends ShellDoors {
  /** Clears a copied secret at once, for quit and lock. */
  clearCopiedSecret(): Promise<void>;
}

/** Main's own dialogs and clipboard. Files are chosen here only, so the page never learns a path (H2). */
export function createShellDoors(window: () => BrowserWindow | null): Shell {
  let copied: { hash: string; timer: NodeJS.Timeout } | null = null;

  const clearCopiedSecret = async (): Promise<void> => {
    const was = copied;
    if (was === null) return;
    clearTimeout(was.timer);
    // Electron 44 and later answer with a promise; awaiting a plain string is harmless.
    if (hashOf(await clipboard.readText()) === was.hash) await clipboard.writeText('');
    // Only now: a clipboard that failed is tried again on lock and on quit.
    if (copied === was) copied = null;
  };

  return {
    clearCopiedSecret,
    chooseFile: async ({ title, extensions, maxBytes }) => {
      const options = {
        title,
        properties: ['openFile' as const],
        filters: [
          { name: extensions.join(', '), extensions },
          { name: 'All files', extensions: ['*'] },
        ],
      };
      const parent = window();
      const chosen =
        parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      const path = chosen.filePaths[0];
      if (chosen.canceled || path === undefined) return ok(null);
      return readWhole(path, maxBytes);
    },
    saveFile: async ({ title, suggestedName, text }) => {
      const options = { title, defaultPath: suggestedName };
      const parent = window();
      const chosen =
        parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
      if (chosen.canceled || !chosen.filePath) return ok(null);
      const fileName = basename(chosen.filePath);
      const beside = `${chosen.filePath}.part`;
      try {
        await writeFile(beside, text, { mode: 0o600 });
        await rename(beside, chosen.filePath);
        return ok({ fileName });
      } catch (error) {
        await rm(beside, { force: true });
        return failed(describeFailure('file-not-saved', { file: fileName, why: reasonOf(error) }));
      }
    },
    copyText: async (text) => {
      await clipboard.writeText(text);
    },
    copySecret: async (secret, clearAfterMs) => {
      const text = secret.reveal();
      if (copied !== null) clearTimeout(copied.timer);
      await clipboard.writeText(text);
      copied = { hash: hashOf(text), timer: setTimeout(() => void clearCopiedSecret(), clearAfterMs) };
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readWhole(path: string, maxBytes: number): ReturnType<ShellDoors['chooseFile']> {
  const fileName = basename(path);
  try {
    // Opened without waiting for a writer: a FIFO or a device must not hang the app (H1).
    // Not waiting for a writer: choosing a named pipe must not hang the app (H1).
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await handle.stat();
      if (!found.isFile())
        return failed(describeFailure('file-unreadable', { file: fileName, why: 'it is not a file' }));
      if (found.size > maxBytes) return failed(describeFailure('file-too-large', { file: fileName }));
      return ok({ fileName, bytes: new Uint8Array(await handle.readFile()) });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failed(describeFailure('file-unreadable', { file: fileName, why: reasonOf(error) }));
  }
}

const reasons: Record<string, string> = {
  EACCES: 'you may not read or write here',
  EPERM: 'you may not read or write here',
  ENOENT: 'it is not there any more',
  EISDIR: 'it is a folder',
  EBUSY: 'another program holds it open',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code || 'the system gave no reason');
}
