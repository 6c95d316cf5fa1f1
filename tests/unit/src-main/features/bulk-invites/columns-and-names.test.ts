import { describe, expect, it } from 'vitest';
import { planWindow } from '../../../../../src-main/features/bulk-invites/plan-rows.ts';
import { showRow } from '../../../../../src-main/features/bulk-invites/review-draft.ts';
import { readText, shownDraft } from './read-text.ts';

const becomes = (header: string, row = 'a@x.no,A,member,dev'): string[] =>
  shownDraft(`${header}\n${row}`).columns.map((column) => column.becomes);

describe('titles of columns', () => {
  it.each([
    'Email,Name,Role,Teams',
    'E-MAIL,DISPLAY NAME,tenant_role,Team(s)',
    '\uFEFF e_mail , display-name ,Tenant Role,groups',
    'userPrincipalName,displayName,Roles,Group',
    'UPN,Full name,rolle,Grupper',
    'Courriel,Nom complet,rol,équipes',
  ])('condition 23: %s are known in any case, with blanks, underscores, hyphens and marks', (header) => {
    expect(becomes(header)).toEqual(['email', 'name', 'role', 'teams']);
  });

  it('condition 25: those that nobody knows are listed, not imported, and kept for the report', () => {
    const text = 'email,Cost centre,Name\na@x.no,4410,A\n';
    expect(shownDraft(text).columns[1]).toEqual({
      index: 1,
      title: 'Cost centre',
      samples: ['4410'],
      filled: 1,
      becomes: 'ignore',
    });
    const draft = readText(text);
    const options = { passwordEmail: 'send', reactivate: 'no', update: 'no', createTeams: 'no' } as const;
    const { kept } = planWindow(draft, options as never, { offset: 0, limit: 10 });
    expect(kept[0]?.cells).toEqual(['a@x.no', '4410', 'A']);
  });
});

describe('names', () => {
  it('condition 13: are shown composed, and kept as they were for the report', () => {
    const draft = readText('email,name\na@x.no,Rene\u0301\n');
    const [row] = draft.rows;
    if (row === undefined) throw new Error('no row');
    expect(showRow(draft, row).name).toBe('Ren\u00e9');
    const options = { passwordEmail: 'send', reactivate: 'no', update: 'no', createTeams: 'no' } as const;
    const { kept } = planWindow(draft, options as never, { offset: 0, limit: 10 });
    expect(kept[0]?.cells).toEqual(['a@x.no', 'Rene\u0301']);
  });
});
