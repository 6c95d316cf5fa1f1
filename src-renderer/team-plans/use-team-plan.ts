import { useEffect, useState } from 'react';
import type { Failure, Outcome } from '../../src-contract/outcome.ts';
import type { TeamPlan } from '../../src-contract/teams.ts';

export interface TeamPlanReading {
  readonly plan: TeamPlan | null;
  readonly failure: Failure | null;
  readonly isReading: boolean;
  /** Asks the tenant again; the former plan is not used any more. */
  readonly readAgain: () => void;
}

/** Asks main for a plan when the dialog opens, and again when asked. In: how to ask; it must stay the same function. */
export function useTeamPlan(ask: () => Promise<Outcome<TeamPlan>>): TeamPlanReading {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<TeamPlanReading, 'readAgain'>>({
    plan: null,
    failure: null,
    isReading: true,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is a fresh read
  useEffect(() => {
    let isWanted = true;
    setState({ plan: null, failure: null, isReading: true });
    void ask().then((outcome) => {
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
  }, [ask, attempt]);
  return { ...state, readAgain: () => setAttempt((count) => count + 1) };
}
