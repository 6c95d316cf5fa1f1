import { randomBytes, randomInt } from 'node:crypto';
import { ApiProblem } from '../answer-error.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { DeviceCodeRow } from '../store/sign-in-device-codes-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { beginDeviceSignIn, invalidGrant, type TokenPair } from './issue-tokens.ts';
import { tokenHash } from './token-text.ts';

export const deviceCodeSeconds = 600;
export const pollSeconds = 1;

// RFC 8628 section 6.1: consonants alone make no words, and none of them looks like another.
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const mostWaiting = 10_000;
/** Lapsed codes stay this long, so that a client that still asks hears that its code has expired. */
const lapsedMs = deviceCodeSeconds * 1000;

/**
 * Makes the two codes of a client that asks (RFC 8628 section 3.2). 429 while very many wait, which lasts ten minutes at
 * the most.
 */
export function askForDevice(store: TenantStore, asker: string): { userCode: string; deviceCode: string } {
  const letter = () => letters[randomInt(letters.length)] ?? 'B';
  const half = () => Array.from({ length: 4 }, letter).join('');
  const userCode = `${half()}-${half()}`;
  const deviceCode = randomBytes(32).toString('base64url');
  const createdAt = store.now();
  store.atomically(() => {
    store.deviceCodes.removeLapsed(createdAt - lapsedMs);
    if (store.deviceCodes.countWaiting(createdAt) >= mostWaiting) {
      throw new ApiProblem({
        statusCode: 429,
        code: 'TOO_MANY_REQUESTS',
        message: 'Very many clients wait for approval. Try again later.',
      });
    }
    store.deviceCodes.add({
      deviceHash: tokenHash(deviceCode),
      userHash: userCodeHash(userCode),
      asker,
      state: 'waiting',
      userPosition: null,
      createdAt,
      expiresAt: createdAt + deviceCodeSeconds * 1000,
    });
  });
  return { userCode, deviceCode };
}

/** The client that waits under this code, however it was typed; undefined when none does, or no longer. */
export function waitingDevice(store: TenantStore, userCode: string): DeviceCodeRow | undefined {
  const row = store.deviceCodes.byUserHash(userCodeHash(userCode));
  return row?.state === 'waiting' && row.expiresAt > store.now() ? row : undefined;
}

/**
 * What polling with a device code earns: `waiting`, or the tokens, once. Fails with 400: EXPIRED_TOKEN, ACCESS_DENIED
 * (RFC 8628 section 3.5), or INVALID_GRANT for an unknown code and one that was used.
 */
export function collectTokens(
  store: TenantStore,
  deviceCode: string,
): 'waiting' | { tokens: TokenPair; person: UserRow } {
  return store.atomically(() => {
    const row = store.deviceCodes.byDeviceHash(tokenHash(deviceCode));
    if (row === undefined) throw invalidGrant('This device code is not one of ours.');
    if (row.state === 'used') throw invalidGrant('This device code was used already. It works once.');
    if (row.state === 'denied') throw denied('The sign-in was denied.');
    if (row.expiresAt <= store.now()) {
      throw new ApiProblem({
        statusCode: 400,
        code: 'EXPIRED_TOKEN',
        message: 'This device code has expired. Start signing in again.',
      });
    }
    if (row.state === 'waiting' || row.userPosition === null) return 'waiting';
    const person = store.users.byPosition(row.userPosition);
    if (person === undefined || person.active === 0) {
      throw denied('Whoever approved this sign-in has no active account any more.');
    }
    store.deviceCodes.setState(row.deviceHash, { state: 'used', userPosition: row.userPosition });
    return { tokens: beginDeviceSignIn(store, person), person };
  });
}

function userCodeHash(userCode: string): string {
  return tokenHash(userCode.toUpperCase().replace(/[^A-Z]/gu, ''));
}

function denied(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 400, code: 'ACCESS_DENIED', message });
}
