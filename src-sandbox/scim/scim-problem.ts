import type { ErrorRequestHandler, Response } from 'express';
import SCIMMY from 'scimmy';
import { ApiProblem, asProblem } from '../answer-error.ts';

/** The detail error keywords of RFC 7644 section 3.12, table 9, that this service answers with. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** A SCIM failure to throw: 409 for `uniqueness`, 400 for every other keyword (RFC 7644 section 3.12). */
export function scimProblem(scimType: ScimType, detail: string): InstanceType<typeof SCIMMY.Types.Error> {
  return new SCIMMY.Types.Error(scimType === 'uniqueness' ? 409 : 400, scimType, detail);
}

/** A failure that has a status and no keyword, such as 404, 412 or 501. */
export function statusProblem(statusCode: number, message: string): ApiProblem {
  return new ApiProblem({ statusCode, code: statusCode, message });
}

/** The content type of every SCIM answer (RFC 7644 section 3.1), without a charset, which express would add to text. */
export function sendScim(response: Response, body: object): void {
  response.type('application/scim+json').send(Buffer.from(JSON.stringify(body)));
}

/**
 * Answers every failure below the SCIM path in the shape of RFC 7644 section 3.12. Written here, since scimmy's ErrorResponse
 * refuses statuses that HTTP wants (405, 415).
 */
export const answerScimError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, scimType, detail } = asScim(error);
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(status);
  sendScim(response, {
    schemas: [SCIMMY.Messages.ErrorResponse.id],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  });
};

function asScim(error: unknown): { status: number; scimType: string | undefined; detail: string } {
  if (error instanceof SCIMMY.Types.Error) {
    return { status: error.status, scimType: error.scimType, detail: error.message };
  }
  const problem = asProblem(error);
  // A body that is no JSON is the keyword's own case; express says so with a 400.
  const isSyntax = !(error instanceof ApiProblem) && problem.statusCode === 400;
  return {
    status: problem.statusCode,
    scimType: isSyntax ? 'invalidSyntax' : undefined,
    detail: problem.message,
  };
}
