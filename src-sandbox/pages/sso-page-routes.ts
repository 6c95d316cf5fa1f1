import { createHash, randomBytes } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import type { RunningIdentityProvider } from '../jit/identity-provider.ts';
import { readQuery, textField } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { readCookie, setCookie, signInBrowser } from '../sign-in/browser-session.ts';
import { redirectTarget } from '../sign-in/redirect-target.ts';

const startQuery = z.object({ next: textField(2048).default('/') });
const callbackQuery = z.object({
  state: z.string().max(256).default(''),
  code: z.string().max(1024).optional(),
  error_description: z.string().max(1024).optional(),
});
const tokenAnswer = z.object({ id_token: z.string() });

interface Begun {
  readonly verifier: string;
  readonly nonce: string;
  readonly next: string;
  readonly until: number;
}

const lifetime = 10 * 60_000;
const mostBegun = 1000;

/** GET /sso/start and /sso/callback: the code flow with PKCE (RFC 7636) at the identity provider, for browsers. */
export function ssoPageRoutes({ store, tenantUrl, identityProvider }: Room): Router {
  const router = Router();
  const begun = new Map<string, Begun>();

  router.get('/sso/start', async (request, response) => {
    const next = redirectTarget(tenantUrl, readQuery(request, startQuery).next);
    if (store.facts().ssoId === null) {
      throw new ApiProblem({
        statusCode: 404,
        code: 'SSO_NOT_FOUND',
        message: 'This tenant has no SSO connection. Sign in with a password.',
      });
    }
    const provider = await identityProvider.start();
    const state = secret();
    const attempt = { verifier: secret(), nonce: secret(), next, until: store.now() + lifetime };
    begun.set(state, attempt);
    for (const oldest of begun.keys()) {
      if (begun.size <= mostBegun) break;
      begun.delete(oldest);
    }
    // The answer must come back to the browser that asked, or somebody could sign another person's browser in.
    setCookie(request, response, { name: 'sso', value: state, maxAgeMs: lifetime });
    response.redirect(302, authorizeUrl(provider, { state, ...attempt }));
  });

  router.get('/sso/callback', async (request, response) => {
    const { state, code, error_description: reason } = readQuery(request, callbackQuery);
    const attempt = begun.get(state);
    begun.delete(state);
    const provider = identityProvider.running();
    const isTheirs = attempt !== undefined && readCookie(request, 'sso') === state;
    if (!isTheirs || attempt.until <= store.now() || provider === undefined) {
      throw new ApiProblem({
        statusCode: 400,
        code: 'INVALID_REQUEST',
        message: 'This sign-in has expired, or was begun in another browser. Start it again.',
      });
    }
    setCookie(request, response, { name: 'sso', value: '', maxAgeMs: 0 });
    if (code === undefined) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'ACCESS_DENIED',
        message: reason ?? 'The identity provider did not sign you in.',
      });
    }
    const token = await exchangeCode(provider, { code, verifier: attempt.verifier });
    const person = await identityProvider.admit({ token, nonce: attempt.nonce, request });
    signInBrowser(store, { request, response }, person);
    response.redirect(303, attempt.next);
  });

  return router;
}

function authorizeUrl(provider: RunningIdentityProvider, attempt: Begun & { state: string }): string {
  const url = new URL('/auth', provider.issuer);
  url.search = new URLSearchParams({
    client_id: provider.audience,
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: provider.redirectUri,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // The pick list each time: who has signed out wants to be somebody else.
    prompt: 'login',
  }).toString();
  return url.href;
}

async function exchangeCode(
  provider: RunningIdentityProvider,
  given: { code: string; verifier: string },
): Promise<string> {
  const answer = await fetch(new URL('/token', provider.issuer), {
    method: 'POST',
    signal: AbortSignal.timeout(5000),
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: provider.audience,
      redirect_uri: provider.redirectUri,
      code: given.code,
      code_verifier: given.verifier,
    }),
  });
  const tokens = tokenAnswer.safeParse(await answer.json());
  if (tokens.success) return tokens.data.id_token;
  throw new ApiProblem({
    statusCode: 401,
    code: 401,
    message: 'The identity provider gave no token for this sign-in. Start it again.',
  });
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
