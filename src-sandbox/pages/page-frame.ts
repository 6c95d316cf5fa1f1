import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { Html, html } from './html.ts';
import { pageStyle } from './page-style.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Where the forms of this page may lead besides this origin: a browser also checks the redirects after a form. */
  readonly formTargets?: readonly string[];
  /** Lists need more room than forms. */
  readonly width?: 'narrow' | 'wide';
}

/** Every port of this machine, as a form's target. */
export const loopbackTargets: readonly string[] = ['http://127.0.0.1:*', 'http://localhost:*'];

/** The page as text, and the security policy that it must be sent with: no script, no picture, one style. */
export function pageText(page: Page): { text: string; policy: string } {
  const nonce = randomBytes(16).toString('base64');
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${page.title}</title>
<style nonce="${nonce}">${new Html(pageStyle)}</style>
</head>
<body>
<main class="${page.width ?? 'narrow'}">
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>
`;
  const policy = [
    `default-src 'none'`,
    `style-src 'nonce-${nonce}'`,
    `form-action 'self' ${(page.formTargets ?? []).join(' ')}`.trim(),
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');
  return { text, policy };
}

/** Sends a page that no cache keeps, no frame holds and no link tells about. */
export function sendPage(response: Response, page: Page): void {
  const { text, policy } = pageText(page);
  response
    .status(page.status ?? 200)
    .set({
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      // With `no-referrer` browsers would not name our own page as the sender of its forms.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
    })
    .type('html')
    .send(text);
}
