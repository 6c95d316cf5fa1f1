import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { type ProvisioningMode, provisioningModeField } from '../../../src-contract/provisioning.ts';
import type { Plans } from '../../action/plans.ts';
import type { Looked, PlannedRow, TenantAction } from '../../action/tenant-action.ts';
import { modeWords } from './mode-words.ts';
import type { AgreedSwitch } from './plan-switch.ts';
import { checkTypedName, type ProvisioningDoors } from './provisioning-doors.ts';

/** One switch of the provisioning mode. */
export interface ModeWish {
  from: ProvisioningMode;
  to: ProvisioningMode;
}

const subject = 'Provisioning mode';
const wordsOf = ({ from, to }: ModeWish): string => `${modeWords[from]} → ${modeWords[to]}`;

function plannedSwitch(wish: ModeWish): PlannedRow {
  return {
    action: 'provisioning/switch-mode',
    input: wish,
    subject,
    name: wordsOf(wish),
    phase: 0,
    fileRow: null,
  };
}

function changedMeanwhile(mode: ProvisioningMode) {
  return describeFailure('changed-meanwhile', {
    person: 'The provisioning mode',
    why: `it is ${modeWords[mode]} now`,
  });
}

/** Switches the mode (PUT of the extension profile) and proves it by reading back. */
export const switchModeAction: TenantAction<ModeWish> = {
  name: 'provisioning/switch-mode',
  done: 'Switched the provisioning mode',
  input: z.strictObject({ from: provisioningModeField, to: provisioningModeField }),

  look: async ({ api }, wish): Promise<Looked> => {
    const now = await api.readProvisioning();
    if (!now.ok) return { is: 'not-told', failure: now };
    const { mode } = now.value;
    if (mode === wish.to) return { is: 'done', outcome: wordsOf(wish), requestId: now.requestId };
    return mode === wish.from ? { is: 'needed' } : { is: 'refused', failure: changedMeanwhile(mode) };
  },

  call: async (context, wish) => {
    // Minutes may lie between the preview and this row: a mode that somebody else set since is not overwritten.
    const before = await switchModeAction.look(context, wish);
    if (before.is === 'not-told') return { is: 'failed', failure: before.failure };
    if (before.is === 'refused') return { is: 'skipped', failure: before.failure, requestId: null };
    if (before.is === 'done') return before;
    const sent = await context.api.putProvisioningMode(wish.to);
    if (!sent.ok) return { is: 'failed', failure: sent };
    const proof = await context.api.readProvisioning();
    if (proof.ok && proof.value.mode === wish.to) {
      return { is: 'done', outcome: wordsOf(wish), requestId: sent.requestId };
    }
    // Accepted, yet not seen: the engine asks again before it would send again.
    const failure = proof.ok ? changedMeanwhile(proof.value.mode) : proof.failure;
    const { status, requestId } = sent;
    return {
      is: 'failed',
      failure: { ok: false, failure, status, requestId, effect: 'possible', retryAfterMs: null },
    };
  },

  reversal: { is: 'with-loss', lost: 'What came or went by the identity provider meanwhile.' },
  undo: ({ from, to }) => plannedSwitch({ from: to, to: from }),
};

/**
 * Runs a previewed switch as a job of one row. Fails with `plan-expired`, `confirmation-differs`, the reason why the
 * preview was blocked (`needs-sso`, `needs-extension-profile`, `nothing-to-do`), or the engine's codes.
 */
export async function switchMode(
  doors: ProvisioningDoors,
  plans: Plans<AgreedSwitch>,
  confirmed: { planId: string; typedTenantName: string },
): Promise<Outcome<{ jobId: string; mode: ProvisioningMode }>> {
  const plan = plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const { tenantId, from, to, typeTenantName, blocked } = plan.value;
  if (blocked !== null) {
    const tenant = doors.tenant(tenantId);
    if (!tenant.ok) return tenant;
    return failed(describeFailure(blocked, { host: new URL(tenant.value.controlPlane).host }));
  }
  const typed = checkTypedName(typeTenantName, confirmed.typedTenantName);
  if (!typed.ok) return typed;
  const taken = plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const started = await doors.jobs.start({
    tenantId,
    kind: 'switch-mode',
    title: `Switch from ${modeWords[from]} to ${modeWords[to]}`,
    reason: '',
    rows: [plannedSwitch({ from, to })],
    facts: { from, to },
  });
  return started.ok ? ok({ jobId: started.value.id, mode: to }) : started;
}
