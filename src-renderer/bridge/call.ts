import type { ChannelName, InputOf, OutputOf } from '../../src-contract/channels.ts';
import type { Failure, Outcome } from '../../src-contract/outcome.ts';

/** A failed outcome on its way through TanStack Query, which wants something thrown. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'CallFailure';
    this.failure = failure;
  }
}

const bridgeBroken: Failure = {
  code: 'internal',
  sentence: 'The window lost its connection to Tenantry.',
  changed: 'What was stored before is kept.',
  next: 'Close the window and open Tenantry again.',
  detail: 'code internal\nwhy the bridge did not answer',
  retryAt: null,
  field: null,
};

/**
 * Asks main for one thing. In: a channel of the contract and its input. Out: the outcome as data; it never
 * throws, a broken bridge included.
 */
export async function call<Name extends ChannelName>(
  channel: Name,
  input: InputOf<Name>,
): Promise<Outcome<OutputOf<Name>>> {
  try {
    return await window.tenantry.call(channel, input);
  } catch {
    return { ok: false, failure: bridgeBroken };
  }
}

/** As `call`, but gives the value itself and throws a `CallFailure`. */
export async function callOrThrow<Name extends ChannelName>(
  channel: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const outcome = await call(channel, input);
  if (!outcome.ok) throw new CallFailure(outcome.failure);
  return outcome.value;
}

/** The failure inside anything that was thrown; null when nothing was. */
export function failureOf(thrown: unknown): Failure | null {
  if (thrown === null || thrown === undefined) return null;
  return thrown instanceof CallFailure ? thrown.failure : bridgeBroken;
}
