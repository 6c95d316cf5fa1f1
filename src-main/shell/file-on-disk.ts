import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { FilePlace, OpenedFile } from '../features/feature-rooms.ts';

/** A file that the admin chose, to be read in pieces. Its path stays here. */
export function fileOnDisk(path: string): FilePlace {
  return { fileName: basename(path), open: () => openFile(path) };
}

/**
 * Opens a file for reading. Fails with `file-unreadable` and the reason: a folder, a link to nowhere, no permission, held by
 * another program, a device or a pipe (conditions 2 and H1).
 */
async function openFile(path: string): Promise<Outcome<OpenedFile>> {
  const unreadable = (why: string) =>
    failed(describeFailure('file-unreadable', { file: basename(path), why }));
  try {
    // Not waiting for a writer: choosing a named pipe must not hang the app (H1).
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await handle.stat();
    if (!found.isFile()) {
      await handle.close();
      return unreadable(found.isDirectory() ? 'it is a folder' : 'it is not a file');
    }
    return ok({
      sizeBytes: found.size,
      read: async (at, length) => {
        try {
          const bytes = new Uint8Array(length);
          let filled = 0;
          // One read may give less than there is, as on a network drive.
          while (filled < length) {
            const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return ok(bytes.subarray(0, filled));
        } catch (error) {
          return unreadable(reasonOf(error));
        }
      },
      close: () => handle.close(),
    });
  } catch (error) {
    return unreadable((await isLink(path)) ? linkReason(error) : reasonOf(error));
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    // Not even the link is there: what opening said is the reason.
    return false;
  }
}

function linkReason(error: unknown): string {
  const reason = reasonOf(error);
  return reason === reasons.ENOENT ? 'it is a link to a file that is not there' : reason;
}

const reasons: Record<string, string> = {
  EACCES: 'you may not read or write here',
  EPERM: 'you may not read or write here',
  ENOENT: 'it is not there any more',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  EBUSY: 'another program holds it open',
  ENXIO: 'it is not a file',
  EIO: 'the disk or the network drive does not answer',
  ESTALE: 'the network drive does not answer',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code || 'the system gave no reason');
}
