import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkUntil, openCheck } from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { describeDraft } from '../../../../../src-main/features/bulk-invites/describe-draft.ts';
import type { KnownUser } from '../../../../../src-main/features/users/known-users-rows.ts';
import { readText } from './read-text.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/csv');
const names = readdirSync(folder).filter((name) => !name.endsWith('.json'));

/** What each file must come to, by name; written down by hand after looking at each. */
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, unknown>;

const people = new Map<string, KnownUser>([
  [
    'active@halden.io',
    {
      userId: 'u1',
      status: 'active',
      role: 'member',
      teams: [],
      managedBy: null,
      isRoleManaged: false,
      lastAccessedAt: null,
    },
  ],
  [
    'pending@halden.io',
    {
      userId: 'u2',
      status: 'pending',
      role: 'member',
      teams: [],
      managedBy: null,
      isRoleManaged: false,
      lastAccessedAt: null,
    },
  ],
  [
    'left@halden.io',
    {
      userId: 'u3',
      status: 'deactivated',
      role: 'member',
      teams: [],
      managedBy: null,
      isRoleManaged: false,
      lastAccessedAt: null,
    },
  ],
  [
    'scim-left@halden.io',
    {
      userId: 'u4',
      status: 'deactivated',
      role: 'member',
      teams: [],
      managedBy: 'Okta',
      isRoleManaged: false,
      lastAccessedAt: null,
    },
  ],
]);

/** How a file was read and what became of its rows; or the code of the refusal. */
function outcomeOf(name: string): unknown {
  const bytes = readFileSync(join(folder, name));
  let draft: ReturnType<typeof readText>;
  try {
    draft = readText(bytes, name);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : '' };
  }
  const shown = describeDraft(draft);
  const read = {
    encoding: shown.encoding,
    delimiter: shown.delimiter,
    header: shown.header,
    rows: shown.rowCount,
    becomes: shown.columns.map(({ becomes }) => becomes).join(' '),
    firstName: shown.preview[0]?.name.slice(0, 60) ?? '',
    ...(shown.blockedBecause === null ? {} : { blocked: shown.blockedBecause }),
    ...(shown.warning === null ? {} : { warning: shown.warning }),
    ...(shown.commentRows === 0 ? {} : { comments: shown.commentRows }),
    ...(shown.brokenQuoteRow === null ? {} : { brokenQuoteRow: shown.brokenQuoteRow }),
  };
  if (!draft.meanings.includes('email')) return read;
  const run = openCheck({
    facts: {
      signInWith: 'password',
      idpName: 'Okta',
      mode: 'invite-only',
      domains: ['halden.io'],
      defaultRole: 'member',
    },
    options: {
      passwordEmail: 'send',
      reactivate: 'no',
      update: 'no',
      createTeams: 'no',
      letterCase: 'lower',
      letters: 'ascii',
    },
    roles: [
      { name: 'tenant-admin', label: 'Admin' },
      { name: 'member', label: 'Member' },
      { name: 'read-only-member', label: 'Read-only member' },
    ],
    teams: new Map([
      ['contractors', { name: 'contractors', managedBy: null, isRoleManaged: false, lastAccessedAt: null }],
      ['planning', { name: 'planning', managedBy: 'Okta', isRoleManaged: false, lastAccessedAt: null }],
    ]),
    tenantSize: 1000,
    findPeople: (emails) => new Map([...people].filter(([email]) => emails.includes(email))),
  });
  while (!checkUntil(draft, run, 0));
  const verdicts = Object.fromEntries(Object.entries(run.tally.counts).filter(([, count]) => count > 0));
  const reasons = draft.rows.slice(0, 25).flatMap(({ row, checked }) => {
    const why = checked?.verdict === 'ready' ? checked.own.notes.join('. ') : (checked?.reason ?? '');
    return why === '' ? [] : [`${row}: ${why}`];
  });
  return { ...read, verdicts, ...(reasons.length === 0 || draft.rows.length > 25 ? {} : { reasons }) };
}

describe('the corpus: files as programs and people really make them', () => {
  it('has at least 60 files, each with an expected outcome', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(expected).sort()).toEqual(names.toSorted());
  });

  it.each(names)('%s', (name) => {
    expect(outcomeOf(name)).toEqual(expected[name]);
  });

  it('drops the cells of password columns as they are read (condition 70)', () => {
    for (const name of ['google-template.csv', 'jumpcloud-users.csv']) {
      const draft = readText(readFileSync(join(folder, name)), name);
      const cells = [...draft.rows].map((row) => row.cells);
      expect(cells.flat().length).toBeGreaterThan(4);
      expect(JSON.stringify([cells, draft.columns])).not.toContain('not-a-secret');
    }
  });
});
