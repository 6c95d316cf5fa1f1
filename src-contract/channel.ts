import type { z } from 'zod';

/**
 * One thing that the page may ask of main. `read` changes nothing, `change` does; an irreversible change
 * needs a plan made by main before it is accepted.
 */
export interface Channel<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'read' | 'change';
  readonly input: Input;
  readonly output: Output;
  readonly irreversible?: true;
}

/** Declares a channel; the name is its key in the feature's `…Channels` object. */
export function channel<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Channel<Input, Output>,
): Channel<Input, Output> {
  return declared;
}
