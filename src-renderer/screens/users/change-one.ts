import type { PersonVerb } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { planRunners, readPlan } from './use-person-plan.ts';

/**
 * Changes one person at once: reversible, so no dialog asks (design guide, section 9, level 0). It is still planned
 * against the tenant first. Every end becomes a toast; what the tenant refuses is put back with its reason.
 */
export async function changeOne(
  tenantId: string,
  userId: string,
  wish: { readonly verb: PersonVerb; readonly role: string | null },
): Promise<void> {
  const planned = await readPlan({ tenantId, ...wish, userIds: [userId] });
  if (!planned.ok) {
    tellFailure(planned.failure);
    return;
  }
  const { planId, includedCount, leftOut } = planned.value;
  if (includedCount === 0) {
    const [first] = leftOut;
    const who = visibleText(first?.user.name.slice(0, 100) ?? 'This person');
    tell({ look: 'warn', text: `${who} was not changed. ${first?.why ?? 'No longer in the tenant'}.` });
    return;
  }
  const started = await call(planRunners[wish.verb], { planId, reason: '', typed: '', acknowledged: false });
  if (started.ok) await followJob(started.value.jobId);
  else tellFailure(started.failure);
}
