import { describe, expect, it } from 'vitest';
import type { BulkOptions } from '../../../../../src-contract/bulk-invites.ts';
import { checkUntil, openCheck } from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { decideRow, rowsOfPerson } from '../../../../../src-main/features/bulk-invites/decide-row.ts';
import type { Draft } from '../../../../../src-main/features/bulk-invites/draft.ts';
import { editRow } from '../../../../../src-main/features/bulk-invites/edit-row.ts';
import { fixAlikeUntil } from '../../../../../src-main/features/bulk-invites/fixes-alike.ts';
import { inFileOrder } from '../../../../../src-main/features/bulk-invites/list-rows.ts';
import { planWindow } from '../../../../../src-main/features/bulk-invites/plan-rows.ts';
import { reviewDraft, showRow } from '../../../../../src-main/features/bulk-invites/review-draft.ts';
import type { TenantFacts } from '../../../../../src-main/features/bulk-invites/tenant-facts.ts';
import type { KnownUser } from '../../../../../src-main/features/users/known-users-rows.ts';
import { readText } from './read-text.ts';

const person = (more: Partial<KnownUser>): KnownUser => ({
  userId: 'u0',
  status: 'active',
  role: 'member',
  teams: [],
  managedBy: null,
  isRoleManaged: false,
  lastAccessedAt: null,
  ...more,
});
const people = new Map<string, KnownUser>([
  ['active@halden.io', person({ userId: 'u1', teams: ['contractors'] })],
  ['pending@halden.io', person({ userId: 'u2', status: 'pending' })],
  [
    'left@halden.io',
    person({ userId: 'u3', status: 'deactivated', lastAccessedAt: '2026-05-04T10:00:00.000Z' }),
  ],
  ['gone@halden.io', person({ userId: 'u4', status: 'deactivated' })],
  ['okta@halden.io', person({ userId: 'u5', managedBy: 'Okta' })],
  ['grouped@halden.io', person({ userId: 'u6', isRoleManaged: true })],
]);
const facts: TenantFacts = {
  signInWith: 'password',
  idpName: 'Okta',
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

function check(lines: string[], options: Partial<BulkOptions> = {}, header = 'email,name,role,teams,send') {
  const draft = readText([header, ...lines].join('\n'));
  const run = openCheck({
    facts,
    options: { ...plain, ...options },
    roles: [
      { name: 'tenant-admin', label: 'Admin' },
      { name: 'member', label: 'Member' },
      { name: 'read-only-member', label: 'Read-only member' },
    ],
    teams: new Map([
      ['contractors', { name: 'contractors', managedBy: null }],
      ['field-crew', { name: 'field-crew', managedBy: null }],
      ['planning', { name: 'planning', managedBy: 'Okta' }],
    ]),
    tenantSize: 1000,
    findPeople: (emails) => new Map([...people].filter(([email]) => emails.includes(email))),
  });
  draft.check = run;
  while (!checkUntil(draft, run, 0));
  const decide = (row: number, decision: Parameters<typeof decideRow>[3]) => {
    const decided = decideRow(draft, run, row, decision);
    if (decided === null) throw new Error(`row ${row} does not offer ${decision}`);
    return decided;
  };
  const edit = (row: number, parts: Partial<Parameters<typeof editRow>[2]>) => {
    const at = [...draft.rows].find((each) => each.row === row);
    if (at === undefined) throw new Error(`no row ${row}`);
    const { email, role, teams } = showRow(draft, at);
    const edited = editRow(draft, run, { row, email, role, teams, send: null, ...parts });
    if (edited === null) throw new Error(`row ${row} was not edited`);
    return edited;
  };
  const review = () => {
    const counted = reviewDraft(draft, run);
    const skipped = counted.skipped.reduce((sum, { count }) => sum + count, 0);
    expect(counted.willInvite + counted.willReactivate + counted.willUpdate + skipped).toBe(counted.total);
    return counted;
  };
  return { draft, run, decide, edit, review };
}

const shown = (draft: Draft) =>
  [...inFileOrder(draft)].map((row) => {
    const { email, verdict } = showRow(draft, row);
    return [email, verdict];
  });
const reasons = (draft: Draft) => [...draft.rows].map(({ checked }) => checked?.reason);
const notes = (draft: Draft) => [...draft.rows].map(({ checked }) => checked?.own.notes.join('. '));
const planned = (draft: Draft) => planWindow(draft, plain, { offset: 0, limit: 100 }).planned;

describe('condition 31: several addresses in one cell', () => {
  const lines = [
    'a@x.no,A,member,contractors,',
    '"b@x.no; c@x.no, a@x.no",B,Read-only member,field-crew,no',
    'd@x.no,D,member,,',
  ];

  it('condition 31: are refused, and split into rows that keep the other cells and have verdicts of their own', () => {
    const { draft, decide, review } = check(lines);
    expect(reasons(draft)[1]).toBe('Holds 3 addresses: one row each');
    expect(showRow(draft, draft.rows.at(1) as never).offer).toBe('split');
    decide(3, 'split');
    expect(shown(draft)).toEqual([
      ['a@x.no', 'duplicate'],
      ['b@x.no', 'ready'],
      ['c@x.no', 'ready'],
      ['a@x.no', 'duplicate'],
      ['d@x.no', 'ready'],
    ]);
    const [, first, second] = [...inFileOrder(draft)].map((row) => showRow(draft, row));
    expect([first?.part, second?.part]).toEqual([
      { of: 3, part: 1, parts: 3 },
      { of: 3, part: 2, parts: 3 },
    ]);
    expect(second).toMatchObject({
      name: 'B',
      role: 'read-only-member',
      teams: ['field-crew'],
      send: 'do-not-send',
    });
    expect(review()).toMatchObject({ total: 5, addedBySplit: 2, willInvite: 3 });
    expect(planned(draft).map(({ subject, fileRow }) => [subject, fileRow])).toEqual([
      ['b@x.no', 3],
      ['d@x.no', 4],
      ['c@x.no', 5],
    ]);
  });

  it('condition 31: what a split makes is gone when the columns are mapped anew', () => {
    const { draft, decide } = check(lines);
    decide(3, 'split');
    expect(draft.rows).toHaveLength(5);
    expect(draft.splits.size).toBe(3);
  });

  it('condition 31: all such cells are split at once', () => {
    const { draft, run, decide, review } = check(['a@x.no b@x.no', 'c@x.no d@x.no', 'e@x.no f@x.no g@x.no']);
    expect(decide(2, 'split').alike).toBe(2);
    expect(fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY)).toEqual({ fixed: 2, next: null });
    expect(review()).toMatchObject({ total: 7, addedBySplit: 4, willInvite: 7 });
  });
});

