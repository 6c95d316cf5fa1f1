import { useState } from 'react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';

/** A plan that may start, with what the admin typed and ticked for it. */
export interface ReadyPlan {
  readonly tenantId: string;
  readonly draftId: string;
  readonly review: BulkReview;
}

export interface StartAll {
  readonly isStarting: boolean;
  /** Why tenants were refused, by tenant; the others run. */
  readonly failures: Readonly<Record<string, Failure>>;
  /** Starts each plan by its own agreement. Out: the jobs that run now. */
  readonly start: (plans: readonly ReadyPlan[], typed: Readonly<Record<string, string>>) => Promise<string[]>;
}

/** Starts several tenants with one confirmation. Each start is asked and refused for itself. */
export function useStartAll(): StartAll {
  const [isStarting, setStarting] = useState(false);
  const [failures, setFailures] = useState<StartAll['failures']>({});
  return {
    isStarting,
    failures,
    start: async (plans, typed) => {
      setStarting(true);
      const jobs: string[] = [];
      const refused: Record<string, Failure> = {};
      for (const { tenantId, draftId, review } of plans) {
        const outcome = await call('bulk-invites/start', {
          draftId,
          expectInvites: review.willInvite,
          expectReactivations: review.willReactivate,
          expectUpdates: review.willUpdate,
          typed: typed[tenantId] ?? '',
          acknowledged: review.asks.acknowledge.length > 0,
        });
        if (outcome.ok) jobs.push(outcome.value.jobId);
        else refused[tenantId] = outcome.failure;
      }
      setFailures(refused);
      setStarting(false);
      return jobs;
    },
  };
}
