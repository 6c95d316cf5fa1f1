import fc from 'fast-check';
import type { FuzzRequest } from './fuzz-request.ts';
import { brokenBody, hostileJson, hostileText, spoil, spoiling } from './hostile-values.ts';
import type { KnownNames } from './known-names.ts';
import { wellFormedScim } from './well-formed-scim.ts';

const type = { 'content-type': 'application/scim+json' };
const messages = 'urn:ietf:params:scim:api:messages:2.0';
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';

interface ScimCall {
  readonly method: string;
  /** Below the SCIM URL. */
  readonly path: string;
  readonly body?: unknown;
}

/** SCIM requests (RFC 7644): filters, PatchOps and resources as they should be, spoilt in one place, and hostile. */
export function scimRequest(names: KnownNames): fc.Arbitrary<FuzzRequest> {
  const base = `/api/svc/v1/scim/v2/${names.tenantName}/${names.ssoId}`;
  const call = scimCall(names);
  const asRequest = (mood: FuzzRequest['mood'], { method, path, body }: ScimCall): FuzzRequest => ({
    mood,
    method,
    target: `${base}${path}`,
    who: 'admin',
    headers: body === undefined ? {} : type,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const hostileMethod = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD');
  return fc.oneof(
    // Half as any client might send it, broken filters and paths included, half as it should be.
    { weight: 5, arbitrary: fc.oneof(call, wellFormedScim(names)).map((one) => asRequest('valid', one)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(call, spoiling)
        .map(([one, change]) =>
          asRequest('nearly', one.body === undefined ? one : { ...one, body: spoil(one.body, change) }),
        ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(call, hostileMethod, brokenBody, hostileText, fc.constantFrom('admin', 'nobody', 'garbled'))
        .map(([one, method, body, text, who]): FuzzRequest => {
          const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
          const joint = one.path.includes('?') ? '&' : '?';
          const request = asRequest('hostile', {
            method,
            path: `${one.path}${joint}sortBy=${encoded(text)}`,
          });
          return hasBody ? { ...request, who, headers: type, body, encoding: 'latin1' } : { ...request, who };
        }),
    },
  );
}

function scimCall(names: KnownNames): fc.Arbitrary<ScimCall> {
  const userId = fc.constantFrom(...names.userIds);
  const place = fc.oneof(
    userId.map((id) => `/Users/${id}`),
    fc.constantFrom(...names.teamIds).map((id) => `/Groups/${id}`),
  );
  const list = fc
    .record({ kind: fc.constantFrom('/Users', '/Groups', ''), query: listQuery(names) })
    .map(({ kind, query }) => ({ method: 'GET', path: `${kind}?${query}` }));
  const resource = fc.oneof(userOf(names), groupOf(names));
  return fc.oneof(
    { weight: 6, arbitrary: list },
    {
      weight: 6,
      arbitrary: fc.tuple(place, patchOf(names)).map(([path, body]) => ({ method: 'PATCH', path, body })),
    },
    { weight: 3, arbitrary: place.map((path) => ({ method: 'GET', path })) },
    { weight: 1, arbitrary: place.map((path) => ({ method: 'DELETE', path })) },
    { weight: 3, arbitrary: resource.map(({ path, body }) => ({ method: 'POST', path, body })) },
    {
      weight: 3,
      arbitrary: fc.tuple(place, resource).map(([path, { body }]) => ({ method: 'PUT', path, body })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('/Users/.search', '/Groups/.search', '/.search'), filterOf(names))
        .map(([path, filter]) => ({
          method: 'POST',
          path,
          body: { schemas: [`${messages}:SearchRequest`], filter, startIndex: 1, count: 5 },
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          '/ServiceProviderConfig',
          '/ResourceTypes',
          '/Schemas',
          `/Schemas/${userUrn}`,
          '/Me',
          '/Bulk',
        )
        .map((path) => ({ method: 'GET', path })),
    },
  );
}

function listQuery(names: KnownNames): fc.Arbitrary<string> {
  return fc
    .record(
      {
        filter: filterOf(names),
        startIndex: fc.integer({ min: -3, max: 200 }),
        count: fc.integer({ min: -1, max: 1200 }),
        attributes: fc.constantFrom('userName,emails.value', 'displayName', 'members', 'nothing.here', ''),
        excludedAttributes: fc.constantFrom('members', 'name', 'id'),
        sortBy: fc.constantFrom('userName', 'meta.created', 'displayName', 'emails.value', 'nothing'),
        sortOrder: fc.constantFrom('ascending', 'descending'),
      },
      { requiredKeys: [] },
    )
    .map((query) =>
      Object.entries(query)
        .map(([name, value]) => `${name}=${encoded(String(value))}`)
        .join('&'),
    );
}

/** Filters of RFC 7644 section 3.4.2.2, some of them broken. */
function filterOf(names: KnownNames): fc.Arbitrary<string> {
  const attribute = fc.constantFrom(
    'userName',
    'externalId',
    'id',
    'emails.value',
    'emails[type eq "work"].value',
    'displayName',
    'name.familyName',
    'active',
    'meta.lastModified',
    'members.value',
    'USERNAME',
    `${userUrn}:userName`,
    'no.such.attribute',
  );
  const value = fc.oneof(
    fc.constantFrom(...names.emails).map((email) => JSON.stringify(email)),
    fc.constantFrom('true', '"True"', 'null', '42', '"2026-01-01T00:00:00Z"', '""', '"\\"', 'bare'),
    hostileText.map((text) => JSON.stringify(text.slice(0, 300))),
  );
  const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'EQ', 'like');
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.tuple(attribute, operator, value).map((parts) => parts.join(' ')),
      attribute.map((name) => `${name} pr`),
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or', 'AND'), tie('filter'))
        .map((parts) => parts.join(' ')),
      tie('filter').map((inner) => `not (${inner})`),
      tie('filter').map((inner) => `(${inner}`),
      tie('filter').map((inner) => `emails[${inner}]`),
    ),
  }));
  return filter;
}

function patchOf(names: KnownNames): fc.Arbitrary<unknown> {
  const member = fc.constantFrom(...names.userIds).map((value) => ({ value }));
  const path = fc.oneof(
    fc.constantFrom(
      'displayName',
      'active',
      'name.givenName',
      'emails[type eq "work"].value',
      'members',
      'externalId',
    ),
    fc.constantFrom(
      'userName',
      'title',
      'roles',
      `${userUrn}:title`,
      'urn:ietf:params:scim:schemas:extension:x',
      '',
    ),
    fc.constantFrom(...names.userIds).map((id) => `members[value eq "${id}"]`),
    filterOf(names).map((filter) => `members[${filter}]`),
  );
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      true,
      false,
      'False',
      'True',
      null,
      'New Name',
      { active: false },
      { displayName: 'x-y' },
    ),
    fc.array(member, { maxLength: 3 }),
    fc.constantFrom(...names.emails),
    hostileJson,
  );
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'Replace', 'Remove', 'move'), path, value },
    { requiredKeys: ['op'] },
  );
  return fc
    .array(operation, { minLength: 1, maxLength: 4 })
    .map((Operations) => ({ schemas: [`${messages}:PatchOp`], Operations }));
}