describe('settings of addresses', () => {
  it('condition 35: capitals are counted, so that keeping them can be chosen; twins are twins all the same', () => {
    const lines = ['Bo.Ek@x.no,B', 'bo.ek@x.no,B', 'ane@x.no,A'];
    const { draft, review } = check(lines);
    expect(review().withCapitals).toBe(1);
    expect(planned(draft).map(({ subject }) => subject)).toEqual(['bo.ek@x.no', 'ane@x.no']);
    const kept = check(lines, { letterCase: 'keep' });
    expect(shown(kept.draft)).toEqual([
      ['Bo.Ek@x.no', 'ready'],
      ['bo.ek@x.no', 'duplicate'],
      ['ane@x.no', 'ready'],
    ]);
    expect(planned(kept.draft).map(({ subject }) => subject)).toEqual(['Bo.Ek@x.no', 'ane@x.no']);
  });

  it('condition 36: rows with letters beyond ASCII are counted, refused by default and sent when allowed', () => {
    const { draft, review } = check(['bjørn@x.no,B']);
    expect(review()).toMatchObject({ withLetters: 1, willInvite: 0 });
    expect(reasons(draft)).toEqual(['Letters outside a to z before the @ sign']);
    const allowed = check(['bjørn@x.no,B'], { letters: 'any' });
    expect(allowed.review()).toMatchObject({ withLetters: 1, willInvite: 1 });
    expect(planned(allowed.draft).map(({ subject }) => subject)).toEqual(['bjørn@x.no']);
  });

  it('conditions 29, 30 and 37: what was taken off, and the form that was not typed, are noted', () => {
    const { draft } = check(['\u200ba@x.no,A', 'Bo <b@x.no>,B', 'c@bücher.no,C', 'd@xn--bcher-kva.no,D']);
    expect(notes(draft)).toEqual([
      'Blanks or marks around the address were taken off',
      'Taken out of “Bo <b@x.no>”',
      'Sent as c@xn--bcher-kva.no',
      'xn--bcher-kva.no reads bücher.no',
    ]);
  });

  it('condition 39: a typing error in the name of a mail provider is sent as it is, and the one meant is offered', () => {
    const { draft, run, edit } = check(['Ann@gmial.com,A', 'b@gmail.com,B', 'c@gmial.com,C', 'd@gmal.com,D']);
    const typo = 'One letter away from gmail.com';
    expect(notes(draft)).toEqual([typo, '', typo, typo]);
    const [first, second] = [...draft.rows].map((row) => showRow(draft, row));
    expect([first?.verdict, second?.suggestion]).toEqual(['ready', null]);
    expect(first?.suggestion).toEqual({ column: 'email', value: 'ann@gmail.com' });
    expect(edit(2, { email: 'ann@gmail.com' }).alike).toBe(1);
    fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY);
    expect(shown(draft).map(([email]) => email)).toEqual([
      'ann@gmail.com',
      'b@gmail.com',
      'c@gmail.com',
      'd@gmal.com',
    ]);
  });

  it.each(['ge.com', 'aon.com', 'line.com', 'main.com', 'e-mail.com', 'dmail.com', 'gmx.com'])(
    'condition 39: nobody is offered another company’s address in place of one at %s',
    (domain) => {
      const { draft } = check([`jane@${domain},Jane`]);
      const row = draft.rows.at(0);
      expect(row && showRow(draft, row)).toMatchObject({ verdict: 'ready', suggestion: null });
    },
  );

  it('condition 38: a look-alike is kept by a decision, and in all rows of its domain by one more', () => {
    const { draft, run, decide, review } = check(['a@haldn.io', 'b@haldn.io', 'c@haldn.io', 'd@ha1den.io']);
    expect(review()).toMatchObject({ willInvite: 0, counts: { 'look-alike': 4 } });
    expect(decide(2, 'keep').alike).toBe(2);
    fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY);
    expect(shown(draft).map(([, verdict]) => verdict)).toEqual(['ready', 'ready', 'ready', 'look-alike']);
  });

  it('condition 38: what was kept is held again once the address is another', () => {
    const { draft, decide, edit } = check(['a@haldn.io']);
    decide(2, 'keep');
    edit(2, { email: 'a@hallden.io' });
    expect(shown(draft)).toEqual([['a@hallden.io', 'look-alike']]);
  });
});

