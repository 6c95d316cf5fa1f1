import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { makeId } from '../rest/make-id.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { FoundSecret } from '../store/sign-in-sessions-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { refuseForeignPage } from './own-page.ts';
import { tokenHash } from './token-text.ts';

const day = 86_400_000;

/** How long a browser stays signed in (ours: no source says). */
const browserLifetime = day;

// Ends the forms of an earlier run of this process; their cookies are worth nothing else.
const formKey = randomBytes(32);

/**
 * The value of one of this tenant's cookies. Browsers send a cookie to every port of a host, so that each port has
 * names of its own.
 */
export function readCookie(request: Request, name: string): string | undefined {
  const wanted = `${cookieName(request, name)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) || undefined;
}

/** Sets a cookie that scripts and other sites do not get. Without an age it goes with the browser. */
export function setCookie(
  request: Request,
  response: Response,
  cookie: { name: string; value: string; maxAgeMs?: number },
): void {
  response.cookie(cookieName(request, cookie.name), cookie.value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    ...(cookie.maxAgeMs === undefined ? {} : { maxAge: cookie.maxAgeMs }),
  });
}

function cookieName(request: Request, name: string): string {
  return `tenant-${name}-${request.socket.localPort}`;
}

/** Signs this browser in as the person: a new cookie each time, whatever it had before. */
export function signInBrowser(
  store: TenantStore,
  at: { request: Request; response: Response },
  person: UserRow,
): void {
  const cookie = randomBytes(32).toString('base64url');
  const id = makeId();
  const createdAt = store.now();
  const expiresAt = createdAt + browserLifetime;
  const former = browserSecret(store, at.request);
  store.atomically(() => {
    if (former !== undefined) store.sessions.end(former.sessionId);
    store.sessions.removeExpired(createdAt);
    store.sessions.add({ id, userPosition: person.position, kind: 'browser', createdAt, expiresAt });
    store.sessions.addSecret({ hash: tokenHash(cookie), sessionId: id, purpose: 'cookie', expiresAt });
  });
  setCookie(at.request, at.response, { name: 'session', value: cookie, maxAgeMs: browserLifetime });
}

/** The sign-in of this browser's cookie while it lasts. */
export function browserSecret(store: TenantStore, request: Request): FoundSecret | undefined {
  const cookie = readCookie(request, 'session');
  if (cookie === undefined) return undefined;
  const found = store.sessions.find(tokenHash(cookie), 'cookie');
  return found === undefined || found.expiresAt <= store.now() ? undefined : found;
}

/** The active person whom this browser is signed in as. */
export function browserPerson(store: TenantStore, request: Request): UserRow | undefined {
  const secret = browserSecret(store, request);
  const person = secret === undefined ? undefined : store.users.byPosition(secret.userPosition);
  return person?.active === 1 ? person : undefined;
}

/**
 * The value of the hidden field `form` in every form: it belongs to this browser, to the sign-in that it has, and to this
 * run of the process.
 */
export function formToken(request: Request, response: Response): string {
  let cookie = readCookie(request, 'form');
  if (cookie === undefined) {
    cookie = randomBytes(16).toString('base64url');
    setCookie(request, response, { name: 'form', value: cookie });
  }
  return formProof(request, cookie);
}

/** Fails with 403 unless the form came from a page of ours, and one that this browser was given with this sign-in. */
export function refuseForeignForm(request: Request): void {
  refuseForeignPage(request);
  const cookie = readCookie(request, 'form');
  const body: unknown = request.body;
  const given = typeof body === 'object' && body !== null && 'form' in body ? body.form : undefined;
  if (cookie !== undefined && typeof given === 'string') {
    const [one, other] = [Buffer.from(given), Buffer.from(formProof(request, cookie))];
    if (one.length === other.length && timingSafeEqual(one, other)) return;
  }
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: 'This page is too old, or was not opened in this browser. Go back, load it anew, and try again.',
  });
}

/**
 * Bound to what the form acts with. The pages of another port can plant a cookie here, for this host, with a field that
 * fits it; the session's secret they do not know.
 */
function formProof(request: Request, cookie: string): string {
  const bound = [cookie, readCookie(request, 'session') ?? '', readCookie(request, 'outbox') ?? ''];
  return createHmac('sha256', formKey).update(JSON.stringify(bound)).digest('base64url');
}
