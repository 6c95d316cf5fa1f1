import type { BulkReview, BulkRow } from '../../../src-contract/bulk-invites.ts';
import { verdictField } from '../../../src-contract/bulk-invites.ts';
import type { CheckRun } from './check-rows.ts';
import { cellFor, type Draft, type DraftRow } from './draft.ts';

/** The part of a review that the cache thread knows; main adds the job that ran before and what must be typed. */
export type ThreadReview = Omit<BulkReview, 'ranBefore' | 'asOf' | 'asks'> & { sha256: string };

/** Takes a draft whose check has ended; returns its counts. Skipped, invites and reactivations add up to `total`. */
export function reviewDraft(draft: Draft, run: CheckRun): ThreadReview {
  const { options, facts } = run.against;
  const { admins, missingTeams } = run.tally;
  const counts = { ...run.tally.counts };
  const willReactivate = options.reactivate === 'yes' ? counts.deactivated : 0;
  const skipped = verdictField.options
    .filter((verdict) => verdict !== 'ready' && !(verdict === 'deactivated' && willReactivate > 0))
    .map((verdict) => ({ verdict, count: counts[verdict] }))
    .filter(({ count }) => count > 0);
  return {
    draftId: draft.draftId,
    total: draft.rows.length,
    counts,
    needLook: draft.rows.length - counts.ready,
    options,
    willInvite: counts.ready,
    willReactivate,
    willCreateTeams: [...missingTeams.keys()].sort(),
    mayReactivate: counts.deactivated,
    skipped,
    signInWith: facts.signInWith,
    idpName: facts.idpName,
    modeWarning: warningOf(run, counts.ready, admins),
    sha256: draft.sha256 ?? '',
  };
}

function warningOf(run: CheckRun, ready: number, admins: number): string | null {
  const { mode, idpName } = run.against.facts;
  const idp = idpName ?? 'the identity provider';
  const sentences: string[] = [];
  if (mode === 'scim' && ready > 0) {
    sentences.push(
      `This tenant gets its people from ${idp} by SCIM. Whoever is invited here is not managed by ${idp}, so it will not deactivate them.`,
    );
  }
  if (mode === 'jit' && ready > 0) {
    sentences.push(
      `This tenant adds people by itself when they first sign in through ${idp}. An invite is needed only for people outside ${idp}.`,
    );
  }
  if (admins > 0) {
    const people = admins === 1 ? '1 person' : `${admins.toLocaleString('en-US')} people`;
    sentences.push(`The file makes ${people} Admin.`);
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** A row as the page shows it. */
export function showRow(draft: Draft, row: DraftRow): BulkRow {
  const { checked } = row;
  return {
    row: row.row,
    email: checked?.own.email ?? cellFor(draft, row, 'email'),
    name: cellFor(draft, row, 'name').trim(),
    role: checked?.own.role ?? cellFor(draft, row, 'role'),
    teams: checked?.own.teams ?? [],
    verdict: checked?.verdict ?? 'bad-row',
    about: checked?.about ?? 'row',
    reason: checked?.reason ?? 'Not checked yet',
    suggestion: checked?.suggestion ?? null,
  };
}
