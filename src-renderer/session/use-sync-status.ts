import type { SyncStatus } from '../../src-contract/sync.ts';
import { useRead } from '../bridge/use-read.ts';
import { useTenantId } from './use-tenant.ts';

/** The sync status of the tenant on screen, live. Undefined until first read. */
export function useSyncStatus(): SyncStatus | undefined {
  return useRead('sync/status', { tenantId: useTenantId() }).value;
}

/**
 * Why a change cannot be sent now, in the words of the design guide, or null when it can. Every control that
 * changes something shows this as its tooltip.
 */
export function useBlockedBecause(): string | null {
  const phase = useSyncStatus()?.phase;
  if (phase === 'offline') return 'Needs the connection';
  if (phase === 'signed-out') return 'You are signed out. Sign in again to change anything.';
  return null;
}

/**
 * As `useBlockedBecause`, for changes that can be staged while the tenant is away: then nothing blocks them, and they are
 * prepared instead of sent.
 */
export function useStageable(): { readonly blockedBecause: string | null; readonly how: 'send' | 'stage' } {
  const blocked = useBlockedBecause();
  const phase = useSyncStatus()?.phase;
  return phase === 'offline'
    ? { blockedBecause: null, how: 'stage' }
    : { blockedBecause: blocked, how: 'send' };
}
