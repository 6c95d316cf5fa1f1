import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOwn, emptyMemory } from '../../../../../src-main/features/bulk-invites/check-own.ts';
import { checkUntil, openCheck } from '../../../../../src-main/features/bulk-invites/check-rows.ts';
import { readyRow } from '../../../../../src-main/features/bulk-invites/draft-row.ts';
import { ownOf } from '../../../../../src-main/features/bulk-invites/own-of.ts';
import { PlainKind } from '../../../../../src-main/features/bulk-invites/plain-kind.ts';
import { settleRow } from '../../../../../src-main/features/bulk-invites/settle-row.ts';
import { countVerdict, emptyTally } from '../../../../../src-main/features/bulk-invites/tally.ts';
import { checkEmail, plainAt } from '../../../../../src-main/features/users/check-email.ts';
import { readText } from './read-text.ts';

const email = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'bo',
        'bo.ek',
        'info',
        'Bo',
        'bo+x',
        'b%o',
        'postmaster',
        'åse',
        'b..o',
        '.b',
        'x'.repeat(65),
      ),
      fc.constantFrom(
        'x.no',
        'halden.io',
        'gmail.com',
        'gmial.com',
        'mailinator.com',
        'blåbær.no',
        'X.no',
        'ha1den.io',
        'no',
        'x.zz',
      ),
    )
    .map((parts) => parts.join('@')),
  fc.constantFrom('', 'bo', '<bo@x.no>', 'bo@x.no; ek@x.no', ' bo@x.no', '\u200bbo@x.no'),
);
const name = fc.constantFrom(
  '',
  'Bo Ek',
  "Bo O'Ek 7",
  '12.5',
  '1.2E+4',
  'Ã¥se',
  'Åse',
  'x'.repeat(300),
  "'=1+1",
);
const role = fc.constantFrom('', 'member', 'Admin', 'membr', 'boss', 'm'.repeat(2100));
const teams = fc.constantFrom(
  '',
  'contractors',
  'everyone',
  'contractors|everyone',
  'planning',
  'new-team',
  'No Team',
);
const flag = fc.constantFrom('', 'yes', 'no', 'maybe');
const row = fc.tuple(email, name, role, teams, flag);

function open(
  rows: readonly (readonly string[])[],
  signInWith: 'sso' | 'password',
  createTeams: 'yes' | 'no',
) {
  const quoted = (cell: string): string => (/[,;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((cells) => cells.map(quoted).join(','));
  const draft = readText(['email,name,role,teams,send', ...lines].join('\n'));
  const run = openCheck({
    facts: { signInWith, idpName: null, mode: 'invite-only', domains: ['halden.io'], defaultRole: 'member' },
    options: {
      ...{ passwordEmail: 'send', reactivate: 'no', update: 'no' },
      ...{ createTeams, letterCase: 'lower', letters: 'ascii' },
    },
    roles: [
      { name: 'tenant-admin', label: 'Admin' },
      { name: 'member', label: 'Member' },
    ],
    teams: new Map([
      ['contractors', { name: 'contractors', managedBy: null }],
      ['planning', { name: 'planning', managedBy: 'Okta' }],
    ]),
    tenantSize: 10,
    findPeople: () => new Map(),
  });
  while (!checkUntil(draft, run, 0));
  return { draft, run };
}

describe('rows that keep their kind alone', () => {
  it('come to what they come to when each is looked at by itself, and are counted the same', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('sso' as const, 'password' as const),
        fc.constantFrom('yes' as const, 'no' as const),
        (rows, signInWith, createTeams) => {
          const { draft, run } = open(rows, signInWith, createTeams);
          const memory = emptyMemory();
          const tally = emptyTally();
          for (const [index, each] of [...draft.rows].entries()) {
            const own = checkOwn(draft, each, run.against, memory);
            expect(ownOf(draft, run, index)).toEqual(own);
            const settled = settleRow(draft, run, index);
            expect(each.checked).toEqual(settled);
            expect(each.verdict).toBe(settled.verdict);
            expect(each.isNoted).toBe(settled.verdict === 'ready' && settled.own.notes.length > 0);
            countVerdict(tally, settled, 1);
          }
          expect(run.tally).toEqual(tally);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are most rows of an ordinary file, a few kinds in all', () => {
    const rows = Array.from({ length: 1000 }, (_, n) => [
      `p${n}@x.no`,
      `Bo ${n}`,
      n % 2 ? 'member' : '',
      '',
      '',
    ]);
    const { draft, run } = open(rows, 'password', 'no');
    const kinds = new Set([...draft.rows].map((_, index) => run.own.get(index)));
    expect([...kinds].every((kept) => kept instanceof PlainKind)).toBe(true);
    expect(kinds.size).toBe(2);
    const [, second] = draft.rows;
    if (second === undefined) throw new Error('no second row');
    expect(second.checked).toEqual(readyRow(checkOwn(draft, second, run.against, emptyMemory())));
  });
});

describe('an address that is sent as it stands', () => {
  it('is one of small letters in ordinary shape, and nothing else', () => {
    const pattern = /^(?=.{1,64}@)[a-z0-9_%'-]+(?:\.[a-z0-9_%'-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
    const unit = fc.constantFrom(
      'a',
      'z',
      '0',
      '.',
      '@',
      '-',
      '_',
      '%',
      "'",
      '+',
      'A',
      'å',
      ' ',
      '\n',
      'x.no',
      'a'.repeat(60),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 9 }), (cell) => {
        const isPlain = cell.length <= 254 && pattern.test(cell);
        expect(plainAt(cell)).toBe(isPlain ? cell.indexOf('@') : -1);
        if (!isPlain) return;
        const found = checkEmail(cell, { ownDomains: [], lookAlikes: 'hold' });
        if (found.is === 'good' && found.domain?.isAsTyped) {
          expect([found.shown, found.sendAs, found.key, found.taken]).toEqual([cell, cell, cell, 'nothing']);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
