import type { Idp } from '../../../src-contract/setup-assistant.ts';

/** Words by which a connection's name gives its provider away. */
const words: readonly [RegExp, Idp][] = [
  [/okta/i, 'okta'],
  [/entra|azure|\baad\b|microsoft|office\s?365/i, 'entra'],
  [/jump\s?cloud/i, 'jumpcloud'],
  [/one\s?login/i, 'onelogin'],
  [/google|g\s?suite|workspace/i, 'google'],
  [/ping\s?(one|federate|identity)|^ping\b/i, 'ping'],
  [/rippling/i, 'rippling'],
  [/key\s?cloak|red\s?hat sso/i, 'keycloak'],
];

/** The provider that a connection is named after; null when the name says nothing. */
export function idpNamed(name: string | null): Idp | null {
  return words.find(([pattern]) => pattern.test(name ?? ''))?.[1] ?? null;
}
