import type { Request, Response } from 'express';
import { formToken } from '../sign-in/browser-session.ts';
import { type Html, html } from './html.ts';

/** The hidden field that proves a form to be from a page of ours, and whatever else goes along unseen. */
export function hiddenFields(
  at: { request: Request; response: Response },
  fields: Readonly<Record<string, string>> = {},
): Html {
  const all = { form: formToken(at.request, at.response), ...fields };
  return html`${Object.entries(all).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`;
}

/** Why the form did not do, above it; nothing at first. */
export function problemLine(message: string | undefined): Html | undefined {
  return message === undefined ? undefined : html`<p class="bad" role="alert">${message}</p>`;
}

/** The two fields of a new password. */
export const newPasswordFields: Html = html`
<label>New password <input name="password" type="password" required minlength="8" maxlength="1024"
  autocomplete="new-password"></label>
<label>The same again <input name="again" type="password" required minlength="8" maxlength="1024"
  autocomplete="new-password"></label>`;

/** A moment for people, in UTC as the API says it. */
export function momentText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
