import type { ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { cacheRead } from '../../cache/cache-handles.ts';
import { type Separator, separatorOf } from './csv-text.ts';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';
import {
  chooseTenant,
  describeSplit,
  type HeldWindow,
  heldAmong,
  markStarted,
  splitDraft,
  type ThreadSplit,
} from './split-draft.ts';
import { splitOf } from './tenant-plan.ts';
import { titlesWithTenant } from './written-titles.ts';

type Named<Input> = Input & { draftId: string };

/** Divides a file that names tenants, or tells how it is divided. Null for a file of one tenant. */
export const splitBulkFile = cacheRead(
  'bulk/split',
  (_cache, input: Named<object>): Outcome<ThreadSplit | null> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    if (!found.value.meanings.includes('email')) return failed(describeFailure('no-email-column'));
    const split = splitDraft(found.value);
    if (split === null) return ok(null);
    for (const plan of split.plans.values()) keepDraft(plan);
    return ok(describeSplit(found.value, split));
  },
);

/** Sends the rows with a cell to a tenant, or to none. */
export const chooseBulkTenant = cacheRead(
  'bulk/choose-tenant',
  (_cache, input: Named<{ value: string; tenantId: string | null }>): Outcome<ThreadSplit> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const { split } = found.value;
    if (split === null) return failed(describeFailure('draft-gone'));
    const before = [...split.plans.values()];
    const chosen = chooseTenant(found.value, split, input);
    if (chosen === 'started') return failed(describeFailure('tenant-started'));
    if (chosen === 'unknown')
      return failed(describeFailure('input-invalid', { why: 'no such cell or tenant' }));
    for (const plan of before) if (!split.plans.has(plan.tenantId)) dropDraft(plan.draftId);
    for (const plan of split.plans.values()) keepDraft(plan);
    return ok(describeSplit(found.value, split));
  },
);

/** The tenants that were chosen for rows that name none, by cell. */
export const readTenantChoices = cacheRead(
  'bulk/read-choices',
  (_cache, input: Named<object>): Outcome<Record<string, string>> => {
    const found = findDraft(input.draftId);
    return found.ok ? ok(Object.fromEntries(found.value.split?.choices ?? [])) : found;
  },
);

/** So many rows of the file are looked at in one piece: a few milliseconds. */
const rowsAtOnce = 5000;

/** Some rows that go to no tenant, with what the whole file of them is written with. */
export interface HeldPage extends HeldWindow {
  fileName: string;
  titles: string[];
  separator: Separator;
  meanings: ColumnMeaning[];
  /** Another than that of the page before: a tenant was chosen meanwhile. */
  revision: number;
}

/** Rows that go to no tenant, from a position of the file on. */
export const listHeldRows = cacheRead(
  'bulk/held-rows',
  (_cache, input: Named<{ from: number }>): Outcome<HeldPage> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const { split, fileName, meanings } = found.value;
    if (split === null) return failed(describeFailure('draft-gone'));
    const held = heldAmong(found.value, split, { from: input.from, length: rowsAtOnce });
    const titles = titlesWithTenant(found.value);
    const separator = separatorOf(found.value.delimiter);
    return ok({ ...held, fileName, titles, separator, meanings, revision: split.revision });
  },
);

/** Where a plan stands among those of its file when it starts: kept with the job, so that the whole can be told later. */
export interface FileShare {
  fileRunId: string;
  rowsRead: number;
  parts: { tenantId: string; rows: number }[];
  heldRows: number;
}

/** Holds a file, or the plan of one, still while it is being started: what is agreed to is what is stored. Null for a file of one tenant. */
export const holdBulkPlan = cacheRead('bulk/hold-plan', (_cache, input: Named<object>): FileShare | null => {
  const found = findDraft(input.draftId);
  if (found.ok) found.value.isStarting = true;
  const split = found.ok ? splitOf(found.value) : null;
  const parent = found.ok && found.value.parentId !== null ? findDraft(found.value.parentId) : null;
  if (!found.ok || split === null || !parent?.ok) return null;
  const { draftId, rowsRead, plans, heldRows } = describeSplit(parent.value, split);
  const parts = plans.map(({ tenantId, rows }) => ({ tenantId, rows }));
  return { fileRunId: draftId, rowsRead, parts, heldRows };
});

/**
 * Ends a start. Without a job all is as before. With one the plan is let go; `ended` is the file that nothing is left of then:
 * its own, or that of which this was the last plan.
 */
export const endBulkStart = cacheRead(
  'bulk/end-start',
  (_cache, input: Named<{ jobId: string | null }>): { ended: string | null } => {
    const found = findDraft(input.draftId);
    if (!found.ok) return { ended: null };
    found.value.isStarting = false;
    if (input.jobId === null) return { ended: null };
    const { draftId, tenantId, parentId } = found.value;
    if (parentId === null) return { ended: draftId };
    const split = splitOf(found.value);
    if (split !== null) markStarted(split, tenantId, input.jobId);
    dropDraft(draftId);
    const isHeld = [...(split?.unnamed.keys() ?? [])].some((cell) => !split?.choices.has(cell));
    return { ended: split?.plans.size === 0 && !isHeld ? parentId : null };
  },
);
