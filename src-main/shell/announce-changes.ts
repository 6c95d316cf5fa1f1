import type { BrowserWindow } from 'electron';
import type { Change } from '../../src-contract/change.ts';
import { changeName } from './app-page.ts';

const shortestGapMs = 100;

/**
 * Sends announcements to the window, at most ten a second for the same thing: the newest one always arrives. Called
 * only after a commit.
 */
export function announceChanges(window: () => BrowserWindow | null): (change: Change) => void {
  const waiting = new Map<string, Change>();
  const lastSent = new Map<string, number>();

  const send = (key: string): void => {
    const change = waiting.get(key);
    waiting.delete(key);
    const target = window();
    if (change === undefined || target === null || target.isDestroyed()) return;
    lastSent.set(key, Date.now());
    target.webContents.send(changeName, change);
  };

  return (change) => {
    const key = keyOf(change);
    const isWaiting = waiting.has(key);
    waiting.set(key, change);
    if (isWaiting) return;
    const gap = Date.now() - (lastSent.get(key) ?? 0);
    if (gap >= shortestGapMs) send(key);
    else setTimeout(() => send(key), shortestGapMs - gap);
  };
}

function keyOf(change: Change): string {
  if (change.what === 'tenants') return 'tenants';
  if (change.what === 'sync') return `sync ${change.status.tenantId}`;
  if (change.what === 'job') return `job ${change.job.id}`;
  if (change.what === 'scim-run') return `scim-run ${change.run.tenantId}`;
  return `${change.what} ${change.tenantId}`;
}
