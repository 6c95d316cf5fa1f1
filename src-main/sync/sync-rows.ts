import { cacheJob, cacheRead, cacheWrite } from '../cache/cache-handles.ts';
import { startSweep } from './begin-sweep.ts';
import { type CopyState, readState } from './copy-state.ts';
import { type FinishedSweep, finish, type SweepToFinish } from './finish-sweep.ts';
import { listMissing } from './missing-rows.ts';
import { type PageToStage, type StagedPage, takePage } from './stage-page.ts';
import { findSweep, type SweptKind } from './sweep-memory.ts';

/** What the copy itself says of its syncs. */
export const readCopyState = cacheRead(
  'sync/read-state',
  (cache, { tenantId }: { tenantId: string }): CopyState => readState(cache, tenantId),
);

/** Begins a sweep; one that was under way for the same tenant is dropped. */
export const beginSweep = cacheWrite(
  'sync/begin',
  (cache, { tenantId, runId }: { tenantId: string; runId: string }): null => {
    startSweep(cache, tenantId, runId);
    return null;
  },
);

/** Takes one raw page; hand its bytes over by transfer. */
export const stagePage = cacheJob<PageToStage, StagedPage>('sync/stage-page', takePage);

/** How many rows of the copy the sweep has not met so far. */
export const countMissing = cacheRead(
  'sync/count-missing',
  (cache, input: { tenantId: string; runId: string; kind: SweptKind }): number => {
    const sweep = findSweep(cache, input.tenantId, input.runId);
    return sweep === null ? 0 : listMissing(cache, sweep, input.kind).length;
  },
);

/** Puts a complete sweep in place of the old copy; of people who left nothing stays in the file. */
export const finishSweep = cacheJob<SweepToFinish, FinishedSweep>('sync/finish', finish, 'erase');

/** Lets the next sync mark as many people gone as the held one found missing. Answers whether a drop was held. */
export const acceptDrop = cacheWrite(
  'sync/accept-drop',
  (cache, { tenantId }: { tenantId: string }): boolean => {
    const accepted = cache
      .prepare(
        'UPDATE copies SET accepted_drop = held_missing WHERE tenant_id = ? AND held_missing IS NOT NULL',
      )
      .run(tenantId);
    return accepted.changes > 0;
  },
);
