import type { BulkReview, BulkRow, Verdict } from '../../../src-contract/bulk-invites.ts';
import { verdictField } from '../../../src-contract/bulk-invites.ts';
import type { CheckRun } from './check-rows.ts';
import { nearTeam } from './check-teams.ts';
import { offerOf } from './decide-row.ts';
import { cellFor, type Draft } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { providerMeant } from './find-notes.ts';

/** The part of a review that the cache thread knows; main adds the job that ran before and what must be typed. */
export type ThreadReview = Omit<BulkReview, 'ranBefore' | 'asOf' | 'asks'> & {
  sha256: string;
  /** Sentences to be agreed to. */
  acknowledge: string[];
  /** How many people the copy of the tenant has. */
  tenantSize: number;
};

/** Takes a draft whose check has ended; returns its counts. Skipped, invites, reactivations and updates add up to `total`. */
export function reviewDraft(draft: Draft, run: CheckRun): ThreadReview {
  const { options, facts } = run.against;
  const { admins, missingTeams, noted, flagged, outside, withCapitals, withLetters } = run.tally;
  const counts = { ...run.tally.counts };
  const { reactivated: willReactivate, updated: willUpdate } = run.tally;
  const sent: Partial<Record<Verdict, number>> = {
    ready: counts.ready,
    deactivated: willReactivate,
    differs: willUpdate,
  };
  const skipped = verdictField.options
    .map((verdict) => ({ verdict, count: counts[verdict] - (sent[verdict] ?? 0) }))
    .filter(({ count }) => count > 0);
  return {
    draftId: draft.draftId,
    revision: nextRevision(draft),
    total: draft.rows.length,
    addedBySplit: addedBySplit(draft),
    counts,
    needLook: draft.rows.length - counts.ready - counts['left-out'],
    noted,
    undoable: draft.steps.length,
    restored: draft.restored,
    unasked: run.tally.unasked,
    withCapitals,
    withLetters,
    options,
    willInvite: counts.ready,
    willMail: options.passwordEmail === 'send' ? counts.ready - flagged['do-not-send'] : flagged.send,
    willReactivate,
    willUpdate,
    willCreateTeams: [...missingTeams.keys()].sort(),
    mayReactivate: counts.deactivated,
    mayUpdate: counts.differs,
    skipped,
    signInWith: facts.signInWith,
    idpName: facts.idpName,
    mode: facts.mode,
    modeWarning: warningOf(run, counts.ready),
    sha256: draft.sha256 ?? '',
    acknowledge: [...adminsLine(admins), ...outsideLine(outside, facts.domains)],
    tenantSize: run.against.tenantSize,
  };
}

function nextRevision(draft: Draft): number {
  draft.reviews += 1;
  return draft.reviews;
}

/** How many rows came of splitting one: every part but the first, which is the row of the file itself. */
export function addedBySplit({ splits }: Draft): number {
  let added = 0;
  for (const { part } of splits.values()) if (part > 1) added += 1;
  return added;
}

const peopleText = (count: number): string =>
  count === 1 ? '1 person' : `${count.toLocaleString('en-US')} people`;

/** Condition 45: nobody becomes Admin unseen. */
function adminsLine(admins: number): string[] {
  return admins === 0
    ? []
    : [`The file makes ${peopleText(admins)} Admin: they can change everything in this tenant`];
}

/** Condition 40: one agreement for all who are outside the tenant's usual domains. */
function outsideLine(outside: ReadonlyMap<string, number>, own: readonly string[]): string[] {
  const domains = [...outside].sort((one, other) => other[1] - one[1]);
  if (domains.length === 0) return [];
  const people = domains.reduce((sum, [, count]) => sum + count, 0);
  const named = domains.slice(0, 3).map(([domain, count]) => `${domain} (${count.toLocaleString('en-US')})`);
  const rest = domains.length - named.length;
  const list = [
    ...named,
    ...(rest > 0 ? [`${rest.toLocaleString('en-US')} more ${rest === 1 ? 'domain' : 'domains'}`] : []),
  ].join(', ');
  return [
    `${peopleText(people)} ${people === 1 ? 'is' : 'are'} outside ${own.slice(0, 3).join(', ')}: ${list}`,
  ];
}

function warningOf(run: CheckRun, ready: number): string | null {
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
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** A row as the page shows it. */
export function showRow(draft: Draft, row: DraftRow): BulkRow {
  const { checked } = row;
  return {
    row: row.row,
    email: checked?.own.email ?? cellFor(draft, row, 'email'),
    name: cellFor(draft, row, 'name').trim().normalize('NFC'),
    role: checked?.own.role ?? cellFor(draft, row, 'role'),
    teams: checked?.own.teams ?? [],
    verdict: checked?.verdict ?? 'bad-row',
    about: checked?.about ?? 'row',
    reason: checked?.reason ?? 'Not checked yet',
    note: checked?.verdict === 'ready' ? checked.own.notes.join('. ') : '',
    send: checked?.own.flag ?? 'as-run',
    choice: checked?.choice ?? 'none',
    offer: checked === null ? 'none' : offerOf(checked),
    part: draft.splits.get(row.row) ?? null,
    suggestion: checked?.suggestion ?? domainMeant(draft, row) ?? teamMeant(draft, row),
  };
}

/** For a ready row with a new team that is nearly one that is there: its teams with that one. */
function teamMeant({ check }: Draft, { isNoted, checked }: DraftRow): BulkRow['suggestion'] {
  if (!isNoted || checked === null || check === null) return null;
  const known = check.against.teams;
  const { teams, missingTeams } = checked.own;
  const meant = teams.map((team) => (missingTeams.includes(team) ? (nearTeam(team, known) ?? team) : team));
  return meant.join() === teams.join() ? null : { column: 'teams', value: [...new Set(meant)].join(' | ') };
}

/** For a ready row whose domain is most likely a typing error (condition 39): the address that was meant. */
function domainMeant({ check }: Draft, { isNoted, checked }: DraftRow): BulkRow['suggestion'] {
  const sendAs = isNoted ? checked?.own.sendAs : null;
  if (!sendAs || check === null) return null;
  const [local, domain] = [
    sendAs.slice(0, sendAs.lastIndexOf('@')),
    sendAs.slice(sendAs.lastIndexOf('@') + 1),
  ];
  const meant = providerMeant(domain, check.against.facts.domains);
  return meant === null ? null : { column: 'email', value: `${local}@${meant}` };
}
