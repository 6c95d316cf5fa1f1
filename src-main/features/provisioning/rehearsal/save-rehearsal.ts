import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../../src-contract/outcome.ts';
import type { ModeSwitchPlan } from '../../../../src-contract/provisioning.ts';
import { momentOf, type ProvisioningDoors } from '../provisioning-doors.ts';
import { type ChecklistFacts, checklistText } from './checklist-text.ts';
import { listsCsv } from './people-csv.ts';
import { listRehearsalRows } from './rehearsal-rows.ts';
import type { TenantFigures } from './rehearsals.ts';

/** So many names of a list stand in the document; everybody is in the CSV. */
const namedAtMost = 200;

/** What a rehearsal was shown as, kept so that it can be saved after its plan has expired. */
export interface ShownRehearsal {
  tenantId: string;
  plan: ModeSwitchPlan;
  idp: string;
  figures: TenantFigures;
}

/** The latest rehearsal of each tenant, as it was shown. */
export class ShownRehearsals {
  readonly #byTenant = new Map<string, ShownRehearsal>();

  keep(shown: ShownRehearsal): void {
    this.#byTenant.set(shown.tenantId, shown);
  }

  /** Fails with `rehearsal-gone` when another one took its place. */
  find(rehearsalId: string): Outcome<ShownRehearsal> {
    for (const shown of this.#byTenant.values()) {
      if (shown.plan.rehearsal.rehearsalId === rehearsalId) return ok(shown);
    }
    return failed(describeFailure('rehearsal-gone'));
  }
}

const fileWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The first part of a file name: `halden-robotics-scim-to-jit`. */
export function nameOfSwitch(displayName: string, { from, to }: Pick<ModeSwitchPlan, 'from' | 'to'>): string {
  return `${fileWord(displayName) || 'tenant'}-${from}-to-${to}`;
}

/**
 * Asks where to save a rehearsal: a checklist to print and tick, or everybody by list as CSV. `savedAs` is null when the
 * admin closed the dialog. Fails with `rehearsal-gone` or `file-not-saved`.
 */
export async function saveRehearsal(
  doors: ProvisioningDoors,
  rehearsals: ShownRehearsals,
  { rehearsalId, as }: { rehearsalId: string; as: 'checklist' | 'people' },
): Promise<Outcome<{ savedAs: string | null; rows: number }>> {
  const found = rehearsals.find(rehearsalId);
  if (!found.ok) return found;
  const { plan, tenantId, idp } = found.value;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const { displayName, environment, controlPlane } = tenant.value;
  const base = nameOfSwitch(displayName, plan);
  const filled = plan.rehearsal.lists.filter(({ count }) => count > 0);
  if (as === 'people') {
    const csv = await listsCsv(doors.cache, rehearsalId, filled);
    if (!csv.ok) return csv;
    const saved = await doors.shell.saveFile({
      title: 'Save everybody by list',
      suggestedName: `${base}-people.csv`,
      text: csv.value.text,
    });
    return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows: csv.value.rows }) : saved;
  }
  const shown: ChecklistFacts['shown'][number][] = [];
  for (const { list, title, sentence, count } of filled) {
    const wish = { rehearsalId, list, text: '', offset: 0, limit: namedAtMost };
    const window = await doors.cache.read(listRehearsalRows, wish);
    if (!window.ok) return window;
    shown.push({ title, sentence, count, rows: window.value.rows });
  }
  const text = checklistText({
    plan,
    idp,
    shown,
    writtenAt: momentOf(doors),
    tenant: { displayName, environment, host: new URL(controlPlane).host },
  });
  const saved = await doors.shell.saveFile({
    title: 'Save this preview as a checklist',
    suggestedName: `${base}-checklist.md`,
    text,
  });
  const rows = shown.reduce((sum, one) => sum + one.rows.length, 0);
  return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, rows }) : saved;
}
