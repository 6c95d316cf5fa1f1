import { describe, expect, it } from 'vitest';
import type { BulkOptions } from '../../../../../src-contract/bulk-invites.ts';
import {
  type CheckRun,
  checkUntil,
  openCheck,
} from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { decideRow } from '../../../../../src-main/features/bulk-invites/decide-row.ts';
import type { Draft } from '../../../../../src-main/features/bulk-invites/draft.ts';
import type { DraftRow } from '../../../../../src-main/features/bulk-invites/draft-row.ts';
import { editRow } from '../../../../../src-main/features/bulk-invites/edit-row.ts';
import { planTeams, planWindow } from '../../../../../src-main/features/bulk-invites/plan-rows.ts';
import { reviewDraft, showRow } from '../../../../../src-main/features/bulk-invites/review-draft.ts';
import type { TenantFacts } from '../../../../../src-main/features/bulk-invites/tenant-facts.ts';
import type { KnownUser } from '../../../../../src-main/features/users/known-users-rows.ts';
import { readText } from './read-text.ts';

const copy = new Map<string, KnownUser>([
  [
    'active@halden.io',
    {
      userId: 'u1',
      status: 'active',
      role: 'member',
      teams: [],
      managedBy: 'Okta',
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
  [
    'planner@halden.io',
    {
      userId: 'u5',
      status: 'active',
      role: 'member',
      teams: ['planning'],
      managedBy: 'Okta',
      isRoleManaged: false,
      lastAccessedAt: null,
    },
  ],
]);
const byHand: TenantFacts = {
  signInWith: 'password',
  idpName: null,
  mode: 'invite-only',
  domains: ['halden.io'],
  defaultRole: 'member',
};
const plain: BulkOptions = {
  passwordEmail: 'send',
  reactivate: 'no',
  update: 'no',
  createTeams: 'no',
  letterCase: 'lower',
  letters: 'ascii',
};

function check(lines: string[], options: Partial<BulkOptions> = {}, facts: TenantFacts = byHand) {
  const draft = readText(['email,name,role,teams', ...lines].join('\n'));
  const run = openCheck({
    facts,
    options: { ...plain, ...options },
    roles: [
      { name: 'tenant-admin', label: 'Admin' },
      { name: 'member', label: 'Member' },
    ],
    teams: new Map([
      ['contractors', { name: 'contractors', managedBy: null, isRoleManaged: false, lastAccessedAt: null }],
      ['planning', { name: 'planning', managedBy: 'Okta', isRoleManaged: false, lastAccessedAt: null }],
    ]),
    tenantSize: 1000,
    findPeople: (emails) => new Map([...copy].filter(([email]) => emails.includes(email))),
  });
  while (!checkUntil(draft, run, 0));
  return { draft, run };
}

const verdicts = (draft: Draft) =>
  [...draft.rows].map((row) => [row.row, row.checked?.verdict, row.checked?.reason]);
const totalsAddUp = (draft: Draft, run: CheckRun) => {
  const review = reviewDraft(draft, run);
  const skipped = review.skipped.reduce((sum, entry) => sum + entry.count, 0);
  expect(review.willInvite + review.willReactivate + skipped).toBe(review.total);
  return review;
};

describe('verdicts of single rows', () => {
  it('names the worst thing first: row, email, role, teams', () => {
    const { draft } = check([
      'ok@x.no,A,,contractors',
      'bad,A,nosuch,Bad Team',
      'role@x.no,A,nosuch,Bad Team',
      'team@x.no,A,member,Bad Team',
      'shifted@x.no,A,member,contractors,more',
    ]);
    expect(verdicts(draft)).toEqual([
      [2, 'ready', ''],
      [3, 'invalid-email', 'No @ sign'],
      [4, 'unknown-role', 'No such role'],
      [5, 'bad-team-name', 'Bad Team: bad-team?'],
      [6, 'bad-row', '1 cell more than there are columns: “more”'],
    ]);
  });

  it('conditions 51, 52, 53 and 54: holds rows against the copy', () => {
    const { draft, run } = check([
      'ACTIVE@halden.io',
      'pending@halden.io',
      'left@halden.io',
      'scim-left@halden.io',
    ]);
    expect(verdicts(draft).map((row) => row.slice(1))).toEqual([
      ['already-active', 'Will be skipped'],
      ['pending', 'Invited before: send it again in Users'],
      ['deactivated', 'Last access not reported'],
      ['managed-by-idp', 'In Okta: assign the app again'],
    ]);
    expect(totalsAddUp(draft, run)).toMatchObject({ mayReactivate: 1, willReactivate: 0, needLook: 4 });
  });

  it('shows the role that an empty cell means', () => {
    const { draft } = check(['a@x.no,A,,']);
    expect([...draft.rows].map((row) => showRow(draft, row).role)).toEqual(['member']);
  });
});

describe('people who are there with less than the file says (condition 51)', () => {
  const lines = [
    'pending@halden.io,P,Admin,contractors',
    'pending@halden.io,P,Admin,contractors',
    'active@halden.io,A,Admin,contractors',
    'left@halden.io,L,Admin,',
  ];

  it('are told what differs, and skipped unless an update is ticked', () => {
    const { draft, run } = check(lines);
    expect(verdicts(draft)).toEqual([
      [2, 'differs', 'Member, the file says Admin; not in contractors'],
      [3, 'duplicate', 'Same as row 2'],
      // Okta manages them: what the file says would be undone by its next push.
      [4, 'managed-by-idp', 'In Okta: role Admin and group contractors'],
      [5, 'deactivated', 'Last access not reported'],
    ]);
    expect(totalsAddUp(draft, run)).toMatchObject({ willUpdate: 0, mayUpdate: 1, acknowledge: [] });
    expect(planWindow(draft, plain, { offset: 0, limit: 10 }).planned).toEqual([]);
  });

  it('get the role by one call and come into the teams, once somebody ticks it; Admin is asked about', () => {
    const { draft, run } = check(lines, { update: 'yes' });
    const review = reviewDraft(draft, run);
    expect(review).toMatchObject({ willUpdate: 1, willInvite: 0 });
    expect(review.willUpdate + review.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(review.total);
    expect(review.acknowledge[0]).toContain('1 person Admin');
    const planned = planWindow(draft, { ...plain, update: 'yes' }, { offset: 0, limit: 10 });
    expect(planned.planned).toMatchObject([
      {
        action: 'users/change-role',
        input: { userId: 'u2', email: 'pending@halden.io', from: 'member', to: 'tenant-admin' },
        fileRow: 2,
      },
    ]);
    expect(planned.teams).toEqual([{ team: 'contractors', email: 'pending@halden.io' }]);
  });

  it('who only miss a team are proved to be there, and an empty role cell is no wish', () => {
    const { draft } = check(['pending@halden.io,P,,contractors'], { update: 'yes' });
    expect(draft.rows.at(0)?.checked?.reason).toBe('Not in contractors');
    expect(planWindow(draft, { ...plain, update: 'yes' }, { offset: 0, limit: 10 }).planned).toMatchObject([
      { action: 'users/keep', fileRow: 2 },
    ]);
    expect(check(['pending@halden.io,P,,']).draft.rows.at(0)?.checked?.verdict).toBe('pending');
  });
});

it('condition 51: who has all that the row wishes is already active, also in a team that only Okta fills', () => {
  const { draft, run } = check([
    'planner@halden.io,P,member,planning',
    'planner@halden.io,P,Admin,planning',
    'active@halden.io,A,member,planning',
  ]);
  expect(verdicts(draft)).toEqual([
    [2, 'already-active', 'Will be skipped'],
    [3, 'bad-team-name', 'planning is managed by Okta'],
    [4, 'bad-team-name', 'planning is managed by Okta'],
  ]);
  expect(totalsAddUp(draft, run).counts).toMatchObject({ 'already-active': 1, 'bad-team-name': 2 });
});

describe('the same person twice (condition 50)', () => {
  it('uses the first of identical rows', () => {
    const { draft } = check([
      'a@x.no,A,member,contractors',
      'A@X.no,B,Member,contractors',
      'a@x.no,C,,contractors',
    ]);
    expect(verdicts(draft).map((row) => row.slice(1))).toEqual([
      ['ready', ''],
      ['duplicate', 'Same as row 2'],
      ['duplicate', 'Same as row 2'],
    ]);
  });

  it('holds all of them when they want different things', () => {
    const { draft } = check(['a@x.no,A,member,', 'a@x.no,A,Admin,', 'a@x.no,A,member,']);
    expect(verdicts(draft).map((row) => row[2])).toEqual([
      'Differs from row 3: choose one',
      'Differs from row 2: choose one',
      'Differs from row 3: choose one',
    ]);
  });

  it('takes the row that the admin chose, and another one when they change their mind', () => {
    const { draft, run } = check(['a@x.no,A,member,', 'a@x.no,A,Admin,', 'a@x.no,A,member,']);
    decideRow(draft, run, 3, 'take');
    expect(
      [...draft.rows].map((row) => [row.checked?.verdict, row.checked?.reason, row.checked?.choice]),
    ).toEqual([
      ['duplicate', 'Row 3 was chosen', 'other-chosen'],
      ['ready', '', 'none'],
      ['duplicate', 'Row 3 was chosen', 'other-chosen'],
    ]);
    totalsAddUp(draft, run);
    decideRow(draft, run, 2, 'take');
    expect([...draft.rows].map((row) => row.checked?.verdict)).toEqual(['ready', 'duplicate', 'duplicate']);
    expect(planWindow(draft, plain, { offset: 0, limit: 10 }).planned).toMatchObject([
      { subject: 'a@x.no', input: { role: 'member' } },
    ]);
    expect(decideRow(draft, run, 99, 'take')).toBeNull();
  });

  it('stays quick when a whole file is one person', () => {
    const { draft, run } = check(Array.from({ length: 20_000 }, () => 'a@x.no,A,member,'));
    expect(reviewDraft(draft, run).counts).toMatchObject({ ready: 1, duplicate: 19_999 });
  });
});

describe('editing a row', () => {
  it('checks it and its twins again', () => {
    const { draft, run } = check(['a@x.no,A,member,', 'b@x.no,B,member,', 'c@@x.no,C,member,']);
    editRow(draft, run, { row: 3, email: 'a@x.no', role: 'member', teams: [], send: null });
    expect(verdicts(draft)[1]).toEqual([3, 'duplicate', 'Same as row 2']);
    editRow(draft, run, { row: 2, email: 'z@x.no', role: 'member', teams: [], send: null });
    expect(verdicts(draft).slice(0, 2)).toEqual([
      [2, 'ready', ''],
      [3, 'ready', ''],
    ]);
    editRow(draft, run, { row: 4, email: 'left@halden.io', role: 'member', teams: [], send: null });
    expect(verdicts(draft)[2]?.[1]).toBe('deactivated');
    totalsAddUp(draft, run);
  });

  it('takes a suggestion for several teams as it came', () => {
    const { draft, run } = check(['a@x.no,A,member,contractors; Contractors']);
    const suggestion = draft.rows.at(0)?.checked?.suggestion;
    expect(suggestion).toEqual({ column: 'teams', value: 'contractors' });
    editRow(draft, run, {
      row: 2,
      email: 'a@x.no',
      role: 'member',
      teams: ['contractors | contractors'],
      send: null,
    });
    expect(draft.rows.at(0)?.checked).toMatchObject({ verdict: 'ready', own: { teams: ['contractors'] } });
  });

  it('keeps holding a look-alike of which another cell was changed, until somebody keeps it', () => {
    const { draft, run } = check(['bo@haldn.io,Bo,,']);
    expect(draft.rows.at(0)?.checked?.suggestion).toEqual({ column: 'email', value: 'bo@halden.io' });
    editRow(draft, run, { row: 2, email: 'bo@haldn.io', role: 'Admin', teams: [], send: null });
    expect(draft.rows.at(0)?.checked?.verdict).toBe('look-alike');
    decideRow(draft, run, 2, 'keep');
    editRow(draft, run, { row: 2, email: 'bo@haldn.io', role: '', teams: [], send: null });
    expect(draft.rows.at(0)?.checked?.verdict).toBe('ready');
  });

  it('knows no row that the file does not have', () => {
    const { draft, run } = check(['a@x.no,A,,']);
    expect(editRow(draft, run, { row: 99, email: '', role: '', teams: [], send: null })).toBeNull();
  });
});

describe('the plan is what the review showed (F4)', () => {
  const lines = [
    'a@x.no,A,member,contractors|new-team',
    'b@x.no,B,Admin,contractors',
    'left@halden.io,L,,contractors',
    'bad,,,',
  ];

  it('invites, reactivates, and fills each team once', () => {
    const { draft, run } = check(lines, { createTeams: 'yes', reactivate: 'yes', update: 'no' });
    const review = totalsAddUp(draft, run);
    expect(review).toMatchObject({ willInvite: 2, willReactivate: 1, willCreateTeams: ['new-team'] });
    const window = planWindow(draft, review.options, { offset: 0, limit: 100 });
    expect(window.planned.map((row) => [row.action, row.input, row.fileRow])).toEqual([
      ['users/invite', { email: 'a@x.no', role: 'member', passwordEmail: 'send' }, 2],
      ['users/invite', { email: 'b@x.no', role: 'tenant-admin', passwordEmail: 'send' }, 3],
      ['users/activate', { userId: 'u3', email: 'left@halden.io' }, 4],
    ]);
    expect(
      planTeams(window.teams, new Set(review.willCreateTeams)).map((row) => [row.phase, row.input]),
    ).toEqual([
      [1, { team: 'contractors', emails: ['a@x.no', 'b@x.no'], create: 'no' }],
      [1, { team: 'new-team', emails: ['a@x.no'], create: 'yes' }],
    ]);
    expect(window.kept.map((row) => row.needsFix)).toEqual([false, false, false, true]);
  });

  it('names missing teams while they are not to be made, and makes none', () => {
    const { draft, run } = check(lines);
    const review = totalsAddUp(draft, run);
    expect(review).toMatchObject({ willInvite: 1, willReactivate: 0, willCreateTeams: ['new-team'] });
    expect(planWindow(draft, review.options, { offset: 0, limit: 100 }).planned).toHaveLength(1);
  });

  it('keeps what the admin corrected for the report', () => {
    const { draft, run } = check(['a@@x.no,A,member,']);
    editRow(draft, run, { row: 2, email: 'a@x.no', role: 'member', teams: ['contractors'], send: null });
    const { kept } = planWindow(draft, plain, { offset: 0, limit: 10 });
    expect(kept[0]?.cells).toEqual(['a@x.no', 'A', 'member', 'contractors']);
  });
});

describe('what makes the whole run doubtful', () => {
  it('says so for SCIM, JIT and Admins (condition 55)', () => {
    const scim = check(['a@x.no,A,Admin,'], {}, { ...byHand, mode: 'scim', idpName: 'Okta' });
    const warning = reviewDraft(scim.draft, scim.run).modeWarning;
    expect(warning).toContain('not managed by Okta');
    expect(reviewDraft(scim.draft, scim.run).acknowledge[0]).toContain('The file makes 1 person Admin');
    const jit = check(['a@x.no,A,,'], {}, { ...byHand, mode: 'jit', idpName: 'Okta' });
    expect(reviewDraft(jit.draft, jit.run).modeWarning).toContain('when they first sign in through Okta');
    const neither = check(['a@x.no,A,,']);
    expect(reviewDraft(neither.draft, neither.run).modeWarning).toBeNull();
  });
});

describe('a column that says who gets an email (condition 43)', () => {
  const withFlags = (rows: string[], options: Partial<BulkOptions> = {}, facts: TenantFacts = byHand) => {
    const draft = readText(['email,send email', ...rows].join('\n'));
    const run = openCheck({
      facts,
      options: { ...plain, ...options },
      roles: [{ name: 'member', label: 'Member' }],
      teams: new Map(),
      tenantSize: 1000,
      findPeople: () => new Map(),
    });
    while (!checkUntil(draft, run, 0));
    return { draft, run };
  };
  const mails = (draft: Draft, options: Partial<BulkOptions> = {}) =>
    planWindow(draft, { ...plain, ...options }, { offset: 0, limit: 10 }).planned.map(
      ({ input }) => (input as { passwordEmail: string }).passwordEmail,
    );

  it('goes before what is chosen for the run; blank means as the run', () => {
    const { draft, run } = withFlags(['a@x.no,Ja', 'b@x.no,no', 'c@x.no,']);
    expect(draft.meanings).toEqual(['email', 'send']);
    expect(mails(draft)).toEqual(['send', 'do-not-send', 'send']);
    expect(mails(draft, { passwordEmail: 'do-not-send' })).toEqual(['send', 'do-not-send', 'do-not-send']);
    expect(reviewDraft(draft, run).willMail).toBe(2);
  });

  it('holds a row that says neither, until somebody decides', () => {
    const { draft, run } = withFlags(['a@x.no,perhaps']);
    expect(verdicts(draft)).toEqual([[2, 'bad-row', 'Send email: “perhaps” is neither yes nor no']]);
    expect(draft.rows.at(0)?.checked?.about).toBe('send');
    editRow(draft, run, { row: 2, email: 'a@x.no', role: '', teams: [], send: 'do-not-send' });
    expect(mails(draft)).toEqual(['do-not-send']);
    expect(planWindow(draft, plain, { offset: 0, limit: 10 }).kept[0]?.cells).toEqual(['a@x.no', 'no']);
  });

  it('warns where people sign in through SSO (condition 44)', () => {
    const { draft } = withFlags(['a@x.no,yes'], {}, { ...byHand, signInWith: 'sso' });
    expect(showRow(draft, draft.rows.at(0) as DraftRow).note).toBe(
      'Signs in through SSO: no password is needed',
    );
  });
});

describe('what must be agreed to before a run', () => {
  it('names who becomes Admin and who is outside the usual domains, once for the whole run (conditions 40, 45)', () => {
    const { draft, run } = check([
      'a@halden.io,A,Admin,',
      'b@gmail.com,B,,',
      'c@gmail.com,C,,',
      'd@partner.no,D,,',
    ]);
    expect(reviewDraft(draft, run).acknowledge).toEqual([
      'The file makes 1 person Admin: they can change everything in this tenant',
      '3 people are outside halden.io: gmail.com (2), partner.no (1)',
    ]);
  });

  it('is nothing for people of the usual domains, and where no domain is known', () => {
    const inside = check(['a@halden.io,A,,']);
    expect(reviewDraft(inside.draft, inside.run).acknowledge).toEqual([]);
    const unknown = check(['a@x.no,A,,'], {}, { ...byHand, domains: [] });
    expect(reviewDraft(unknown.draft, unknown.run).acknowledge).toEqual([]);
  });
});
