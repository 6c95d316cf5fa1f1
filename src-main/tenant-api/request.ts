import { setMaxListeners } from 'node:events';
import type { z } from 'zod';
import type { FailureCode } from '../../src-contract/failure-catalogue.ts';
import type { Secret } from '../vault/secret.ts';
import { type ApiCall, urlOf } from './api-call.ts';
import {
  type AskedFor,
  apiFailure,
  failureFromAnswer,
  failureFromThrown,
  mayPass,
  readRequestId,
} from './api-failure.ts';
import type { ApiFailure, ApiOutcome } from './api-outcome.ts';
import type { Clock } from './clock.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { readJson } from './read-json.ts';
import { readRetryAfter } from './retry-after.ts';
import { LimitReached, type Limits, type RawAnswer, sendOnce, usualLimits } from './send-once.ts';
import { bearerFor } from './token-text.ts';
import { userAgent } from './user-agent.ts';

/** One line per request: what was asked and what came, never headers, bodies, queries or ids. */
export interface RequestLine {
  method: string;
  /** Such as `/api/svc/v1/users/{id}`. */
  path: string;
  status: number | null;
  code: FailureCode | null;
  ms: number;
  requestId: string | null;
  attempt: number;
}

/** The one way to a control plane. Reads are repeated inside, changes are sent once. */
export interface Request {
  /** Sends and parses the whole JSON answer by `schema`. */
  json<Value>(call: ApiCall, schema: z.ZodType<Value>): Promise<ApiOutcome<Value>>;
  /** Sends and hands out the bytes of a good JSON answer unparsed. */
  raw(call: ApiCall): Promise<ApiOutcome<RawAnswer>>;
  close(): void;
}

export interface RequestRoom {
  /** Origin of the control plane; the token goes nowhere else. */
  controlPlane: string;
  token: Secret | null;
  fetch: typeof fetch;
  log: (line: RequestLine) => void;
  clock: Clock;
  limits?: Partial<Limits>;
  rateLimit?: RateLimit;
  /** 0 to 1, for the spread of waits. */
  random?: () => number;
  /** How often a read is tried in all. */
  tries?: number;
  /** Ends waiting and requests in flight when it is aborted, besides `close`. */
  until?: AbortSignal;
}

/** Waits between tries grow from half a second; more than a minute is the caller's to decide. */
const firstWaitMs = 500;
const longestWaitMs = 60_000;
/** A change held back by the throttle is handed back soon, so that its job can say that it waits. */
const changeHeldMs = 2000;
/** Retries that may be spent in a row; every good answer earns a tenth of one. */
const retryBudget = 20;

