import { z } from 'zod';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { type ProvisioningMode, provisioningModeField } from '../../../src-contract/provisioning.ts';
import type { ActionContext, Called, Looked, PlannedRow, TenantAction } from '../../action/tenant-action.ts';
import { checkSwitch, checkWords, forecast, tenantFiguresSchema } from './check-switch.ts';
import { modeWords } from './mode-words.ts';
import type { TenantFigures } from './rehearsal/rehearsals.ts';

/** One switch of the provisioning mode. */
export interface ModeWish {
  from: ProvisioningMode;
  to: ProvisioningMode;
  /** The tenant as the preview showed it; null in rows of former versions, which are not checked after. */
  before: TenantFigures | null;
}

const subject = 'Provisioning mode';
const wordsOf = ({ from, to }: ModeWish): string => `${modeWords[from]} → ${modeWords[to]}`;

/** The row of a job that switches. */
export function plannedSwitch(wish: ModeWish): PlannedRow {
  return {
    action: 'provisioning/switch-mode',
    input: wish,
    subject,
    name: wordsOf(wish),
    phase: 0,
    fileRow: null,
  };
}

function changedMeanwhile(mode: ProvisioningMode): Failure {
  return describeFailure('changed-meanwhile', {
    person: 'The provisioning mode',
    why: `it is ${modeWords[mode]} now`,
  });
}

/** The outcome of a switch that is on: what was predicted compared with what the tenant says now. */
async function after(
  { api }: ActionContext,
  wish: ModeWish,
  requestId: string | null,
): Promise<Extract<Looked, { is: 'done' }>> {
  if (wish.before === null) return { is: 'done', outcome: wordsOf(wish), requestId };
  const check = await checkSwitch(api, { ...wish, before: wish.before }, Date.now);
  const told = check.ok
    ? checkWords(check.value)
    : `The after-check could not be made. ${check.failure.sentence}`;
  return {
    is: 'done',
    outcome: `${wordsOf(wish)}. ${told}`,
    requestId,
    facts: { check: check.ok ? check.value : null },
  };
}

/** What does not come back when a switch is undone, for each of the six. */
function lostBy({ from, to }: ModeWish): string[] {
  const meanwhile: Record<ProvisioningMode, string> = {
    scim: 'People and teams that pushes made, changed or deactivated meanwhile stay as they are.',
    jit: 'People who came by their first sign-in meanwhile stay.',
    'invite-only': 'Invites that were sent meanwhile stay open.',
  };
  const back: Record<ProvisioningMode, string[]> = {
    scim: [
      'The identity provider has to push everyone once, and its push overwrites what was changed here by hand.',
      'Whether the tenant still takes the old SCIM token is not known: test the connection, and make a new one if it does not.',
    ],
    jit: [],
    'invite-only': [],
  };
  const unlocked =
    to === 'scim'
      ? ['People and teams made by SCIM can be edited here again, and nobody but you deactivates leavers.']
      : [];
  return [meanwhile[to], ...back[from], ...unlocked];
}

/** Switches the mode (PUT of the extension profile), proves it by reading back, and checks what was predicted. */
export const switchModeAction: TenantAction<ModeWish> = {
  name: 'provisioning/switch-mode',
  done: 'Switched the provisioning mode',
  input: z.strictObject({
    from: provisioningModeField,
    to: provisioningModeField,
    before: tenantFiguresSchema.nullable().default(null),
  }),

  look: async (context, wish): Promise<Looked> => {
    const now = await context.api.readProvisioning();
    if (!now.ok) return { is: 'not-told', failure: now };
    const { mode } = now.value;
    if (mode === wish.to) return after(context, wish, now.requestId);
    return mode === wish.from ? { is: 'needed' } : { is: 'refused', failure: changedMeanwhile(mode) };
  },

  // Minutes may lie between the preview and this row: a mode that somebody else set since is not overwritten.
  check: async ({ api }, wish) => {
    const now = await api.readProvisioning();
    if (!now.ok) return { is: 'not-told', failure: now };
    const { mode } = now.value;
    return mode === wish.from ? { is: 'go' } : { is: 'skip', failure: changedMeanwhile(mode) };
  },

  call: async (context, wish): Promise<Called> => {
    const sent = await context.api.putProvisioningMode(wish.to);
    if (!sent.ok) return { is: 'failed', failure: sent };
    const proof = await context.api.readProvisioning();
    if (proof.ok && proof.value.mode === wish.to) return after(context, wish, sent.requestId);
    // Accepted, yet not seen: the engine asks again before it would send again.
    const failure = proof.ok ? changedMeanwhile(proof.value.mode) : proof.failure;
    const { status, requestId } = sent;
    return {
      is: 'failed',
      failure: { ok: false, failure, status, requestId, effect: 'possible', retryAfterMs: null },
    };
  },

  reversal: { is: 'with-loss', lost: 'What came or went by the identity provider meanwhile.' },
  lostBy,
  undo: ({ from, to, before }) =>
    plannedSwitch({
      from: to,
      to: from,
      before: before === null ? null : forecast({ from, to, before }),
    }),
};
