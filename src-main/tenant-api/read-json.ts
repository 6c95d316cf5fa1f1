import type { z } from 'zod';
import type { RawAnswer } from './send-once.ts';

export type JsonRead<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: 'not-json' | 'answer-not-understood'; why: string | null };

/** Whether the answer claims or looks to be a web page: a sign-in page, a proxy, a captive portal (C6, G3). */
export function isPage(answer: RawAnswer): boolean {
  const type = answer.headers.get('content-type') ?? '';
  const begin = new TextDecoder().decode(answer.bytes.slice(0, 64)).trimStart();
  return /html/i.test(type) || begin.startsWith('<');
}

/** Whether the answer begins as JSON does, without parsing it: for pages that are parsed in the cache thread. */
export function beginsAsJson(answer: RawAnswer): boolean {
  return !isPage(answer) && /^\s*[{[]/.test(new TextDecoder().decode(answer.bytes.slice(0, 64)));
}

/**
 * Parses an answer by `schema`. A success without content (204) reads as `{}`; HTML or anything else that is not JSON
 * is `not-json`; JSON of another shape is `answer-not-understood`, with the place but never the value.
 */
export function readJson<Value>(answer: RawAnswer, schema: z.ZodType<Value>): JsonRead<Value> {
  if (isPage(answer)) return { ok: false, code: 'not-json', why: null };
  let body: unknown = {};
  if (answer.status !== 204 || answer.bytes.byteLength > 0) {
    try {
      body = JSON.parse(new TextDecoder().decode(answer.bytes));
    } catch {
      return { ok: false, code: 'not-json', why: null };
    }
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const place = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 80);
  return {
    ok: false,
    code: 'answer-not-understood',
    why: place ? `${place} is missing or of another kind` : null,
  };
}
