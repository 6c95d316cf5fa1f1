import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AskedLine } from './match-request.ts';

/** The answer that a route or a fault gave, before it goes out. Its headers stand in the response. */
export interface HeldAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** How an answer goes out. */
export interface Delivery {
  bytesPerSecond?: number;
  /** Ends the body early: by the end of the connection, its reset, or silence. */
  cut?: {
    readonly bytes: number | undefined;
    readonly ending: 'close' | 'reset' | 'silence';
  };
}

/** One request on its way through the ordered faults. */
export interface Exchange extends AskedLine {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly delivery: Delivery;
  /** The tenant's moment as this answer tells it: a skewed clock changes it. */
  nowMs: () => number;
  /** The tenant that answers; stale reads put another in its place. */
  route: RequestListener;
  answer: HeldAnswer | undefined;
  /** Comes when the route has done all that it does, also after the client left; undefined until it runs. */
  routeEnd: Promise<void> | undefined;
  /** Ends when the client leaves or the tenant closes. */
  readonly gone: AbortSignal;
  /** Calls this at the last moment before the route runs, once the body was read. */
  beforeRoute(work: () => void): void;
}

/** One step of an answer; a fault does something before, after or instead of it. */
export type Step = () => Promise<void>;

/** The client left or the tenant closed while a fault held the answer: nobody is there to be told. */
export class GoneAway extends Error {}

/** Waits, and fails with GoneAway when nobody waits for the answer any more. */
export function waitWhileThere(exchange: Exchange, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (exchange.gone.aborted) {
      reject(new GoneAway());
      return;
    }
    const leave = () => {
      clearTimeout(timer);
      reject(new GoneAway());
    };
    const timer = setTimeout(() => {
      exchange.gone.removeEventListener('abort', leave);
      resolve();
    }, ms);
    exchange.gone.addEventListener('abort', leave, { once: true });
  });
}

/** Never answers: fails with GoneAway when the client leaves or the tenant closes. */
export function waitForEver(exchange: Exchange): Promise<never> {
  return new Promise((_, reject) => {
    if (exchange.gone.aborted) reject(new GoneAway());
    else exchange.gone.addEventListener('abort', () => reject(new GoneAway()), { once: true });
  });
}

/** Puts another answer in the place of what is there; the name of the request and the date stay. */
export function replaceAnswer(
  exchange: Exchange,
  answer: { status: number; contentType: string; body: string; headers?: Readonly<Record<string, string>> },
): void {
  const { response } = exchange;
  for (const name of response.getHeaderNames()) {
    if (name !== 'x-request-id' && name !== 'date') response.removeHeader(name);
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.contentType !== '') response.setHeader('content-type', answer.contentType);
  // The routes name each request; where none ran, it has a name all the same.
  if (!response.hasHeader('x-request-id')) response.setHeader('x-request-id', randomBytes(6).toString('hex'));
  exchange.answer = { status: answer.status, body: Buffer.from(answer.body) };
}

/** The body of a failure as the path's API words it: the platform's (tenant-api, section 1) or SCIM's (RFC 7644, 3.12). */
export function failureBody(
  path: string,
  failure: { status: number; code: string; message: string },
): { contentType: string; body: string } {
  const { status, code, message } = failure;
  if (/\/scim\/v2\//iu.test(path)) {
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail: message,
    };
    return { contentType: 'application/scim+json; charset=utf-8', body: JSON.stringify(body) };
  }
  return {
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ statusCode: status, message, code }),
  };
}
