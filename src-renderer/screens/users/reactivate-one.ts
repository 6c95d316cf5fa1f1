import { call } from '../../bridge/call.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { readPlan } from './use-person-plan.ts';

/**
 * Reactivates one person at once: reversible, so no dialog asks (design guide, section 9, level 0). It is still
 * planned against the tenant first. Every end becomes a toast.
 */
export async function reactivateOne(tenantId: string, userId: string): Promise<void> {
  const planned = await readPlan({ tenantId, verb: 'activate', userIds: [userId] });
  if (!planned.ok) {
    tellFailure(planned.failure);
    return;
  }
  const { planId, includedCount, leftOut } = planned.value;
  if (includedCount === 0) {
    const [first] = leftOut;
    const who = first?.user.name.slice(0, 100) ?? 'This person';
    tell({ look: 'warn', text: `${who} was not reactivated. ${first?.why ?? ''}.` });
    return;
  }
  const started = await call('users/activate', { planId, reason: '', typed: '' });
  if (started.ok) await followJob(started.value.jobId);
  else tellFailure(started.failure);
}
