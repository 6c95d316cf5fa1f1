import type { z } from 'zod';
import type { faultOrder } from '../faults/fault-order.ts';

/** A fault that the page offers by one click. */
export interface FaultExample {
  readonly label: string;
  readonly order: z.input<typeof faultOrder>;
}

const users = { path: '/api/svc/v1/users*' };

export const faultExamples: readonly FaultExample[] = [
  { label: 'Everything takes 2 s', order: { kind: 'latency', ms: 2000 } },
  {
    label: 'Next 3 calls: 429, wait 5 s',
    order: { kind: 'too-many-requests', retryAfterSeconds: 5, times: 3 },
  },
  { label: 'One call in ten: 503', order: { kind: 'server-error', percent: 10 } },
  {
    label: 'Next change is done, its answer lost',
    order: { kind: 'reset', when: 'after', times: 1, match: { ...users, method: 'PATCH' } },
  },
  {
    label: 'Next list is cut',
    order: { kind: 'truncated-body', times: 1, match: { method: 'GET', ...users } },
  },
  { label: 'Sign-in page instead of data', order: { kind: 'web-page' } },
  {
    label: 'Wrong JSON types in the list',
    order: { kind: 'wrong-types', match: { method: 'GET', ...users } },
  },
  { label: 'Reads lag 5 s behind changes', order: { kind: 'stale-reads', ms: 5000 } },
  {
    label: 'Three people leave between pages',
    order: { kind: 'churn-people', remove: 3, times: 1, match: users },
  },
  { label: "Admin's token is revoked", order: { kind: 'revoke-token' } },
  { label: 'Clock an hour ahead', order: { kind: 'clock-skew', ms: 3_600_000 } },
  { label: 'Out of reach for 20 s', order: { kind: 'refuse-connections', ms: 20_000 } },
];
