import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChannelName, InputOf, OutputOf } from '../../src-contract/channels.ts';
import type { Failure } from '../../src-contract/outcome.ts';
import { callOrThrow, failureOf } from './call.ts';

export interface Read<Value> {
  /** The last good answer; it stays while asking again, and when asking again fails. */
  readonly value: Value | undefined;
  readonly failure: Failure | null;
  readonly isAsking: boolean;
  readonly askAgain: () => void;
}

interface ReadOptions {
  /** `wait` asks nothing yet. */
  readonly when?: 'now' | 'wait';
  /** `keep` shows the answer to the former input until the new one is there. */
  readonly former?: 'keep' | 'drop';
  /** `fresh` forgets the answer as soon as nobody shows it: for what must be asked anew each time. */
  readonly memory?: 'kept' | 'fresh';
}

/**
 * Reads a channel and stays true: announced changes ask again (bridge/refresh-on-change). In: channel, input,
 * options. Out: the value, the failure of the latest try, whether it is asking.
 */
export function useRead<Name extends ChannelName>(
  channel: Name,
  input: InputOf<Name>,
  options: ReadOptions = {},
): Read<OutputOf<Name>> {
  const query = useQuery<OutputOf<Name>>({
    queryKey: [channel, input],
    queryFn: () => callOrThrow(channel, input),
    enabled: options.when !== 'wait',
    ...(options.former === 'keep' ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.memory === 'fresh' ? { gcTime: 0, staleTime: 0 } : {}),
  });
  return {
    value: query.data,
    failure: failureOf(query.error),
    isAsking: query.isFetching,
    askAgain: () => void query.refetch(),
  };
}
