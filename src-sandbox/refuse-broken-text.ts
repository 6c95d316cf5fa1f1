import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApiProblem } from './answer-error.ts';

/**
 * Looks at the bytes of a JSON body before they become text, since the reader would silently put U+FFFD in the place of
 * each broken one. 400 for bytes that are not UTF-8 in a body that says, or leaves open, that it is (RFC 8259 section 8.1).
 */
export function refuseBrokenText(
  _request: IncomingMessage,
  _response: unknown,
  body: Buffer,
  charset: string,
): void {
  if (charset.toLowerCase() !== 'utf-8' || isUtf8(body)) return;
  throw new ApiProblem({ statusCode: 400, code: 'INVALID_REQUEST', message: 'The body is not valid UTF-8.' });
}
