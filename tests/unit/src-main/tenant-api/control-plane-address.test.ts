import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseControlPlaneAddress } from '../../../../src-main/tenant-api/control-plane-address.ts';

/** C3: what is typed, and the origin it means or the code with which it is refused. */
const table: [typed: string, verdict: string][] = [
  ['https://platform.halden.io', 'https://platform.halden.io'],
  ['platform.halden.io', 'https://platform.halden.io'],
  ['  platform.halden.io  ', 'https://platform.halden.io'],
  ['//platform.halden.io', 'https://platform.halden.io'],
  ['HTTPS://Platform.Halden.IO', 'https://platform.halden.io'],
  ['https://platform.halden.io/', 'https://platform.halden.io'],
  ['https://platform.halden.io/settings?tab=sso#top', 'https://platform.halden.io'],
  ['platform.halden.io/login', 'https://platform.halden.io'],
  ['https://platform.halden.io:443', 'https://platform.halden.io'],
  ['https://platform.halden.io:8443/', 'https://platform.halden.io:8443'],
  ['platform.halden.io:8443', 'https://platform.halden.io:8443'],
  ['https://platform.halden.io.', 'https://platform.halden.io'],
  ['https://platform.halden.io..', 'address-invalid'],
  ['https://tfy', 'https://tfy'],
  ['https://tenant.local', 'https://tenant.local'],
  ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ['https://10.1.2.3', 'https://10.1.2.3'],
  ['https://192.168.0.20:8443', 'https://192.168.0.20:8443'],
  ['https://[2001:db8::7]', 'https://[2001:db8::7]'],
  ['https://[fd12::1]:8443', 'https://[fd12::1]:8443'],
  ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
  ['http://127.9.8.7', 'http://127.9.8.7'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://localhost.:3000', 'http://localhost:3000'],
  ['http://tenant.localhost', 'http://tenant.localhost'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['localhost:3000', 'https://localhost:3000'],
  ['http://platform.halden.io', 'address-not-https'],
  ['http://10.1.2.3', 'address-not-https'],
  ['http://localhost.evil.example', 'address-not-https'],
  ['http://127.0.0.1.evil.example', 'address-not-https'],
  ['http://[2001:db8::7]', 'address-not-https'],
  ['', 'address-invalid'],
  ['   ', 'address-invalid'],
  ['https://', 'address-invalid'],
  ['https://.', 'address-invalid'],
  ['ftp://platform.halden.io', 'address-invalid'],
  ['file:///etc/passwd', 'address-invalid'],
  ['ws://platform.halden.io', 'address-invalid'],
  ['javascript:alert(1)', 'address-invalid'],
  ['mailto:ada@halden.example', 'address-invalid'],
  ['data:text/html,hi', 'address-invalid'],
  ['https://ada@platform.halden.io', 'address-invalid'],
  ['https://ada:secret@platform.halden.io', 'address-invalid'],
  ['https://@platform.halden.io', 'address-invalid'],
  ['https://platform.halden.io@evil.example', 'address-invalid'],
  ['https:\\\\platform.halden.io', 'address-invalid'],
  ['https://platform.halden.io\\@evil.example', 'address-invalid'],
  ['https://plat form.halden.io', 'address-invalid'],
  ['https://platform.\thalden.io', 'address-invalid'],
  ['https://platform.halden.io\u0000', 'address-invalid'],
  ['https://platform.\u202ehalden.io', 'address-invalid'],
  ['https://pl%61tform.halden.io', 'address-invalid'],
  ['https://platform.halden.io:99999', 'address-invalid'],
  ['https://2130706433', 'address-invalid'],
  ['http://2130706433', 'address-invalid'],
  ['http://0x7f000001', 'address-invalid'],
  ['http://0x7f.1', 'address-invalid'],
  ['http://0177.0.0.1', 'address-invalid'],
  ['http://127.1', 'address-invalid'],
  ['http://①②⑦.0.0.1', 'address-invalid'],
  ['https://[::ffff:127.0.0.1]', 'address-invalid'],
  ['http://[::ffff:7f00:1]', 'address-invalid'],
  ['https://[64:ff9b::a9fe:a9fe]', 'address-invalid'],
  ['https://[2002:a9fe:a9fe::1]', 'address-invalid'],
  ['https://169.254.169.254', 'address-invalid'],
  ['http://169.254.169.254/latest/meta-data', 'address-invalid'],
  ['https://2852039166', 'address-invalid'],
  ['https://[fe80::1]', 'address-invalid'],
  ['https://[fd00:ec2::254]', 'address-invalid'],
  ['https://100.100.100.200', 'address-invalid'],
  ['https://metadata.google.internal', 'address-invalid'],
  ['https://metadata.google.internal./x', 'address-invalid'],
  ['https://0.0.0.0', 'address-invalid'],
  ['http://[::]', 'address-invalid'],
  ['https://224.0.0.1', 'address-invalid'],
  ['https://255.255.255.255', 'address-invalid'],
  [`https://${'a'.repeat(300)}.example`, 'address-invalid'],
];

const verdictOf = (typed: string): string => {
  const parsed = parseControlPlaneAddress(typed);
  return parsed.ok ? parsed.value.origin : parsed.failure.code;
};

describe('the address of a control plane (C3)', () => {
  test.each(table)('%j means %s', (typed, verdict) => {
    expect(verdictOf(typed)).toBe(verdict);
  });

  test('says what it left out, and only then', () => {
    const withPath = parseControlPlaneAddress('https://platform.halden.io/settings');
    const plain = parseControlPlaneAddress('platform.halden.io');
    expect(withPath).toMatchObject({
      value: { note: expect.stringContaining('https://platform.halden.io') },
    });
    expect(plain).toMatchObject({ value: { note: null, host: 'platform.halden.io' } });
  });

  test('names the field and the address in disguise', () => {
    const parsed = parseControlPlaneAddress('http://2130706433');
    expect(parsed).toMatchObject({ failure: { field: 'controlPlane' } });
    expect(parsed.ok ? '' : parsed.failure.sentence).toContain('127.0.0.1');
  });

  test('an accepted address is an origin without user name, https or on loopback, and stays the same when parsed again', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.webUrl({ validSchemes: ['http', 'ftp', 'HTTPS'] }),
      fc.ipV4Extended().map((address) => `http://${address}`),
      fc.ipV6().map((address) => `https://[${address}]/`),
      fc
        .tuple(fc.webAuthority({ withUserInfo: true, withPort: true, withIPv4: true }), fc.string())
        .map(([authority, rest]) => `${authority}/${rest}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseControlPlaneAddress(text);
        if (!parsed.ok) {
          expect(['address-invalid', 'address-not-https']).toContain(parsed.failure.code);
          return;
        }
        const url = new URL(parsed.value.origin);
        expect(url.origin).toBe(parsed.value.origin);
        expect(url.username + url.password).toBe('');
        if (url.protocol !== 'https:') {
          expect(url.hostname).toMatch(/^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/);
        }
        const again = parseControlPlaneAddress(parsed.value.origin);
        expect(again).toMatchObject({ ok: true, value: { origin: parsed.value.origin, note: null } });
      }),
      { numRuns: 2000 },
    );
  });
});
