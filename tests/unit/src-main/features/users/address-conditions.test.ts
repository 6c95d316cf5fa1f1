import { isEmailValid } from '@hapi/address';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEmail, type EmailRules } from '../../../../../src-main/features/users/check-email.ts';
import { skeletonHash, skeletonOf } from '../../../../../src-main/features/users/look-alike.ts';

const check = (cell: string, rules: Partial<EmailRules> = {}) =>
  checkEmail(cell, {
    ownDomains: ['halden.io', 'xn--bcher-kva.no', 'modern.example', 'coop.io'],
    lookAlikes: 'hold',
    ...rules,
  });

describe('conditions 29 to 42, each by itself', () => {
  it.each([
    [' bo@halden.io', 'blanks'],
    ['bo@halden.io\t', 'blanks'],
    ['\u00a0bo@halden.io', 'blanks'],
    ['bo@halden.io\u200b', 'blanks'],
    ['\u202abo@halden.io\u202c', 'blanks'],
    ['\ufeffbo@halden.io', 'blanks'],
    ['bo@halden.io', 'nothing'],
  ])('condition 29: %j is trimmed, and what was taken off is known', (cell, taken) => {
    expect(check(cell)).toMatchObject({ sendAs: 'bo@halden.io', taken });
  });

  it.each(['bo ek@halden.io', 'bo@hal den.io', 'b\u0007o@halden.io'])(
    'condition 29: %j is refused, since it is inside the address',
    (cell) => {
      expect(check(cell)).toMatchObject({ is: 'invalid', sendAs: null });
    },
  );

  it.each([
    'Bo Ek <bo@halden.io>',
    '<bo@halden.io>',
    'mailto:bo@halden.io',
    'bo@halden.io,',
    'bo@halden.io ; ',
  ])('condition 30: %s is unwrapped', (cell) => {
    expect(check(cell)).toMatchObject({ sendAs: 'bo@halden.io', taken: 'wrapping' });
  });

  it.each([
    ['a@halden.io b@halden.io', ['a@halden.io', 'b@halden.io']],
    ['a@halden.io, b@halden.io; c@halden.io', ['a@halden.io', 'b@halden.io', 'c@halden.io']],
    ['Bo Ek <a@halden.io>, Ane Lie <b@halden.io>', ['a@halden.io', 'b@halden.io']],
    ['a@halden.io\nb@halden.io', ['a@halden.io', 'b@halden.io']],
    ['a@halden.io/b@halden.io', ['a@halden.io', 'b@halden.io']],
  ])('condition 31: %j holds several addresses', (cell, addresses) => {
    expect(check(cell)).toMatchObject({ is: 'several', sendAs: null, addresses });
  });

  it.each([
    [`${'a'.repeat(65)}@halden.io`, 'More than 64 characters before the @ sign'],
    [`bo@${'a'.repeat(64)}.io`, 'More than 63 characters between two dots of the domain'],
    [`bo@${'abcdefgh.'.repeat(30)}io`, 'Longer than 254 characters'],
  ])('condition 32: %s is refused aloud', (cell, reason) => {
    expect(check(cell)).toMatchObject({ sendAs: null, reason });
  });

  it('condition 32: letters beyond ASCII count by their bytes, as a mail server counts them', () => {
    expect(check(`${'å'.repeat(33)}@halden.io`, { letters: 'any' }).reason).toContain('64 characters');
    expect(check(`${'å'.repeat(32)}@halden.io`, { letters: 'any' }).is).toBe('good');
  });

  it.each([
    ['bo.halden.io', 'No @ sign', null],
    ['bo@@halden.io', 'More than one @ sign', 'bo@halden.io'],
    ['@halden.io', 'Nothing before the @ sign', null],
    ['.bo@halden.io', 'A dot at the start or before the @ sign', null],
    ['bo..ek@halden.io', 'Two dots in a row', null],
    ['bo@halden', 'No domain ending', null],
    ['bo@halden.io.', 'A dot at the end', 'bo@halden.io'],
    ['bo@[10.0.0.1]', 'An IP address instead of a domain', null],
    ['"bo"@halden.io', 'A quoted name before the @ sign is not accepted', null],
    ['bo@localhost', 'No domain ending', null],
    ['bo@co.uk', 'co.uk is an ending, not a domain', null],
  ])('condition 33: %s is refused by the rule that it breaks', (cell, reason, suggestion) => {
    expect(check(cell)).toMatchObject({ is: 'invalid', sendAs: null, reason, suggestion });
  });

  it('condition 34: a tag after a plus sign and dots are kept, and make another address', () => {
    expect(check('bo+crew@halden.io').key).not.toBe(check('bo@halden.io').key);
    expect(check('b.o@gmail.com').key).not.toBe(check('bo@gmail.com').key);
  });

  it('condition 35: shown as typed, compared folded, sent in lower case unless capitals are kept', () => {
    expect(check('Bo.Ek@Halden.IO')).toMatchObject({
      shown: 'Bo.Ek@Halden.IO',
      key: 'bo.ek@halden.io',
      sendAs: 'bo.ek@halden.io',
    });
    expect(check('Bo.Ek@Halden.IO', { letterCase: 'keep' })).toMatchObject({
      key: 'bo.ek@halden.io',
      sendAs: 'Bo.Ek@halden.io',
    });
  });

  it('condition 36: letters beyond ASCII before the @ are refused with the reason, and allowed by choice', () => {
    expect(check('bjørn@halden.io')).toMatchObject({
      sendAs: null,
      reason: 'Letters outside a to z before the @ sign',
    });
    expect(check('Bjørn@halden.io', { letters: 'any' })).toMatchObject({
      is: 'good',
      sendAs: 'bjørn@halden.io',
    });
    expect(check('.bjørn@halden.io', { letters: 'any' }).is).toBe('invalid');
    expect(check('bj☃rn@halden.io', { letters: 'any' }).is).toBe('invalid');
  });

  it('condition 37: a domain in its own letters and in punycode are one, and both forms are known', () => {
    const [letters, ascii] = [check('bo@bücher.no'), check('bo@xn--bcher-kva.no')];
    expect(letters.key).toBe('bo@xn--bcher-kva.no');
    expect(ascii.key).toBe(letters.key);
    expect(letters.domain).toMatchObject({ ascii: 'xn--bcher-kva.no', letters: 'bücher.no' });
    expect(letters.is).toBe('good');
  });

  it.each([
    ['bo@haldеn.io', 'The domain mixes alphabets: it may be a look-alike', 'bo@halden.io'],
    ['bo@ha1den.io', 'Looks like halden.io', 'bo@halden.io'],
    ['bo@modem.example', 'Looks like modern.example', 'bo@modern.example'],
    ['bo@haldn.io', 'One letter away from halden.io', 'bo@halden.io'],
    ['bo@соор.io', 'Looks like coop.io', 'bo@coop.io'],
  ])('condition 38: %s is held, never sent by itself', (cell, reason, suggestion) => {
    const found = check(cell);
    expect(found).toMatchObject({ is: 'look-alike', sendAs: null });
    if (reason !== null) expect(found).toMatchObject({ reason, suggestion });
    expect(check(cell, { lookAlikes: 'confirmed' }).is).toBe('good');
  });

  it('condition 38: alphabets mixed before the @ are held too, once such letters are allowed', () => {
    expect(check('bо.ek@halden.io', { letters: 'any' })).toMatchObject({ is: 'look-alike', sendAs: null });
  });

  it('condition 39: one edit from a domain of the tenant is held with that domain as suggestion', () => {
    expect(check('bo@haldne.io')).toMatchObject({ sendAs: null, suggestion: 'bo@halden.io' });
  });

  it.each([
    ['bo＠halden.io', 'bo@halden.io'],
    ['ｂｏ@halden.io', 'bo@halden.io'],
    ['bo@halden．io', 'bo@halden.io'],
    ['ﬁn@halden.io', 'fin@halden.io'],
  ])('condition 42: %s is asked about, with the plain form proposed', (cell, suggestion) => {
    expect(check(cell)).toMatchObject({
      sendAs: null,
      reason: 'Holds full-width or special letters',
      suggestion,
    });
  });
});

