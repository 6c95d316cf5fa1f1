/** The ways in which a secret can stand in a file or a message: raw, base64 at each alignment, URL, JSON, UTF-16, hex. */
export function canaryForms(secret: string): Buffer[] {
  const texts = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((before) => base64Inside(secret, before)),
    // Half of it would be a leak too.
    secret.slice(0, Math.ceil(secret.length / 2)),
    secret.slice(Math.floor(secret.length / 2)),
  ];
  const unique = [...new Set(texts)];
  return unique.flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
  ]);
}

/** The part of the base64 text that does not depend on what stands before and after the secret. */
function base64Inside(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  const inside = whole.slice(before === 0 ? 0 : 4);
  return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')];
}