/** Makes the client of one control plane (C1, C4, C5). */
export function createRequest(room: RequestRoom): Request {
  const { clock, controlPlane } = room;
  const limits = { ...usualLimits, ...room.limits };
  const random = room.random ?? Math.random;
  const rateLimit = room.rateLimit ?? createRateLimit(clock);
  const closing = new AbortController();
  // Every request in line and in flight listens to it: many listeners are no leak here.
  const ending = room.until === undefined ? closing.signal : AbortSignal.any([closing.signal, room.until]);
  setMaxListeners(0, closing.signal, ending);
  let retriesLeft = retryBudget;

  const tryOnce = async (call: ApiCall, asked: AskedFor, attempt: number): Promise<ApiOutcome<RawAnswer>> => {
    const url = urlOf(call, controlPlane);
    const headers = {
      Accept: 'application/json',
      'User-Agent': userAgent,
      ...bearerFor(room.token, controlPlane, url),
    };
    const begun = clock.monotonicMs();
    const note = (outcome: ApiOutcome<RawAnswer>): ApiOutcome<RawAnswer> => {
      const { status, requestId } = outcome;
      const code = outcome.ok ? null : outcome.failure.code;
      const ms = Math.round(clock.monotonicMs() - begun);
      room.log({ method: call.method, path: call.template, status, code, ms, requestId, attempt });
      return outcome;
    };
    let answer: RawAnswer;
    try {
      answer = await sendOnce(
        { url, method: call.method, headers, body: call.body },
        { fetch: room.fetch, clock, limits, closing: ending },
      );
    } catch (thrown) {
      return note(failureFromThrown(asked, thrown));
    }
    const { status } = answer;
    if (status >= 200 && status < 300) {
      rateLimit.answered(clock.monotonicMs() - begun, call.method === 'GET' ? 'read' : 'change');
      return note({ ok: true, value: answer, status, requestId: readRequestId(answer.headers) });
    }
    const retryAfterMs = readRetryAfter(answer.headers, clock.wallMs());
    if (status === 429 || (status === 503 && retryAfterMs !== null)) rateLimit.slowDown(retryAfterMs);
    return note(failureFromAnswer(asked, answer, retryAfterMs));
  };

  /** `retryAt` is for people; it may only be counted once the answer is in. */
  const withMoment = (lost: ApiFailure): ApiFailure =>
    lost.retryAfterMs === null
      ? lost
      : {
          ...lost,
          failure: { ...lost.failure, retryAt: new Date(clock.wallMs() + lost.retryAfterMs).toISOString() },
        };

  const exchange = async (call: ApiCall, asked: AskedFor): Promise<ApiOutcome<RawAnswer>> => {
    const isRead = call.method === 'GET';
    const tries = isRead ? (room.tries ?? 5) : 1;
    for (let attempt = 1; ; attempt++) {
      const entered = await rateLimit.enter({
        atMostMs: isRead ? longestWaitMs : changeHeldMs,
        signal: ending,
      });
      if (entered.is === 'held') {
        const retryAfterMs = Math.ceil(entered.forMs);
        const facts = { wait: `${Math.ceil(retryAfterMs / 1000)} s` };
        return apiFailure(asked, 'rate-limited', { reached: 'no', retryAfterMs, facts });
      }
      const outcome = await tryOnce(call, asked, attempt).finally(entered.leave);
      if (outcome.ok) {
        retriesLeft = Math.min(retryBudget, retriesLeft + 0.1);
        return outcome;
      }
      if (attempt >= tries || !mayPass(outcome) || retriesLeft < 1) return outcome;
      if ((outcome.retryAfterMs ?? 0) > longestWaitMs) return outcome;
      retriesLeft--;
      const spread = random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
      await clock.wait((outcome.retryAfterMs ?? 0) + spread, ending);
    }
  };

  const { host } = new URL(controlPlane);
  const askedFor = ({ method, person, team }: ApiCall): AskedFor => {
    return { method, host, person, team, token: room.token };
  };

  const raw = async (call: ApiCall): Promise<ApiOutcome<RawAnswer>> => {
    const asked = askedFor(call);
    try {
      const outcome = await exchange(call, asked);
      return outcome.ok ? outcome : withMoment(outcome);
    } catch (thrown) {
      // Waiting in line or between tries ends like this when the client is closed: nothing is in flight then.
      if (closing.signal.aborted) return apiFailure(asked, 'tenant-gone', { reached: 'no' });
      if (ending.aborted)
        return apiFailure(asked, 'unreachable', { reached: 'no', facts: { why: 'stopped' } });
      throw thrown;
    }
  };

  return {
    raw,
    json: async (call, schema) => {
      const outcome = await raw(call);
      if (!outcome.ok) return outcome;
      const { status, requestId } = outcome;
      const read = readJson(outcome.value, schema);
      if (read.ok) return { ok: true, value: read.value, status, requestId };
      return apiFailure(askedFor(call), read.code, {
        status,
        requestId,
        reached: 'maybe',
        facts: read.why ? { why: read.why } : {},
      });
    },
    close: () => closing.abort(new LimitReached('closed', 0)),
  };
}
