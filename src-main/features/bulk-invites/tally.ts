import { type Verdict, verdictField } from '../../../src-contract/bulk-invites.ts';
import type { Checked } from './draft.ts';
import type { MailFlag } from './read-flag.ts';

/** Running counts of a check: a review of 150,000 rows must not walk them all after each edit. */
export interface Tally {
  counts: Record<Verdict, number>;
  /** Rows that make somebody Admin when the run starts. */
  admins: number;
  /** People whom the run reactivates, and whom it updates. */
  reactivated: number;
  updated: number;
  /** Ready rows with a note. */
  noted: number;
  /** Ready rows that the tenant's dry run was not asked about. */
  unasked: number;
  /** Rows whose address is typed with capitals, and rows with letters beyond ASCII before the @. */
  withCapitals: number;
  withLetters: number;
  /** Ready rows that say themselves whether an email is sent. */
  flagged: Record<MailFlag, number>;
  /** Ready rows outside the tenant's usual domains, by domain. */
  outside: Map<string, number>;
  /** Teams that do not exist, with how many rows want them. */
  missingTeams: Map<string, number>;
}

/** Counts of nothing. */
export function emptyTally(): Tally {
  const counts = Object.fromEntries(verdictField.options.map((verdict) => [verdict, 0]));
  return {
    counts: counts as Tally['counts'],
    admins: 0,
    reactivated: 0,
    updated: 0,
    noted: 0,
    unasked: 0,
    withCapitals: 0,
    withLetters: 0,
    flagged: { send: 0, 'do-not-send': 0 },
    outside: new Map(),
    missingTeams: new Map(),
  };
}

/** Counts a row's verdict in, or takes it out again. */
export function countVerdict(tally: Tally, checked: Checked, step: 1 | -1): void {
  tally.counts[checked.verdict] += step;
  const { own } = checked;
  if (own.key !== own.email && /[A-Z].*@/.test(own.email)) tally.withCapitals += step;
  if (own.hasLetters) tally.withLetters += step;
  if (checked.verdict === 'ready') {
    if (own.role === 'tenant-admin') tally.admins += step;
    if (own.notes.length > 0) tally.noted += step;
    if (!checked.isAsked) tally.unasked += step;
    if (own.flag === 'send' || own.flag === 'do-not-send') tally.flagged[own.flag] += step;
    if (own.outside !== null) countKey(tally.outside, own.outside, step);
  }
  // A row that waits for its team only counts too: its team is made once Create missing teams is ticked.
  const isUpdated = checked.verdict === 'differs' && checked.isIncluded;
  if (isUpdated) tally.updated += step;
  if (checked.verdict === 'deactivated' && checked.isIncluded) tally.reactivated += step;
  if (isUpdated && checked.update?.role?.to === 'tenant-admin') tally.admins += step;
  if (checked.verdict !== 'ready' && checked.verdict !== 'bad-team-name' && !isUpdated) return;
  for (const team of own.missingTeams) countKey(tally.missingTeams, team, step);
}

function countKey(counts: Map<string, number>, key: string, step: 1 | -1): void {
  const left = (counts.get(key) ?? 0) + step;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
