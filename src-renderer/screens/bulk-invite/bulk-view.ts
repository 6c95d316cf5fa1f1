import { create } from 'zustand';
import type { BulkDraft, BulkReview, BulkRow } from '../../../src-contract/bulk-invites.ts';

export type ReviewTab = BulkRow['verdict'] | 'all' | 'need-look' | 'noted';

/** What the Bulk invite screen is doing in one tenant; it stays while another screen or tenant is on. */
export interface BulkView {
  /** `newest`: nothing was chosen yet, so an open run of the tenant comes first. */
  readonly step: 'newest' | 'file' | 'map' | 'review' | 'tenants' | 'run' | 'file-run';
  /** The open file as main last described it. The file itself stays in main. */
  readonly draft: BulkDraft | null;
  readonly review: BulkReview | null;
  readonly tab: ReviewTab;
  /** Of a file that names tenants: the tenant whose plan is shown, `unnamed` for rows that name none; null before a choice. */
  readonly plan: string | null;
  readonly jobId: string | null;
}

const firstView: BulkView = {
  step: 'newest',
  draft: null,
  review: null,
  tab: 'need-look',
  plan: null,
  jobId: null,
};

const useViews = create<Readonly<Record<string, BulkView>>>(() => ({}));

/** The reviews of several views, live; null where there is none yet. */
export function useReviews(keys: readonly (string | null)[]): readonly (BulkReview | null)[] {
  const views = useViews();
  return keys.map((key) => (key === null ? null : (views[key]?.review ?? null)));
}

/** The view of a tenant, live. A plan of a file for many tenants has one of its own, by the id of its draft. */
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

/** What a review shows first: what needs a look, else what is noted. */
export function firstTab({ needLook, noted }: BulkReview): ReviewTab {
  if (needLook > 0) return 'need-look';
  return noted > 0 ? 'noted' : 'all';
}

/** Takes a review of the open file, unless a newer one is there or another file is open by now. */
export function takeReview(view: string, review: BulkReview): void {
  const shown = bulkViewOf(view).review;
  if (shown?.draftId === review.draftId && shown.revision < review.revision) changeBulkView(view, { review });
}

/** Takes a file that main has read: on to Map, with whatever was known of a former file forgotten. */
export function takeDraft(tenantId: string, draft: BulkDraft): void {
  changeBulkView(tenantId, { step: 'map', draft, review: null, tab: 'need-look', plan: null });
}

/** Begins with a file again. */
export function beginAgain(tenantId: string): void {
  changeBulkView(tenantId, { step: 'file', draft: null, review: null, jobId: null });
}

/** Shows a run, open or ended. */
export function showRun(tenantId: string, jobId: string): void {
  changeBulkView(tenantId, { step: 'run', jobId });
}

/** Shows what became of a file in all its tenants, by the run of any of them. */
export function showFileRun(tenantId: string, jobId: string): void {
  changeBulkView(tenantId, { step: 'file-run', jobId });
}