function userOf(names: KnownNames): fc.Arbitrary<{ path: string; body: object }> {
  const userName = fc.oneof(
    fc.constantFrom(...names.emails),
    fc.nat(60).map((number) => `fuzz.scim.${number}@halden.example`),
  );
  return fc
    .record(
      {
        schemas: fc.constant([userUrn]),
        userName,
        active: fc.boolean(),
        displayName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        externalId: fc.nat(1000).map((number) => `fuzz-${number}`),
        name: fc.constantFrom({ givenName: 'Ada', familyName: 'Falk' }, { formatted: 'Ada' }),
        emails: userName.map((value) => [{ value, type: 'work', primary: true }]),
        title: fc.constant('Engineer'),
      },
      { requiredKeys: ['schemas', 'userName'] },
    )
    .map((body) => ({ path: '/Users', body }));
}

function groupOf(names: KnownNames): fc.Arbitrary<{ path: string; body: object }> {
  return fc
    .record(
      {
        schemas: fc.constant([groupUrn]),
        displayName: fc.oneof(
          fc.nat(30).map((number) => `fuzz-group-${number}`),
          fc.constantFrom(...names.teamNames),
        ),
        externalId: fc.nat(1000).map((number) => `fuzz-${number}`),
        members: fc.array(
          fc.constantFrom(...names.userIds).map((value) => ({ value })),
          { maxLength: 4 },
        ),
      },
      { requiredKeys: ['schemas', 'displayName'] },
    )
    .map((body) => ({ path: '/Groups', body }));
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
