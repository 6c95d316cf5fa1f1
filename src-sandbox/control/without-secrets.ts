const longestPath = 2000;
/** Nobody encodes an address more often than that; what is still encoded then is taken for a secret. */
const mostRounds = 8;
const secretName = /code|token|secret|passw|assertion|state|nonce|credential|session/iu;
const secretText = /eyJ[\w-]+\.[\w-]+\.[\w-]*|tf[py][_-][\w-]{8,}/gu;
const dots = '•••';

/** A path with its query, and dots for whatever could be a secret: by the name of its parameter, or by how it looks. */
export function withoutSecrets(path: string): string {
  const [place = '', ...query] = path.slice(0, longestPath).split('?');
  const segments = place.split('/').map(shownSegment).join('/');
  if (query.length === 0) return segments;
  return `${segments}?${query.join('?').split('&').map(shownParameter).join('&')}`;
}

/** A segment may hide a whole query behind an encoded question mark. */
function shownSegment(segment: string): string {
  const text = decoded(segment);
  if (text === undefined) return dots;
  const [name = '', ...rest] = text.split(/[?&#]/u);
  return secretName.test(rest.join('&')) ? `${encodeURIComponent(name)}${dots}` : shownText(segment, text);
}

function shownParameter(part: string): string {
  const at = part.indexOf('=');
  const [rawName, rawValue] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  const [name, value] = [decoded(rawName), decoded(rawValue)];
  if (name === undefined) return dots;
  if (at < 0) return shownText(part, name);
  // A value may be an address that carries a secret of its own, as `next` does.
  const isSecret =
    secretName.test(name) || value === undefined || (/[?&#]/u.test(value) && secretName.test(value));
  return `${shownText(rawName, name)}=${isSecret ? dots : shownText(rawValue, value)}`;
}

/** As it came, unless its plain text looks like a token. */
function shownText(raw: string, text: string): string {
  const shown = text.replace(secretText, dots);
  return shown === text ? raw : encodeURI(shown).replaceAll(encodeURI(dots), dots);
}

/** The text without any percent encoding, however often it was encoded; undefined when it was so often that it hides something. */
function decoded(raw: string): string | undefined {
  let text = raw;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = text.replace(/(?:%[\da-f]{2})+/giu, decodedRun);
    if (next === text) return text;
    text = next;
  }
  return undefined;
}

/** What is not UTF-8 counts as far as it is ASCII, which every name of a secret is. */
function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%[0-7][\da-f]/giu, (code) => decodeURIComponent(code));
  }
}
