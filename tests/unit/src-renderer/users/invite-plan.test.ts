import { expect, test } from 'vitest';
import type { InviteVerdict } from '../../../../src-contract/users.ts';
import { addressesIn, invitedOf, withAddresses } from '../../../../src-renderer/screens/users/invite-plan.ts';

test('a pasted list is split at whatever parts it', () => {
  expect(addressesIn(' a@x.example; "b@x.example",\n<c@x.example>\t ')).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
  ]);
  expect(addressesIn('  ,; ')).toEqual([]);
});

test('doubles are dropped whatever their case; past twenty there is no room', () => {
  expect(withAddresses(['a@x.example'], ['A@X.example', 'b@x.example'])).toEqual({
    emails: ['a@x.example', 'b@x.example'],
    leftOver: 0,
  });
  const many = Array.from({ length: 23 }, (_, at) => `p${at}@x.example`);
  const { emails, leftOver } = withAddresses([], many);
  expect(emails).toHaveLength(20);
  expect(leftOver).toBe(3);
});

test('only ready people are invited, and those of a SCIM domain when wanted by name', () => {
  const verdict = (email: string, of: InviteVerdict['verdict']): InviteVerdict => ({
    email,
    verdict: of,
    sentence: '',
  });
  const verdicts = [
    verdict('ready', 'ready'),
    verdict('held', 'scim-domain'),
    verdict('other', 'scim-domain'),
    verdict('known', 'already-active'),
    verdict('bad', 'invalid'),
  ];
  expect(invitedOf(verdicts, [])).toEqual(['ready']);
  expect(invitedOf(verdicts, ['held', 'known'])).toEqual(['ready', 'held']);
});
