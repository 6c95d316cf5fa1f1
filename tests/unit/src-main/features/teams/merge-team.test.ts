import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  conflictText,
  mergeTeam,
  type Standing,
  type StandingWish,
  standingIn,
  type TeamLists,
} from '../../../../../src-main/features/teams/merge-team.ts';

const emails = ['anna@x.example', 'BEN@x.example', 'cleo@x.example', 'dara@x.example', 'ELI@x.example'];
const standings: readonly Standing[] = ['none', 'member', 'manager'];

/** A team in which each person has a standing of their own. */
const team = fc.tuple(...emails.map(() => fc.constantFrom(...standings))).map(
  (each): TeamLists => ({
    members: emails.filter((_, at) => each[at] !== 'none'),
    managers: emails.filter((_, at) => each[at] === 'manager'),
  }),
);
const wished = fc
  .uniqueArray(fc.constantFrom(...emails), { maxLength: emails.length })
  .chain((who) =>
    fc
      .tuple(...who.map(() => fc.constantFrom(...standings)))
      .map((to) => who.map((email, at) => [email, to[at]] as const)),
  );

test('G2: whoever is not named stays as a colleague has them, a named one gets the wish or is a conflict', () => {
  fc.assert(
    fc.property(team, team, wished, (seen, now, wishes) => {
      const people: StandingWish[] = wishes.map(([email, to]) => ({
        email: email.toLowerCase(),
        from: standingIn(seen, email),
        to: to ?? 'none',
      }));
      const merged = mergeTeam(now, people);
      const named = new Map(people.map((wish) => [wish.email.toLowerCase(), wish]));
      const conflicted = new Set(merged.conflicts.map(({ email }) => email.toLowerCase()));
      for (const email of emails) {
        const is = standingIn(now, email);
        const after = standingIn(merged.lists, email);
        const wish = named.get(email.toLowerCase());
        if (wish === undefined || conflicted.has(email.toLowerCase())) expect(after).toBe(is);
        else if (after !== wish.to) {
          // Added by us and made manager by a colleague meanwhile: in the team, as wished.
          expect([wish.from, wish.to, is, after]).toEqual(['none', 'member', 'manager', 'manager']);
        }
        // Nothing of a colleague is overwritten: what differs from what was seen is only kept, or wished the same.
        if (wish !== undefined && is !== wish.from) expect(after).toBe(is);
      }
      expect(new Set(merged.lists.members.map((email) => email.toLowerCase())).size).toBe(
        merged.lists.members.length,
      );
      for (const manager of merged.lists.managers) expect(standingIn(merged.lists, manager)).toBe('manager');
    }),
    { numRuns: 2000 },
  );
});

test('keeps the spelling of an address that the tenant uses', () => {
  const merged = mergeTeam({ members: ['Anna@X.example'], managers: [] }, [
    { email: 'anna@x.example', from: 'member', to: 'manager' },
    { email: 'New@x.example', from: 'none', to: 'member' },
  ]);
  expect(merged.lists).toEqual({
    members: ['Anna@X.example', 'New@x.example'],
    managers: ['Anna@X.example'],
  });
});

test('tells a conflict by person with both sides, three of them by name', () => {
  const conflict = { email: 'anna@x.example', saw: 'member', now: 'none', wish: 'manager' } as const;
  expect(conflictText([conflict])).toBe(
    'anna@x.example: you saw member, now not in the team, wished manager',
  );
  expect(conflictText([conflict, conflict, conflict, conflict, conflict])).toMatch(/; and 2 more$/);
});
