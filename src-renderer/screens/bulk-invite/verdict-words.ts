import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCircleCheckFilled,
  IconFiles,
  IconLock,
  IconMailForward,
  IconMailX,
  IconShieldQuestion,
  IconTag,
  IconUserCheck,
  IconUserEdit,
  IconUserMinus,
  IconUserOff,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { BulkReview, BulkRow, Verdict } from '../../../src-contract/bulk-invites.ts';
import { countText } from '../../kit/format-number.ts';
import type { ReviewTab } from './bulk-view.ts';

interface VerdictWords {
  readonly word: string;
  readonly icon: Icon;
  readonly look: 'ok' | 'warn' | 'danger' | 'dimmed';
  /** What becomes of such rows, for the report. */
  readonly after: string;
}

/** Words, icons and colours of verdicts: design guide, section 5. */
export const verdictWords = {
  ready: { word: 'Ready', icon: IconCircleCheckFilled, look: 'ok', after: 'Was sent' },
  'already-active': {
    word: 'Already active',
    icon: IconUserCheck,
    look: 'dimmed',
    after: 'In the tenant already',
  },
  differs: { word: 'Differs', icon: IconUserEdit, look: 'dimmed', after: 'Update was not ticked' },
  pending: { word: 'Pending invite', icon: IconMailForward, look: 'dimmed', after: 'Invited before' },
  deactivated: { word: 'Deactivated', icon: IconUserOff, look: 'dimmed', after: 'Reactivate was not ticked' },
  'managed-by-idp': { word: 'Managed by IdP', icon: IconLock, look: 'dimmed', after: 'Change it in the IdP' },
  duplicate: {
    word: 'Duplicate in file',
    icon: IconFiles,
    look: 'warn',
    after: 'One row of the same ones was used; rows that differ need a choice',
  },
  'look-alike': {
    word: 'Look-alike',
    icon: IconUserQuestion,
    look: 'warn',
    after: 'Nobody said that the address is meant',
  },
  'invalid-email': { word: 'Invalid email', icon: IconMailX, look: 'danger', after: 'Fix in the file' },
  'unknown-role': {
    word: 'Unknown role',
    icon: IconShieldQuestion,
    look: 'danger',
    after: 'Fix in the file',
  },
  'bad-team-name': { word: 'Unusable team', icon: IconTag, look: 'danger', after: 'Fix in the file' },
  'bad-row': { word: 'Bad row', icon: IconAlertTriangle, look: 'danger', after: 'Fix in the file' },
  refused: {
    word: 'Refused by tenant',
    icon: IconBan,
    look: 'danger',
    after: 'The tenant would not take them',
  },
  'left-out': {
    word: 'Left out',
    icon: IconUserMinus,
    look: 'dimmed',
    after: 'Left out by hand in the review',
  },
} as const satisfies Record<Verdict, VerdictWords>;

const verdicts = Object.keys(verdictWords) as readonly Verdict[];

/** A verdict's word; the identity provider by its name where that is known. */
export function verdictWord(verdict: Verdict, idpName: string | null): string {
  return verdict === 'managed-by-idp' && idpName ? `Managed by ${idpName}` : verdictWords[verdict].word;
}

export interface Tab {
  readonly tab: ReviewTab;
  readonly word: string;
  readonly count: number;
}

/** The tabs over the rows: all, those that need a look, then each verdict that occurs. */
export function reviewTabs({ total, needLook, noted, counts, idpName }: BulkReview): readonly Tab[] {
  return [
    { tab: 'all', word: 'All', count: total },
    { tab: 'need-look', word: 'Need a look', count: needLook },
    ...(noted > 0 ? [{ tab: 'noted' as const, word: 'Ready, with a note', count: noted }] : []),
    ...verdicts
      .filter((verdict) => (counts[verdict] ?? 0) > 0)
      .map((verdict) => ({ tab: verdict, word: verdictWord(verdict, idpName), count: counts[verdict] ?? 0 })),
  ];
}

/** Verdicts of which every row has something wrong in it; of duplicates only some do. */
export const needsFix: readonly Verdict[] = [
  'look-alike',
  'invalid-email',
  'unknown-role',
  'bad-team-name',
  'bad-row',
  'refused',
];

