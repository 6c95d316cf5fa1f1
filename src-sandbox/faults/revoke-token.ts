import { randomBytes } from 'node:crypto';
import { tokenHash } from '../sign-in/token-text.ts';
import type { Behaviour, FaultRoom } from './behaviour.ts';
import type { Exchange } from './exchange.ts';
import type { OrderOf } from './fault-order.ts';
import { matchRequest } from './match-request.ts';

/**
 * From its call K on a token is worth nothing on any route, until the fault is removed. `match` and `from` say which call
 * K is, counted among the calls with this token; the answer is the route's own to a token that it does not know.
 */
export function revokeToken(order: OrderOf<'revoke-token'>, { tokenHashes }: FaultRoom): Behaviour {
  const isInMatch = matchRequest(order.match);
  let isRevoked = false;
  const isTheirs = (exchange: Exchange): boolean => {
    const token = /^Bearer +(\S+) *$/iu.exec(exchange.request.headers.authorization ?? '')?.[1];
    if (token === undefined) return false;
    if (order.token === 'scim') return /\/scim\/v2\//iu.test(exchange.path);
    const hash = tokenHashes[order.token];
    return hash !== undefined && tokenHash(token) === hash;
  };
  return {
    fits: (exchange) => isTheirs(exchange) && (isRevoked || isInMatch(exchange)),
    async strike(exchange, next) {
      isRevoked = true;
      // The routes read the header; what stands there now nobody was ever given.
      exchange.request.headers.authorization = `Bearer revoked-${randomBytes(12).toString('hex')}`;
      await next();
    },
  };
}
