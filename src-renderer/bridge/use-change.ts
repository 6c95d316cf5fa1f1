import { useCallback, useState } from 'react';
import type { ChannelName, InputOf, OutputOf } from '../../src-contract/channels.ts';
import type { Failure, Outcome } from '../../src-contract/outcome.ts';
import { call } from './call.ts';

export interface ChangeCall<Name extends ChannelName> {
  readonly send: (input: InputOf<Name>) => Promise<Outcome<OutputOf<Name>>>;
  /** Of the latest sending; null while sending and when it went well. */
  readonly failure: Failure | null;
  readonly isSending: boolean;
  readonly reset: () => void;
}

/**
 * Sends a change to main, once, never again by itself. In: the channel. Out: `send`, and how the latest sending
 * went. Inputs are not kept: a token may be among them, which is why this is no TanStack mutation.
 */
export function useChange<Name extends ChannelName>(channel: Name): ChangeCall<Name> {
  const [state, setState] = useState<{ failure: Failure | null; isSending: boolean }>({
    failure: null,
    isSending: false,
  });
  const send = useCallback(
    async (input: InputOf<Name>) => {
      setState({ failure: null, isSending: true });
      const outcome = await call(channel, input);
      setState({ failure: outcome.ok ? null : outcome.failure, isSending: false });
      return outcome;
    },
    [channel],
  );
  const reset = useCallback(() => setState({ failure: null, isSending: false }), []);
  return { send, reset, ...state };
}
