const known = new Set<string>();

/** Teaches the redaction a secret value for the rest of this run. Short values are not taken: they would hit plain words. */
export function redactAlways(value: string): void {
  if (value.length >= 8) known.add(value);
}

/** Words of the wire that come before a secret, JWTs, prefixed tokens, and long opaque strings. */
const patterns: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[^\s,;"']+/gi, '$1 ••••'],
  [/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, '••••'],
  [/\b(tfy|pat|ghp|xox[a-z])[_-][\w-]{8,}/gi, '••••'],
  [
    /\b([\w-]*(?:token|secret|password|authorization|api[_-]?key|cookie)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    '$1••••',
  ],
  [/[A-Za-z0-9+/_-]{40,}={0,2}/g, '••••'],
];

/** Replaces every known secret and everything that looks like one. */
export function redact(text: string): string {
  let clean = text;
  for (const value of known) {
    for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]) {
      clean = clean.replaceAll(form, '••••');
    }
  }
  for (const [pattern, replacement] of patterns) clean = clean.replaceAll(pattern, replacement);
  return clean;
}
