import { describe, expect, it } from 'vitest';
import { findNotes, type NotedRow } from '../../../../../src-main/features/bulk-invites/find-notes.ts';
import { readFlag } from '../../../../../src-main/features/bulk-invites/read-flag.ts';
import { checkEmail } from '../../../../../src-main/features/users/check-email.ts';

/** The notes of a row as checks make them: its address first, then the rest. */
function notes(parts: Partial<NotedRow> & { cell?: string }): string[] {
  const cell = parts.cell ?? 'bo@halden.io';
  const ownDomains = parts.ownDomains ?? ['halden.io'];
  const email = checkEmail(cell, { ownDomains, lookAlikes: 'confirmed', letters: 'any' });
  if (email.sendAs === null || email.domain === null) throw new Error(`${cell} is not sent: ${email.reason}`);
  return findNotes({
    email,
    sendAs: email.sendAs,
    domain: email.domain,
    cell,
    name: 'Bo Ek',
    flag: 'as-run',
    signInWith: 'password',
    ownDomains,
    namesEveryone: false,
    domainNotes: new Map(),
    ...parts,
  });
}

describe('what is worth a look in a row that can be sent', () => {
  it.each([
    [
      'condition 39: one letter off a well-known provider',
      { cell: 'bo@gmial.com' },
      'One letter away from gmail.com',
    ],
    ['condition 41: read by several', { cell: 'info@halden.io' }, 'info@ is mostly read by several people'],
    [
      'condition 41: thrown away',
      { cell: 'bo@mailinator.com' },
      'mailinator.com gives addresses that vanish',
    ],
    ['condition 34: a plus tag', { cell: 'bo+crew@halden.io' }, 'May be the same mailbox as bo@halden.io'],
    ['condition 12: damaged before', { name: 'JÃ¼rgen' }, 'The name holds damaged letters'],
    ['condition 12: could not be read', { name: 'J\uFFFDrgen' }, 'The name holds damaged letters'],
    [
      'condition 48: a number',
      { name: '1.2E+11' },
      'The name looks like a number or a date that a spreadsheet made',
    ],
    [
      'condition 48: a date',
      { name: '03.04.2026' },
      'The name looks like a number or a date that a spreadsheet made',
    ],
    ['condition 49: a line break', { name: 'Bo\nEk' }, 'The name holds a line break or a control character'],
    ['condition 49: too long', { name: 'B'.repeat(257) }, 'The name is longer than 256 characters'],
  ])('%s', (_what, parts, note) => {
    expect(notes(parts)).toEqual([note]);
  });

  it('is nothing in an ordinary row, nor for providers whose names are neighbours', () => {
    for (const email of ['bo@halden.io', 'bo@mail.com', 'bo@ymail.com', 'bo@gmx.net', 'it.bo@halden.io']) {
      expect(notes({ cell: email })).toEqual([]);
    }
    expect(notes({ name: 'Håkon 2' })).toEqual([]);
    expect(notes({ cell: 'bo@gmial.com', ownDomains: ['gmial.com'] })).toEqual([]);
  });
});

describe('yes and no in the languages of files (condition 43)', () => {
  it.each(['yes', 'TRUE', ' 1', 'x', 'Ja', 'oui', 'sí', 'Да', 'send'])('%s sends', (cell) => {
    expect(readFlag(cell)).toBe('send');
  });
  it.each(['no', 'False', '0', 'nein', 'non', 'não', 'нет', 'do not send', 'do_not_send', '-'])(
    '%s does not',
    (cell) => {
      expect(readFlag(cell)).toBe('do-not-send');
    },
  );
  it.each(['', '   ', '\u00a0'])('a blank cell is left to the run', (cell) => {
    expect(readFlag(cell)).toBe('as-run');
  });
  it.each(['perhaps', '2', 'yes no', 'admin'])('%s is neither', (cell) => {
    expect(readFlag(cell)).toBe('unclear');
  });
});
