const longestMs = 24 * 3_600_000;

/**
 * Reads Retry-After (RFC 9110, section 10.2.3): seconds or a date. A date is measured against the server's own Date
 * header where there is one, since this computer's clock may be wrong. Milliseconds, or null when it says nothing.
 */
export function readRetryAfter(headers: Headers, wallMs: number): number | null {
  const asked = headers.get('retry-after')?.trim();
  if (!asked) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(asked)) return Math.min(Math.ceil(Number(asked) * 1000), longestMs);
  // Date.parse takes a bare number for a year; a date of HTTP begins with its weekday.
  const until = /^[a-z]/i.test(asked) ? Date.parse(asked) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Math.min(Math.max(until - (Number.isNaN(serverNow) ? wallMs : serverNow), 0), longestMs);
}