/** What a row offers besides being edited: the word on its button, and what it becomes while it is decided. */
export const offerWords = {
  take: 'Take',
  keep: 'Keep',
  split: 'Split',
  reactivate: 'Reactivate',
  update: 'Update',
  leave: 'Leave',
  'bring-back': 'Bring back',
} as const satisfies Record<Exclude<BulkRow['offer'], 'none'>, string>;

/** What the Fix column says of a row: why it is held or skipped, or what becomes of it. */
export function fixText(row: BulkRow): string {
  if (row.offer === 'leave') return row.verdict === 'deactivated' ? 'Will be reactivated' : 'Will be updated';
  return row.verdict === 'ready' ? row.note : row.reason;
}

/** What a fix came to, for the foot: `Row 5: Ready`, `Row 5.1: part 1 of 3, Ready`. `nowSent`: the row that is sent in its place. */
export function fixedText(row: BulkRow, idpName: string | null, nowSent: number | null): string {
  const became =
    row.part === null
      ? verdictWord(row.verdict, idpName)
      : `part ${row.part.part} of ${row.part.parts}, ${verdictWord(row.verdict, idpName)}`;
  const words = `Row ${rowNumber(row)}: ${row.offer === 'leave' ? fixText(row) : became}`;
  return nowSent === null ? words : `${words}. Row ${nowSent} is about the same person and is sent now`;
}

/** What taking a fix back came to. In: the row that was fixed by hand, and how many rows were put back. */
export function undoneText(row: BulkRow | null, rows: number, idpName: string | null): string {
  if (row === null) return 'Nothing to undo';
  return rows > 1 ? `Undone in ${countText(rows)} rows` : `Undone. ${fixedText(row, idpName, null)}`;
}

/** The number of a row as it is shown: `5.2` for the second part of row 5. */
export function rowNumber({ row, part }: BulkRow): string {
  return part === null ? String(row) : `${part.of}.${part.part}`;
}

export interface StartLine {
  readonly words: string;
  readonly count: number;
  readonly is: 'sent' | 'skipped';
}

/** If you start now: lines that add up to the rows of the file. */
export function startLines(review: BulkReview): readonly StartLine[] {
  const toFix = review.skipped.filter(({ verdict }) => needsFix.includes(verdict));
  const others = review.skipped.filter(({ verdict }) => !needsFix.includes(verdict));
  const fixCount = toFix.reduce((sum, { count }) => sum + count, 0);
  const skipped = others.map(({ verdict, count }) => ({
    words: `Skip: ${verdict === 'managed-by-idp' ? verdictWord(verdict, review.idpName).replace(/^M/, 'm') : verdictWords[verdict].word.toLowerCase()}`,
    count,
    is: 'skipped' as const,
  }));
  return [
    { words: 'Invite', count: review.willInvite, is: 'sent' },
    ...(review.willReactivate > 0
      ? [{ words: 'Reactivate', count: review.willReactivate, is: 'sent' as const }]
      : []),
    ...(review.willUpdate > 0 ? [{ words: 'Update', count: review.willUpdate, is: 'sent' as const }] : []),
    ...skipped,
    ...(fixCount > 0 ? [{ words: 'Skip: needs a fix', count: fixCount, is: 'skipped' as const }] : []),
  ];
}

/** Why the switch for the password email stands as it does. */
export function passwordEmailWords({ signInWith, idpName, options }: BulkReview): string {
  const isOn = options.passwordEmail === 'send';
  if (signInWith === 'sso') {
    const idp = idpName === null ? 'SSO' : `SSO (${idpName})`;
    return isOn
      ? `On, although this tenant signs in through ${idp}. They get a link to set a password.`
      : `Off, because this tenant signs in through ${idp}: there is no password to set. Turn it on only if these people will sign in with a password.`;
  }
  if (signInWith === 'password') {
    return isOn
      ? 'Each person gets a link to set a password.'
      : 'Off: nobody hears of the invite by email. They need a link to set a password before they can sign in.';
  }
  return 'How people sign in is not reported. Turn it on if they sign in with a password.';
}

/** Names of the teams that would be made or were, at most so many of them. */
export function missingTeamsText(teams: readonly string[], most = 3): string {
  const shown = teams.slice(0, most).join(', ');
  return teams.length > most ? `${shown} and ${countText(teams.length - most)} more` : shown;
}
