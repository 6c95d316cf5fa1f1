import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScimTokenEnd } from '../../../../../src-main/features/provisioning/scim-token-ends.ts';
import { dueReminders, dueStage } from '../../../../../src-main/features/provisioning/token-reminders.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const day = 86_400_000;
const inDays = (days: number): string => new Date(now + days * day).toISOString();
const end = (days: number, seenDays: number | null = null): ScimTokenEnd => ({
  tenantId: 't1',
  ssoId: 's1',
  ssoName: 'Okta',
  lastFour: '8f2a',
  expiresAt: inDays(days),
  seenDays,
});

describe('a reminder of the end of a token', () => {
  it.each([
    [31, null],
    [30, 30],
    [15, 30],
    [14, 14],
    [7.5, 14],
    [7, 7],
    [1.5, 7],
    [1, 1],
    [0.1, 1],
    [0, 0],
    [-5, 0],
  ])('%d days before it is that of %s days', (days, stage) => {
    expect(dueStage(inDays(days), now)).toBe(stage);
  });

  it('that was put away comes back with the next one, and only then', () => {
    expect(dueReminders([end(20, 30)], now)).toEqual([]);
    expect(dueReminders([end(14, 30)], now)).toMatchObject([{ days: 14, ssoName: 'Okta' }]);
    expect(dueReminders([end(10, 14)], now)).toEqual([]);
    expect(dueReminders([end(-1, 1)], now)).toMatchObject([{ days: 0 }]);
    expect(dueReminders([end(-1, 0)], now)).toEqual([]);
  });

  it('is never skipped for one that was put away before', () => {
    const stages = [30, 14, 7, 1, 0];
    fc.assert(
      fc.property(fc.double({ min: -3, max: 40, noNaN: true }), fc.constantFrom(...stages), (left, seen) => {
        const due = dueStage(inDays(left), now);
        const shown = dueReminders([end(left, seen)], now).length === 1;
        expect(shown).toBe(due !== null && due < seen);
      }),
    );
  });
});
