import type { ErrorRequestHandler, RequestHandler } from 'express';

/** One more fact about a failure: which field, which team, which resource. */
export interface ProblemDetail {
  readonly [fact: string]: string;
}

/** A failure that is answered as `{statusCode, message, code, details?}` (tenant-api, section 1). */
export class ApiProblem extends Error {
  readonly statusCode: number;
  readonly code: string | number;
  readonly details: readonly ProblemDetail[] | undefined;

  constructor(problem: {
    statusCode: number;
    code: string | number;
    message: string;
    details?: readonly ProblemDetail[];
  }) {
    super(problem.message);
    this.statusCode = problem.statusCode;
    this.code = problem.code;
    this.details = problem.details;
  }
}

/** Answers every path that no route took. */
export const answerUnknownRoute: RequestHandler = (request) => {
  throw new ApiProblem({
    statusCode: 404,
    code: 'NOT_FOUND',
    message: `Nothing answers ${request.method} ${request.path} here.`,
  });
};

/** Turns whatever a route threw into the platform's error body. What is no ApiProblem is our fault: 500 and stderr. */
export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problem = asProblem(error);
  response.status(problem.statusCode).json({
    statusCode: problem.statusCode,
    message: problem.message,
    code: problem.code,
    ...(problem.details === undefined ? {} : { details: problem.details }),
  });
};

/** The failure as the platform words it; what is no ApiProblem and no fault of the caller is ours: 500 and stderr. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const status = clientFault(error);
  if (status === 413) {
    return new ApiProblem({
      statusCode: 413,
      code: 413,
      message: 'The body is larger than this tenant reads (10 MB).',
    });
  }
  if (status !== undefined) {
    return new ApiProblem({
      statusCode: status,
      code: 'INVALID_REQUEST',
      message: unreadable(error, status),
    });
  }
  console.error('sandbox: a request failed for a reason of our own', error);
  return new ApiProblem({
    statusCode: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: 'The sandbox failed. Its own output says why; nothing was changed.',
  });
}

/** One sentence on what of the request could not be read. */
function unreadable(error: unknown, status: number): string {
  if (error instanceof URIError) return 'The path is not percent-encoded UTF-8.';
  if (status === 415) return 'The body has a charset or a content encoding that is not read here.';
  return 'The request cannot be read: not valid JSON.';
}

/** Express and its body reader mark what the caller did wrong with a 4xx `status`. */
function clientFault(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
