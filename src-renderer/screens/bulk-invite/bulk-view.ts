import { create } from 'zustand';
import type { BulkDraft, BulkReview, BulkRow } from '../../../src-contract/bulk-invites.ts';

export type ReviewTab = BulkRow['verdict'] | 'all' | 'need-look' | 'noted';

/** What the Bulk invite screen is doing in one tenant; it stays while another screen or tenant is on. */
export interface BulkView {
  /** `newest`: nothing was chosen yet, so an open run of the tenant comes first. */
  readonly step: 'newest' | 'file' | 'map' | 'review' | 'run';
  /** The open file as main last described it. The file itself stays in main. */
  readonly draft: BulkDraft | null;
  readonly review: BulkReview | null;
  readonly tab: ReviewTab;
  readonly jobId: string | null;
}

const firstView: BulkView = { step: 'newest', draft: null, review: null, tab: 'need-look', jobId: null };

const useViews = create<Readonly<Record<string, BulkView>>>(() => ({}));

/** The view of a tenant, live. */
export function useBulkView(tenantId: string): BulkView {
  return useViews((views) => views[tenantId] ?? firstView);
}

/** The view of a tenant as it is now. */
export function bulkViewOf(tenantId: string): BulkView {
  return useViews.getState()[tenantId] ?? firstView;
}

/** Changes parts of a tenant's view. */
export function changeBulkView(tenantId: string, parts: Partial<BulkView>): void {
  useViews.setState((views) => ({ [tenantId]: { ...(views[tenantId] ?? firstView), ...parts } }));
}

/** Takes a file that main has read: on to Map, with whatever was known of a former file forgotten. */
export function takeDraft(tenantId: string, draft: BulkDraft): void {
  changeBulkView(tenantId, { step: 'map', draft, review: null, tab: 'need-look' });
}

/** Begins with a file again. */
export function beginAgain(tenantId: string): void {
  changeBulkView(tenantId, { step: 'file', draft: null, review: null, jobId: null });
}

/** Shows a run, open or ended. */
export function showRun(tenantId: string, jobId: string): void {
  changeBulkView(tenantId, { step: 'run', jobId });
}
