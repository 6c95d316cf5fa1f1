import { describe, expect, test } from 'vitest';
import { userRowFromWire } from '../../../../src-main/features/users/user-row.ts';
import { createPushTally, pushOf } from '../../../../src-main/sync/push-tally.ts';
import type { UserWire } from '../../../../src-main/tenant-api/wire/users.ts';

const person = (more: Partial<UserWire> = {}, metadata: UserWire['metadata'] = {}) =>
  userRowFromWire({
    id: 'u1',
    email: 'ann@x.io',
    active: true,
    isEditable: false,
    roles: ['member'],
    updatedAt: '2026-11-23T10:00:00.000Z',
    lastAccessedAt: '2026-11-20T10:00:00.000Z',
    metadata: { createdByScim: true, displayName: 'Ann', ssoName: 'Okta', ...metadata },
    ...more,
  });
const later = { updatedAt: '2026-11-23T11:00:00.000Z' };

describe('what a push must have done', () => {
  test.each([
    ['made', null, person()],
    ['deactivated', person(), person({ active: false })],
    ['reactivated', person({ active: false }), person()],
    ['updated', person(), person({}, { displayName: 'Anna' })],
    ['updated', person(), person({ email: 'anna@x.io' })],
    ['updated', person(), person(later)],
  ])('%s', (kind, was, now) => expect(pushOf(was, now)).toBe(kind));

  test.each([
    ['nothing', person(), person()],
    ['a sign-in', person(), person({ ...later, lastAccessedAt: later.updatedAt })],
    ['a role', person(), person({ ...later, roles: ['tenant-admin'] })],
    [
      'a role on a resource',
      person(),
      person({ ...later, rolesWithResource: [{ resourceType: 'cluster' }] }),
    ],
    ['a switch of the mode', person(), person({ ...later, isEditable: true })],
    ['an older date', person(later), person()],
    ['somebody invited by hand', null, person({}, { createdByScim: false, inviteAccepted: true })],
  ])('none by %s', (_what, was, now) => expect(pushOf(was, now)).toBeNull());
});

test('a change is dated by the tenant where that lies between the syncs, else by the sync', () => {
  const since = Date.parse('2026-11-23T08:00:00.000Z');
  const at = Date.parse('2026-11-23T12:00:00.000Z');
  const tally = createPushTally({ since, at });
  tally.person(null, person(later));
  tally.person(null, person({ updatedAt: '2031-01-01T00:00:00.000Z' }));
  tally.person(null, person({ updatedAt: null }));
  tally.personGone(person());
  tally.team({ isManagedByIdp: 1, updatedAt: Date.parse(later.updatedAt) });
  tally.team({ isManagedByIdp: 0, updatedAt: null });
  const hour = at / 3_600_000;
  expect(tally.news()).toEqual({
    since,
    at,
    lastAt: at,
    counts: [
      [hour - 1, 'made', 1],
      [hour, 'made', 2],
      [hour, 'removed', 1],
      [hour - 1, 'teams', 1],
    ],
  });
});
