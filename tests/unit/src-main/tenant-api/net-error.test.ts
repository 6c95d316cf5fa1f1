import { expect, test } from 'vitest';
import { readNetError } from '../../../../src-main/tenant-api/net-error.ts';

const undici = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), { code }) });
const chromium = (name: string): Error => new Error(`net::${name}`);

test.each<[Error, { kind: string; sent: string }]>([
  [undici('ENOTFOUND'), { kind: 'unreachable', sent: 'no' }],
  [undici('ECONNREFUSED'), { kind: 'unreachable', sent: 'no' }],
  [undici('UND_ERR_CONNECT_TIMEOUT'), { kind: 'unreachable', sent: 'no' }],
  [undici('ECONNRESET'), { kind: 'unreachable', sent: 'maybe' }],
  [undici('UND_ERR_SOCKET'), { kind: 'unreachable', sent: 'maybe' }],
  [undici('UND_ERR_HEADERS_TIMEOUT'), { kind: 'timed-out', sent: 'maybe' }],
  [undici('DEPTH_ZERO_SELF_SIGNED_CERT'), { kind: 'certificate', sent: 'no' }],
  [undici('ERR_TLS_CERT_ALTNAME_INVALID'), { kind: 'certificate', sent: 'no' }],
  [undici('EPROTO'), { kind: 'unreachable', sent: 'maybe' }],
  [
    new TypeError('fetch failed', { cause: new Error('unexpected redirect') }),
    { kind: 'redirected', sent: 'maybe' },
  ],
  [chromium('ERR_NAME_NOT_RESOLVED'), { kind: 'unreachable', sent: 'no' }],
  [chromium('ERR_CONNECTION_REFUSED'), { kind: 'unreachable', sent: 'no' }],
  [chromium('ERR_INTERNET_DISCONNECTED'), { kind: 'unreachable', sent: 'no' }],
  [chromium('ERR_CONNECTION_RESET'), { kind: 'unreachable', sent: 'maybe' }],
  [chromium('ERR_EMPTY_RESPONSE'), { kind: 'unreachable', sent: 'maybe' }],
  [chromium('ERR_UNSAFE_PORT'), { kind: 'unreachable', sent: 'no' }],
  [chromium('ERR_HTTP2_PING_FAILED'), { kind: 'unreachable', sent: 'maybe' }],
  [chromium('ERR_CERT_AUTHORITY_INVALID'), { kind: 'certificate', sent: 'no' }],
  [chromium('ERR_CERT_DATE_INVALID'), { kind: 'certificate', sent: 'no' }],
  [chromium('ERR_CERT_WEAK_KEY'), { kind: 'certificate', sent: 'no' }],
  [chromium('ERR_SSL_PROTOCOL_ERROR'), { kind: 'unreachable', sent: 'maybe' }],
  [chromium('ERR_SSL_VERSION_OR_CIPHER_MISMATCH'), { kind: 'certificate', sent: 'maybe' }],
  [
    new Error("Attempted to redirect, but redirect policy was 'error'"),
    { kind: 'redirected', sent: 'maybe' },
  ],
  [new Error('something new'), { kind: 'unreachable', sent: 'maybe' }],
])('%s', (thrown, expected) => {
  expect(readNetError(thrown)).toMatchObject(expected);
});

test('what is not known is taken as possibly sent, and its text is not repeated', () => {
  const told = readNetError(new Error('secret words of a library'));
  expect(told.sent).toBe('maybe');
  expect(told.why).not.toContain('secret');
});
