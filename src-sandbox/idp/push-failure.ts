import type { ScimBody, ScimCall } from './scim-wire.ts';

/**
 * `credentials`: 401 or 403. `unreachable`: no answer. `throttled`: 429 beyond what is waited for. These three end a
 * cycle. `refused`: one call was answered with another failure, `no-scim`: with something that is no SCIM; the cycle
 * goes on with the next person.
 */
export type PushFailureKind = 'credentials' | 'unreachable' | 'throttled' | 'refused' | 'no-scim';

/** A push that failed. The message is a sentence for an admin; no token and no address with one is ever in it. */
export class PushFailure extends Error {
  readonly kind: PushFailureKind;
  /** The HTTP status, or undefined when nothing answered. */
  readonly status: number | undefined;
  /** Seconds that the tenant asked to wait. */
  readonly waitSeconds: number | undefined;

  private constructor(failure: {
    kind: PushFailureKind;
    message: string;
    status?: number;
    waitSeconds?: number | undefined;
    cause?: unknown;
  }) {
    super(failure.message, { cause: failure.cause });
    this.kind = failure.kind;
    this.status = failure.status;
    this.waitSeconds = failure.waitSeconds;
  }

  static refused(call: ScimCall, { status, body }: { status: number; body: ScimBody }): PushFailure {
    const word = typeof body.scimType === 'string' ? ` (${body.scimType})` : '';
    const detail = typeof body.detail === 'string' ? `: ${body.detail}` : '';
    const kind = status === 401 || status === 403 ? 'credentials' : 'refused';
    return new PushFailure({
      kind,
      status,
      message: `${named(call)} was answered ${status}${word}${detail}`,
    });
  }

  static noScim(call: ScimCall, status: number): PushFailure {
    const kind = status === 401 || status === 403 ? 'credentials' : 'no-scim';
    const message = `${named(call)} was answered ${status} with something that is no SCIM. A proxy or a wrong address?`;
    return new PushFailure({ kind, status, message });
  }

  static throttled(call: ScimCall, waitSeconds: number | undefined): PushFailure {
    const message =
      waitSeconds === undefined
        ? `${named(call)} was answered 429 without a number of seconds in Retry-After.`
        : `${named(call)} was answered 429: wait ${waitSeconds} s.`;
    return new PushFailure({ kind: 'throttled', status: 429, waitSeconds, message });
  }

  static noAnswer(call: ScimCall, cause: unknown): PushFailure {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    return new PushFailure({ kind: 'unreachable', message: `${named(call)} got no answer${code}.`, cause });
  }
}

function named({ method, path }: ScimCall): string {
  return `${method} ${path}`;
}