describe('other cells', () => {
  it('conditions 43 and 44: a flag goes before the run; one that sends where people use SSO is noted', () => {
    const { draft } = check(['a@x.no,A,,,yes', 'b@x.no,B,,,perhaps']);
    expect(reasons(draft)).toEqual(['', 'Send email: “perhaps” is neither yes nor no']);
  });

  it('condition 45: a role is found by name or label without case, an unknown one has the nearest, Admin is asked about', () => {
    const { draft, review } = check([
      'a@x.no,A,TENANT-ADMIN',
      'b@x.no,B,read-only Member',
      'c@x.no,C,membr',
      'd@x.no,D,boss',
      'e@x.no,E,admn',
    ]);
    expect([...draft.rows].map(({ checked }) => [checked?.own.role, checked?.suggestion?.value])).toEqual([
      ['tenant-admin', undefined],
      ['read-only-member', undefined],
      ['membr', 'member'],
      ['boss', undefined],
      ['admn', undefined],
    ]);
    expect(review().acknowledge[0]).toContain('1 person Admin');
  });

  it('condition 46: teams by ; or |, everyone left out with a note, those of the IdP refused, illegal names proposed', () => {
    const { draft, review } = check([
      'a@x.no,A,,contractors; field-crew',
      'b@x.no,B,,contractors|Everyone',
      'c@x.no,C,,planning',
      'd@x.no,D,,Field Crew',
      'e@x.no,E,,new-team',
    ]);
    expect([...draft.rows].map(({ checked }) => [checked?.own.teams, checked?.reason])).toEqual([
      [['contractors', 'field-crew'], ''],
      [['contractors'], ''],
      [['planning'], 'planning is managed by Okta'],
      [['Field Crew'], 'Field Crew: field-crew?'],
      [['new-team'], 'No team new-team: tick Create missing teams'],
    ]);
    expect(notes(draft)[1]).toBe('Everybody is in everyone: left out');
    expect(review().willCreateTeams).toEqual(['new-team']);
    expect(check(['e@x.no,E,,new-team'], { createTeams: 'yes' }).review().willInvite).toBe(1);
  });

  it('condition 47: text that looks like a formula is text, in every cell', () => {
    const { draft } = check(['a@x.no,"=HYPERLINK(""x"")",,,', '=1+1,B,,,', 'c@x.no,C,=member,,']);
    expect(showRow(draft, draft.rows.at(0) as never)).toMatchObject({
      name: '=HYPERLINK("x")',
      verdict: 'ready',
    });
    expect(shown(draft).map(([, verdict]) => verdict)).toEqual(['ready', 'invalid-email', 'unknown-role']);
  });
});

