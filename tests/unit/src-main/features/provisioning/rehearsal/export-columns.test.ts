import { describe, expect, test } from 'vitest';
import {
  mapExportColumns,
  readStanding,
} from '../../../../../../src-main/features/provisioning/rehearsal/export-columns.ts';

const mapped = (line: string): Record<string, string> => {
  const titles = line.split(',');
  return Object.fromEntries([...mapExportColumns(titles)].map(([as, at]) => [as, titles[at] ?? '']));
};

describe('the columns of an export', () => {
  test.each([
    [
      'Okta',
      'User Id,Username,First name,Last name,Primary email,Status',
      { login: 'Username', first: 'First name', last: 'Last name', email: 'Primary email', status: 'Status' },
    ],
    [
      'Entra ID',
      'id,userPrincipalName,displayName,surname,mail,givenName,accountEnabled',
      { login: 'userPrincipalName', name: 'displayName', email: 'mail', status: 'accountEnabled' },
    ],
    [
      'Google',
      'First Name [Required],Email Address [Required],Status [READ ONLY],Recovery Email,Home Secondary Email',
      { email: 'Email Address [Required]', status: 'Status [READ ONLY]', first: 'First Name [Required]' },
    ],
    ['GAM', 'primaryEmail,suspended,archived', { email: 'primaryEmail', disabled: 'suspended' }],
    ['JumpCloud', 'firstname,lastname,username,email,state', { email: 'email', status: 'state' }],
  ])('of %s', (_vendor, line, wanted) => {
    expect(mapped(line)).toMatchObject(wanted);
  });

  test('a recovery address is nobody’s address', () => {
    expect(mapped('Recovery Email,Home Secondary Email')).toEqual({});
  });
});

describe('whether somebody is here or has left', () => {
  test.each([
    ['ACTIVE', 'status', 'here'],
    ['DEPROVISIONED', 'status', 'left'],
    ['Suspended', 'status', 'left'],
    ['STAGED', 'status', 'here'],
    ['False', 'status', 'left'],
    ['nein', 'status', 'left'],
    ['True', 'disabled', 'left'],
    ['false', 'disabled', 'here'],
    ['suspended', 'disabled', 'left'],
    ['on leave', 'status', 'not-told'],
    ['', 'status', 'not-told'],
  ] as const)('%s in a column of %s: %s', (cell, column, wanted) => {
    expect(readStanding(cell, column)).toBe(wanted);
  });
});
