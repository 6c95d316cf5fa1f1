import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentSecurityPolicy } from './app-page.ts';
import { findPageFile, type PageFile } from './page-files.ts';

/**
 * Must run before the app is ready. `supportFetchAPI` stays off: pages need no fetch, and other origins must not read.
 * `codeCache`: what V8 compiled is kept for the next start; a script's name changes with its content.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Answers `app://main/…` from the table; everything else is a 404 with the same strict header. */
export function serveAppProtocol(table: ReadonlyMap<string, PageFile>): void {
  protocol.handle('app', async (request) => {
    const found = request.method === 'GET' ? findPageFile(table, request.url) : null;
    const headers = {
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    };
    if (found === null)
      return new Response('Not found', {
        status: 404,
        headers: { ...headers, 'content-type': 'text/plain' },
      });
    const body = new Uint8Array(await readFile(found.file));
    return new Response(body, { headers: { ...headers, 'content-type': found.contentType } });
  });
}
