import { z } from 'zod';
import { type Failure, failureCodes } from './failure-catalogue.ts';

export type { Failure } from './failure-catalogue.ts';

export const failureSchema = z.strictObject({
  code: z.enum(failureCodes),
  sentence: z.string().max(2000),
  changed: z.string().max(500),
  next: z.string().max(500),
  detail: z.string().max(4000),
  retryAt: z.string().nullable(),
  field: z.string().nullable(),
}) satisfies z.ZodType<Failure>;

/** Electron drops custom error fields across `invoke`, so answers travel as data (electron#24427). */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

/** Wraps a value as a good outcome. */
export function ok<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** Wraps a failure as an outcome of any type. */
export function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
