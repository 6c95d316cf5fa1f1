import type { Request } from 'express';
import { z } from 'zod';
import { ApiProblem } from './answer-error.ts';
import { plainSentence } from './plain-sentence.ts';

/** What a body may be sent as. */
export const jsonTypes = ['application/json', 'application/scim+json'];

/** More than this helps nobody, and a body can have a million wrong fields. */
const mostDetails = 100;

/**
 * Reads the body by its schema; unknown fields are ignored, as the platform's SDK ignores them. Fails with 422 and one
 * detail per wrong field (tenant-api, section 8, 7), with 415 for a body that is no JSON by its content type.
 */
export function readBody<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  if (request.body === undefined && request.is(jsonTypes) === false) {
    throw new ApiProblem({
      statusCode: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'The body must be JSON and say so: Content-Type: application/json.',
    });
  }
  return readValue(schema, request.body ?? {});
}

/** Reads the query string by its schema; fails as readBody does, with 400 where percent-encoding is broken. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  const [, query = ''] = request.originalUrl.split(/\?(.*)/su, 2);
  try {
    decodeURIComponent(query);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new ApiProblem({
      statusCode: 400,
      code: 'INVALID_REQUEST',
      message: 'The query string is not percent-encoded UTF-8.',
    });
  }
  return readValue(schema, request.query, 'The query');
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/u, 'must be a whole number')
  .transform(Number);

/** `limit` 1..1000, default 100, and `offset` from 0 (tenant-api, section 1). */
export const paging = {
  limit: wholeNumber.pipe(z.number().min(1).max(1000)).default(100),
  offset: wholeNumber.default(0),
};

/** A yes or no in a query string. */
export const queryFlag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

/** An e-mail address in a body. */
export const emailField = z.email('must be an email address').max(254);

/** Text of at most so many characters that can be stored and given back as it came: no NUL, no half a character. */
export function textField(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .regex(/^[^\0\p{Cs}]*$/u, 'must not contain NUL or unpaired surrogates');
}

/** A list of addresses. Its length is looked at before its items, so that a list far too long costs little. */
export const emailList = z.array(z.unknown()).max(200_000).pipe(z.array(emailField));

/** Takes one value of a path; express types it as text or, for wildcards, a list. */
export function pathValue(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Reads a value by its schema. Fails with 422, the first wrong field in the message and one detail for each (tenant-api,
 * section 8, 7); `whole` names the value itself.
 */
export function readValue<S extends z.ZodType>(schema: S, value: unknown, whole = 'The body'): z.infer<S> {
  const result = schema.safeParse(value, { error: plainSentence });
  if (result.success) return result.data;
  const details = result.error.issues.slice(0, mostDetails).map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const first = details[0];
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: first === undefined ? 'The request is not valid.' : `${first.path || whole}: ${first.message}`,
    details,
  });
}
