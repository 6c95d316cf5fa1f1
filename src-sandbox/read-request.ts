import type { Request } from 'express';
import { z } from 'zod';
import { ApiProblem } from './answer-error.ts';

/** Reads the body by its schema. Fails with 422 and one detail per wrong field (tenant-api, section 8, 7). */
export function readBody<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  return parse(schema, request.body ?? {});
}

/** Reads the query string by its schema; fails as readBody does. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  return parse(schema, request.query);
}

/** `limit` 1..1000, default 100, and `offset` from 0 (tenant-api, section 1). */
export const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
};

/** A yes or no in a query string. */
export const queryFlag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

/** An e-mail address in a body. */
export const emailField = z.email('must be an email address').max(254);

/** Takes one value of a path; express types it as text or, for wildcards, a list. */
export function pathValue(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const first = details[0];
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message:
      first === undefined ? 'The request is not valid.' : `${first.path || 'The body'}: ${first.message}`,
    details,
  });
}
