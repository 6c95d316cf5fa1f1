import fc from 'fast-check';
import type { TeamWire } from '../../../../../src-main/tenant-api/wire/teams.ts';
import type { UserWire } from '../../../../../src-main/tenant-api/wire/users.ts';

export const now = Date.parse('2026-11-23T12:00:30.000Z');
const dayMs = 86_400_000;

/** Names that break things: quotes, wildcards, operators, other scripts, emoji, direction marks, nothing at all. */
const names = [
  'Anna Abbott',
  'anna  abbott',
  'Ånna Äbbött',
  'Zoë O’Neil',
  "Robert'); DROP TABLE users;--",
  '"quoted" AND OR NOT',
  '100% _wild_ *star*',
  'NEAR(a b)',
  'a',
  'ab',
  'ﬁnn',
  'Straße',
  '東京 太郎',
  'Łukasz Żółć',
  '👩‍🚀 Ada',
  'x\u202eevil',
  '\u0000nul',
  '-dash',
  '^caret:colon',
  '{brace}',
  'İlker Işık',
  '',
  ' ',
  'search_text : x',
];
const domains = ['halden.example', 'field-crew.example', 'x.io'];

export const userArb = (id: string): fc.Arbitrary<UserWire> =>
  fc.record({
    id: fc.constant(id),
    email: fc
      .tuple(fc.constantFrom('ann', 'b.o', 'C_D', "o'x", 'zoë', '100%'), fc.constantFrom(...domains))
      .map(([local, domain]) => `${local}${id}@${domain}`),
    active: fc.boolean(),
    isEditable: fc.boolean(),
    roles: fc.constantFrom([], ['tenant-admin'], ['member'], ['auditor'], ['o\'dd "role"']),
    metadata: fc.record({
      displayName: fc.constantFrom(...names),
      inviteAccepted: fc.constantFrom(true, false, null),
      registeredInIdp: fc.constantFrom(true, false, null),
      createdByScim: fc.constantFrom(true, false),
    }),
    lastAccessedAt: fc.option(
      fc
        .constantFrom(0, 1, 6.9, 7.1, 29.9, 30.1, 89, 91, 400)
        .map((days) => new Date(now - days * dayMs).toISOString()),
    ),
    createdAt: fc.option(
      fc.integer({ min: 0, max: 50 }).map((days) => new Date(now - days * dayMs).toISOString()),
    ),
  });

/** Some people with different ids. */
export const peopleArb: fc.Arbitrary<UserWire[]> = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => userArb(`u${index}`))));

/** Teams of some of these people, the system team among them. */
export const teamsArb = (people: readonly UserWire[]): fc.Arbitrary<TeamWire[]> => {
  const emails = fc.subarray(people.map((person) => person.email.toUpperCase()));
  return fc.tuple(emails, emails, emails).map(([ops, managers, fleet]) => [
    { id: 't1', manifest: { name: 'ops', members: ops, managers } },
    { id: 't2', manifest: { name: "fle'et", members: fleet, managers: [] } },
    { id: 't3', manifest: { name: 'everyone', members: people.map((person) => person.email), managers: [] } },
  ]);
};
