import { makeJwt, tokenHash } from '../sign-in/token-text.ts';

/**
 * A SCIM token beside the tenant's own that was handed out at the start: it lives as long as this process, in memory as a hash
 * only, and ends when the tenant's own token is rotated or revoked.
 */
export interface ProcessScimToken {
  isRight(hash: string): boolean;
  end(): void;
}

/** Makes one and hands back its text, which nothing keeps. */
export function makeProcessScimToken(tenant: { tenantName: string; ssoId: string; now: number }): {
  token: ProcessScimToken;
  text: string;
} {
  const text = makeJwt({
    sub: `scim-${tenant.ssoId}`,
    tenantName: tenant.tenantName,
    iat: Math.floor(tenant.now / 1000),
  });
  let hash: string | undefined = tokenHash(text);
  return {
    text,
    token: {
      isRight: (given) => given === hash,
      end() {
        hash = undefined;
      },
    },
  };
}
