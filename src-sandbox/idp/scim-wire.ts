import { once } from 'node:events';
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { PushFailure } from './push-failure.ts';

/** How a vendor speaks HTTP. */
export interface WireHabits {
  readonly headers: OutgoingHttpHeaders;
  /** The content type of a body. */
  readonly contentType: string;
}

export interface WireAnswer {
  readonly status: number;
  /** The parsed body; an empty object for none. */
  readonly body: ScimBody;
}

/** What of an answer the simulator reads; everything else is handed back as it came where a vendor does so. */
export interface ScimBody {
  readonly id?: unknown;
  readonly totalResults?: unknown;
  readonly Resources?: unknown;
  readonly detail?: unknown;
  readonly scimType?: unknown;
  readonly [name: string]: unknown;
}

export interface ScimCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the SCIM address, such as `/Users`; ids in it are encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
}

/** The line to the tenant: one call at a time or several, throttling waited out. */
export interface ScimWire {
  /** Answers 2xx. Fails with PushFailure for anything else, and for a tenant that does not answer. */
  send(call: ScimCall): Promise<WireAnswer>;
  /** How many requests went out. */
  requests(): number;
  close(): void;
}

const answerWithinMs = 60_000;
/** A longer wait ends the cycle and is kept for the next; nobody who pressed a button should sit it out. */
const longestWaitMs = 30_000;
const longestAnswer = 64 * 1024 * 1024;
const tries = 10;

/** `aim` is asked before each request, since address and token can be changed while the provider runs. */
export function openScimWire(
  habits: WireHabits,
  aim: () => { readonly scimUrl: string; readonly token: string },
): ScimWire {
  const agent = new Agent({ keepAlive: true, maxSockets: 5 });
  const closing = new AbortController();
  let count = 0;

  async function exchange(
    call: ScimCall,
  ): Promise<{ status: number; headers: IncomingHttpHeaders; raw: string }> {
    const { scimUrl, token } = aim();
    const payload = call.body === undefined ? undefined : JSON.stringify(call.body);
    count += 1;
    const sent = request(`${scimUrl}${call.path}${queryText(call.query)}`, {
      method: call.method,
      agent,
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(answerWithinMs)]),
      headers: {
        ...habits.headers,
        authorization: `Bearer ${token}`,
        ...(payload === undefined
          ? {}
          : { 'content-type': habits.contentType, 'content-length': Buffer.byteLength(payload) }),
      },
    });
    // A line that breaks after the answer began is told by reading it; the request says it a second time.
    sent.on('error', () => undefined);
    sent.end(payload);
    const [answer]: IncomingMessage[] = await once(sent, 'response');
    if (answer === undefined) throw new Error('node gave no answer');
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of answer) {
      parts.push(part);
      length += part.length;
      if (length > longestAnswer) throw new Error('the answer does not end');
    }
    const raw = Buffer.concat(parts).toString();
    return { status: answer.statusCode ?? 0, headers: answer.headers, raw };
  }

  return {
    async send(call) {
      for (let turn = 1; ; turn += 1) {
        const answer = await exchange(call).catch((error: unknown) => {
          throw PushFailure.noAnswer(call, error);
        });
        if (answer.status === 429) {
          const delay = secondsOf(answer.headers['retry-after']);
          if (delay === undefined || delay * 1000 > longestWaitMs || turn === tries) {
            throw PushFailure.throttled(call, delay);
          }
          await wait(delay * 1000, undefined, { signal: closing.signal }).catch((error: unknown) => {
            throw PushFailure.noAnswer(call, error);
          });
          continue;
        }
        const body = readBody(call, answer);
        if (answer.status >= 200 && answer.status < 300) return { status: answer.status, body };
        throw PushFailure.refused(call, { status: answer.status, body });
      }
    },
    requests: () => count,
    close() {
      closing.abort();
      agent.destroy();
    },
  };
}

/** A filter `attribute eq "value"`, with the value quoted as JSON (RFC 7644 section 3.4.2.2). */
export function equals(attribute: string, value: string): string {
  return `${attribute} eq ${JSON.stringify(value)}`;
}

/** The first resource of a list's answer, with its id, or undefined for an empty list. */
export function firstResource(body: ScimBody): (ScimBody & { readonly id: string }) | undefined {
  if (!Array.isArray(body.Resources)) return undefined;
  const [first]: unknown[] = body.Resources;
  if (typeof first !== 'object' || first === null || !('id' in first) || typeof first.id !== 'string')
    return undefined;
  return { ...first, id: first.id };
}

function queryText(query: ScimCall['query']): string {
  if (query === undefined) return '';
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `?${parts.join('&')}`;
}

/** Whole seconds alone; a date or anything else counts as no word about the time (idp-quirks, Okta). */
function secondsOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/u.test(header) ? Number(header) : undefined;
}

function readBody(call: ScimCall, answer: { status: number; raw: string }): ScimBody {
  if (answer.raw === '') return {};
  try {
    const body: unknown = JSON.parse(answer.raw);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw PushFailure.noScim(call, answer.status);
}
