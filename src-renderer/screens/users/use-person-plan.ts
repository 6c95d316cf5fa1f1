import { useEffect, useState } from 'react';
import type { Failure } from '../../../src-contract/outcome.ts';
import type { PersonPlan } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';

export interface PlanReading {
  readonly plan: PersonPlan | null;
  readonly failure: Failure | null;
  readonly isReading: boolean;
  /** Asks the tenant again; the former plan is not used any more. */
  readonly readAgain: () => void;
}

interface PlanWanted {
  readonly tenantId: string;
  readonly verb: PersonPlan['verb'];
  readonly userIds: readonly string[];
}

/** Asks main for a plan: it reads these people fresh from the tenant and keeps what it found for two minutes. */
export function readPlan({ tenantId, verb, userIds }: PlanWanted) {
  const channel = verb === 'deactivate' ? 'users/plan-deactivate' : 'users/plan-activate';
  return call(channel, { tenantId, userIds: [...userIds] });
}

/** Reads a plan as soon as the dialog opens, and again when asked. */
export function usePersonPlan({ tenantId, verb, userIds }: PlanWanted): PlanReading {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<PlanReading, 'readAgain'>>({
    plan: null,
    failure: null,
    isReading: true,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is a fresh read
  useEffect(() => {
    let isWanted = true;
    setState({ plan: null, failure: null, isReading: true });
    void readPlan({ tenantId, verb, userIds }).then((outcome) => {
      if (!isWanted) return;
      setState({
        plan: outcome.ok ? outcome.value : null,
        failure: outcome.ok ? null : outcome.failure,
        isReading: false,
      });
    });
    return () => {
      isWanted = false;
    };
  }, [tenantId, verb, userIds, attempt]);
  return { ...state, readAgain: () => setAttempt((count) => count + 1) };
}
