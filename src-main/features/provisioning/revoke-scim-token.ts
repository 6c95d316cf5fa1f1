import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Plans } from '../../action/plans.ts';
import type { Looked, TenantAction } from '../../action/tenant-action.ts';
import type { AgreedToken } from './plan-scim-token.ts';
import { checkTypedName, type ProvisioningDoors } from './provisioning-doors.ts';

/** One token to end, and what was seen of it: a token that somebody made since is not ended with it. */
export interface RevokeWish {
  ssoId: string;
  ssoName: string;
  lastFour: string | null;
  createdAt: string | null;
}

const done = 'Token revoked';

/** Ends the SCIM token of a connection (DELETE of the extension profile) and proves it by reading its state. */
export const revokeScimTokenAction: TenantAction<RevokeWish> = {
  name: 'provisioning/revoke-scim-token',
  done: 'Revoked the SCIM token',
  input: z.strictObject({
    ssoId: z.string(),
    ssoName: z.string(),
    lastFour: z.string().nullable(),
    createdAt: z.string().nullable(),
  }),
  look: async ({ api }, wish): Promise<Looked> => {
    const now = await api.readScimToken(wish.ssoId);
    if (!now.ok) return { is: 'not-told', failure: now };
    const { state, lastFour, createdAt } = now.value;
    if (state === 'none') return { is: 'done', outcome: done, requestId: now.requestId };
    if ((lastFour ?? null) === wish.lastFour && (createdAt ?? null) === wish.createdAt)
      return { is: 'needed' };
    const why = 'somebody has made another token since';
    return {
      is: 'refused',
      failure: describeFailure('changed-meanwhile', { person: `The SCIM token of ${wish.ssoName}`, why }),
    };
  },
  call: async (context, wish) => {
    // Minutes may lie between the plan and this row.
    const before = await revokeScimTokenAction.look(context, wish);
    if (before.is === 'not-told') return { is: 'failed', failure: before.failure };
    if (before.is === 'refused') return { is: 'skipped', failure: before.failure, requestId: null };
    if (before.is === 'done') return before;
    const sent = await context.api.revokeScimToken(wish.ssoId);
    return sent.ok ? { is: 'accepted', requestId: sent.requestId } : { is: 'failed', failure: sent };
  },
  reversal: { is: 'never', why: 'A token that has ended cannot come back; a new one can be made.' },
  undo: () => null,
};

/**
 * Ends a token by a plan that the admin has seen, as a job of one row. Fails with `plan-expired`,
 * `confirmation-differs`, or the engine's codes.
 */
export async function revokeScimToken(
  doors: ProvisioningDoors,
  plans: Plans<AgreedToken>,
  confirmed: { planId: string; typedTenantName: string },
): Promise<Outcome<{ jobId: string }>> {
  const plan = plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  if (plan.value.kind !== 'revoke') return failed(describeFailure('plan-expired'));
  const typed = checkTypedName(plan.value.typeTenantName, confirmed.typedTenantName);
  if (!typed.ok) return typed;
  const taken = plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const { tenantId, ssoId, ssoName, seen } = taken.value;
  const input: RevokeWish = { ssoId, ssoName, ...seen };
  const started = await doors.jobs.start({
    tenantId,
    kind: 'scim-token',
    title: `Revoke the SCIM token of ${ssoName}`,
    reason: '',
    rows: [
      {
        action: revokeScimTokenAction.name,
        input,
        subject: `SSO connection ${ssoName}`,
        name: '',
        phase: 0,
        fileRow: null,
      },
    ],
    facts: {},
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}
