import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, clipboard, dialog } from 'electron';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../src-contract/outcome.ts';
import type { ShellDoors } from '../features/feature-rooms.ts';
import { Secret } from '../vault/secret.ts';
import { fileOnDisk, reasonOf } from './file-on-disk.ts';

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

  const askForFile = async (title: string, extensions: string[]): Promise<string | null> => {
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
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  };

  return {
    clearCopiedSecret,
    chooseFile: async ({ title, extensions, maxBytes }) => {
      const path = await askForFile(title, extensions);
      return path === null ? ok(null) : readWhole(path, maxBytes);
    },
    choosePlace: async ({ title, extensions }) => {
      const path = await askForFile(title, extensions);
      return path === null ? null : fileOnDisk(path);
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
    takeSecret: async () => {
      const text = (await clipboard.readText()).trim().replace(/^bearer\s+/i, '');
      const why = notToken(text);
      return why === null ? ok(new Secret(text)) : failed(describeFailure('clipboard-no-token', { why }));
    },
    copySecret: async (secret, clearAfterMs) => {
      const text = secret.reveal();
      if (copied !== null) clearTimeout(copied.timer);
      await clipboard.writeText(text);
      copied = { hash: hashOf(text), timer: setTimeout(() => void clearCopiedSecret(), clearAfterMs) };
    },
  };
}

/** What is wrong with a text as a token, without repeating any of it; null when it may be one. */
function notToken(text: string): string | null {
  if (text === '') return 'it is empty or holds no text';
  if (/[^\x21-\x7e]/.test(text)) return 'what is there has blanks or letters that no token has';
  if (/^https?:/i.test(text)) return 'what is there is an address';
  if (text.length < 8) return 'what is there is too short';
  return text.length > 20_000 ? 'what is there is too long' : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readWhole(path: string, maxBytes: number): ReturnType<ShellDoors['chooseFile']> {
  const { fileName, open } = fileOnDisk(path);
  const opened = await open();
  if (!opened.ok) return opened;
  const { sizeBytes, read, close } = opened.value;
  try {
    if (sizeBytes > maxBytes) return failed(describeFailure('file-too-large', { file: fileName }));
    const bytes = await read(0, sizeBytes);
    return bytes.ok ? ok({ fileName, bytes: bytes.value }) : bytes;
  } finally {
    await close();
  }
}
