import { type CheckRun, recheckRow } from './check-rows.ts';
import { type Draft, saidOf, say } from './draft.ts';

export interface DryRunWish {
  row: number;
  email: string;
}

/** What the tenant said of a row; `exists` for somebody whom the copy did not know yet. */
export interface DryRunTold extends DryRunWish {
  /** Null when it would register them, or has them already. */
  refusal: string | null;
}

/** The next rows that are ready and that the tenant was not asked about as they are now. */
export function nextToAsk(draft: Draft, limit: number): DryRunWish[] {
  const wishes: DryRunWish[] = [];
  for (const row of draft.rows) {
    if (wishes.length >= limit) break;
    const { checked } = row;
    const email = checked?.own.sendAs ?? null;
    if (checked?.verdict !== 'ready' || checked.isAsked || email === null) continue;
    wishes.push({ row: row.row, email });
  }
  return wishes;
}

/** Keeps what the tenant said and checks those rows again. A check under way takes it up by itself. */
export function takeDryRun(draft: Draft, run: CheckRun, told: readonly DryRunTold[]): void {
  for (const { row: number, email, refusal } of told) {
    const index = draft.rows.find(number);
    const row = draft.rows.at(index);
    if (row === undefined) continue;
    if (saidOf(draft, row).dryRun?.email !== email || refusal !== null)
      say(draft, row, { dryRun: { email, refusal } });
    recheckRow(draft, run, index);
  }
}
