import type { Outcome } from '../../../src-contract/outcome.ts';
import { ok } from '../../../src-contract/outcome.ts';
import type { FilePlace } from '../feature-rooms.ts';

/** Bytes that came from the page (a drop, a paste), read as a file is. */
export function placeOfBytes(fileName: string, bytes: Uint8Array): FilePlace {
  return {
    fileName,
    open: async () =>
      ok({
        sizeBytes: bytes.byteLength,
        read: async (at: number, length: number): Promise<Outcome<Uint8Array>> =>
          ok(bytes.slice(at, at + length)),
        close: async () => undefined,
      }),
  };
}
