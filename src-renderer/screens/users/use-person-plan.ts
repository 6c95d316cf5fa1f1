import { useEffect, useState } from 'react';
import type { Failure, Outcome } from '../../../src-contract/outcome.ts';
import type { PersonPlan, PersonVerb } from '../../../src-contract/users.ts';
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
  readonly verb: PersonVerb;
  readonly userIds: readonly string[];
  /** Role on the wire, for `change-role`; null for the others. */
  readonly role: string | null;
}

/** Asks main for a plan: it reads these people fresh from the tenant and keeps what it found for two minutes. */
export function readPlan({ tenantId, verb, userIds, role }: PlanWanted): Promise<Outcome<PersonPlan>> {
  const wanted = { tenantId, userIds: [...userIds] };
  switch (verb) {
    case 'deactivate':
      return call('users/plan-deactivate', wanted);
    case 'activate':
      return call('users/plan-activate', wanted);
    case 'change-role':
      return call('users/plan-role', { ...wanted, role: role ?? '' });
    case 'password-reset':
      return call('users/plan-password-reset', wanted);
    case 'withdraw-invite':
      return call('users/plan-withdraw', wanted);
    case 'invite-again':
      return call('users/plan-invite-again', wanted);
  }
}

/** The channel that runs the plan of a verb. */
export const planRunners = {
  deactivate: 'users/deactivate',
  activate: 'users/activate',
  'change-role': 'users/change-role',
  'password-reset': 'users/reset-password',
  'withdraw-invite': 'users/withdraw-invite',
  'invite-again': 'users/invite-again',
} as const satisfies Record<PersonVerb, string>;

/** Reads a plan as soon as the dialog opens, and again when asked. */
export function usePersonPlan({ tenantId, verb, userIds, role }: PlanWanted): PlanReading {
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
    void readPlan({ tenantId, verb, userIds, role }).then((outcome) => {
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
  }, [tenantId, verb, userIds, role, attempt]);
  return { ...state, readAgain: () => setAttempt((count) => count + 1) };
}
