import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEmail } from '../../../../../src-main/features/users/check-email.ts';

const check = (cell: string) => checkEmail(cell, { ownDomains: ['halden.io'], lookAlikes: 'hold' });

describe('addresses that may be sent (conditions 29, 30, 34, 35 and 37)', () => {
  it.each([
    ['Bo.Ek@Halden.IO', 'bo.ek@halden.io'],
    ['\u00a0 bo@halden.io\u200b\t', 'bo@halden.io'],
    ['\u202abo@halden.io\u202c', 'bo@halden.io'],
    ['Bo Ek <bo@halden.io>', 'bo@halden.io'],
    ['<bo@halden.io>;', 'bo@halden.io'],
    ['mailto:bo@halden.io', 'bo@halden.io'],
    ['bo@halden.io,', 'bo@halden.io'],
    ['bo+test@halden.io', 'bo+test@halden.io'],
    ["o'neil@fieldcrew.eu", "o'neil@fieldcrew.eu"],
    ['bo@bücher.example.no', 'bo@xn--bcher-kva.example.no'],
    [`${'a'.repeat(64)}@halden.io`, `${'a'.repeat(64)}@halden.io`],
  ])('%s is sent as %s', (cell, sendAs) => {
    expect(check(cell)).toMatchObject({ sendAs, reason: '', suggestion: null });
  });
});

describe('addresses that are held (conditions 31 to 33, 36, 38, 39, 42)', () => {
  it.each([
    ['', 'No email address', null],
    ['bo.ek', 'No @ sign', null],
    ['bo@@halden.io', 'More than one @ sign', 'bo@halden.io'],
    ['a@x.no b@x.no', 'Holds 2 addresses: one row each', null],
    ['bo@fieldcrew', 'No domain ending', null],
    ['bo@localhost', 'No domain ending', null],
    ['bo@halden,io', 'A comma in the domain', 'bo@halden.io'],
    ['bo@halden.io.', 'A dot at the end', 'bo@halden.io'],
    ['bo..ek@halden.io', 'Two dots in a row', null],
    ['.bo@halden.io', 'A dot at the start or before the @ sign', null],
    ['@halden.io', 'Nothing before the @ sign', null],
    ['bo@', 'Nothing after the @ sign', null],
    ['bo @halden.io', 'A space inside the address', 'bo@halden.io'],
    ['bo@10.0.0.1', 'An IP address instead of a domain', null],
    ['bo@[10.0.0.1]', 'An IP address instead of a domain', null],
    ['"bo ek"@halden.io', 'A space inside the address', null],
    ['bjørn@halden.io', 'Letters outside a to z before the @ sign', null],
    ['bo＠halden.io', 'Holds full-width or special letters', 'bo@halden.io'],
    ['bo@haldеn.io', 'The domain mixes alphabets: it may be a look-alike', 'bo@halden.io'],
    ['bo@haldn.io', 'One letter away from halden.io', 'bo@halden.io'],
    ['bo@-fieldcrew.eu', 'Not a valid domain', null],
    ['bo@example.com', 'example.com is reserved for examples', null],
    [`${'a'.repeat(65)}@halden.io`, 'More than 64 characters before the @ sign', null],
    [`bo@${'a'.repeat(64)}.io`, 'More than 63 characters between two dots of the domain', null],
    [`bo@${'abcdefgh.'.repeat(30)}io`, 'Longer than 254 characters', null],
    ['=cmd|calc@x', 'No domain ending', null],
  ])('%s: %s', (cell, reason, suggestion) => {
    expect(check(cell)).toMatchObject({ sendAs: null, reason, suggestion });
  });

  it('lets a look-alike domain through once the admin has kept it', () => {
    const kept = checkEmail('bo@haldn.io', { ownDomains: ['halden.io'], lookAlikes: 'confirmed' });
    expect(kept.sendAs).toBe('bo@haldn.io');
  });
});

describe('whatever is typed', () => {
  it('sends only plain ASCII in lower case with one @, and a suggestion is always good', () => {
    const hostile = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({
        unit: fc.constantFrom('a', 'B', '@', '.', ',', ' ', 'é', '\u200b', '＠', '<', '>'),
        maxLength: 30,
      }),
    );
    fc.assert(
      fc.property(hostile, (cell) => {
        const found = check(cell);
        if (found.sendAs !== null) {
          expect(found.sendAs).toMatch(/^[!-?a-~^_`]+@[a-z0-9.-]+\.[a-z0-9-]{2,}$/);
          expect(found.sendAs.length).toBeLessThanOrEqual(254);
        } else expect(found.reason).not.toBe('');
        if (found.suggestion !== null) expect(check(found.suggestion).sendAs).not.toBeNull();
      }),
      { numRuns: 800 },
    );
  });
});
