import { describe, expect, it } from 'vitest';
import { cellsOf, readText, shownDraft } from './read-text.ts';

describe('parsing (conditions 8, 16 to 20)', () => {
  it('takes CRLF, LF, lone CR and a mix of them', () => {
    const rows = [
      ['a@x.no', 'A'],
      ['b@x.no', 'B'],
      ['c@x.no', 'C'],
    ];
    expect(cellsOf('email,name\r\na@x.no,A\nb@x.no,B\rc@x.no,C')).toEqual(rows);
    expect(cellsOf('email,name\ra@x.no,A\rb@x.no,"B"\rc@x.no,C\r')).toEqual(rows);
  });

  it('reads quoted delimiters, doubled quotes and line breaks', () => {
    expect(cellsOf('email,name\na@x.no,"Ek, ""Bo"""\r\nb@x.no,"two\nlines"\n')).toEqual([
      ['a@x.no', 'Ek, "Bo"'],
      ['b@x.no', 'two\nlines'],
    ]);
  });

  it('keeps quotes in the middle of a cell as text', () => {
    expect(cellsOf('email,name,teams\na@x.no,Bo "Bosse" Ek,"dev,ops"\nb@x.no,B,it')).toEqual([
      ['a@x.no', 'Bo "Bosse" Ek', 'dev,ops'],
      ['b@x.no', 'B', 'it'],
    ]);
  });

  it('counts rows as a spreadsheet does and leaves blank ones out', () => {
    const draft = readText('email,name\n\na@x.no,A\n,,\n  ,\nb@x.no,B\n\n');
    expect([...draft.rows].map((row) => row.row)).toEqual([3, 6]);
    expect(draft.reading.blankRows).toBe(4);
  });

  it('pads short rows, ignores empty extra cells and holds rows with filled extra cells', () => {
    const draft = readText('email,name,role\na@x.no\nb@x.no,B,member,,\nc@x.no,Ek,Cy,member');
    expect([...draft.rows].map((row) => [row.cells.length, row.problem])).toEqual([
      [3, null],
      [3, null],
      [4, '1 cell more than there are columns: “member”'],
    ]);
  });

  it('does not let an unbalanced quote swallow the rest', () => {
    const draft = readText('email,name\na@x.no,"Anna\nb@x.no,Bo\nc@x.no,Cy\n');
    expect([...draft.rows].map((row) => [row.row, row.cells[0], row.problem === null])).toEqual([
      [2, 'a@x.no', false],
      [3, 'b@x.no', true],
      [4, 'c@x.no', true],
    ]);
  });

  it('sees that a quote was closed by one of a later row', () => {
    const draft = readText('email,name\na@x.no,"Anna\nb@x.no,Bo\nc@x.no,Cy"\nd@x.no,D\n');
    expect([...draft.rows].map((row) => row.cells[0])).toEqual(['a@x.no', 'b@x.no', 'c@x.no', 'd@x.no']);
    expect([...draft.rows].filter((row) => row.problem !== null).map((row) => row.row)).toContain(2);
  });

  it('reads the same in slices, with and without quotes', () => {
    const lines = Array.from(
      { length: 4000 },
      (_, n) => `p${n}@x.no,${n % 3 === 0 ? `"Ek, P${n}"` : `P${n}`}`,
    );
    const draft = readText(`email,name\r\n${lines.join('\r\n')}\r\n`);
    expect(draft.rows).toHaveLength(4000);
    expect([...draft.rows].every((row, n) => row.row === n + 2 && row.cells[0] === `p${n}@x.no`)).toBe(true);
    expect(draft.rows.at(3999)?.cells[1]).toBe('Ek, P3999');
    expect(draft.reading.blankRows).toBe(0);
    expect(draft.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('condition 17: knows the physical line beside the row, once a cell holds line breaks', () => {
    const draft = readText('email,name\r\na@x.no,"two\r\nlines"\r\n\r\nb@x.no, "and\nthree\nmore"\nc@x.no,C');
    expect([...draft.rows].map(({ row, line }) => [row, line])).toEqual([
      [2, 2],
      [4, 5],
      [5, 8],
    ]);
  });

  it('refuses a header without rows', () => {
    expect(() => readText('email,name\n\n')).toThrow('file-empty');
  });
});

describe('what the page is told', () => {
  it('describes a file with BOM, header in Norwegian and an extra column', () => {
    const shown = shownDraft(
      '\uFEFFE-Mail;Navn;Rolle;Grupper;Kostnadssted\na@x.no;Åse;;dev | ops;4410\nb@x.no;Bo;admin;;\n',
    );
    expect(shown).toMatchObject({
      encoding: 'utf-8-bom',
      delimiter: ';',
      header: 'first-row',
      rowCount: 2,
      note: 'Detected, all 2 rows have 5 columns',
      warning: null,
      blockedBecause: null,
    });
    expect(shown.columns.map((column) => [column.title, column.becomes, column.filled])).toEqual([
      ['E-Mail', 'email', 2],
      ['Navn', 'name', 2],
      ['Rolle', 'role', 1],
      ['Grupper', 'teams', 1],
      ['Kostnadssted', 'ignore', 1],
    ]);
    expect(shown.preview[0]).toEqual({
      row: 2,
      email: 'a@x.no',
      name: 'Åse',
      role: 'member',
      roleIsDefault: true,
      teams: ['dev', 'ops'],
    });
  });

  it('takes a pasted list for what it is (condition 7)', () => {
    const shown = shownDraft('a@x.no, Bo Ek <b@y.no>; c@z.no\nd@x.no');
    expect(shown.preview.map((row) => row.email)).toEqual(['a@x.no', 'Bo Ek <b@y.no>', 'c@z.no', 'd@x.no']);
    expect(shown).toMatchObject({ header: 'none', rowCount: 4, note: 'Read as a list of 4 addresses' });
  });

  it('finds the email column by content when no header names it (condition 22)', () => {
    const shown = shownDraft('Bo Ek,bo@x.no,member\nCy Dahl,cy@x.no,member');
    expect(shown).toMatchObject({ header: 'none', rowCount: 2 });
    expect(shown.columns.map((column) => column.becomes)).toEqual(['ignore', 'email', 'ignore']);
    expect(shown.columns[0]?.title).toBe('Column 1');
  });

  it('prefers the column that holds addresses over one that is only called Login', () => {
    const shown = shownDraft('Login,Contact\nbek,bo@x.no\ncdahl,cy@x.no');
    expect(shown.columns.map((column) => column.becomes)).toEqual(['ignore', 'email']);
  });

  it('reads an Entra template: version row, names in brackets (condition 27)', () => {
    const shown = shownDraft(
      'version:v1.0,,\nName [displayName] Required,User name [userPrincipalName] Required,Block sign in\nBo,bo@x.no,No',
    );
    expect(shown.columns.map((column) => column.becomes)).toEqual(['name', 'email', 'ignore']);
    expect(shown.preview[0]?.row).toBe(3);
  });

  it('says why it cannot be checked and warns of damage (conditions 12, 26)', () => {
    expect(shownDraft('who,what\nBo,x').blockedBecause).toBe('No column is mapped to Email.');
    expect(shownDraft('email,name\na@x.no,JÃ¼rgen').warning).toContain('Row 2');
  });
});
