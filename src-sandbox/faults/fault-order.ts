import { z } from 'zod';

const wholeMs = z.number().int().min(0).max(3_600_000);
const count = z.number().int().min(1).max(1_000_000_000);

/** Which requests a fault is about. A part that is left out fits every request. */
const match = z
  .strictObject({
    method: z
      .string()
      .regex(/^[A-Za-z]{1,20}$/u, 'must be a method')
      .transform((method) => method.toUpperCase())
      .optional(),
    path: z
      .string()
      .max(2000)
      .regex(/^\/[^?#]*$/u, 'must start with a slash and carry no query')
      .optional(),
    query: z.record(z.string().max(200), z.string().max(2000)).optional(),
  })
  .default({});

const which = {
  match,
  /** The first of the fitting calls that is struck, counted from the order on. */
  from: count.default(1),
  /** 2 strikes every second call from there on. */
  every: count.default(1),
  times: z.union([count, z.literal('for-ever')]).default('for-ever'),
  percent: z.number().gt(0).max(100).default(100),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
};

/** Whether the route runs first, so that the effect is there although its answer is lost. */
const beforeOrAfter = z.enum(['before', 'after']).default('before');
const moment = z.enum(['before', 'after', 'in-body']).default('before');
const pointer = z.string().regex(/^(?:\/[^/]*)+$/u, 'must be a JSON pointer; * stands for every entry');
/** Whoever gives a list or a text has not seen how pointers are ordered. */
const pointerExample = (example: string) => (issue: { readonly code?: string | undefined }) =>
  issue.code === 'invalid_type' ? `must be an object such as ${example}` : undefined;
const jsonType = z.enum(['text', 'number', 'yes-no', 'null', 'list', 'object', 'missing']);
const partly = {
  /** How much of the body goes out; half of it unless said. */
  bytes: z.number().int().min(0).max(100_000_000).optional(),
};

const latency = z.strictObject({
  kind: z.literal('latency'),
  ...which,
  ms: z.union([
    wholeMs,
    z.strictObject({ min: wholeMs, max: wholeMs }).refine(({ min, max }) => min <= max, 'min is over max'),
  ]),
});
const tooManyRequests = z.strictObject({
  kind: z.literal('too-many-requests'),
  ...which,
  /** Left out: a 429 that does not say how long to wait. */
  retryAfterSeconds: z.number().int().min(0).max(1_000_000).optional(),
  /** RFC 9110 section 10.2.3 allows both. */
  retryAfterAs: z.enum(['seconds', 'date']).default('seconds'),
});
const serverError = z.strictObject({
  kind: z.literal('server-error'),
  ...which,
  status: z.number().int().min(500).max(599).default(503),
  body: z.string().max(1_000_000).optional(),
  when: beforeOrAfter,
});
const printable = z.string().regex(/^[\t\x20-\x7e]{0,2000}$/u, 'must be printable ASCII');
/** What frames an answer is not for an order to say: a body of another length than told is `truncated-body`. */
const headerName = z
  .string()
  .regex(/^(?!(?:content-length|transfer-encoding|connection|trailer)$)[\w-]{1,80}$/iu, 'cannot be set');
const answer = z.strictObject({
  kind: z.literal('answer'),
  ...which,
  status: z.number().int().min(200).max(599).default(200),
  contentType: printable.default('application/json'),
  headers: z.record(headerName, printable).default({}),
  body: z.string().max(10_000_000).default(''),
  when: beforeOrAfter,
});
const webPage = z.strictObject({
  kind: z.literal('web-page'),
  ...which,
  status: z.number().int().min(200).max(599).default(200),
  contentType: printable.default('text/html; charset=utf-8'),
  body: z.string().max(1_000_000).optional(),
  when: beforeOrAfter,
});
const reset = z.strictObject({ kind: z.literal('reset'), ...which, ...partly, when: moment });
const hang = z.strictObject({ kind: z.literal('hang'), ...which, ...partly, when: moment });
const truncatedBody = z.strictObject({
  kind: z.literal('truncated-body'),
  ...which,
  ...partly,
  /** `kept`: the header tells the whole length, and the connection ends early. `of-part`: a whole answer of cut JSON. */
  contentLength: z.enum(['kept', 'of-part']).default('kept'),
});
const slowBody = z.strictObject({
  kind: z.literal('slow-body'),
  ...which,
  bytesPerSecond: z.number().int().min(1).max(1_000_000_000),
});
const wrongTypes = z.strictObject({
  kind: z.literal('wrong-types'),
  ...which,
  /** Pointer to the type that its value becomes. Neither this nor `values`: every value changes its type. */
  pointers: z.record(pointer, jsonType, { error: pointerExample('{"/data/*/email": "number"}') }).optional(),
  /** Pointer to the very value to put there. */
  values: z.record(pointer, z.json(), { error: pointerExample('{"/pagination/total": -1}') }).optional(),
});
const shiftRows = z.strictObject({
  kind: z.literal('shift-rows'),
  ...which,
  /** Above 0 as if so many rows before the page had gone, below 0 as if so many had come. */
  by: z.number().int().min(-1_000_000_000).max(1_000_000_000),
});
const fewerRows = z.strictObject({
  kind: z.literal('fewer-rows'),
  ...which,
  /** The most rows that a page has; of several, one a strike in turn. */
  most: z.union([count, z.array(count).min(1).max(100)]),
});
const churnPeople = z.strictObject({
  kind: z.literal('churn-people'),
  ...which,
  /** People who really join, at the end of the list. */
  add: z.number().int().min(0).max(10_000).default(0),
  /** People who really leave, from the front of the list; tenant admins stay. */
  remove: z.number().int().min(0).max(10_000).default(0),
});
const staleReads = z.strictObject({
  kind: z.literal('stale-reads'),
  ...which,
  /** How long a write stays unseen, by the tenant's clock. `match` says which reads lag. */
  ms: wholeMs,
});
const revokeToken = z.strictObject({
  kind: z.literal('revoke-token'),
  match,
  from: which.from,
  token: z.enum(['admin', 'member', 'scim']).default('admin'),
});
const clockSkew = z.strictObject({
  kind: z.literal('clock-skew'),
  ...which,
  ms: z.number().int().min(-4_000_000_000_000).max(4_000_000_000_000),
});
const refuseConnections = z.strictObject({
  kind: z.literal('refuse-connections'),
  /** Begins with the order: a call that arrived cannot be refused any more. */
  ms: z.number().int().min(1).max(600_000),
});

/** What may be ordered; POST /faults takes one of these or a list. */
export const faultOrder = z.discriminatedUnion('kind', [
  latency,
  tooManyRequests,
  serverError,
  answer,
  webPage,
  reset,
  hang,
  truncatedBody,
  slowBody,
  wrongTypes,
  shiftRows,
  fewerRows,
  churnPeople,
  staleReads,
  revokeToken,
  clockSkew,
  refuseConnections,
]);

export type FaultOrder = z.infer<typeof faultOrder>;
export type FaultKind = FaultOrder['kind'];
export type OrderOf<Kind extends FaultKind> = Extract<FaultOrder, { kind: Kind }>;
export type FaultMatch = z.infer<typeof match>;
export type JsonType = z.infer<typeof jsonType>;
