import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { type CheckRun, recheckRow } from './check-rows.ts';
import { type Checked, cellFor, type Draft, say } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { providerMeant } from './find-notes.ts';
import { beginStep, endStep, remember } from './fix-steps.ts';
import type { MailFlag } from './read-flag.ts';
import type { RowEdit } from './row-states.ts';
import { splitRow } from './split-row.ts';

/** What a fix did to a row, said so that it can be done to the rows like it. */
export type Fix =
  | { column: 'email'; is: 'domain'; from: string; to: string }
  | { column: 'email'; is: 'suggested'; reason: string }
  | { column: 'email'; is: 'kept'; domain: string; reason: string }
  | { column: 'email'; is: 'split' }
  | { column: 'role'; from: string; to: string }
  | { column: 'teams'; from: readonly string[]; to: readonly string[] }
  | { column: 'send'; from: string; to: MailFlag | 'as-run' };

/** Takes a row that was just edited and what it came to before; returns what was done, or null when no other row can be like it. */
export function fixOf(draft: Draft, row: DraftRow, before: Checked): Fix | null {
  const { edit } = row;
  if (edit === null) return null;
  if (before.verdict === 'ready') return readyFix(draft, before, edit.email.trim());
  switch (before.about) {
    case 'email':
      return emailFix(before, edit.email.trim());
    case 'role':
      return edit.role === '' ? null : { column: 'role', from: before.own.role, to: edit.role };
    case 'teams': {
      const from = before.own.teams.filter((team) => !edit.teams.includes(team));
      const to = edit.teams.filter((team) => !before.own.teams.includes(team));
      return from.length === 0 ? null : { column: 'teams', from, to };
    }
    case 'send':
      return edit.flag === null
        ? null
        : { column: 'send', from: cellFor(draft, row, 'send').trim(), to: edit.flag };
    case 'row':
      return null;
  }
}

/** What was done to a row that could be sent: a mail provider that was mistyped is worth mending in all rows (condition 39). */
function readyFix(draft: Draft, { own }: Checked, email: string): Fix | null {
  const [was, is] = [parts(own.email), parts(email)];
  if (was === null || is === null || was.local.toLowerCase() !== is.local.toLowerCase()) return null;
  return isProviderMend(draft, was.domain, is.domain)
    ? { column: 'email', is: 'domain', from: was.domain, to: is.domain }
    : null;
}

const isProviderMend = ({ check }: Draft, from: string, to: string): boolean =>
  check !== null && providerMeant(from, check.against.facts.domains) === to;

function emailFix({ own, reason, suggestion }: Checked, email: string): Fix | null {
  const [was, is] = [parts(own.email), parts(email)];
  const isDomainOnly = was !== null && is !== null && was.local === is.local && was.domain !== is.domain;
  if (isDomainOnly) return { column: 'email', is: 'domain', from: was.domain, to: is.domain };
  return suggestion?.value === email ? { column: 'email', is: 'suggested', reason } : null;
}

function parts(email: string): { local: string; domain: string } | null {
  const at = email.indexOf('@');
  if (at === -1 || at !== email.lastIndexOf('@')) return null;
  return { local: email.slice(0, at), domain: email.slice(at + 1).toLowerCase() };
}

/** How many rows the latest fix would mend besides the row that it was made for. */
export function countAlike(draft: Draft): number {
  const { lastFix } = draft;
  if (lastFix === null) return 0;
  let count = 0;
  for (const row of draft.rows) if (isAlike(draft, row, lastFix)) count += 1;
  return count;
}

const aboutColumn: Readonly<Record<Fix['column'], BulkRow['about']>> = {
  email: 'email',
  role: 'role',
  teams: 'teams',
  send: 'send',
};

function isAlike(draft: Draft, row: DraftRow, fix: Fix): boolean {
  // Nothing is wrong with a ready row, and most rows are; but its provider may be mistyped.
  if (row.verdict === 'ready') return row.isNoted && isMistyped(draft, row, fix);
  const { checked } = row;
  if (checked === null || checked.own.problem === null || checked.about !== aboutColumn[fix.column])
    return false;
  const { own } = checked;
  switch (fix.column) {
    case 'role':
      return own.role.toLowerCase() === fix.from.toLowerCase();
    case 'teams':
      return fix.from.every((team) => own.teams.includes(team));
    case 'send':
      return cellFor(draft, row, 'send').trim() === fix.from;
    case 'email':
      return isAlikeInEmail(checked, fix);
  }
}

function isMistyped(draft: Draft, { checked }: DraftRow, fix: Fix): boolean {
  if (fix.column !== 'email' || fix.is !== 'domain' || checked === null) return false;
  return parts(checked.own.email)?.domain === fix.from && isProviderMend(draft, fix.from, fix.to);
}

function isAlikeInEmail({ own, reason, suggestion }: Checked, fix: Fix & { column: 'email' }): boolean {
  switch (fix.is) {
    case 'split':
      return own.addresses > 1;
    case 'suggested':
      return reason === fix.reason && suggestion !== null;
    case 'domain':
      return parts(own.email)?.domain === fix.from;
    case 'kept':
      return reason === fix.reason && parts(own.email)?.domain === fix.domain;
  }
}

/**
 * Does the latest fix to rows like it until the moment (performance.now); each is checked again. Out: how many were done, and
 * from which row on to go on; null when all were looked at. Rows that a split adds are not looked at.
 */
export function fixAlikeUntil(
  draft: Draft,
  run: CheckRun,
  from: number,
  moment: number,
): { fixed: number; next: number | null } {
  const { lastFix } = draft;
  if (lastFix === null) return { fixed: 0, next: null };
  if (from === 0) beginStep(draft);
  let fixed = 0;
  for (let index = from; index < draft.rows.length; index += 1) {
    const row = draft.rows.at(index);
    if (row !== undefined && isAlike(draft, row, lastFix)) {
      fixRow(draft, run, index, lastFix);
      fixed += 1;
    }
    if (performance.now() >= moment) return { fixed, next: index + 1 };
  }
  draft.lastFix = null;
  endStep(draft);
  return { fixed, next: null };
}

function fixRow(draft: Draft, run: CheckRun, index: number, fix: Fix): void {
  const row = draft.rows.at(index);
  const checked = row?.checked;
  if (row === undefined || !checked) return;
  remember(draft, row);
  draft.touched.add(row.row);
  if (fix.column === 'email' && fix.is === 'split') {
    splitRow(draft, run, index);
    return;
  }
  if (fix.column === 'email' && fix.is === 'kept') say(draft, row, { isKept: true });
  else row.edit = { ...editOf(draft, row, checked), ...changeOf(checked, fix) };
  recheckRow(draft, run, index);
}

/** The cells of a row as they stand, as the start of an edit. */
export function editOf(draft: Draft, row: DraftRow, { own }: Checked): RowEdit {
  return (
    row.edit ?? {
      email: own.email,
      role: cellFor(draft, row, 'role').trim(),
      teams: [...own.teams],
      flag: null,
    }
  );
}

function changeOf({ own, suggestion }: Checked, fix: Fix): Partial<RowEdit> {
  switch (fix.column) {
    case 'role':
      return { role: fix.to };
    case 'send':
      return { flag: fix.to };
    case 'teams':
      return { teams: [...new Set([...own.teams.filter((team) => !fix.from.includes(team)), ...fix.to])] };
    case 'email': {
      if (fix.is === 'suggested') return { email: suggestion?.value ?? own.email };
      const local = own.email.slice(0, own.email.lastIndexOf('@'));
      return fix.is === 'domain' ? { email: `${local}@${fix.to}` } : {};
    }
  }
}
