import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckRun,
  checkUntil,
  openCheck,
} from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { type Draft, say } from '../../../../../src-main/features/bulk-invites/draft.ts';
import { keepTenantColumn } from '../../../../../src-main/features/bulk-invites/map-columns.ts';
import {
  chooseTenant,
  describeSplit,
  isForItsTenant,
  markStarted,
  type Split,
  splitDraft,
} from '../../../../../src-main/features/bulk-invites/split-draft.ts';
import { splitRow } from '../../../../../src-main/features/bulk-invites/split-row.ts';
import { nameTenant, plainTenantName } from '../../../../../src-main/features/bulk-invites/tenant-names.ts';
import { readText } from './read-text.ts';

const tenant = (id: string, displayName: string, tenantName: string, controlPlane: string) =>
  nameTenant({
    id,
    displayName,
    tenantName,
    controlPlane,
    environment: 'staging',
    profile: 'full',
    credential: 'kept',
    signedInAs: null,
    addedAt: '2026-11-24T08:00:00Z',
    lastSyncAt: null,
  });
/** The draft of `readText` belongs to tenant `t`. */
const tenants = [
  tenant('t', 'Halden Robotics', 'halden', 'https://platform.halden.example'),
  tenant('v', 'Visp Partners', 'visp', 'https://visp.example:8443'),
  tenant('h', 'Halden Robotics Test', 'halden', 'https://test.halden.example'),
];

const read = (lines: string[]): Draft => readText(lines.join('\n'), 'people.csv', tenants);
const meaningsOf = (lines: string[]) => read(lines).meanings;
function split(lines: string[]): { draft: Draft; split: Split } {
  const draft = read(lines);
  const made = splitDraft(draft);
  if (made === null) throw new Error('an ordinary file');
  return { draft, split: made };
}
function checked(plan: Draft): CheckRun {
  const run = openCheck({
    facts: { signInWith: 'password', idpName: null, mode: null, domains: ['x.io'], defaultRole: 'member' },
    options: {
      passwordEmail: 'send',
      reactivate: 'no',
      update: 'no',
      createTeams: 'no',
      letterCase: 'lower',
      letters: 'ascii',
    },
    roles: [{ name: 'member', label: 'Member' }],
    teams: new Map(),
    tenantSize: 10,
    findPeople: () => new Map(),
  });
  while (!checkUntil(plan, run, 0));
  return run;
}
const planRows = (made: Split) =>
  Object.fromEntries([...made.plans].map(([id, plan]) => [id, [...plan.rows].map(({ row }) => row)]));

describe('a column that names tenants', () => {
  it('is known by its title once anything is in it', () => {
    expect(meaningsOf(['Email,Tenant', 'a@x.io,anything'])).toEqual(['email', 'tenant']);
    expect(meaningsOf(['Email,Mandant', 'a@x.io,anything'])).toEqual(['email', 'tenant']);
    expect(meaningsOf(['Email,Tenant', 'a@x.io,'])).toEqual(['email', 'ignore']);
    expect(meaningsOf(['Email,Tenant role', 'a@x.io,member'])).toEqual(['email', 'role']);
  });

  it('is known by its cells where the title may mean something else, or nothing', () => {
    expect(meaningsOf(['Email,Environment', 'a@x.io,Production'])).toEqual(['email', 'ignore']);
    expect(meaningsOf(['Email,Workspace', 'a@x.io,Visp Partners', 'b@x.io,Nowhere'])).toEqual([
      'email',
      'tenant',
    ]);
    expect(meaningsOf(['Email,Where to', 'a@x.io,VISP  partners', 'b@x.io,halden'])).toEqual([
      'email',
      'tenant',
    ]);
    expect(meaningsOf(['Email,Company', 'a@x.io,Visp Partners', 'b@x.io,Nowhere'])).toEqual([
      'email',
      'ignore',
    ]);
  });

  it('is found in a file that is sorted by it, however late its first known name comes', () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `p${n}@x.io,${n < 1000 ? 'Elsewhere' : 'visp'}`);
    expect(meaningsOf(['Email,Workspace', ...lines])).toEqual(['email', 'tenant']);
  });

  it('is not let go by a remembered mapping alone', () => {
    expect(keepTenantColumn(['email', 'tenant'], ['email', 'ignore'])).toEqual(['email', 'tenant']);
    expect(keepTenantColumn(['email', 'tenant', 'ignore'], ['email', 'ignore', 'tenant'])).toEqual([
      'email',
      'ignore',
      'tenant',
    ]);
  });
});

