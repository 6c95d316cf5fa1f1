import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from a page of ours, from the address bar, or from no browser at all. Browsers name the page
 * that a request comes from (Fetch Standard section 3.2, Fetch Metadata section 2.4). A page of another port is of the same
 * site to them, so that they hand over our cookie; it changes nothing with it.
 */
export function isOwnPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  // A page that tells nothing of itself is called null: then only the browser's own word counts.
  if (origin === 'null') return site === 'same-origin';
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}
