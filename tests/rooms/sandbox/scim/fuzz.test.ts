import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchUrn, serveScim } from './serve-scim.ts';

// A bad request must be told so: never a 5xx, never anything but SCIM (serve-scim looks at the content type).
const isClean = (status: number) => status < 500;

test('any filter, any sort, any page is answered without a 5xx', async () => {
  const { scim } = await serveScim();
  const word = fc.constantFrom(
    ...'userName emails[ ] ( ) not and or eq co pr gt "x" "a\\"b" true null 5 meta.created . : urn:x:y active $ref'.split(
      ' ',
    ),
  );
  const filter = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(filter, fc.string({ maxLength: 20 }), fc.integer(), async (text, name, place) => {
      const query = new URLSearchParams({
        filter: text,
        sortBy: name,
        startIndex: String(place),
        attributes: name,
      });
      for (const endpoint of ['Users', 'Groups']) {
        const { status } = await scim('GET', `/${endpoint}?${query}`);
        expect(isClean(status)).toBe(true);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('any body to any route is answered without a 5xx', async () => {
  const { scim, makeUser, makeGroup } = await serveScim();
  const user = await makeUser('fuzz@halden.example');
  const group = await makeGroup('Fuzz', [user]);
  const path = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      'members',
      'emails',
      'name',
      'emails[type eq "work"].value',
      'members[value pr]',
      '__proto__',
      'active',
    ),
  );
  const operation = fc.record(
    { op: fc.constantFrom('add', 'Replace', 'remove', 'x'), path, value: fc.jsonValue({ maxDepth: 4 }) },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.record({ schemas: fc.constant([patchUrn]), Operations: fc.array(operation, { maxLength: 4 }) }),
    fc.dictionary(
      fc.oneof(path, fc.constantFrom('userName', 'displayName', 'meta')),
      fc.jsonValue({ maxDepth: 3 }),
    ),
  );
  const route = fc.constantFrom(
    '/Users',
    `/Users/${user.id}`,
    '/Groups',
    `/Groups/${group.id}`,
    '/.search',
    '/Users/.search',
  );
  await fc.assert(
    fc.asyncProperty(route, fc.constantFrom('POST', 'PUT', 'PATCH'), body, async (to, method, sent) => {
      const { status } = await scim(method, to, { body: sent });
      expect(isClean(status)).toBe(true);
    }),
    { numRuns: 700, seed: 7 },
  );
  // What was stored is still readable.
  expect((await scim('GET', `/Users/${user.id}`)).status).toBe(200);
  expect((await scim('GET', `/Groups/${group.id}`)).status).toBe(200);
});
