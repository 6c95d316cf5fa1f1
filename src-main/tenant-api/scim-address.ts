import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import { parseControlPlaneAddress } from './control-plane-address.ts';

/** Where a SCIM service is. */
export interface ScimAddress {
  /** The whole address as it was given, without blanks at its ends. */
  given: string;
  origin: string;
  host: string;
  /** Its path without slashes at the end: what `/Users` is put behind. */
  path: string;
}

/**
 * Parses the address of a SCIM service by the rules for a control plane (C3): https but on loopback, no user name, no
 * disguised, link-local or metadata address; and no query, since a token or a flag in it would be sent along. Fails with
 * `scim-url-invalid` or `address-not-https`.
 */
export function parseScimAddress(typed: string): Outcome<ScimAddress> {
  const given = typed.trim();
  const refused = (why: string): Outcome<never> =>
    failed({ ...describeFailure('scim-url-invalid', { why }), field: 'scimUrl' });
  const parsed = parseControlPlaneAddress(given);
  if (!parsed.ok) {
    const { code, sentence } = parsed.failure;
    if (code === 'address-not-https')
      return failed({ ...parsed.failure, next: 'Use the https address of the service.', field: 'scimUrl' });
    return refused(/: (.+)\.$/.exec(sentence)?.[1] ?? 'it cannot be read');
  }
  const { origin, host } = parsed.value;
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`);
  if (url.search !== '' || url.hash !== '') return refused('it has a query or a mark behind its path');
  return ok({ given, origin, host, path: url.pathname.replace(/\/+$/, '') });
}
