/** Pages of the platform's console, as its own documentation words the way there: Settings, Security & Access. */
const pages = {
  home: '/',
  users: '/access/users',
  provisioning: '/settings/security-and-access/provisioning',
  'access-tokens': '/settings/access-tokens',
} as const;

/**
 * The address of a console page on the tenant's own origin, or null where a browser must not be sent (A7): only https,
 * or http on this computer.
 */
export function consoleAddress(controlPlane: string, page: keyof typeof pages): string | null {
  const url = new URL(pages[page], controlPlane);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal) ? url.href : null;
}
