import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import type { DomainFinding } from '../users/check-domain.ts';
import { beyondAsciiReason, checkEmail, type EmailFinding } from '../users/check-email.ts';
import { checkRole, type RoleFinding } from './check-role.ts';
import type { CheckAgainst } from './check-rows.ts';
import { checkTeams, type TeamsFinding } from './check-teams.ts';
import { cellFor, type Draft, type Finding, type OwnFinding, saidOf } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { findNotes } from './find-notes.ts';
import { splitTeams } from './map-columns.ts';
import { readFlag } from './read-flag.ts';

/** Thousands of rows share a few domains, roles, team lists and flags: each is looked at once. */
export interface OwnMemory {
  domains: Map<string, DomainFinding>;
  domainNotes: Map<string, string[]>;
  roles: Map<string, RoleFinding>;
  teamCells: Map<string, string[]>;
  teams: Map<string, TeamsFinding>;
  flags: Map<string, OwnFinding['flag']>;
}

/** Shared by all rows that have nothing of the kind. */
const none: string[] = [];

/** Remembers nothing yet. */
export function emptyMemory(): OwnMemory {
  return {
    domains: new Map(),
    domainNotes: new Map(),
    roles: new Map(),
    teamCells: new Map(),
    teams: new Map(),
    flags: new Map(),
  };
}

/** A row by itself, worst first: broken row, email, role, teams, flag. */
export function checkOwn(draft: Draft, row: DraftRow, against: CheckAgainst, memory: OwnMemory): OwnFinding {
  const { facts, options, roles, teams: known } = against;
  const said = saidOf(draft, row);
  const cell = row.edit?.email ?? cellFor(draft, row, 'email');
  const email = checkEmail(cell, {
    ownDomains: facts.domains,
    lookAlikes: said.isKept ? 'confirmed' : 'hold',
    letters: options.letters,
    letterCase: options.letterCase,
    domains: memory.domains,
  });
  const roleCell = (row.edit?.role ?? cellFor(draft, row, 'role')).trim();
  const role = remember(
    memory.roles,
    roleCell,
    (): RoleFinding =>
      roleCell === '' ? { is: 'known', name: facts.defaultRole } : checkRole(roleCell, roles),
  );
  const teamCell = cellFor(draft, row, 'teams');
  const wishes = row.edit?.teams ?? remember(memory.teamCells, teamCell, () => splitTeams(teamCell));
  const teams = remember(memory.teams, wishes.join('\n'), () =>
    checkTeams(wishes, known, options.createTeams),
  );
  const flagCell = cellFor(draft, row, 'send');
  const flag = row.edit?.flag ?? remember(memory.flags, flagCell, () => readFlag(flagCell));
  const own: OwnFinding = {
    email: email.shown,
    sendAs: email.sendAs,
    key: email.key,
    addresses: email.addresses.length,
    hasLetters: hasLetters(email),
    role: role.is === 'known' ? role.name : roleCell,
    namesRole: roleCell !== '',
    teams: teams.is === 'good' ? teams.teams : [...wishes],
    missingTeams: teams.is === 'good' ? teams.missing : teams.onlyMissing,
    flag,
    outside: null,
    notes: none,
    problem: null,
  };
  own.problem = said.isLeftOut ? leftOut : problemOf(row, { email, role, teams, flag, flagCell });
  // Such a row is about nobody, so it does not compete with others for a person either.
  if (own.problem !== null && own.problem.about === 'row') {
    own.sendAs = null;
    own.key = null;
  }
  if (own.problem !== null || own.sendAs === null || email.domain === null) return own;
  const { ascii } = email.domain;
  own.outside = facts.domains.length === 0 || facts.domains.includes(ascii) ? null : ascii;
  own.notes = findNotes({
    email,
    sendAs: own.sendAs,
    domain: email.domain,
    cell,
    name: cellFor(draft, row, 'name'),
    flag: own.flag,
    signInWith: facts.signInWith,
    ownDomains: facts.domains,
    namesEveryone: wishes.some((team) => team.toLowerCase() === 'everyone'),
    domainNotes: memory.domainNotes,
  });
  if (teams.is === 'good' && teams.near !== null)
    own.notes.push(`${teams.near.team} is new, one letter away from ${teams.near.known}`);
  if (row.problem !== null) own.notes.push(`Was a bad row: ${row.problem}`);
  return own;
}

/** Letters beyond ASCII before the @, allowed or not: then the choice to allow them is worth showing (condition 36). */
function hasLetters(email: EmailFinding): boolean {
  return email.reason === beyondAsciiReason || (email.key !== null && /[^\x20-\x7e]/.test(email.key));
}

const leftOut: Finding = {
  verdict: 'left-out',
  about: 'row',
  reason: 'Left out by hand',
  suggestion: null,
};

interface Cells {
  email: EmailFinding;
  role: RoleFinding;
  teams: TeamsFinding;
  flag: OwnFinding['flag'];
  flagCell: string;
}

function problemOf(row: DraftRow, { email, role, teams, flag, flagCell }: Cells): Finding | null {
  const finding = (
    verdict: Finding['verdict'],
    about: BulkRow['about'],
    reason: string,
    suggestion: string | null,
  ): Finding => {
    const isOfCell = about === 'email' || about === 'role' || about === 'teams';
    const offered = suggestion === null || !isOfCell ? null : { column: about, value: suggestion };
    return { verdict, about, reason, suggestion: offered };
  };
  if (row.problem !== null && row.edit === null) return finding('bad-row', 'row', row.problem, null);
  if (email.is === 'look-alike') return finding('look-alike', 'email', email.reason, email.suggestion);
  if (email.is !== 'good') return finding('invalid-email', 'email', email.reason, email.suggestion);
  if (role.is === 'unknown') return finding('unknown-role', 'role', role.reason, role.suggestion);
  if (teams.is === 'bad') return finding('bad-team-name', 'teams', teams.reason, teams.suggestion);
  if (flag !== 'unclear') return null;
  const shown = flagCell.trim().slice(0, 40);
  return finding('bad-row', 'send', `Send email: “${shown}” is neither yes nor no`, null);
}

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
