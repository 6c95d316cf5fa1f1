import { useRef, useState } from 'react';
import type { Failure } from '../../../src-contract/outcome.ts';
import type { ControlPlaneFound } from '../../../src-contract/tenants.ts';
import { call } from '../../bridge/call.ts';

export interface LookUp {
  readonly found: ControlPlaneFound | null;
  readonly failure: Failure | null;
  readonly isLooking: boolean;
  /** Looks up an address, unless it is the one looked up last. Out: what was found. */
  readonly look: (controlPlane: string) => Promise<ControlPlaneFound | null>;
  /** The address is being changed: what was found no longer holds. */
  readonly forget: () => void;
}

const nothing = { found: null, failure: null, isLooking: false };

/** What can be told of a control plane before signing in. A late answer to a former address is dropped. */
export function useLookUp(): LookUp {
  const [state, setState] = useState<Omit<LookUp, 'look' | 'forget'>>(nothing);
  const latest = useRef('');
  const look = async (typed: string): Promise<ControlPlaneFound | null> => {
    const controlPlane = typed.trim();
    if (controlPlane === '') return null;
    if (controlPlane === latest.current) return state.found;
    latest.current = controlPlane;
    setState({ ...nothing, isLooking: true });
    const outcome = await call('tenants/look-up', { controlPlane });
    if (latest.current !== controlPlane) return null;
    setState({
      found: outcome.ok ? outcome.value : null,
      failure: outcome.ok ? null : outcome.failure,
      isLooking: false,
    });
    return outcome.ok ? outcome.value : null;
  };
  const forget = (): void => {
    latest.current = '';
    setState(nothing);
  };
  return { ...state, look, forget };
}
