import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { ControlPlaneFound } from '../../src-contract/tenants.ts';

const limitMs = 10_000;

/**
 * Reads issuer and end of validity of the certificate at an https origin. Nothing is sent, and the certificate must
 * pass Node's own check; where it does not, or Node cannot get there (a proxy, an issuer that only the operating
 * system knows), the answer is null: whether the place is trusted is decided by the request, not here. `trust.ca` is an
 * issuer (PEM) to trust instead of Node's.
 */
export function readCertificate(
  origin: string,
  trust: { ca?: string } = {},
): Promise<ControlPlaneFound['certificate']> {
  const { hostname, port, protocol } = new URL(origin);
  if (protocol !== 'https:') return Promise.resolve(null);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      ...trust,
      ...(isIP(host) ? {} : { servername: host }),
    });
    const end = (certificate: ControlPlaneFound['certificate']): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(limitMs, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () => {
      const { issuer, valid_to: validTo } = socket.getPeerCertificate();
      const until = Date.parse(validTo);
      const name = issuer?.O ?? issuer?.CN;
      end(
        Number.isNaN(until)
          ? null
          : {
              issuer: name === undefined ? 'not named' : String(name),
              validUntil: new Date(until).toISOString(),
            },
      );
    });
  });
}
