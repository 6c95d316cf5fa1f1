import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Rename } from '../../../src-contract/setup-assistant.ts';
import { teamNameProblem } from '../../../src-contract/team-name.ts';
import { csvRow, csvStart } from '../bulk-invites/csv-text.ts';
import { guardFormula } from '../bulk-invites/formula-guard.ts';
import { keepNames } from './kept-choices.ts';
import type { SetupDoors } from './setup-doors.ts';

interface Taken {
  tenantId: string;
  renames: readonly Rename[];
}

/** Refuses a list that would not do as names of teams: the page is not trusted with the rule. */
function checkRenames({ renames }: Taken): Outcome<void> {
  const taken = new Set<string>();
  for (const { team } of renames) {
    const why = teamNameProblem(team, taken);
    if (why !== null) return failed(describeFailure('input-invalid', { why: `${team}: ${why}` }));
    taken.add(team);
  }
  return ok(undefined);
}

async function remember(doors: SetupDoors, { tenantId, renames }: Taken): Promise<void> {
  const keptAt = doors.now().toISOString();
  await doors.ledger.write((ledger) => keepNames(ledger, { tenantId, renames, keptAt }));
  doors.announce({ what: 'provisioning', tenantId });
}

/** One line of the list as a cell of a spreadsheet: no line of its own, nothing that would be calculated. */
const asCell = (text: string): string => guardFormula(text.replaceAll(/[\t\r\n]+/g, ' '));

/**
 * Puts names on the clipboard, one alone or `old → new` a line, and remembers what groups became. Fails with
 * `tenant-gone`, or `input-invalid` for names that are illegal or alike; then nothing is copied or remembered.
 */
export async function copyNames(
  doors: SetupDoors,
  wish: Taken & { as: 'list' | 'name' },
): Promise<Outcome<Record<string, never>>> {
  const tenant = doors.tenant(wish.tenantId);
  if (!tenant.ok) return tenant;
  const checked = checkRenames(wish);
  if (!checked.ok) return checked;
  const text =
    wish.as === 'name'
      ? (wish.renames[0]?.team ?? '')
      : wish.renames.map(({ group, team }) => `${asCell(group)}\t${team}`).join('\n');
  await doors.shell.copyText(text);
  await remember(doors, wish);
  return ok({});
}

/** As `copyNames`, into a CSV file; fails with the codes of saving a file too. */
export async function saveNames(
  doors: SetupDoors,
  wish: Taken,
): Promise<Outcome<{ savedAs: string | null }>> {
  const tenant = doors.tenant(wish.tenantId);
  if (!tenant.ok) return tenant;
  const checked = checkRenames(wish);
  if (!checked.ok) return checked;
  const rows = wish.renames.map(({ group, team }) =>
    csvRow([group, team, group === team ? 'As it is' : 'Rename']),
  );
  const text = [csvStart, csvRow(['Group', 'Team name', 'What to do']), ...rows].join('');
  const saved = await doors.shell.saveFile({
    title: 'Save group names',
    suggestedName: 'group-names.csv',
    text,
  });
  if (!saved.ok) return saved;
  if (saved.value !== null) await remember(doors, wish);
  return ok({ savedAs: saved.value?.fileName ?? null });
}
