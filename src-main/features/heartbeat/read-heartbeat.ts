import type { Heartbeat, PushDay } from '../../../src-contract/heartbeat.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readScimPeople, type ScimPeople } from './heartbeat-rows.ts';
import { judgeSilence } from './judge-silence.ts';
import { dayBefore, localDay, weekdayOf } from './local-hours.ts';
import { type PushMarks, readPushDays, readPushMarks, type StoredPushDay } from './push-days.ts';

export interface HeartbeatDoors extends Pick<FeatureRooms, 'cache' | 'ledger' | 'tenant'> {
  now(): Date;
  /** How often the tenant on screen is synced. */
  syncEveryMs: number;
}

const shownDays = 28;
const judgedDays = 90;
const noCounts = { made: 0, updated: 0, deactivated: 0, reactivated: 0, removed: 0, teams: 0 };

/** What the identity provider of a tenant does, from successive syncs; asks nobody. Fails with `tenant-gone`. */
export async function readHeartbeat(doors: HeartbeatDoors, tenantId: string): Promise<Outcome<Heartbeat>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const nowMs = doors.now().getTime();
  const today = localDay(nowMs);
  const { marks, days } = doors.ledger.read((ledger) => ({
    marks: readPushMarks(ledger, tenantId),
    days: readPushDays(ledger, tenantId, dayBefore(today, judgedDays)).filter(({ day }) => day <= today),
  }));
  const tokenUsedAt = marks.tokenUsedAt === null ? null : Date.parse(marks.tokenUsedAt);
  const people = await doors.cache.read(readScimPeople, { tenantId, tokenUsedAt });
  const last = lastSign(marks, people, nowMs);
  return ok({
    tenantId,
    mode: marks.mode,
    ...judgeSilence({ days, nowMs, lastPushMs: last?.at ?? null }),
    lastPushAt: last === null ? null : new Date(last.at).toISOString(),
    lastPushFrom: last?.from ?? null,
    today: againstWeekday(days, today),
    days: shown(days, today),
    watchedSince: marks.watchedSince,
    tokenState: tokenStateOf(marks),
    idpName: people.idpName,
    drifted: people.drifted,
    asOf: people.asOf,
    syncEveryMs: doors.syncEveryMs,
  });
}

/**
 * The last sign of life. What a sync saw counts, and the last use of the token, whichever is later; before any sync saw a
 * change, the tenant's own dates of SCIM people. Moments ahead of our clock count as now.
 */
function lastSign(
  marks: PushMarks,
  people: ScimPeople,
  nowMs: number,
): { at: number; from: 'sync' | 'dates' | 'token' } | null {
  const seen = marks.lastPushAt === null ? null : { at: Date.parse(marks.lastPushAt), from: 'sync' as const };
  const dated = people.lastUpdatedAt === null ? null : { at: people.lastUpdatedAt, from: 'dates' as const };
  const used =
    marks.tokenUsedAt === null ? null : { at: Date.parse(marks.tokenUsedAt), from: 'token' as const };
  const change = seen ?? dated;
  const latest = change !== null && used !== null ? (used.at > change.at ? used : change) : (change ?? used);
  return latest && { ...latest, at: Math.min(latest.at, nowMs) };
}

function tokenStateOf({ tokenState }: PushMarks): Heartbeat['tokenState'] {
  if (tokenState === 'none' || tokenState === 'active' || tokenState === 'unknown') return tokenState;
  return 'not-reported';
}

function totalOf(day: StoredPushDay): number {
  return day.made + day.updated + day.deactivated + day.reactivated + day.removed + day.teams;
}

function shown(days: readonly StoredPushDay[], today: string): PushDay[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: shownDays }, (_, at): PushDay => {
    const day = dayBefore(today, shownDays - 1 - at);
    const found = byDay.get(day);
    if (found === undefined) return { day, seen: 'no-sync', ...noCounts, total: 0 };
    const { made, updated, deactivated, reactivated, removed, teams } = found;
    const seen = found.syncs > 0 ? 'by-syncs' : 'no-sync';
    return { day, seen, made, updated, deactivated, reactivated, removed, teams, total: totalOf(found) };
  });
}

/** Today beside the same day of up to eight weeks before: the middle one of them. */
function againstWeekday(days: readonly StoredPushDay[], today: string): Heartbeat['today'] {
  const weekday = weekdayOf(today);
  const before = days
    .filter((day) => day.day < today && day.syncs > 0 && weekdayOf(day.day) === weekday)
    .slice(-8)
    .map(totalOf)
    .sort((one, other) => one - other);
  const found = days.find(({ day }) => day === today);
  return {
    weekday,
    count: found === undefined ? 0 : totalOf(found),
    usual: before.length < 2 ? null : (before[Math.floor(before.length / 2)] ?? null),
  };
}
