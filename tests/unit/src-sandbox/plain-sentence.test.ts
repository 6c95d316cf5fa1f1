import { expect, test } from 'vitest';
import { faultOrder } from '../../../src-sandbox/faults/fault-order.ts';
import { plainSentence } from '../../../src-sandbox/plain-sentence.ts';

const kinds =
  'latency, too-many-requests, server-error, answer, web-page, reset, hang, truncated-body, slow-body, wrong-types, ' +
  'shift-rows, fewer-rows, churn-people, stale-reads, revoke-token, clock-skew, refuse-connections';

test.each([
  [{ kind: 'latency', ms: -1 }, 'ms: must be 0 or more'],
  [{ kind: 'latency' }, 'ms: is missing'],
  [{ kind: 'latency', ms: 1.5 }, 'ms: must be a whole number, or must be an object'],
  [{ kind: 'latency', ms: 5, percent: 0 }, 'percent: must be more than 0'],
  [{ kind: 'latency', ms: 5, soon: 1 }, ': has a field that nothing here knows: soon'],
  [{ kind: 'server-error', status: 600 }, 'status: must be 599 or less'],
  [{ kind: 'server-error', when: 'x' }, 'when: must be one of before, after'],
  [{ kind: 'fewer-rows', most: [] }, 'most: must have 1 or more entries'],
  [
    { kind: 'wrong-types', pointers: ['/data'] },
    'pointers: must be an object such as {"/data/*/email": "number"}',
  ],
  [
    { kind: 'wrong-types', pointers: { data: 'text' } },
    'pointers.data: its name must be a JSON pointer; * stands for every entry',
  ],
  [{ kind: 'x' }, `kind: must be one of ${kinds}`],
  [{}, `kind: must be one of ${kinds}`],
  [[], ': must be an object'],
])('%j is refused in plain words', (order, sentence) => {
  const issues = faultOrder.safeParse(order, { error: plainSentence }).error?.issues ?? [];
  expect(issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([sentence]);
});
