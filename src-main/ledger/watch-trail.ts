import { join } from 'node:path';
import type { Ledger, ReadableLedger } from './ledger-handles.ts';
import { type NotedHeads, type ReadHeads, readHeads, type TrailSeal, writeHeads } from './trail-heads.ts';
import { type TrailBreak, type TrailCheck, type TrailHead, verifyTrail } from './verify-trail.ts';

/** How a tenant's trail stands. */
export type TrailState =
  | { readonly is: 'not-checked' | 'checking' }
  | { readonly is: 'unbroken'; readonly entries: number; readonly checkedAt: string }
  | ({ readonly is: 'broken'; readonly checkedAt: string } & TrailBreak);

export interface TrailRoom {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly lastEnd: 'in-order' | 'cut-off';
  tenantIds(): readonly string[];
  now(): Date;
  /** Called when a state or the newest entry of a tenant changed. */
  changed(tenantId: string): void;
  log(event: string, fields: Record<string, string | number>): void;
}

export interface TrailWatch {
  /** Checks every trail with the seal, and keeps the noted heads from then on. */
  begin(seal: TrailSeal): Promise<void>;
  state(tenantId: string): TrailState;
  /** Checks one trail now. One at a time for each tenant. */
  check(tenantId: string): Promise<TrailState>;
  /** Checks all trails now. */
  checkAll(): Promise<void>;
  /** To be called after each commit: notes the newest entries a moment later. */
  committed(): void;
  forget(tenantId: string): void;
  /** Notes the newest entries and stops. Call before the ledger is closed. */
  close(): void;
}

const noteAfterMs = 1000;

/** The newest entry of a tenant; null before the first. */
export function readHead(ledger: ReadableLedger, tenantId: string): TrailHead | null {
  return (
    ledger
      .prepare<[string], TrailHead>(
        'SELECT number, hash FROM trail WHERE tenant_id = ? ORDER BY number DESC LIMIT 1',
      )
      .get(tenantId) ?? null
  );
}

/**
 * Keeps the newest entry of each trail noted in a second place, sealed where the computer has a keychain, and checks the
 * chains against it. The chain alone cannot see that its end was cut off or that all of it was written anew; what this
 * can and cannot prove is in docs/decisions. Make it right after the ledger is open: it remembers where the trails end.
 */
