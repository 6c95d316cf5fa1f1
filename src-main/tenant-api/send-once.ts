import type { Clock } from './clock.ts';

/** How long and how large an answer may be (C5). */
export interface Limits {
  /** Until the headers arrive. */
  headersMs: number;
  /** Between two pieces of the body. */
  idleMs: number;
  totalMs: number;
  bodyBytes: number;
}

export const usualLimits: Limits = {
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 120_000,
  bodyBytes: 32 * 1024 * 1024,
};

/** Electron's session has a disk cache; what a tenant answers does not belong there. Node's types lack the option. */
const neverCached = { cache: 'no-store' } as const;
const isJson = { 'Content-Type': 'application/json' } as const;

/** Thrown when a limit is reached, or when the client is closed while a request is in flight. */
export class LimitReached extends Error {
  constructor(
    readonly limit: 'time' | 'size' | 'closed',
    readonly afterMs: number,
  ) {
    super(`limit reached: ${limit}`);
  }
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  bytes: ArrayBuffer;
}

export interface OutgoingRequest {
  url: URL;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  body?: unknown;
}

/** Why the watch over a request ends: with a reason of its own no error with a stack is made for each. */
const answered = Symbol('answered');

/** Aborts `controller` when nothing moves for too long; returns how to report movement and how to stop watching. */
function watchTime(clock: Clock, limits: Limits, controller: AbortController) {
  const ended = new AbortController();
  const begun = clock.monotonicMs();
  let movedAt = begun;
  let stillMs = limits.headersMs;
  const watch = async (): Promise<void> => {
    for (;;) {
      const now = clock.monotonicMs();
      const left = Math.min(movedAt + stillMs, begun + limits.totalMs) - now;
      if (left <= 0) return controller.abort(new LimitReached('time', Math.round(now - begun)));
      await clock.wait(left, ended.signal);
    }
  };
  // It only ever rejects because it was stopped, or because the clock broke; then the request must not hang.
  watch().catch((thrown: unknown) => {
    if (!ended.signal.aborted) controller.abort(thrown);
  });
  return {
    moved: () => {
      movedAt = clock.monotonicMs();
      stillMs = limits.idleMs;
    },
    stop: () => ended.abort(answered),
  };
}

async function readBody(
  response: Response,
  bounds: { bodyBytes: number; signal: AbortSignal; moved: () => void },
): Promise<ArrayBuffer> {
  if (!response.body) return new ArrayBuffer(0);
  const reader = response.body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    bounds.signal.addEventListener('abort', () => reject(bounds.signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      bounds.signal.throwIfAborted();
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) break;
      bounds.moved();
      size += value.byteLength;
      if (size > bounds.bodyBytes) throw new LimitReached('size', 0);
      pieces.push(value);
    }
  } catch (thrown) {
    // The connection is given up; why the body could not be cancelled as well says nothing new.
    reader.cancel().catch(() => undefined);
    throw thrown;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole.buffer;
}

/**
 * Sends one request, once, and reads the whole answer. A redirect is an error, no cookies go either way. Throws
 * `LimitReached`, or what `fetch` throws (`readNetError` tells what it means).
 */
export async function sendOnce(
  request: OutgoingRequest,
  room: { fetch: typeof fetch; clock: Clock; limits: Limits; closing: AbortSignal },
): Promise<RawAnswer> {
  const controller = new AbortController();
  const onClose = (): void => controller.abort(new LimitReached('closed', 0));
  if (room.closing.aborted) onClose();
  room.closing.addEventListener('abort', onClose, { once: true });
  const time = watchTime(room.clock, room.limits, controller);
  try {
    const response = await room.fetch(request.url.href, {
      method: request.method,
      // A caller may name another kind of JSON: SCIM has one of its own (RFC 7644, section 3.1).
      headers: request.body === undefined ? request.headers : { ...isJson, ...request.headers },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: controller.signal,
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...neverCached,
    });
    time.moved();
    const bytes = await readBody(response, {
      bodyBytes: room.limits.bodyBytes,
      signal: controller.signal,
      moved: time.moved,
    });
    return { status: response.status, headers: response.headers, bytes };
  } catch (thrown) {
    // Electron answers an abort with an error of its own; ours says which limit it was.
    throw controller.signal.aborted ? controller.signal.reason : thrown;
  } finally {
    time.stop();
    room.closing.removeEventListener('abort', onClose);
  }
}
