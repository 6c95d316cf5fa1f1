import { describe, expect, it } from 'vitest';
import { checkRole } from '../../../../../src-main/features/bulk-invites/check-role.ts';
import { checkTeams, proposeTeamName } from '../../../../../src-main/features/bulk-invites/check-teams.ts';
import { mapColumns, splitTeams } from '../../../../../src-main/features/bulk-invites/map-columns.ts';
import { isOneEdit } from '../../../../../src-main/features/users/one-edit.ts';

const roles = [
  { name: 'tenant-admin', label: 'Admin' },
  { name: 'member', label: 'Member' },
  { name: 'read-only-member', label: 'Read-only member' },
  { name: 'auditor', label: 'auditor' },
];

describe('checkRole (condition 45)', () => {
  it.each([
    ['MEMBER', 'member'],
    ['Admin', 'tenant-admin'],
    ['tenant_admin', 'tenant-admin'],
    ['read only member', 'read-only-member'],
  ])('takes %s as %s', (cell, name) => expect(checkRole(cell, roles)).toEqual({ is: 'known', name }));

  it.each([
    ['membr', 'No such role: Member?', 'member'],
    ['auditr', 'No such role: auditor?', 'auditor'],
    ['admn', 'Never guessed', null],
    ['viewer', 'No such role', null],
    ['team-manager', 'Given by the system, not by hand', null],
  ])('holds %s: %s', (cell, reason, suggestion) => {
    expect(checkRole(cell, roles)).toEqual({ is: 'unknown', reason, suggestion });
  });
});

describe('checkTeams (condition 46)', () => {
  const known = new Map(
    [
      { name: 'contractors', managedBy: null, isRoleManaged: false, lastAccessedAt: null },
      { name: 'field-crew', managedBy: null, isRoleManaged: false, lastAccessedAt: null },
      { name: 'planning', managedBy: 'Okta', isRoleManaged: false, lastAccessedAt: null },
    ].map((team) => [team.name, team]),
  );

  it('takes known manual teams and leaves everyone out', () => {
    expect(checkTeams(['contractors', 'Everyone'], known, 'no')).toEqual({
      is: 'good',
      teams: ['contractors'],
      missing: [],
      near: null,
    });
  });

  it('makes a missing team only when asked to', () => {
    expect(checkTeams(['contractors-2027'], known, 'yes')).toMatchObject({
      is: 'good',
      missing: ['contractors-2027'],
    });
    expect(checkTeams(['contractors-2027'], known, 'no')).toEqual({
      is: 'bad',
      reason: 'No team contractors-2027: tick Create missing teams',
      suggestion: null,
      onlyMissing: ['contractors-2027'],
    });
  });

  it('says of a team that would be made that it is nearly one that is there', () => {
    expect(checkTeams(['contractor', 'night-shift'], known, 'yes')).toMatchObject({
      missing: ['contractor', 'night-shift'],
      near: { team: 'contractor', known: 'contractors' },
    });
    expect(checkTeams(['plannin'], known, 'yes')).toMatchObject({
      near: { team: 'plannin', known: 'planning' },
    });
    expect(checkTeams(['plannin'], known, 'no')).toMatchObject({
      is: 'bad',
      reason: 'No team plannin; planning is managed by Okta',
      suggestion: null,
    });
  });

  it('proposes a legal name, the whole list corrected', () => {
    expect(checkTeams(['contractors', 'Field Crew'], known, 'no')).toEqual({
      is: 'bad',
      reason: 'Field Crew: field-crew?',
      suggestion: 'contractors | field-crew',
      onlyMissing: [],
    });
    expect(checkTeams(['contractor'], known, 'no')).toMatchObject({ is: 'bad', suggestion: 'contractors' });
  });

  it('refuses what an identity provider fills', () => {
    expect(checkTeams(['planning'], known, 'yes')).toMatchObject({
      is: 'bad',
      reason: 'planning is managed by Okta',
      suggestion: null,
    });
  });

  it.each([
    ['Vision_Partners', 'vision-partners'],
    ['Ærø & Söner', 'aero-soner'],
    ['2027 crew', 'crew'],
    ['x', null],
    ['???', null],
    ['a'.repeat(50), 'a'.repeat(36)],
  ])('proposes for %s: %s', (name, proposal) => expect(proposeTeamName(name)).toBe(proposal));
});

describe('small rules', () => {
  it('splits teams at | ; and ,', () => {
    expect(splitTeams(' dev | ops;it, dev,')).toEqual(['dev', 'ops', 'it']);
  });

  it.each([
    ['membr', 'member', true],
    ['memebr', 'member', true],
    ['nember', 'member', true],
    ['member', 'member', false],
    ['mmbr', 'member', false],
    ['remember', 'member', false],
  ])('%s and %s: one edit apart is %s', (one, other, expected) => {
    expect(isOneEdit(one, other)).toBe(expected);
    expect(isOneEdit(other, one)).toBe(expected);
  });

  it.each([
    [
      ['E-MAIL', 'Full name', 'Tenant Role', 'Team(s)'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['e_post', 'Navn', 'Rolle', 'Grupper'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['Adresse électronique', 'Nom', 'Rôle', 'Équipe'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['Correo electrónico', 'Nombre', 'Rol', 'Equipo'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['E-postadress', 'Namn', 'Roll', 'Lag'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['E-mailadres', 'Naam', 'Rol', 'Groep'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['E-Mail-Adresse', 'Name', 'Rolle', 'Gruppe'],
      ['email', 'name', 'role', 'teams'],
    ],
    [
      ['Email', 'Email address', 'Reason'],
      ['email', 'ignore', 'ignore'],
    ],
    // Rows without a tenant that were saved here: the column is known though it is empty.
    [
      ['Email', 'Tenant', 'Reason (Tenantry)'],
      ['email', 'tenant', 'ignore'],
    ],
  ])('maps %j', (titles, meanings) => expect(mapColumns(titles, [], []).meanings).toEqual(meanings));
});
