import type { ChannelName, InputOf, OutputOf } from '../../src-contract/channels.ts';

/** Tenantry in a process that may be killed at any moment, asked by its own channels. */
export interface AppUnderTest {
  /** The value of a good answer; rejects with the failure's sentence, or when the process is gone. */
  call<Name extends ChannelName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** SIGKILL, then waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in order. */
  close(): Promise<void>;
}

/** Starts it again on the same profile. */
export type OpenApp = () => Promise<AppUnderTest>;
