import { randomUUID } from 'node:crypto';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { MadeScimToken } from '../../../src-contract/provisioning.ts';
import type { Plans } from '../../action/plans.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import { recordTrail, type TrailEntry } from '../../ledger/record-trail.ts';
import type { AgreedToken } from './plan-scim-token.ts';
import {
  actorIn,
  asFailure,
  checkTypedName,
  momentOf,
  openTenant,
  type ProvisioningDoors,
} from './provisioning-doors.ts';
import { endRotation, insertRotation, listOpenRotations, type RotationState } from './scim-rotations.ts';
import { forgetTokenEnd, keepTokenEnd } from './scim-token-ends.ts';

const made = { make: 'Made a SCIM token', rotate: 'Rotated the SCIM token' } as const;

/**
 * Turns rotations that were cut off by the end of the last run into "unknown", with a trail entry. To be called before
 * this run makes its first token.
 */
export async function settleCutOffRotations(ledger: Ledger, at: string): Promise<void> {
  if (ledger.read(listOpenRotations).length === 0) return;
  await ledger.write((writable) => {
    for (const { id, tenantId, ssoId } of listOpenRotations(writable)) {
      endRotation(writable, { id, state: 'unknown', lastFour: null, endedAt: at });
      recordTrail(writable, {
        tenantId,
        at,
        actor: 'Tenantry',
        action: made.rotate,
        subject: `SSO connection ${ssoId}`,
        phase: 'result',
        outcome: 'unknown: cut off before the answer was stored. Rotate again',
        requestId: null,
        jobId: null,
        detail: '',
      });
    }
  });
}

/**
 * Makes a SCIM token by a plan that the admin has seen. The intent is on the disk before the call, the last four
 * characters after it; the value stays in memory for minutes. Sent once. Fails with `plan-expired`,
 * `confirmation-differs`, the tenant's refusal, or `rotation-unknown` when the answer was lost: then whatever happened,
 * rotating again mends it.
 */
export async function makeScimToken(
  doors: ProvisioningDoors,
  plans: Plans<AgreedToken>,
  confirmed: { planId: string; typedTenantName: string },
): Promise<Outcome<MadeScimToken>> {
  const plan = plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const { kind } = plan.value;
  if (kind === 'revoke') return failed(describeFailure('plan-expired'));
  const typed = checkTypedName(plan.value.typeTenantName, confirmed.typedTenantName);
  if (!typed.ok) return typed;
  const opened = openTenant(doors, plan.value.tenantId);
  if (!opened.ok) return opened;
  const taken = plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const { tenantId, ssoId, ssoName, scimUrl } = taken.value;
  const { tenant, client } = opened.value;

  const id = randomUUID();
  const entry = (rest: Pick<TrailEntry, 'phase' | 'outcome' | 'requestId'>): TrailEntry => ({
    tenantId,
    at: momentOf(doors),
    actor: actorIn(tenant),
    action: made[kind],
    subject: `SSO connection ${ssoName}`,
    jobId: null,
    detail: '',
    ...rest,
  });
  const end = async (
    state: Exclude<RotationState, 'intent'>,
    told: { outcome: string; requestId: string | null; lastFour: string | null; expiresAt: string | null },
  ): Promise<void> => {
    const { outcome, requestId, lastFour, expiresAt } = told;
    await doors.ledger.write((ledger) => {
      endRotation(ledger, { id, state, lastFour, endedAt: momentOf(doors) });
      if (state !== 'failed') {
        if (expiresAt === null) forgetTokenEnd(ledger, { tenantId, ssoId });
        else keepTokenEnd(ledger, { tenantId, ssoId, ssoName, lastFour, expiresAt });
      }
      recordTrail(ledger, entry({ phase: 'result', outcome: `${state}: ${outcome}`, requestId }));
    });
    doors.announce({ what: 'provisioning', tenantId });
  };

  await doors.ledger.write((ledger) => {
    insertRotation(ledger, { id, tenantId, ssoId, startedAt: momentOf(doors) });
    recordTrail(ledger, entry({ phase: 'intent', outcome: 'Asking for a new token', requestId: null }));
  });
  const answer = await client.makeScimToken(ssoId);
  if (!answer.ok) {
    const { failure, requestId, effect, status } = answer;
    if (effect === 'none') {
      await end('failed', { outcome: failure.sentence, requestId, lastFour: null, expiresAt: null });
      return asFailure(failure, tenant);
    }
    await end('unknown', { outcome: failure.sentence, requestId, lastFour: null, expiresAt: null });
    const facts = { host: new URL(tenant.controlPlane).host, why: failure.code };
    return failed(
      describeFailure('rotation-unknown', {
        ...facts,
        ...(status === null ? {} : { status: String(status) }),
        ...(requestId === null ? {} : { requestId }),
      }),
    );
  }

  const { token, expiresAt } = answer.value;
  const lastFour = token.lastFour();
  const kept = doors.madeTokens.keep({ tenantId, ssoId, scimUrl, token });
  await end('done', { outcome: `ends in ${lastFour}`, requestId: answer.requestId, lastFour, expiresAt });
  const replacedOld = kind === 'rotate' ? 'yes' : 'no';
  return ok({ ...kept, lastFour, madeAt: momentOf(doors), replacedOld });
}
