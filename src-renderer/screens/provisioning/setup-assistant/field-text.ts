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

/** What is wrong with an address that an admin took from the console, in one sentence; null when it looks right. */
export function scimUrlProblem(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'This is no address. It begins with https://';
  }
  if (url.protocol !== 'https:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) {
    return 'It begins with https://';
  }
  if (url.username !== '' || url.password !== '') return 'Without a name and a password in it.';
  if (/\/(users|groups)\/?$/i.test(url.pathname)) return 'Without /Users or /Groups at the end.';
  return url.pathname.includes('/scim/') ? null : 'The SCIM URL has /scim/ in it.';
}
