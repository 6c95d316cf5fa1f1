import type { SyncStatus } from '../../src-contract/sync.ts';
import { countOf, countText, percentText } from '../kit/format-number.ts';
import { ageText, spanText } from '../kit/moment-text.ts';

/** Share of a running sync, 0 to 1; null while the tenant has not said how many people there are. */
export function syncShare(status: SyncStatus): number | null {
  const { progress } = status;
  return progress && progress.expected > 0 ? Math.min(1, progress.done / progress.expected) : null;
}

/** The words of the sync pill: design guide, section 5. */
export function syncPillText(status: SyncStatus, nowMs: number): string {
  const age = status.lastSyncAt === null ? null : ageText(status.lastSyncAt, nowMs);
  const data = age === null ? 'no data yet' : `data from ${age} ago`;
  switch (status.phase) {
    case 'syncing': {
      const share = syncShare(status);
      return share === null ? 'Syncing' : `Syncing ${percentText(share)}`;
    }
    case 'offline':
      return `Offline, ${data}`;
    case 'failed':
      return `Sync failed, ${data}`;
    case 'signed-out':
      return `Signed out, ${data}`;
    case 'idle':
      if (status.lastSyncAt === null) return 'Not synced yet';
      return nowMs - new Date(status.lastSyncAt).getTime() < 60_000 ? 'Synced just now' : `Synced ${age} ago`;
  }
}

/** What the last sync saw, in one line; null when none has ended since the app started. */
export function lastRunText({ lastRun }: SyncStatus): string | null {
  if (!lastRun) return null;
  const { added, changed, gone, pages, durationMs } = lastRun;
  const changes = added + changed + gone;
  const seen =
    changes === 0
      ? 'Nothing changed'
      : `${countText(added)} added, ${countText(changed)} changed, ${countText(gone)} gone`;
  return `${seen}. ${countOf(pages, 'page', 'pages')}, ${spanText(Math.max(1000, durationMs))}.`;
}

/** How long until the next try: `Next try in 24 s`; null when none is planned. */
export function nextTryText({ nextTryAt }: SyncStatus, nowMs: number): string | null {
  if (nextTryAt === null) return null;
  const inMs = new Date(nextTryAt).getTime() - nowMs;
  return inMs <= 0 ? 'Trying now' : `Next try in ${spanText(inMs + 999)}`;
}