describe('the names of a tenant', () => {
  it('are compared without case, spaces, invisible marks and the frame of an address', () => {
    for (const text of ['Visp Partners', ' VISP partners ', 'visp\u00a0part\u200bners']) {
      expect(plainTenantName(text)).toBe('visppartners');
    }
    expect(plainTenantName('https://Visp.example:8443/users?x=1')).toBe('visp.example:8443');
  });
});

describe('a file that names tenants', () => {
  it('becomes one plan a tenant over the same rows, with their numbers in the file', () => {
    const { draft, split: made } = split([
      'email,tenant',
      'a@x.io,Halden Robotics',
      'b@x.io,visp',
      'c@x.io,https://visp.example:8443/',
      'a@x.io,VISP PARTNERS',
      'd@x.io,test.halden.example',
    ]);
    expect(planRows(made)).toEqual({ t: [2], v: [3, 4, 5], h: [6] });
    expect(made.plans.get('v')?.rows.at(0)?.index).toBe(draft.rows.at(1)?.index);
    expect(describeSplit(draft, made)).toMatchObject({ rowsRead: 5, heldRows: 0, unnamed: [] });
  });

  it('is a file like any other when all rows name the tenant on screen, or the column is not imported', () => {
    const ours = read(['email,tenant', 'a@x.io,Halden Robotics', 'b@x.io,platform.halden.example']);
    expect(isForItsTenant(ours)).toBe(true);
    expect(splitDraft(ours)).toBeNull();
    const theirs = read(['email,tenant', 'a@x.io,visp']);
    expect(planRows(splitDraft(theirs) as Split)).toEqual({ v: [2] });
    const unmapped = read(['email,tenant', 'a@x.io,visp']);
    unmapped.meanings = ['email', 'ignore'];
    expect(splitDraft(unmapped)).toBeNull();
  });

  it('holds rows whose cell is empty, names nobody, or fits two tenants, and never guesses', () => {
    const { draft, split: made } = split([
      'email,tenant',
      'a@x.io,halden',
      'b@x.io,',
      'c@x.io,Vispp',
      'd@x.io,VISPP',
      'e@x.io,visp',
    ]);
    expect(planRows(made)).toEqual({ v: [6] });
    const shown = describeSplit(draft, made);
    expect(shown.heldRows).toBe(4);
    expect(shown.unnamed).toEqual([
      {
        value: 'vispp',
        shown: 'Vispp',
        rows: 2,
        firstRows: [4, 5],
        why: 'not-connected',
        fits: [],
        chosen: null,
      },
      {
        value: 'halden',
        shown: 'halden',
        rows: 1,
        firstRows: [2],
        why: 'several-fit',
        fits: ['t', 'h'],
        chosen: null,
      },
      { value: '', shown: '', rows: 1, firstRows: [3], why: 'empty', fits: [], chosen: null },
    ]);
  });

  it('sends all rows with a cell to the tenant that was chosen, and back', () => {
    const { draft, split: made } = split(['email,tenant', 'a@x.io,vispp', 'b@x.io,vispp', 'c@x.io,visp']);
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'h' })).toBe('done');
    expect(planRows(made)).toEqual({ h: [2, 3], v: [4] });
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'v' })).toBe('done');
    expect(planRows(made)).toEqual({ v: [2, 3, 4] });
    expect(describeSplit(draft, made)).toMatchObject({ heldRows: 0, unnamed: [{ chosen: 'v' }] });
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: null })).toBe('done');
    expect(planRows(made)).toEqual({ v: [4] });
    expect(chooseTenant(draft, made, { value: 'visp', tenantId: 'h' })).toBe('unknown');
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'nobody' })).toBe('unknown');
  });

  it('leaves a tenant alone once it was started', () => {
    const { draft, split: made } = split([
      'email,tenant',
      'a@x.io,vispp',
      'b@x.io,visp',
      'c@x.io,test.halden.example',
    ]);
    markStarted(made, 'v', 'job-1');
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'v' })).toBe('started');
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'h' })).toBe('done');
    expect(planRows(made)).toEqual({ h: [2, 4] });
    expect(describeSplit(draft, made).plans).toMatchObject([
      { tenantId: 'v', rows: 1, draftId: null, jobId: 'job-1' },
      { tenantId: 'h', rows: 2, jobId: null },
    ]);
  });

  it('keeps the addresses that a row was split into when another cell gets a tenant (condition 31)', () => {
    const lines = ['email,tenant', 'a@x.io;b@x.io;c@x.io,visp', 'd@x.io,vispp', 'e@x.io,halden robotics'];
    const { draft, split: made } = split(lines);
    const plan = made.plans.get('v') as Draft;
    splitRow(plan, checked(plan), 0);
    // Numbered behind the whole file: row 4 is somebody else's.
    expect(planRows(made)).toEqual({ v: [2, 5, 6], t: [4] });
    expect(made.plans.get('t')?.splits.size).toBe(0);
    expect(describeSplit(draft, made)).toMatchObject({ rowsRead: 5, heldRows: 1 });
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'v' })).toBe('done');
    expect([...plan.rows].map((row) => row.edit?.email ?? '')).toEqual(['a@x.io', '', 'b@x.io', 'c@x.io']);
    const { plans, rowsRead } = describeSplit(draft, made);
    expect(plans.reduce((sum, { rows }) => sum + rows, 0)).toBe(rowsRead);
    markStarted(made, 'v', 'job-1');
    expect(describeSplit(draft, made)).toMatchObject({ rowsRead: 5, heldRows: 0 });
  });

  it('takes nothing along that was said or split for another tenant', () => {
    const { draft, split: made } = split([
      'email,tenant',
      'a@x.io;b@x.io,vispp',
      'c@x.io,visp',
      'd@x.io,visp',
    ]);
    chooseTenant(draft, made, { value: 'vispp', tenantId: 'v' });
    const plan = made.plans.get('v') as Draft;
    splitRow(plan, checked(plan), 0);
    for (const row of plan.rows) say(plan, row, { isKept: true });
    expect(chooseTenant(draft, made, { value: 'vispp', tenantId: 'h' })).toBe('done');
    expect(planRows(made)).toEqual({ v: [3, 4], h: [2] });
    expect([...plan.said.keys()]).toEqual([3, 4]);
    const other = made.plans.get('h') as Draft;
    expect([other.said.size, other.splits.size, other.rows.at(0)?.edit]).toEqual([0, 0, null]);
    expect(describeSplit(draft, made)).toMatchObject({ rowsRead: 3, heldRows: 0 });
  });

  it('adds up whatever is in it: every row is in one plan or held', () => {
    const cell = fc.constantFrom(
      'visp',
      'VISP partners',
      'halden',
      'halden robotics',
      '',
      'x',
      'test.halden.example',
      '=1',
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (cells) => {
        const draft = read(['email,tenant', 'z@x.io,visp', ...cells.map((text, n) => `p${n}@x.io,${text}`)]);
        const made = splitDraft(draft);
        if (made === null) throw new Error('an ordinary file');
        const { plans, heldRows, rowsRead } = describeSplit(draft, made);
        expect(plans.reduce((sum, { rows }) => sum + rows, heldRows)).toBe(rowsRead);
        const planned = [...made.plans.values()].flatMap(({ rows }) => [...rows].map(({ row }) => row));
        expect(new Set(planned).size).toBe(planned.length);
      }),
    );
  });
});