export function watchTrail(room: TrailRoom): TrailWatch {
  const file = join(room.folder, 'trail-heads.json');
  const { ledger } = room;
  const states = new Map<string, TrailState>();
  const checking = new Map<string, Promise<TrailState>>();
  const atOpen = new Map(room.tenantIds().map((id) => [id, ledger.read((l) => readHead(l, id))]));
  let seal: TrailSeal = { is: 'locked' };
  let heads: ReadHeads = { is: 'none' };
  let timer: NodeJS.Timeout | null = null;
  let hasBegun = false;
  let isClosed = false;
  let letBegin = (): void => undefined;
  // A check without the noted heads would take their absence for tampering.
  const begun = new Promise<void>((resolve) => {
    letBegin = resolve;
  });

  const noted = (): NotedHeads => (heads.is === 'noted' ? heads.heads : {});
  const isAnchored = (tenantId: string): boolean =>
    ledger.read((l) => l.prepare('SELECT 1 FROM trail_anchored WHERE tenant_id = ?').get(tenantId)) !==
    undefined;

  /** What is wrong with the note itself; null when nothing is. */
  const wrongNote = (tenantId: string): TrailBreak | null => {
    const head = ledger.read((l) => readHead(l, tenantId));
    const at = { entry: head?.number ?? 1, lastFitAt: null };
    if (heads.is === 'changed') return { ...at, what: 'note-changed' };
    const note = noted()[tenantId];
    if (note === undefined) return isAnchored(tenantId) ? { ...at, what: 'note-missing' } : null;
    return note.addedFrom === null ? null : { ...at, entry: note.addedFrom, what: 'added-outside' };
  };

  /** Whether the noted entry is still where it was: only then may the note move on. */
  const holds = (tenantId: string): boolean => {
    if (wrongNote(tenantId) !== null) return false;
    const note = noted()[tenantId];
    if (note === undefined) return true;
    const found = ledger.read((l) =>
      l
        .prepare<[string, number], { hash: string }>(
          'SELECT hash FROM trail WHERE tenant_id = ? AND number = ?',
        )
        .get(tenantId, note.number),
    );
    return found?.hash === note.hash;
  };

  const keep = (next: NotedHeads): void => {
    heads = { is: 'noted', heads: next };
    try {
      writeHeads(file, next, seal);
    } catch (error) {
      // The trail itself is stored; the next note tries again.
      room.log('trail heads not written', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };

  const note = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!hasBegun || seal.is === 'locked' || heads.is === 'changed') return;
    const next: Record<string, NotedHeads[string]> = { ...noted() };
    const moved: string[] = [];
    for (const tenantId of room.tenantIds()) {
      const head = ledger.read((l) => readHead(l, tenantId));
      if (head === null || head.hash === next[tenantId]?.hash || !holds(tenantId)) continue;
      next[tenantId] = { ...head, addedFrom: null };
      moved.push(tenantId);
    }
    if (moved.length === 0) return;
    keep(next);
    for (const tenantId of moved) room.changed(tenantId);
    anchor(moved);
  };

  const anchor = (tenantIds: readonly string[]): void => {
    const fresh = tenantIds.filter((id) => !isAnchored(id));
    if (fresh.length === 0) return;
    void ledger
      .write((l) => {
        const insert = l.prepare('INSERT OR IGNORE INTO trail_anchored (tenant_id, since) VALUES (?, ?)');
        for (const id of fresh) insert.run(id, room.now().toISOString());
      })
      .catch((error: unknown) => {
        room.log('trail not anchored', { error: error instanceof Error ? error.name : 'unknown' });
      });
  };

  const tell = (tenantId: string, state: TrailState): TrailState => {
    states.set(tenantId, state);
    room.changed(tenantId);
    return state;
  };

  const checkOnce = async (tenantId: string): Promise<TrailState> => {
    if (!states.has(tenantId)) tell(tenantId, { is: 'checking' });
    const found: TrailCheck = await verifyTrail(ledger.read, tenantId, noted()[tenantId] ?? null);
    const checkedAt = room.now().toISOString();
    if (found.is === 'broken') return tell(tenantId, { ...found, checkedAt });
    const wrong = wrongNote(tenantId);
    if (wrong !== null) return tell(tenantId, { is: 'broken', ...wrong, checkedAt });
    return tell(tenantId, { is: 'unbroken', entries: found.entries, checkedAt });
  };

  const check = (tenantId: string): Promise<TrailState> => {
    const under = checking.get(tenantId);
    if (under !== undefined) return under;
    const started = begun.then(() => checkOnce(tenantId)).finally(() => checking.delete(tenantId));
    checking.set(tenantId, started);
    return started;
  };

  const checkAll = async (): Promise<void> => {
    for (const tenantId of room.tenantIds()) await check(tenantId);
  };

  /** After an orderly end the note and the trail end alike: more entries are somebody else's. */
  const findAdded = (): void => {
    if (room.lastEnd !== 'in-order' || heads.is !== 'noted') return;
    const next: Record<string, NotedHeads[string]> = { ...heads.heads };
    for (const [tenantId, head] of atOpen) {
      const known = next[tenantId];
      if (known === undefined || head === null || head.number <= known.number) continue;
      if (known.addedFrom === null) next[tenantId] = { ...known, addedFrom: known.number + 1 };
    }
    if (seal.is === 'locked') heads = { is: 'noted', heads: next };
    else keep(next);
  };

  return {
    state: (tenantId) => states.get(tenantId) ?? { is: 'not-checked' },
    check,
    checkAll,
    begin: async (opened) => {
      seal = opened;
      heads = readHeads(file, seal);
      findAdded();
      hasBegun = true;
      letBegin();
      note();
      await checkAll();
    },
    committed: () => {
      // Closing stores what still waits; that is noted by then.
      if (!isClosed) timer ??= setTimeout(note, noteAfterMs).unref();
    },
    forget: (tenantId) => {
      states.delete(tenantId);
      const { [tenantId]: gone, ...others } = noted();
      if (gone !== undefined && seal.is !== 'locked') keep(others);
    },
    close: () => {
      isClosed = true;
      note();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
