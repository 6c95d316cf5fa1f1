import type { BulkDraft } from '../../../../../src-contract/bulk-invites.ts';
import { describeDraft } from '../../../../../src-main/features/bulk-invites/describe-draft.ts';
import type { Draft } from '../../../../../src-main/features/bulk-invites/draft.ts';
import { openLook } from '../../../../../src-main/features/bulk-invites/read-csv/look-at-file.ts';
import {
  feedDraft,
  finishReading,
  openFile,
  readUntil,
} from '../../../../../src-main/features/bulk-invites/read-file.ts';
import type { NamedTenant } from '../../../../../src-main/features/bulk-invites/tenant-names.ts';

const pieceBytes = 262_144;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** Reads bytes or text as the app does and gives the draft; throws the failure's code when it is refused. */
export function readText(
  content: string | Uint8Array,
  fileName = 'people.csv',
  tenants: readonly NamedTenant[] = [],
): Draft {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const look = openLook();
  for (const piece of pieces(bytes)) look.take(piece);
  const seen = look.finish();
  const named = { draftId: 'd', tenantId: 't', fileName, defaultRole: 'member', tenants };
  const opened = openFile({ ...named, look: seen });
  if (!opened.ok) throw new Error(opened.failure.code);
  let at = 0;
  for (let now = readUntil(opened.value, 0); now !== 'done'; now = readUntil(opened.value, 0)) {
    if (now === 'has-more') continue;
    const piece = bytes.subarray(at, at + pieceBytes);
    at += piece.length;
    feedDraft(opened.value, piece, at >= bytes.length ? 'last' : 'more-follow');
  }
  const failure = finishReading(opened.value);
  if (failure !== null) throw new Error(failure.code);
  return opened.value;
}

/** What the page would see of it. */
export function shownDraft(content: string | Uint8Array): BulkDraft {
  return describeDraft(readText(content));
}

/** The cells of all rows. */
export function cellsOf(content: string | Uint8Array): string[][] {
  return [...readText(content).rows].map((row) => [...row.cells]);
}