describe('what looks alike', () => {
  it.each([
    ['m.saar@halden.io', 'rn.saar@halden.io'],
    ['bo10@halden.io', 'bolo@halden.io'],
    ['anna@halden.io', 'аnnа@halden.io'],
    ['nikos@halden.io', 'nikοs@halden.io'],
    ['bo@halden.io', 'bo@xn--hlden-4ve.io'],
  ])('%s and %s come to one text and one number', (one, other) => {
    expect(skeletonOf(other)).toBe(skeletonOf(one));
    expect(skeletonHash(other)).toBe(skeletonHash(one));
  });

  it('the number follows the text, whatever is typed', () => {
    const addresses = fc.string({
      unit: fc.constantFrom('a', 'r', 'n', 'm', '0', 'O', '1', 'l', '|', '@', '.', 'é', 'а', 'I'),
    });
    fc.assert(
      fc.property(addresses, addresses, (one, other) => {
        if (skeletonOf(one) === skeletonOf(other)) expect(skeletonHash(one)).toBe(skeletonHash(other));
        expect(skeletonHash(one)).toBe(skeletonHash(skeletonOf(one)));
      }),
    );
  });
});

describe('another library as referee', () => {
  it('whatever is let through is an address to it too', () => {
    const typed = fc.oneof(
      fc.emailAddress(),
      fc.string({
        unit: fc.constantFrom('a', 'B', 'ø', '@', '.', ',', ' ', '-', '+', '_', 'ü', '9'),
        maxLength: 24,
      }),
    );
    fc.assert(
      fc.property(typed, (cell) => {
        const { sendAs } = check(cell, { letters: 'any', lookAlikes: 'confirmed' });
        if (sendAs !== null) expect([sendAs, isEmailValid(sendAs)]).toEqual([sendAs, true]);
      }),
      { numRuns: 500 },
    );
  });
});
