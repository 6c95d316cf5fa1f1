import type { ReadableCache, WritableCache } from './cache-handles.ts';

/** What is known of the copy of one tenant. */
export interface Copy {
  no: number;
  tenantId: string;
  /** Raised by every change of people; `teamsRevision` by every change of teams. */
  revision: number;
  teamsRevision: number;
  people: number;
  /** Whether the search index holds everyone; not before the first sync has ended. */
  isIndexed: 0 | 1;
  /** How the rows were read: with another key every page is parsed again. */
  readingKey: string;
  /** Moment of the last complete sync; null before the first. */
  lastSyncAt: string | null;
  /** JSON of the last run's figures. */
  lastRun: string | null;
  heldMissing: number | null;
  heldBefore: number | null;
  /** How many missing people the admin accepted for the next sync. */
  acceptedDrop: number | null;
}

const columns = `no, tenant_id AS tenantId, revision, teams_revision AS teamsRevision, people, is_indexed AS isIndexed,
  reading_key AS readingKey, last_sync_at AS lastSyncAt, last_run AS lastRun, held_missing AS heldMissing,
  held_before AS heldBefore, accepted_drop AS acceptedDrop`;

/** Finds the copy of a tenant; null when none was ever begun. */
export function findCopy(cache: ReadableCache, tenantId: string): Copy | null {
  const found = cache.prepare(`SELECT ${columns} FROM copies WHERE tenant_id = ?`).get(tenantId);
  return (found as Copy | undefined) ?? null;
}

/** Finds the copy of a tenant or begins an empty one. */
export function beginCopy(cache: WritableCache, tenantId: string): Copy {
  const found = findCopy(cache, tenantId);
  if (found !== null) return found;
  cache.prepare('INSERT INTO copies (tenant_id) VALUES (?)').run(tenantId);
  const begun = findCopy(cache, tenantId);
  if (begun === null) throw new Error('the copy that was just begun is not there');
  return begun;
}

/** Raises the revision that memory and lists are compared by; `people` is the change of their number. */
export function bumpPeople(cache: WritableCache, copyNo: number, people: number): number {
  const bumped = cache
    .prepare('UPDATE copies SET revision = revision + 1, people = people + ? WHERE no = ? RETURNING revision')
    .get(people, copyNo) as { revision: number };
  return bumped.revision;
}

/** Raises the revision of teams and their members. */
export function bumpTeams(cache: WritableCache, copyNo: number): void {
  cache.prepare('UPDATE copies SET teams_revision = teams_revision + 1 WHERE no = ?').run(copyNo);
}
