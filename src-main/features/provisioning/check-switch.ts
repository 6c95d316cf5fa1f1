import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { type SwitchCheck, switchCheckSchema } from '../../../src-contract/mode-rehearsals.ts';
import { type ProvisioningMode, provisioningModeField } from '../../../src-contract/provisioning.ts';
import type { PlannedRow, TenantAction } from '../../action/tenant-action.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { counted, modeWords } from './mode-words.ts';
import { readFigures } from './read-figures.ts';
import type { TenantFigures } from './rehearsal/rehearsals.ts';

export const tenantFiguresSchema = z.strictObject({
  people: z.int(),
  active: z.int(),
  pending: z.int(),
  deactivated: z.int(),
  admins: z.int(),
  managed: z.int(),
  scimPeople: z.int(),
  teams: z.int(),
  managedTeams: z.int(),
  scimTeams: z.int(),
}) satisfies z.ZodType<TenantFigures>;

/** What a switch was to lead to. */
export interface SwitchForecast {
  from: ProvisioningMode;
  to: ProvisioningMode;
  /** The tenant before it, as the copy had it. */
  before: TenantFigures;
}

/** What the tenant is to be after a switch: nobody comes, goes or changes state; who is locked changes. */
export function forecast({ to, before }: SwitchForecast): TenantFigures {
  const isScim = to === 'scim';
  return {
    ...before,
    managed: isScim ? before.scimPeople : 0,
    managedTeams: isScim ? before.scimTeams : 0,
  };
}

const lines: readonly { label: string; of(figures: TenantFigures): number }[] = [
  { label: 'People', of: ({ people }) => people },
  { label: 'Active', of: ({ active }) => active },
  { label: 'Pending invites', of: ({ pending }) => pending },
  { label: 'Deactivated', of: ({ deactivated }) => deactivated },
  { label: 'Admins', of: ({ admins }) => admins },
  { label: 'People managed by the identity provider', of: ({ managed }) => managed },
  { label: 'People editable here', of: ({ people, managed }) => people - managed },
  { label: 'Teams', of: ({ teams }) => teams },
  { label: 'Teams that sync', of: ({ managedTeams }) => managedTeams },
];

/**
 * Reads the mode and everybody back and compares them with what was predicted. Changes nothing. A control plane that
 * does not report its mode is said to be so.
 */
export async function checkSwitch(
  api: Pick<TenantClient, 'readProvisioning' | 'readUsersPage' | 'readTeamsPage' | 'listRoles'>,
  wish: SwitchForecast,
  now: () => number,
): Promise<ApiOutcome<SwitchCheck>> {
  const mode = await api.readProvisioning();
  const isReported = mode.ok || mode.status !== 404;
  if (!mode.ok && isReported) return mode;
  const seen = await readFigures(api);
  if (!seen.ok) return seen;
  const predicted = forecast(wish);
  const modeSeen = mode.ok ? modeWords[mode.value.mode] : 'not reported';
  const isMode = !mode.ok || mode.value.mode === wish.to;
  const value: SwitchCheck = {
    checkedAt: new Date(now()).toISOString(),
    lines: [
      {
        label: 'Mode',
        before: modeWords[wish.from],
        predicted: modeWords[wish.to],
        seen: modeSeen,
        is: isMode ? 'as-predicted' : 'differs',
      },
      ...lines.map(({ label, of }) => ({
        label,
        before: counted(of(wish.before)),
        predicted: counted(of(predicted)),
        seen: counted(of(seen.value)),
        is: of(predicted) === of(seen.value) ? ('as-predicted' as const) : ('differs' as const),
      })),
    ],
  };
  return { ...seen, value };
}

/** A check in one sentence, for the job and the trail; differences are named. */
export function checkWords({ lines: all }: SwitchCheck): string {
  const differences = all.filter(({ is }) => is === 'differs');
  if (differences.length === 0) {
    const seen = (label: string): string => all.find((line) => line.label === label)?.seen ?? '';
    return `After-check: as predicted, ${seen('People')} people, ${seen('People editable here')} editable here, ${seen('Teams that sync')} teams that sync`;
  }
  const named = differences.map(
    ({ label, predicted, seen }) => `${label}: ${predicted} predicted, ${seen} seen`,
  );
  return `After-check: ${differences.length === 1 ? '1 difference' : `${differences.length} differences`}. ${named.join('; ')}`;
}

/** The check that was stored with a row; null when none could be made. */
export function checkIn(facts: Record<string, unknown>): SwitchCheck | null {
  const parsed = switchCheckSchema.safeParse(facts.check);
  return parsed.success ? parsed.data : null;
}

export const switchForecastSchema = z.strictObject({
  from: provisioningModeField,
  to: provisioningModeField,
  before: tenantFiguresSchema,
}) satisfies z.ZodType<SwitchForecast>;

/** The row of a job that only checks: after a switch in the console, and when a check is made again. */
export function plannedCheck(wish: SwitchForecast): PlannedRow {
  return {
    action: 'provisioning/check-switch',
    input: wish,
    subject: 'Provisioning mode',
    name: `Check: ${modeWords[wish.from]} → ${modeWords[wish.to]}`,
    phase: 0,
    fileRow: null,
  };
}

/** Reads the tenant after a switch and tells whether it is as it was to be. Sends no change. */
export const checkSwitchAction: TenantAction<SwitchForecast> = {
  name: 'provisioning/check-switch',
  done: 'Checked the switch of the provisioning mode',
  input: switchForecastSchema,
  // Reading again is the only way to know; it does no harm.
  look: async () => ({ is: 'needed' }),
  call: async ({ api }, wish) => {
    const check = await checkSwitch(api, wish, Date.now);
    if (!check.ok) return { is: 'failed', failure: { ...check, effect: 'none' } };
    return {
      is: 'done',
      outcome: checkWords(check.value),
      requestId: check.requestId,
      facts: { check: check.value },
    };
  },
  reversal: { is: 'never', why: 'It only read.' },
  undo: () => null,
};

/** A switch that was made long ago, by a former version, says nothing to check against. */
export const noForecast = describeFailure('input-invalid', {
  why: 'nothing was predicted for this switch',
});
