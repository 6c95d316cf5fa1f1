import { type Verdict, verdictField } from '../../../src-contract/bulk-invites.ts';
import type { Checked } from './draft.ts';

/** Running counts of a check: a review of 150,000 rows must not walk them all after each edit. */
export interface Tally {
  counts: Record<Verdict, number>;
  /** Ready rows that make somebody Admin. */
  admins: number;
  /** Teams that do not exist, with how many rows want them. */
  missingTeams: Map<string, number>;
}

/** Counts of nothing. */
export function emptyTally(): Tally {
  const counts = Object.fromEntries(verdictField.options.map((verdict) => [verdict, 0]));
  return { counts: counts as Tally['counts'], admins: 0, missingTeams: new Map() };
}

/** Counts a row's verdict in, or takes it out again. */
export function countVerdict(tally: Tally, checked: Checked, step: 1 | -1): void {
  tally.counts[checked.verdict] += step;
  if (checked.verdict === 'ready' && checked.own.role === 'tenant-admin') tally.admins += step;
  // A row that waits for its team only counts too: its team is made once Create missing teams is ticked.
  if (checked.verdict !== 'ready' && checked.verdict !== 'bad-team-name') return;
  for (const team of checked.own.missingTeams) {
    const left = (tally.missingTeams.get(team) ?? 0) + step;
    if (left > 0) tally.missingTeams.set(team, left);
    else tally.missingTeams.delete(team);
  }
}
