/** A SCIM URL as a provider wants it: without a slash at the end, with what it wants behind it. */
export function urlWith(scimUrl: string, ending: string): string {
  const plain = scimUrl.trim().replace(/\/+$/, '');
  return ending.startsWith('?') && plain.includes('?') ? `${plain}&${ending.slice(1)}` : `${plain}${ending}`;
}

/** Group names out of pasted text: one a line, the first cell of each; doubles stay, so that they can be counted. */
export function groupNamesIn(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => (line.split('\t')[0] ?? '').trim().slice(0, 1024))
    .filter((name) => name !== '');
}
