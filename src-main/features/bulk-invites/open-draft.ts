import { createHash, randomUUID } from 'node:crypto';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Cache } from '../../cache/cache-handles.ts';
import type { FilePlace, OpenedFile } from '../feature-rooms.ts';
import {
  dropBulkDraft,
  finishBulkReading,
  openBulkFile,
  openBulkFileAgain,
  readBulkSlice,
} from './bulk-invites-rows.ts';
import { headBytes, openLook } from './read-csv/look-at-file.ts';
import type { FileToRead } from './read-file.ts';

const pieceBytes = 262_144;

type Choice = Pick<BulkDraft, 'draftId' | 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>;

type NewFile = Pick<FileToRead, 'tenantId' | 'defaultRole' | 'tenants'> & { place: FilePlace };

export interface OpenDrafts {
  /** Reads a file. Fails with `file-empty`, `file-not-csv` or `file-unreadable`; then nothing of it stays open. */
  open(file: NewFile): Promise<Outcome<BulkDraft>>;
  /** Reads it anew with the admin's choice. Fails with `draft-gone` or as `open`; then the former reading stays. */
  openAgain(choice: Choice): Promise<Outcome<BulkDraft>>;
  /** Null, or `file-changed` when the file is another one by now than the one that was read (condition 6). */
  findChange(draftId: string, sha256: string): Promise<Failure | null>;
  /** Closes an open file. */
  drop(draftId: string): Promise<void>;
}

/**
 * The files that are open, on main's side: where they lie. They are read piece by piece and handed to the cache thread, so
 * that a file of any size is never held whole (condition 5). `onRead` is told how far a reading is.
 */
export function openDrafts(
  cache: Cache,
  onRead: (now: { tenantId: string; bytesRead: number; sizeBytes: number }) => void,
): OpenDrafts {
  const places = new Map<string, { tenantId: string; place: FilePlace }>();

  const readRows = async (
    file: OpenedFile,
    read: { tenantId: string; draftId: string; keepAs: string },
  ): Promise<Outcome<BulkDraft>> => {
    const { draftId } = read;
    let at = 0;
    let next: { bytes: Uint8Array | null; which: 'more-follow' | 'last' } = { bytes: null, which: 'last' };
    for (;;) {
      const slice = await cache.read(readBulkSlice, { draftId, ...next });
      if (!slice.ok) return slice;
      if (slice.value.now === 'done') return cache.read(finishBulkReading, read);
      next = { bytes: null, which: 'last' };
      if (slice.value.now === 'has-more') continue;
      const piece = await file.read(at, pieceBytes);
      if (!piece.ok) return piece;
      at += piece.value.byteLength;
      const isLast = piece.value.byteLength === 0 || at >= file.sizeBytes;
      next = { bytes: piece.value, which: isLast ? 'last' : 'more-follow' };
      onRead({ tenantId: read.tenantId, bytesRead: at, sizeBytes: file.sizeBytes });
    }
  };

  return {
    open: async ({ place, tenantId, defaultRole, tenants }) =>
      withFile(place, async (file) => {
        const look = openLook();
        const seen = await eachPiece(file, (piece) => look.take(piece));
        if (!seen.ok) return seen;
        const draftId = randomUUID();
        const { fileName } = place;
        const opened = await cache.read(openBulkFile, {
          ...{ draftId, tenantId, fileName, defaultRole, tenants },
          look: look.finish(),
        });
        if (!opened.ok) return opened;
        const read = await readRows(file, { tenantId, draftId, keepAs: draftId });
        if (!read.ok) {
          await cache.read(dropBulkDraft, { draftId });
          return read;
        }
        // The thread lets the tenant's other files go in the same moment.
        for (const [other, { tenantId: of }] of places) if (of === tenantId) places.delete(other);
        places.set(draftId, { tenantId, place });
        return read;
      }),
    openAgain: async (choice) => {
      const known = places.get(choice.draftId);
      if (known === undefined) return failed(describeFailure('draft-gone'));
      const { tenantId, place } = known;
      return withFile(place, async (file) => {
        const head = await file.read(0, headBytes);
        if (!head.ok) return head;
        const draftId = randomUUID();
        const opened = await cache.read(openBulkFileAgain, {
          ...{ ...choice, readAs: draftId, head: head.value },
          sizeBytes: file.sizeBytes,
        });
        if (!opened.ok) return opened;
        const read = await readRows(file, { tenantId, draftId, keepAs: choice.draftId });
        if (!read.ok) await cache.read(dropBulkDraft, { draftId });
        return read;
      });
    },
    findChange: async (draftId, sha256) => {
      const place = places.get(draftId)?.place;
      if (place === undefined) return null;
      const hash = createHash('sha256');
      const read = await withFile(place, (file) => eachPiece(file, (piece) => hash.update(piece)));
      // What cannot be read any more has not become another file: the rows are those of the preview.
      if (!read.ok || hash.digest('hex') === sha256) return null;
      return describeFailure('file-changed', { file: place.fileName });
    },
    drop: async (draftId) => {
      places.delete(draftId);
      await cache.read(dropBulkDraft, { draftId });
    },
  };
}

async function withFile<Value>(
  place: FilePlace,
  use: (file: OpenedFile) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const opened = await place.open();
  if (!opened.ok) return opened;
  try {
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Hands over a file piece by piece, as long as it was when it was opened. */
async function eachPiece(file: OpenedFile, take: (piece: Uint8Array) => void): Promise<Outcome<null>> {
  for (let at = 0; at < file.sizeBytes; ) {
    const piece = await file.read(at, pieceBytes);
    if (!piece.ok) return piece;
    if (piece.value.byteLength === 0) break;
    take(piece.value);
    at += piece.value.byteLength;
  }
  return ok(null);
}
