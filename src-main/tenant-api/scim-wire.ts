import type { Secret } from '../vault/secret.ts';
import type { Clock } from './clock.ts';
import { readNetError } from './net-error.ts';
import { isPage } from './read-json.ts';
import type { RequestLine } from './request.ts';
import { readRetryAfter } from './retry-after.ts';
import type { ScimAddress } from './scim-address.ts';
import { sendBare } from './send-bare.ts';
import { LimitReached, type Limits, type OutgoingRequest, type RawAnswer, sendOnce } from './send-once.ts';
import { bearerFor, safeWords, withoutToken } from './token-text.ts';
import { userAgent } from './user-agent.ts';

/** One request to a SCIM service, as a vendor would put it. */
export interface ScimCall {
  method: OutgoingRequest['method'];
  /** Below the SCIM address; ids in it are encoded already. */
  path: string;
  /** The path as the log shows it. */
  template: string;
  query?: Record<string, string | number>;
  body?: object;
  contentType?: 'application/scim+json' | 'application/json';
  /** `none` sends no User-Agent at all. */
  userAgent?: 'tenantry' | 'none';
}

/** What came back, whole, without judging it. */
export type ScimExchange = ScimAnswer | ScimLost;

export interface ScimAnswer {
  is: 'answer';
  status: number;
  /** The content type without its parameters, lower case; empty when there was none. */
  type: string;
  form: 'json' | 'page' | 'empty' | 'other';
  /** The parsed JSON; undefined for every other form. */
  body: unknown;
  /** The server's Date header in ms since 1970, null when it sent none. */
  serverMs: number | null;
  /** The Retry-After header as it came, and what it means in ms. */
  retryAfter: { text: string; ms: number | null } | null;
  /** The server's own words about a refusal, safe to show; empty when it had none. */
  words: string;
  tookMs: number;
}

export interface ScimLost {
  is: 'lost';
  kind: 'unreachable' | 'certificate' | 'timed-out' | 'redirected' | 'too-large' | 'ended';
  why: string;
  /** Whether a change may have had an effect. */
  reached: 'no' | 'maybe';
  tookMs: number;
}

/** The line to one SCIM service. Nothing is repeated and no redirect followed. */
export interface ScimWire {
  readonly address: ScimAddress;
  /** Never rejects: a lost answer is an answer too. */
  send(call: ScimCall): Promise<ScimExchange>;
}

export interface ScimWireRoom {
  fetch: typeof fetch;
  clock: Clock;
  log: (line: RequestLine) => void;
}

const limits: Limits = {
  headersMs: 60_000,
  idleMs: 30_000,
  totalMs: 120_000,
  bodyBytes: 16 * 1024 * 1024,
};

/** A SCIM error says `detail`; others say `message`. */
function wordsOf(body: unknown, token: Secret): string {
  if (typeof body !== 'object' || body === null) return '';
  const { detail, message } = body as { detail?: unknown; message?: unknown };
  const text = typeof detail === 'string' ? detail : typeof message === 'string' ? message : '';
  return safeWords(text, token);
}

function readAnswer(raw: RawAnswer, tookMs: number, room: { token: Secret; wallMs: number }): ScimAnswer {
  // Names and ids of it are shown and stored: a service that echoes the token must not bring it there.
  const text = withoutToken(new TextDecoder().decode(raw.bytes).trim(), room.token);
  let form: ScimAnswer['form'] = text === '' ? 'empty' : isPage(raw) ? 'page' : 'json';
  let body: unknown;
  if (form === 'json') {
    try {
      body = JSON.parse(text);
    } catch {
      form = 'other';
    }
  }
  const serverMs = Date.parse(raw.headers.get('date') ?? '');
  const asked = raw.headers.get('retry-after');
  return {
    is: 'answer',
    status: raw.status,
    type:
      withoutToken(raw.headers.get('content-type') ?? '', room.token)
        .split(';')[0]
        ?.trim()
        .toLowerCase() ?? '',
    form,
    body,
    serverMs: Number.isNaN(serverMs) ? null : serverMs,
    retryAfter:
      asked === null
        ? null
        : { text: safeWords(asked, room.token).slice(0, 60), ms: readRetryAfter(raw.headers, room.wallMs) },
    words: wordsOf(body, room.token),
    tookMs,
  };
}

function readLost(thrown: unknown, tookMs: number): ScimLost {
  if (thrown instanceof LimitReached) {
    const kind = thrown.limit === 'size' ? 'too-large' : thrown.limit === 'time' ? 'timed-out' : 'ended';
    return { is: 'lost', kind, why: '', reached: 'maybe', tookMs };
  }
  const { kind, why, sent } = readNetError(thrown);
  return { is: 'lost', kind, why, reached: sent, tookMs };
}

/**
 * Opens the line to a SCIM service with one token, which goes to the address's origin only. `until` ends what is in
 * flight; from then on every exchange is `ended`.
 */
export function openScimWire(
  room: ScimWireRoom,
  to: { address: ScimAddress; token: Secret; until: AbortSignal },
): ScimWire {
  const { address, token, until } = to;
  return {
    address,
    send: async (call) => {
      const url = new URL(address.origin);
      url.pathname = `${address.path}${call.path}`;
      const query = Object.entries(call.query ?? {}).map(
        ([name, value]) => `${name}=${encodeURIComponent(value)}`,
      );
      url.search = query.join('&');
      const headers: Record<string, string> = {
        Accept: 'application/scim+json, application/json',
        ...(call.body === undefined ? {} : { 'Content-Type': call.contentType ?? 'application/scim+json' }),
        ...bearerFor(token, address.origin, url),
      };
      const begun = room.clock.monotonicMs();
      const took = (): number => Math.max(0, Math.round(room.clock.monotonicMs() - begun));
      let exchange: ScimExchange;
      try {
        until.throwIfAborted();
        const raw =
          call.userAgent === 'none'
            ? await sendBare({ url, headers }, { until })
            : await sendOnce(
                {
                  url,
                  method: call.method,
                  headers: { ...headers, 'User-Agent': userAgent },
                  ...(call.body === undefined ? {} : { body: call.body }),
                },
                { fetch: room.fetch, clock: room.clock, limits, closing: until },
              );
        exchange = readAnswer(raw, took(), { token, wallMs: room.clock.wallMs() });
      } catch (thrown) {
        exchange = until.aborted
          ? { is: 'lost', kind: 'ended', why: '', reached: 'maybe', tookMs: took() }
          : readLost(thrown, took());
      }
      room.log({
        method: call.method,
        path: `{scimUrl}${call.template}`,
        status: exchange.is === 'answer' ? exchange.status : null,
        code: exchange.is === 'answer' ? null : 'unreachable',
        ms: exchange.tookMs,
        requestId: null,
        attempt: 1,
      });
      return exchange;
    },
  };
}
