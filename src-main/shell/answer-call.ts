import { type ChannelName, channels, type Handlers } from '../../src-contract/channels.ts';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, failureSchema, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { WriteLog } from '../log/write-log.ts';

/**
 * Parses the input by the channel's schema into a fresh object, runs the handler, and parses what goes out (B3). An
 * exception becomes `internal`: its name is logged, its text is not shown.
 */
export async function answerCall(
  handlers: Handlers,
  name: ChannelName,
  input: unknown,
  log: WriteLog,
): Promise<Outcome<unknown>> {
  const channel = channels[name];
  const parsed = channel.input.safeParse(input);
  if (!parsed.success) {
    const fields = parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || issue.code);
    log('call refused', { channel: name, code: 'input' });
    return failed(describeFailure('input-invalid', { why: `${name}: ${fields.join(', ')}`.slice(0, 300) }));
  }
  try {
    // The schema of this very channel made the value, which the type system cannot follow through a union of channels.
    const answer: Outcome<unknown> = await (handlers[name] as (input: unknown) => Promise<Outcome<unknown>>)(
      parsed.data,
    );
    if (!answer.ok) return { ok: false, failure: failureSchema.parse(answer.failure) };
    return ok(channel.output.parse(answer.value));
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
    log('call failed', {
      channel: name,
      error: error instanceof Error ? `${error.name} ${error.message}` : 'unknown',
    });
    return failed(describeFailure(isFull ? 'storage-full' : 'internal', { why: name }));
  }
}
