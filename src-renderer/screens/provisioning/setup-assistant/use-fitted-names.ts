import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src-contract/channels.ts';
import type { Failure } from '../../../../src-contract/outcome.ts';
import { call } from '../../../bridge/call.ts';

type Fitted = OutputOf<'setup-assistant/fit-names'>;
const gatherMs = 250;

export interface FittedNames {
  readonly fitted: Fitted | null;
  readonly failure: Failure | null;
  readonly isFitting: boolean;
  /** Asks once more for the same groups: what is remembered has changed. */
  readonly again: () => void;
}

/**
 * Fits names to groups, a moment after the last change of them. In: the groups, or those seen over SCIM; null for none. The
 * former answer stays until the new one is there. No query: thousands of names are no key of a memory.
 */
export function useFittedNames(tenantId: string, groups: readonly string[] | 'seen' | null): FittedNames {
  const [answer, setAnswer] = useState<{ fitted: Fitted | null; failure: Failure | null }>({
    fitted: null,
    failure: null,
  });
  const [isFitting, setFitting] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same groups
  useEffect(() => {
    if (groups === null || groups.length === 0) {
      setAnswer({ fitted: null, failure: null });
      setFitting(false);
      return;
    }
    let isCurrent = true;
    setFitting(true);
    const timer = setTimeout(
      async () => {
        const outcome = await call('setup-assistant/fit-names', {
          tenantId,
          groups: groups === 'seen' ? groups : [...groups],
        });
        if (!isCurrent) return;
        setFitting(false);
        setAnswer((before) =>
          outcome.ok
            ? { fitted: outcome.value, failure: null }
            : { fitted: before.fitted, failure: outcome.failure },
        );
      },
      groups === 'seen' ? 0 : gatherMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [tenantId, groups, round]);
  return { ...answer, isFitting, again: () => setRound((number) => number + 1) };
}