describe('left out by hand', () => {
  it('a row is neither sent nor asked to be mended, and can be brought back', () => {
    const { draft, run, decide, review } = check(['a@x.no,A', 'b@x.no,B', 'bad,C']);
    decide(2, 'leave-out');
    decide(4, 'leave-out');
    expect(review()).toMatchObject({ willInvite: 1, needLook: 0, counts: { 'left-out': 2, ready: 1 } });
    expect(planned(draft).map(({ fileRow }) => fileRow)).toEqual([3]);
    expect(planWindow(draft, plain, { offset: 0, limit: 100 }).kept.map(({ needsFix }) => needsFix)).toEqual([
      false,
      false,
      false,
    ]);
    expect(decideRow(draft, run, 2, 'leave-out')).toBeNull();
    decide(2, 'bring-back');
    expect(review()).toMatchObject({ willInvite: 2, counts: { 'left-out': 1 } });
    expect(decideRow(draft, run, 2, 'bring-back')).toBeNull();
  });

  it('a row competes with no other for its person, also when it was the one that was taken', () => {
    const { draft, decide, review } = check(['a@x.no,A,member', 'a@x.no,A,Admin', 'b@x.no,B', 'b@x.no,B']);
    decide(2, 'take');
    // The other row of that person is sent now, which is told.
    expect(decide(2, 'leave-out').nowSent).toBe(3);
    expect(decide(4, 'leave-out').nowSent).toBe(5);
    expect(shown(draft).map(([, verdict]) => verdict)).toEqual(['left-out', 'ready', 'left-out', 'ready']);
    decide(2, 'bring-back');
    expect(review().counts).toMatchObject({ duplicate: 2, ready: 1, 'left-out': 1 });
  });

  it('an edit brings a row back', () => {
    const { draft, decide, edit } = check(['a@x.no,A']);
    decide(2, 'leave-out');
    edit(2, { email: 'a@x.io' });
    expect(shown(draft)).toEqual([['a@x.io', 'ready']]);
  });
});

describe('a row that has shifted (condition 19)', () => {
  it('says what is left over, and is sent as it was read once somebody keeps it', () => {
    const { draft, decide } = check(['a@x.no,A,member,contractors,,Oslo']);
    expect(reasons(draft)).toEqual(['1 cell more than there are columns: “Oslo”']);
    decide(2, 'keep');
    expect(planned(draft)).toMatchObject([{ subject: 'a@x.no', input: { role: 'member' } }]);
    expect(notes(draft)).toEqual(['Was a bad row: 1 cell more than there are columns: “Oslo”']);
  });
});

