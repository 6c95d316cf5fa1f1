import fc from 'fast-check';
import type { KnownNames } from './known-names.ts';

/** A SCIM call as an identity provider makes it: everything in it is of the right type and about what exists. */
export interface WellFormedCall {
  readonly method: string;
  /** Below the SCIM URL. */
  readonly path: string;
  readonly body?: unknown;
}

const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const textOps = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew');

/** Lists with filters, reads, and PATCHes of people and groups that the tenant should take. */
export function wellFormedScim(names: KnownNames): fc.Arbitrary<WellFormedCall> {
  const user = fc.constantFrom(...names.userIds);
  const group = fc.constantFrom(...names.teamIds);
  const list = (endpoint: string, filter: fc.Arbitrary<string>) =>
    fc.tuple(joined(filter), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 0, max: 50 })).map(
      ([text, startIndex, count]): WellFormedCall => ({
        method: 'GET',
        path: `${endpoint}?filter=${encodeURIComponent(text)}&startIndex=${startIndex}&count=${count}`,
      }),
    );
  const patch = (path: fc.Arbitrary<string>, operation: fc.Arbitrary<object>) =>
    fc.tuple(path, fc.array(operation, { minLength: 1, maxLength: 4 })).map(
      ([at, Operations]): WellFormedCall => ({
        method: 'PATCH',
        path: at,
        body: { schemas: [patchUrn], Operations },
      }),
    );
  return fc.oneof(
    list('/Users', userFilter(names)),
    list('/Groups', groupFilter(names)),
    patch(
      user.map((id) => `/Users/${id}`),
      userOperation(),
    ),
    patch(
      group.map((id) => `/Groups/${id}`),
      memberOperation(names),
    ),
    user.map((id) => ({ method: 'GET', path: `/Users/${id}?excludedAttributes=groups` })),
  );
}

/** One filter, or two of them, or none of them. */
function joined(filter: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    filter,
    fc.tuple(filter, fc.constantFrom('and', 'or', 'OR'), filter).map((parts) => parts.join(' ')),
    filter.map((inner) => `not (${inner})`),
  );
}

function userFilter(names: KnownNames): fc.Arbitrary<string> {
  const address = fc.constantFrom(...names.emails).map((email) => JSON.stringify(email));
  const word = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => JSON.stringify(text));
  const attribute = fc.constantFrom(
    'displayName',
    'title',
    'name.familyName',
    'externalId',
    'NAME.givenName',
  );
  const addressed = fc.constantFrom('userName', 'emails.value', 'emails[type eq "work"].value', 'emails');
  return fc.oneof(
    fc.tuple(addressed, textOps, address).map((parts) => parts.join(' ')),
    fc.tuple(attribute, textOps, word).map((parts) => parts.join(' ')),
    fc.constantFrom(
      'active eq true',
      'active eq "False"',
      'title pr',
      'meta.created gt "2026-01-01T00:00:00Z"',
    ),
  );
}

function groupFilter(names: KnownNames): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names.teamNames).map((team) => JSON.stringify(team));
  return fc.oneof(
    fc.tuple(fc.constant('displayName'), textOps, name).map((parts) => parts.join(' ')),
    fc.constantFrom(...names.userIds).map((id) => `members.value eq "${id}"`),
    fc.constantFrom('members pr', 'externalId pr', 'meta.lastModified ge "2026-01-01T00:00:00Z"'),
  );
}

function userOperation(): fc.Arbitrary<object> {
  const op = fc.constantFrom('add', 'replace', 'Add', 'Replace');
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const path = fc.constantFrom('displayName', 'title', 'name.givenName', 'externalId', 'nickName');
  return fc.oneof(
    fc.record({ op, path, value: text }),
    fc.record({ op, path: fc.constant('active'), value: fc.constantFrom(true, 'True', false, 'False') }),
    fc.record({ op, value: text.map((displayName) => ({ displayName })) }),
    fc.constant({ op: 'remove', path: 'title' }),
  );
}

function memberOperation(names: KnownNames): fc.Arbitrary<object> {
  const id = fc.constantFrom(...names.userIds);
  const members = fc.array(
    id.map((value) => ({ value })),
    { minLength: 1, maxLength: 4 },
  );
  return fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'Add', 'remove', 'Remove'),
      path: fc.constant('members'),
      value: members,
    }),
    id.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` })),
  );
}
