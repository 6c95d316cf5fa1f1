import type { Page } from '@playwright/test';
import type { BulkDraft, BulkOptions } from '../../../src-contract/bulk-invites.ts';
import type { Outcome } from '../../../src-contract/outcome.ts';
import { askBridge, onlyTenantId } from './call-bridge.ts';

/** Opens a CSV text through the page's bridge, checks it and starts the run. In: its text. Out: the job's id. */
export async function startBulkInvite(page: Page, csv: string, options: BulkOptions): Promise<string> {
  const tenantId = await onlyTenantId(page);
  const opened = await page.evaluate(
    ([tenant, text]) =>
      (
        globalThis as unknown as { tenantry: { call(channel: string, input: unknown): Promise<unknown> } }
      ).tenantry.call('bulk-invites/open-bytes', {
        tenantId: tenant,
        fileName: 'people.csv',
        bytes: new TextEncoder().encode(text),
      }) as Promise<never>,
    [tenantId, csv] as [string, string],
  );
  const draft = opened as Outcome<BulkDraft>;
  if (!draft.ok) throw new Error(draft.failure.sentence);
  const { draftId } = draft.value;
  const review = await askBridge(page, 'bulk-invites/check', { draftId, options });
  const { jobId } = await askBridge(page, 'bulk-invites/start', {
    draftId,
    expectInvites: review.willInvite,
    expectReactivations: review.willReactivate,
    expectUpdates: review.willUpdate,
    typed: String(review.asks.typeNumber ?? ''),
    acknowledged: true,
  });
  return jobId;
}
