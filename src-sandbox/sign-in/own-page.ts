import type { IncomingMessage } from 'node:http';
import { ApiProblem } from '../answer-error.ts';

/**
 * Whether a request comes from a page of ours, from the address bar, or from no browser at all. Browsers name the page
 * that a request comes from (`Origin`, RFC 6454 section 7; `Sec-Fetch-Site`, W3C Fetch Metadata). A page of another port
 * is of the same site to them, so that they hand over our cookie; it changes nothing with it.
 */
export function isOwnPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  // A page that tells nothing of itself is called null: then only the browser's own word counts.
  if (origin === 'null') return site === 'same-origin';
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}

/** Fails with 403 for what the page of another origin sends. */
export function refuseForeignPage(request: Pick<IncomingMessage, 'headers'>): void {
  if (isOwnPage(request)) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: 'Another page has sent this form. Open it anew, and try again.',
  });
}
