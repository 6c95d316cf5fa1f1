import type { Heartbeat } from '../../../src-contract/heartbeat.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Overview } from '../../../src-contract/overview.ts';
import type { UserSource } from '../../../src-contract/users.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { listAttention } from './list-attention.ts';
import {
  countOverview,
  type OverviewCounts,
  type OverviewMoments,
  oldInviteMs,
  spansAt,
} from './overview-rows.ts';
import { shownDays } from './recent-history.ts';
import { readSnoozed } from './snoozes.ts';

export interface OverviewDoors extends Pick<FeatureRooms, 'cache' | 'ledger' | 'tenant' | 'announce'> {
  now(): Date;
  heartbeat(tenantId: string): Promise<Outcome<Heartbeat>>;
  /** All jobs of a tenant, newest first. */
  jobs(tenantId: string): Job[];
}

const dayMs = 86_400_000;
const shownRoles = 5;
const spanWords = {
  today: 'Last access today',
  '7-days': 'Last access 1 to 7 days ago',
  '30-days': 'Last access 8 to 30 days ago',
  '60-days': 'Last access 31 to 60 days ago',
  '90-days': 'Last access 61 to 90 days ago',
  'over-90-days': 'Last access over 90 days ago',
} as const;

/** Everything on Overview, from the copy and our own memory. Fails with `tenant-gone`. */
export async function readOverview(doors: OverviewDoors, tenantId: string): Promise<Outcome<Overview>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const moments = momentsAt(doors.now());
  const [counts, beat] = await Promise.all([
    doors.cache.read(countOverview, { tenantId, moments }),
    doors.heartbeat(tenantId),
  ]);
  const iso = new Date(moments.now).toISOString();
  const snoozed = doors.ledger.read((ledger) => readSnoozed(ledger, tenantId, iso));
  const all = listAttention({
    counts,
    heartbeat: beat.ok ? beat.value : null,
    jobs: doors.jobs(tenantId),
    nowMs: moments.now,
    oldInvitesBefore: new Date(moments.now - oldInviteMs).toISOString(),
  });
  const attention = all.filter(({ id }) => !snoozed.has(id));
  return ok({
    tenantId,
    asOf: counts.asOf,
    people: counts.people,
    ...figures(counts, moments),
    days: daysOf(counts, beat.ok ? beat.value.days : []),
    attention,
    snoozed: all.length - attention.length,
    warnings: attention.filter(({ level }) => level === 'warn').length,
    recent: counts.history.recent,
  });
}

/** Rounded to the minute, as filters are, so that a figure and the list that it opens count alike. */
function momentsAt(now: Date): OverviewMoments {
  const midnight = (daysAgo: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();
  return {
    now: (Math.floor(now.getTime() / 60_000) + 1) * 60_000,
    today: midnight(0),
    yesterday: midnight(1),
    firstDay: midnight(shownDays - 1),
  };
}

type Figures = Pick<Overview, 'newIn30Days' | 'status' | 'sources' | 'roles' | 'moreRoles' | 'lastAccess'>;

function figures(counts: OverviewCounts, moments: OverviewMoments): Figures {
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  const status = (one: keyof OverviewCounts['status']) => ({
    count: counts.status[one],
    show: { status: [one] },
  });
  const spans = spansAt(moments).map(({ span, from, before }) => ({
    span,
    count: counts.access[span],
    show: {
      only: {
        kind: 'last-access' as const,
        from: iso(from),
        before: iso(before),
        words: spanWords[span],
      },
    },
  }));
  return {
    newIn30Days: {
      count: counts.newIn30Days,
      show: {
        only: {
          kind: 'created',
          from: iso(moments.now - 30 * dayMs),
          before: null,
          words: 'Created in the last 30 days',
        },
      },
    },
    status: { active: status('active'), pending: status('pending'), deactivated: status('deactivated') },
    sources: (Object.entries(counts.source) as [UserSource, number][])
      .filter(([source, count]) => count > 0 || source !== 'not-reported')
      .map(([source, count]) => ({ source, count, show: { source: [source] } })),
    roles: counts.roles
      .slice(0, shownRoles)
      .map(({ role, count }) => ({ role, count, show: { role: [role] } })),
    moreRoles: Math.max(0, counts.roles.length - shownRoles),
    lastAccess: [
      ...spans,
      { span: 'never', count: counts.access.never, show: { lastAccess: ['never'] } },
      {
        span: 'not-reported',
        count: counts.access['not-reported'],
        show: { lastAccess: ['not-reported'] },
      },
    ],
  };
}

/** A day counts as seen when a sync ended on it, or when something is told of it all the same. */
function daysOf({ history }: OverviewCounts, seen: Heartbeat['days']): Overview['days'] {
  const watched = new Set(seen.filter((day) => day.seen === 'by-syncs').map(({ day }) => day));
  return history.days.map((day) => ({
    ...day,
    seen: watched.has(day.day) || day.joined + day.left > 0 ? 'by-syncs' : 'no-sync',
  }));
}
