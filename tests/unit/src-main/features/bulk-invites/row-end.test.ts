import { describe, expect, it } from 'vitest';
import { verdictField } from '../../../../../src-contract/bulk-invites.ts';
import { rowStateField } from '../../../../../src-contract/jobs.ts';
import { endOf, endOfUnplanned } from '../../../../../src-main/features/bulk-invites/row-end.ts';

const invite = (mail: string, state: 'done' | 'failed' = 'done') => ({
  action: 'users/invite',
  state,
  facts: { mail },
});

describe('the one outcome of a row (condition 71)', () => {
  it('tells the account from the email: invited, and invited without a confirmed email', () => {
    expect(endOf(invite('sent'))).toBe('invited');
    expect(endOf(invite('not-asked'))).toBe('invited');
    expect(endOf(invite('not-confirmed'))).toBe('invited-mail-failed');
    expect(endOf(invite('not-confirmed', 'failed'))).toBe('failed');
  });

  it('has one for every state, action and verdict', () => {
    for (const state of rowStateField.options) {
      for (const action of ['users/invite', 'users/activate', 'users/change-role', 'users/keep']) {
        expect(endOf({ action, state, facts: {} })).toMatch(/^[a-z-]+$/);
      }
    }
    expect(endOf({ action: 'users/keep', state: 'done', facts: {} })).toBe('updated');
    expect(endOf({ action: 'users/activate', state: 'done', facts: {} })).toBe('reactivated');
    for (const verdict of verdictField.options) {
      expect(['unchanged', 'rejected', 'skipped']).toContain(endOfUnplanned(verdict));
    }
  });
});
