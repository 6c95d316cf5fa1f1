import { describe, expect, test } from 'vitest';
import { userFromRow, userRowFromWire } from '../../../../../src-main/features/users/user-row.ts';
import { type UserWire, userWireSchema } from '../../../../../src-main/tenant-api/wire/users.ts';

const wire = (more: Partial<UserWire> = {}): UserWire => ({
  id: 'u1',
  email: 'Ann@X.io',
  active: true,
  ...more,
});
const status = (more: Partial<UserWire>): string => userRowFromWire(wire(more)).status;
const source = (metadata: UserWire['metadata']): string => userRowFromWire(wire({ metadata })).source;
const role = (more: Partial<UserWire>): string =>
  userRowFromWire(wire(more), new Map([['r9', 'auditor']])).role;

describe('a person from the wire', () => {
  test.each([
    ['active', {}],
    ['active', { active: null }],
    ['active', { active: undefined, metadata: null }],
    ['deactivated', { active: false }],
    ['deactivated', { active: false, metadata: { inviteAccepted: false } }],
    ['pending', { metadata: { inviteAccepted: false } }],
    ['pending', { metadata: { inviteAccepted: false, registeredInIdp: false } }],
    ['active', { metadata: { inviteAccepted: false, registeredInIdp: true } }],
    ['active', { metadata: { inviteAccepted: false }, lastAccessedAt: '2026-01-01T00:00:00.000Z' }],
    ['active', { metadata: { inviteAccepted: true } }],
    ['active', { metadata: {} }],
  ])('is %s: %j', (expected, more) => {
    expect(status(more)).toBe(expected);
  });

  test.each([
    ['scim', { createdByScim: true, inviteAccepted: true }],
    ['jit', { registeredInIdp: true }],
    ['jit', { registeredInIdp: true, inviteAccepted: false }],
    ['invited', { registeredInIdp: true, inviteAccepted: true }],
    ['invited', { inviteAccepted: false }],
    ['invited', { registeredInIdp: false }],
    ['not-reported', {}],
    ['not-reported', null],
  ])('came by %s: %j', (expected, metadata) => {
    expect(source(metadata)).toBe(expected);
  });

  test.each([
    [
      'tenant-admin',
      { roles: ['tenant-admin'], rolesWithResource: [{ resourceType: 'account', roleName: 'member' }] },
    ],
    ['tenant-admin', { roles: ['member', 'tenant-admin'] }],
    [
      'tenant-admin',
      { roles: [], rolesWithResource: [{ resourceType: 'tenant', roleName: 'tenant-admin' }] },
    ],
    ['auditor', { roles: [], rolesWithResource: [{ resourceType: 'account', roleName: 'auditor' }] }],
    ['auditor', { rolesWithResource: [{ resourceType: 'account', roleId: 'r9' }] }],
    ['viewer', { roles: ['viewer', 'member'] }],
    ['member', { rolesWithResource: [{ resourceType: 'cluster', roleName: 'cluster-admin' }] }],
    ['member', { roles: [''], rolesWithResource: [{ resourceType: 'account', roleId: 'unknown' }] }],
    ['member', {}],
  ])('has the role %s: %j', (expected, more) => {
    expect(role(more)).toBe(expected);
  });

  test('is managed only when SCIM made them and the tenant refuses edits', () => {
    const managed = (more: Partial<UserWire>): string | null => userRowFromWire(wire(more)).managedBy;
    expect(managed({ isEditable: false, metadata: { createdByScim: true, ssoName: 'Okta' } })).toBe('Okta');
    expect(managed({ isEditable: false, metadata: { createdByScim: true } })).toBe('the identity provider');
    expect(managed({ isEditable: true, metadata: { createdByScim: true, ssoName: 'Okta' } })).toBeNull();
    expect(managed({ isEditable: false, metadata: { ssoName: 'Okta' } })).toBeNull();
  });

  test('keeps roles on resources apart from the one of the tenant', () => {
    const row = userRowFromWire(
      wire({
        rolesWithResource: [
          { resourceType: 'account', roleName: 'member' },
          { resourceType: 'cluster', resourceId: 'eu-north', roleId: 'r9' },
          { resourceType: 'model', resourceId: 'planner', roleName: 'Model manager' },
        ],
      }),
      new Map([['r9', 'cluster-viewer']]),
    );
    expect(row.resourceRoles).toEqual([
      { resourceType: 'cluster', resourceName: 'eu-north', roleName: 'cluster-viewer' },
      { resourceType: 'model', resourceName: 'planner', roleName: 'Model manager' },
    ]);
  });

  test('shows the email where there is no name, and no moment where it makes no sense', () => {
    const row = userRowFromWire(
      wire({ metadata: { displayName: '  ' }, createdAt: 'soon', lastAccessedAt: '' }),
    );
    expect(userFromRow(row, ['ops'])).toEqual({
      id: 'u1',
      email: 'Ann@X.io',
      name: 'Ann@X.io',
      status: 'active',
      role: 'member',
      source: 'not-reported',
      managedBy: null,
      teams: ['ops'],
      lastAccessedAt: null,
      createdAt: null,
    });
    expect(row.emailKey).toBe('ann@x.io');
  });

  test('composes names and takes halves of characters and controls out', () => {
    const row = userRowFromWire(wire({ metadata: { displayName: 'Jose\u0301 \u0000A\ud800B' } }));
    expect(row.name).toBe('José  A\ufffdB');
    expect(row.sortName).toBe('jose  a\ufffdb');
  });

  test('takes unknown fields and values, and needs no more than an id and an email', () => {
    const odd = {
      id: 'x',
      email: 'e@x',
      active: true,
      metadata: { tenantRoleManagedBy: 'moon', more: 1 },
      extra: {},
    };
    const parsed = userWireSchema.safeParse(odd);
    expect(parsed.success && userRowFromWire(parsed.data).roleManagedBy).toBe('moon');
  });
});
