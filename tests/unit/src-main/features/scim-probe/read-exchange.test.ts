import { expect, it } from 'vitest';
import { listIn, resourceIn } from '../../../../../src-main/features/scim-probe/read-exchange.ts';
import type { ScimAnswer } from '../../../../../src-main/tenant-api/scim-wire.ts';

const answer = (body: unknown): ScimAnswer => ({
  is: 'answer',
  status: 201,
  type: 'application/scim+json',
  form: 'json',
  body,
  serverMs: null,
  retryAfter: null,
  words: '',
  tookMs: 1,
});

it('takes no dots for an id, since a path with them means the whole list', () => {
  for (const id of ['.', '..', '']) {
    expect(resourceIn(answer({ id, userName: 'a' }))).toBeNull();
    expect(listIn(answer({ totalResults: 2, Resources: [{ id }, { id: 'u.1' }] }))?.resources).toEqual([
      { id: 'u.1' },
    ]);
  }
  expect(resourceIn(answer({ id: '...', userName: 'a' }))?.id).toBe('...');
});