describe('against what exists', () => {
  it('condition 50: rows of one person are shown side by side, and one is taken', () => {
    const { draft, run, decide } = check(['a@x.no,A,member', 'b@x.no,B', 'A@x.no,A,Admin']);
    expect(rowsOfPerson(draft, run, 4).map(({ row }) => row)).toEqual([2, 4]);
    decide(4, 'take');
    expect(planned(draft).map(({ fileRow }) => fileRow)).toEqual([3, 4]);
  });

  it('condition 51: somebody who differs is updated by a decision of their own', () => {
    const { draft, decide, review } = check(['active@halden.io,A,Admin', 'pending@halden.io,P,Admin']);
    expect(review()).toMatchObject({ mayUpdate: 2, willUpdate: 0 });
    decide(2, 'update');
    expect(review()).toMatchObject({ willUpdate: 1 });
    expect(planned(draft)).toMatchObject([{ action: 'users/change-role', fileRow: 2 }]);
    decide(2, 'leave');
    expect(review()).toMatchObject({ willUpdate: 0 });
  });

  it('condition 52: somebody deactivated is reactivated by a decision of their own, or left out of all', () => {
    const { draft, decide, review } = check(['left@halden.io', 'gone@halden.io']);
    expect(reasons(draft)).toEqual(['Last seen 2026-05-04', 'Last access not reported']);
    decide(2, 'reactivate');
    expect(review()).toMatchObject({ mayReactivate: 2, willReactivate: 1 });
    expect(planned(draft)).toMatchObject([{ action: 'users/activate', subject: 'left@halden.io' }]);
    const all = check(['left@halden.io', 'gone@halden.io'], { reactivate: 'yes' });
    all.decide(3, 'leave');
    expect(all.review()).toMatchObject({ willReactivate: 1 });
    expect(planned(all.draft)).toMatchObject([{ subject: 'left@halden.io' }]);
  });

  it('condition 53: an open invite is skipped, and it is said where it is sent again', () => {
    const { draft } = check(['pending@halden.io']);
    expect(reasons(draft)).toEqual(['Invited before: send it again in Users']);
  });

  it('condition 54: what the identity provider owns is left to its admin, with what to do there', () => {
    const { draft } = check(
      [
        'okta@halden.io,O,Admin,contractors',
        'okta@halden.io,O,Admin,contractors',
        'grouped@halden.io,G,Admin',
      ],
      { update: 'yes' },
    );
    expect(reasons(draft)).toEqual([
      'In Okta: role Admin and group contractors',
      'Same as row 2',
      'A group of the identity provider gives the role: make it Admin there',
    ]);
    expect(planned(draft)).toEqual([]);
  });
});

describe('one fix for all that are alike', () => {
  it('gives every row of a wrong role the right one', () => {
    const { draft, run, edit, review } = check([
      'a@x.no,A,boss',
      'b@x.no,B,Boss',
      'c@x.no,C,chief',
      'd@x.no,D,boss',
    ]);
    expect(edit(2, { role: 'member' }).alike).toBe(2);
    expect(fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY).fixed).toBe(2);
    expect(shown(draft).map(([, verdict]) => verdict)).toEqual(['ready', 'ready', 'unknown-role', 'ready']);
    review();
  });

  it('changes one wrong team among others', () => {
    const { draft, run, edit } = check([
      'a@x.no,A,,Crew!',
      'b@x.no,B,,contractors|Crew!',
      'c@x.no,C,,Other!',
    ]);
    expect(edit(2, { teams: ['field-crew'] }).alike).toBe(1);
    fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY);
    expect(draft.rows.at(1)?.checked?.own.teams).toEqual(['contractors', 'field-crew']);
    expect(draft.rows.at(2)?.checked?.verdict).toBe('bad-team-name');
  });

  it('mends a wrong domain everywhere, and what else can be mended by its own suggestion', () => {
    const { draft, run, edit } = check(['a@fieldcrew', 'b@fieldcrew', 'c@elsewhere', 'd@@x.no', 'e@@x.no']);
    expect(edit(2, { email: 'a@fieldcrew.eu' }).alike).toBe(1);
    fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY);
    expect(edit(5, { email: 'd@x.no' }).alike).toBe(1);
    fixAlikeUntil(draft, run, 0, Number.POSITIVE_INFINITY);
    expect(shown(draft)).toEqual([
      ['a@fieldcrew.eu', 'ready'],
      ['b@fieldcrew.eu', 'ready'],
      ['c@elsewhere', 'invalid-email'],
      ['d@x.no', 'ready'],
      ['e@x.no', 'ready'],
    ]);
  });

  it('is done in slices, and only what it changes is checked again', () => {
    const { draft, run, edit } = check(
      Array.from({ length: 3000 }, (_, index) => `p${index}@x.no,P,${index % 2 === 0 ? 'boss' : ''}`),
    );
    const untouched = draft.rows.at(1)?.checked;
    const asked: string[] = [];
    const { findPeople } = run.against;
    run.against.findPeople = (emails) => {
      asked.push(...emails);
      return findPeople(emails);
    };
    expect(edit(2, { role: 'member' }).alike).toBe(1499);
    let from: number | null = 0;
    let slices = 0;
    while (from !== null) {
      ({ next: from } = fixAlikeUntil(draft, run, from, performance.now() + 0.5));
      slices += 1;
    }
    expect(slices).toBeGreaterThan(1);
    expect(reviewDraft(draft, run).willInvite).toBe(3000);
    expect(draft.rows.at(1)?.checked).toEqual(untouched);
    // Every row that is checked again is sought among the people again.
    expect(asked).toHaveLength(1500);
    expect(asked).not.toContain('p1@x.no');
  });
});
