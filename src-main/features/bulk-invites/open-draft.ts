import { randomUUID } from 'node:crypto';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome } from '../../../src-contract/outcome.ts';
import type { Cache } from '../../cache/cache-handles.ts';
import {
  dropBulkDraft,
  finishBulkReading,
  openBulkFile,
  openBulkFileAgain,
  readBulkSlice,
} from './bulk-invites-rows.ts';

/** What a file may weigh; the contract and the failure's sentence say the same. */
export const largestFile = 64 * 1024 * 1024;

/**
 * Hands the bytes of a file to the cache thread and has them read there slice by slice. Fails with `file-too-large`,
 * `file-empty` or `file-not-csv`; then nothing stays open.
 */
export async function openDraft(
  cache: Cache,
  file: { tenantId: string; fileName: string; bytes: Uint8Array; defaultRole: string },
): Promise<Outcome<BulkDraft>> {
  const { tenantId, fileName, defaultRole } = file;
  if (file.bytes.byteLength > largestFile)
    return failed(describeFailure('file-too-large', { file: fileName }));
  const draftId = randomUUID();
  const bytes = ownBuffer(file.bytes);
  const opened = await cache.read(openBulkFile, { draftId, tenantId, fileName, bytes, defaultRole });
  return opened.ok ? readWhole(cache, draftId) : opened;
}

/** Reads an open file again with the admin's choice of encoding, delimiter and header. Fails with `draft-gone`. */
export async function openDraftAgain(
  cache: Cache,
  choice: Pick<BulkDraft, 'draftId' | 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>,
): Promise<Outcome<BulkDraft>> {
  const opened = await cache.read(openBulkFileAgain, choice);
  return opened.ok ? readWhole(cache, choice.draftId) : opened;
}

async function readWhole(cache: Cache, draftId: string): Promise<Outcome<BulkDraft>> {
  for (;;) {
    const slice = await cache.read(readBulkSlice, { draftId });
    if (!slice.ok) return slice;
    if (slice.value.isDone) return cache.read(finishBulkReading, { draftId });
  }
}

/** Closes an open file. */
export async function dropDraft(cache: Cache, draftId: string): Promise<void> {
  await cache.read(dropBulkDraft, { draftId });
}

/** A buffer that holds nothing but these bytes: a shared one would take other data along. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength) return buffer;
  const own = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(own).set(bytes);
  return own;
}
