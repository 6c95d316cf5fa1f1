import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { TrailHead } from './verify-trail.ts';

/** The key that seals the noted heads: none on computers without a keychain, `locked` while it does not open. */
export type TrailSeal =
  | { readonly is: 'none' }
  | { readonly is: 'locked' }
  | { readonly is: 'key'; readonly key: Buffer; readonly age: 'new' | 'kept' };

export interface NotedHead extends TrailHead {
  /** Number of the first entry that somebody else added while Tenantry was closed; null while there is none. */
  readonly addedFrom: number | null;
}

export type NotedHeads = Readonly<Record<string, NotedHead>>;

/** What the file of heads says, and whether it can be believed. */
export type ReadHeads =
  | { readonly is: 'noted'; readonly heads: NotedHeads }
  /** No file: before the first entry, or somebody took it away. */
  | { readonly is: 'none' }
  /** Not ours: the seal does not fit, or it is no such file at all. */
  | { readonly is: 'changed' };

function sealOf(heads: NotedHeads, key: Buffer): string {
  const sorted = Object.entries(heads).sort(([one], [other]) => (one < other ? -1 : 1));
  const fields = sorted.map(([id, { number, hash, addedFrom }]) => [id, number, hash, addedFrom]);
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex');
}

/** Reads the noted heads and checks their seal. A new key seals what is there; a locked one cannot judge and believes. */
export function readHeads(file: string, seal: TrailSeal): ReadHeads {
  // A kept key has sealed a file before: that it is gone is somebody's doing.
  if (!existsSync(file)) return seal.is === 'key' && seal.age === 'kept' ? { is: 'changed' } : { is: 'none' };
  try {
    const { heads, seal: found } = JSON.parse(readFileSync(file, 'utf8')) as {
      heads: Record<string, NotedHead>;
      seal: string | null;
    };
    for (const head of Object.values(heads)) {
      if (!Number.isSafeInteger(head.number) || typeof head.hash !== 'string') return { is: 'changed' };
    }
    if (seal.is === 'key' && !(seal.age === 'new' && found === null)) {
      const right = Buffer.from(sealOf(heads, seal.key));
      const given = Buffer.from(String(found));
      if (right.length !== given.length || !timingSafeEqual(right, given)) return { is: 'changed' };
    }
    return { is: 'noted', heads };
  } catch {
    return { is: 'changed' };
  }
}

/** Writes the heads whole or not at all, on the disk when it returns. Throws as the file system does. */
export function writeHeads(file: string, heads: NotedHeads, seal: TrailSeal): void {
  const text = JSON.stringify({ heads, seal: seal.is === 'key' ? sealOf(heads, seal.key) : null });
  const handle = openSync(`${file}.part`, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
}
