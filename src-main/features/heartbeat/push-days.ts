import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';
import type { PushNewsToKeep } from './heartbeat-rows.ts';
import type { WatchedDay } from './judge-silence.ts';
import { localDay } from './local-hours.ts';

/** One day as the ledger keeps it. */
export interface StoredPushDay extends WatchedDay {
  syncs: number;
  made: number;
  updated: number;
  deactivated: number;
  reactivated: number;
  removed: number;
  teams: number;
}

/** What was last known of a tenant's provisioning. */
export interface PushMarks {
  watchedSince: string | null;
  lastPushAt: string | null;
  mode: ProvisioningMode | null;
  tokenState: string | null;
  tokenUsedAt: string | null;
}

const hourMs = 3_600_000;
/** Beyond this, what lies between two syncs was not watched: only the hour of the sync itself was. */
const watchedAtMostMs = 72 * hourMs;
const keptDays = 400;
const kinds = ['made', 'updated', 'deactivated', 'reactivated', 'removed', 'teams'] as const;

const none: PushMarks = {
  watchedSince: null,
  lastPushAt: null,
  mode: null,
  tokenState: null,
  tokenUsedAt: null,
};

/** The marks of a tenant. */
export function readPushMarks(ledger: ReadableLedger, tenantId: string): PushMarks {
  const found = ledger
    .prepare<[string], PushMarks>(
      `SELECT watched_since AS watchedSince, last_push_at AS lastPushAt, mode, token_state AS tokenState,
         token_used_at AS tokenUsedAt FROM push_marks WHERE tenant_id = ?`,
    )
    .get(tenantId);
  return found ?? none;
}

/** The days from one day on, oldest first; days without anything are not among them. */
export function readPushDays(ledger: ReadableLedger, tenantId: string, from: string): StoredPushDay[] {
  return ledger
    .prepare<[string, string], StoredPushDay>(
      `SELECT day, syncs, watched_hours AS watchedHours, pushed_hours AS pushedHours, ${kinds.join(', ')}
       FROM push_days WHERE tenant_id = ? AND day >= ? ORDER BY day`,
    )
    .all(tenantId, from);
}

/** Adds what one sync saw, once however often it is handed over. Nothing is kept of a tenant that was removed meanwhile. */
export function keepPushNews(ledger: WritableLedger, tenantId: string, kept: PushNewsToKeep): void {
  if (ledger.prepare('SELECT 1 FROM tenants WHERE id = ?').get(tenantId) === undefined) return;
  ledger.prepare('INSERT OR IGNORE INTO push_marks (tenant_id) VALUES (?)').run(tenantId);
  const counted = ledger.prepare('SELECT last_run_id FROM push_marks WHERE tenant_id = ?').pluck(true);
  if (counted.get(tenantId) === kept.runId) return;
  const { at, since, lastAt, counts } = kept.news;
  const put = ledger.prepare('INSERT OR IGNORE INTO push_days (tenant_id, day) VALUES (?, ?)');
  const watch = ledger.prepare(
    'UPDATE push_days SET watched_hours = watched_hours | ?, syncs = syncs + ? WHERE tenant_id = ? AND day = ?',
  );
  for (const [day, { hours, syncs }] of watchedDays(since, at)) {
    put.run(tenantId, day);
    watch.run(hours, syncs, tenantId, day);
  }
  const add = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      ledger.prepare(
        `UPDATE push_days SET ${kind} = ${kind} + ?, pushed_hours = pushed_hours | ? WHERE tenant_id = ? AND day = ?`,
      ),
    ]),
  );
  for (const [hour, kind, count] of counts) {
    const { day, bit } = placeOf(hour * hourMs);
    put.run(tenantId, day);
    add[kind]?.run(count, bit, tenantId, day);
  }
  const lastPushAt = lastAt === null ? null : new Date(lastAt).toISOString();
  ledger
    .prepare(
      `UPDATE push_marks SET last_run_id = @runId, watched_since = coalesce(watched_since, @since),
         last_push_at = max(coalesce(last_push_at, @lastPushAt), coalesce(@lastPushAt, last_push_at))
       WHERE tenant_id = @tenantId`,
    )
    .run({ tenantId, runId: kept.runId, since: new Date(since).toISOString(), lastPushAt });
  ledger
    .prepare(
      `DELETE FROM push_days WHERE tenant_id = @tenantId AND day <=
         (SELECT day FROM push_days WHERE tenant_id = @tenantId ORDER BY day DESC LIMIT 1 OFFSET ${keptDays})`,
    )
    .run({ tenantId });
}

/** Keeps what Provisioning read of the mode and the tokens. Answers whether anything differs from before. */
export function keepProvisioningMarks(
  ledger: WritableLedger,
  tenantId: string,
  now: Pick<PushMarks, 'mode' | 'tokenState' | 'tokenUsedAt'>,
): boolean {
  if (ledger.prepare('SELECT 1 FROM tenants WHERE id = ?').get(tenantId) === undefined) return false;
  ledger.prepare('INSERT OR IGNORE INTO push_marks (tenant_id) VALUES (?)').run(tenantId);
  const { changes } = ledger
    .prepare(
      `UPDATE push_marks SET mode = @mode, token_state = @tokenState, token_used_at = @tokenUsedAt
       WHERE tenant_id = @tenantId AND (mode IS NOT @mode OR token_state IS NOT @tokenState
         OR token_used_at IS NOT @tokenUsedAt)`,
    )
    .run({ tenantId, ...now });
  return changes > 0;
}

function placeOf(ms: number): { day: string; bit: number } {
  // Half past: where zones differ by half hours, the hour that most of it lies in.
  const middle = ms + hourMs / 2;
  return { day: localDay(middle), bit: 1 << new Date(middle).getHours() };
}

/** The hours that two syncs in a row cover, by day; the day of the later one counts it. */
function watchedDays(since: number, at: number): Map<string, { hours: number; syncs: number }> {
  const days = new Map<string, { hours: number; syncs: number }>();
  const mark = (ms: number, syncs: number): void => {
    const day = localDay(ms);
    const found = days.get(day) ?? { hours: 0, syncs: 0 };
    days.set(day, { hours: found.hours | (1 << new Date(ms).getHours()), syncs: found.syncs + syncs });
  };
  const span = at - since;
  if (span > 0 && span <= watchedAtMostMs) for (let ms = since; ms < at; ms += hourMs / 2) mark(ms, 0);
  mark(at, 1);
  return days;
}
