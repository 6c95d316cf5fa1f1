import { expect, test } from 'vitest';
import { enterpriseUrn, idsOf, refusal, serveScim } from './serve-scim.ts';

const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

async function serveNamed() {
  const sandbox = await serveScim();
  const { makeUser, makeGroup } = sandbox;
  const zoe = await makeUser('zoe+it"s@halden.example'.replace('"', '_'), {
    externalId: 'EXT-1',
    displayName: 'Zoë Quartz',
    name: { givenName: 'Zoe', familyName: 'Quartz' },
    title: 'Qa Lead',
    emails: [
      { value: 'zoe@work.example', type: 'work', primary: true },
      { value: 'zoe@home.example', type: 'home' },
    ],
    phoneNumbers: [{ value: '+47 99', type: 'mobile' }],
    [enterpriseUrn]: { department: 'Motion' },
  });
  const yan = await makeUser('yan.quartz@halden.example', {
    displayName: 'Yan "Q" Quartz \\ Son',
    externalId: 'ext-1',
    active: false,
  });
  const group = await makeGroup('Quartz', [zoe]);
  return { ...sandbox, zoe, yan, group };
}

test('RFC 7644 section 3.4.2.2: each operator, and, or, not, brackets, on each attribute', async () => {
  const { find, zoe, yan, group } = await serveNamed();
  const both = [zoe, yan];
  const cases: [string, (typeof zoe)[]][] = [
    ['userName eq "YAN.quartz@halden.example"', [yan]],
    ['USERNAME EQ "yan.quartz@halden.example"', [yan]],
    ['userName eq "zoe+it_s@halden.example"', [zoe]],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "yan.q"', [yan]],
    ['externalId eq "EXT-1"', [zoe]],
    ['externalId eq "ext-1"', [yan]],
    [`id eq "${zoe.id}"`, [zoe]],
    [`id eq "${zoe.id.toUpperCase()}"`, []],
    ['emails eq "zoe@home.example"', [zoe]],
    ['emails.value eq "ZOE@home.example"', [zoe]],
    ['emails.value eq "yan.quartz@halden.example"', [yan]],
    ['emails.value eq "zoe+it_s@halden.example"', []],
    ['emails[type eq "home" and value ew "@home.example"]', [zoe]],
    ['emails[type eq "work" and value ew "@home.example"]', []],
    ['emails[type eq "work"].value eq "zoe@work.example"', [zoe]],
    ['emails.type eq "home"', [zoe]],
    ['emails[primary eq true and value eq "yan.quartz@halden.example"]', [yan]],
    ['displayName co "quartz"', both],
    ['displayName eq "Yan \\"Q\\" Quartz \\\\ Son"', [yan]],
    ['displayName eq "Zo\\u00eb quartz"', [zoe]],
    ['displayName co "quartz" and active eq true', [zoe]],
    ['displayName co "quartz" and active eq "False"', [yan]],
    ['displayName co "quartz" and not (active eq true)', [yan]],
    ['displayName co "quartz" and not (title eq "Qa Lead" or externalId eq "none")', [yan]],
    ['displayName co "quartz" and active ne true', [yan]],
    ['userName sw "yan.quartz" or externalId eq "EXT-1" and active eq true', both],
    ['(userName sw "yan.quartz" or externalId eq "EXT-1") and active eq true', [zoe]],
    ['name.familyName eq "quartz"', [zoe]],
    ['name.givenName pr and name.familyName ew "tz"', [zoe]],
    ['name pr and displayName co "quartz"', both],
    ['title pr', [zoe]],
    ['title ne null', [zoe]],
    ['displayName co "quartz" and title eq null', [yan]],
    ['displayName co "quartz" and title ne "Other"', both],
    ['phoneNumbers.value co "99"', [zoe]],
    ['phoneNumbers[type eq "mobile" and value pr]', [zoe]],
    [`${enterpriseUrn}:department eq "motion"`, [zoe]],
    [`groups.value eq "${group.id}"`, [zoe]],
    ['groups.display eq "Quartz"', [zoe]],
    ['title ge "Qa" and title lt "Qb"', [zoe]],
    ['displayName co "quartz" and meta.resourceType eq "User"', both],
    ['meta.created gt "2999-01-01T00:00:00Z"', []],
    ['displayName co "quartz" and meta.lastModified ge "2001-01-01T00:00:00Z"', both],
    [`meta.location eq "${yan.meta.location}"`, [yan]],
    ['userName co "%"', []],
    ['userName sw "yan_"', []],
    ['userName sw "zoe+it_"', [zoe]],
    ['userName ew "QUARTZ@halden.example"', [yan]],
    ['id sw "" and externalId ew "t-1"', [yan]],
    ['externalId co "XT"', [zoe]],
    ['displayName co "quartz" and (((((active eq false)))))', [yan]],
  ];
  for (const [filter, fits] of cases) {
    const { status, body } = await find('Users', filter);
    expect([filter, status, body.Resources.map(({ id }) => id).sort()]).toEqual([
      filter,
      200,
      idsOf(...fits),
    ]);
    expect([filter, body.totalResults]).toEqual([filter, fits.length]);
  }
});

test('RFC 7644 section 3.4.2.2: groups by displayName, externalId, id, members and meta', async () => {
  const { find, zoe, yan, group } = await serveNamed();
  const cases: [string, number][] = [
    ['displayName eq "QUARTZ"', 1],
    ['displayName sw "quar" and members pr', 1],
    [`id eq "${group.id}"`, 1],
    [`members.value eq "${zoe.id}"`, 1],
    [`members eq "${zoe.id}"`, 1],
    [`members[value eq "${zoe.id}" and type eq "User"]`, 1],
    [`members.value eq "${yan.id}"`, 0],
    ['displayName eq "quartz" and externalId pr', 0],
    ['displayName eq "quartz" and meta.created gt "2001-01-01T00:00:00Z"', 1],
  ];
  for (const [filter, total] of cases) {
    expect([filter, (await find('Groups', filter)).body.totalResults]).toEqual([filter, total]);
  }
});

test('RFC 7644 section 3.12: an unknown attribute or a broken filter is answered 400 invalidFilter', async () => {
  const { find } = await serveScim();
  for (const filter of [
    'shoeSize eq 42',
    'name.shoe eq "x"',
    'password eq "x"',
    'userName',
    'userName eq',
    'userName eq "x" and',
    'userName eq "x" nonsense',
    'userName eq x',
    "userName eq 'x'",
    'userName == "x"',
    'userName eq "x',
    '(userName eq "x"',
    'userName eq "x")',
    'emails[type eq "work"',
    'userName[value eq "x"]',
    'not userName eq "x"',
    'active gt true',
    'active eq "perhaps"',
    'userName eq true',
    'meta.created gt "yesterday"',
    'meta.created co "2020"',
    'userName co null',
    `${'('.repeat(40)}active eq true${')'.repeat(40)}`,
    Array.from({ length: 80 }, () => 'active eq true').join(' or '),
    `userName eq "${'x'.repeat(9000)}"`,
    `userName eq "x"; DROP TABLE users`,
    ' ',
  ]) {
    expect([filter, await find('Users', filter)]).toMatchObject([filter, refusal(400, 'invalidFilter')]);
  }
  expect((await find('Users', `userName eq "x' OR '1'='1"`)).body.totalResults).toBe(0);
  expect(await find('Groups', 'userName eq "x"')).toMatchObject(refusal(400, 'invalidFilter'));
});

test('people who were sent no name are found by the name parts of the display name that they show', async () => {
  const { find, scim } = await serveScim();
  const { body } = await scim('GET', '/Users?count=1');
  const [first] = body.Resources;
  for (const part of ['givenName', 'familyName', 'formatted'] as const) {
    const shown = first?.name?.[part] ?? 'missing';
    const found = await find('Users', `name.${part} eq "${shown}" and id eq "${first?.id}"`);
    expect([part, found.body.totalResults]).toEqual([part, 1]);
  }
});

test('quirks, Entra and Okta: nobody found is 200 with an empty list, soft-deleted people are found', async () => {
  const { find, yan } = await serveNamed();
  const nobody = await find('Users', 'userName eq "no.body@halden.example"');
  expect(nobody).toMatchObject({ status: 200, body: { totalResults: 0, itemsPerPage: 0, Resources: [] } });
  expect((await find('Users', `userName eq "${yan.userName}"`)).body.Resources[0]).toMatchObject({
    active: false,
  });
});

test('RFC 7644 section 3.4.2.4: pages in a stable order hold everybody once; past the end is an empty list', async () => {
  const { scim } = await serveScim('--users', '250');
  const seen: string[] = [];
  for (let startIndex = 1; startIndex <= 250; startIndex += 100) {
    const { body } = await scim('GET', `/Users?startIndex=${startIndex}&count=100`);
    expect(body).toMatchObject({ totalResults: 250, startIndex, itemsPerPage: body.Resources.length });
    seen.push(...body.Resources.map(({ id }) => id));
  }
  expect(new Set(seen).size).toBe(250);
  expect((await scim('GET', '/Users')).body.itemsPerPage).toBe(100);
  expect((await scim('GET', '/Users?count=5000')).body.itemsPerPage).toBe(250);
  expect((await scim('GET', '/Users?startIndex=251')).body).toMatchObject({
    totalResults: 250,
    Resources: [],
  });
  expect((await scim('GET', '/Users?startIndex=-4&count=1')).body).toMatchObject({
    startIndex: 1,
    itemsPerPage: 1,
  });
  expect((await scim('GET', '/Users?count=-1')).body).toMatchObject({ totalResults: 250, itemsPerPage: 0 });
  expect((await scim('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 250, Resources: [] });
  expect((await scim('GET', '/Users?filter=active%20eq%20true&startIndex=99999')).body.Resources).toEqual([]);
  for (const wrong of [
    'count=ten',
    'startIndex=1.5',
    'sortOrder=sideways',
    'sortBy=shoeSize',
    'count=%E0%A4%A',
  ]) {
    expect((await scim('GET', `/Users?${wrong}`)).status).toBe(400);
  }
});

test('RFC 7644 section 3.4.2.3: sorting ignores letter case, and those without the attribute come last', async () => {
  const { scim, makeUser } = await serveScim();
  for (const [userName, title] of [
    ['s1@x.example', 'beta'],
    ['s2@x.example', 'Alpha'],
    ['s3@x.example', 'gamma'],
  ]) {
    await makeUser(userName ?? '', { title });
  }
  const titles = async (more: string) =>
    (await scim('GET', `/Users?sortBy=title&count=1000${more}`)).body.Resources.map(({ title }) => title);
  expect((await titles('')).slice(0, 4)).toEqual(['Alpha', 'beta', 'gamma', undefined]);
  expect((await titles('&sortOrder=descending')).slice(-3)).toEqual(['gamma', 'beta', 'Alpha']);
  const names = (await scim('GET', '/Users?sortBy=USERNAME&count=1000')).body.Resources.map((user) =>
    user.userName.toLowerCase(),
  );
  expect(names).toEqual([...names].sort());
  const groups = (await scim('GET', '/Groups?sortBy=displayName&sortOrder=descending')).body.Resources;
  const shown = groups.map((group) => group.displayName.toLowerCase());
  expect(shown).toEqual([...shown].sort().reverse());
});

test('RFC 7644 section 3.9: attributes and excludedAttributes, in any letter case', async () => {
  const { scim, zoe, group, find } = await serveNamed();
  const only = await scim(
    'GET',
    `/Users/${zoe.id}?attributes=USERNAME,emails.value,name.givenName,${enterpriseUrn}:department`,
  );
  expect(only.body).toEqual({
    schemas: zoe.schemas,
    id: zoe.id,
    userName: zoe.userName,
    emails: [{ value: 'zoe@work.example' }, { value: 'zoe@home.example' }],
    name: { givenName: 'Zoe' },
    [enterpriseUrn]: { department: 'Motion' },
  });
  const without = await scim('GET', `/Users/${zoe.id}?excludedAttributes=emails,id,name.familyName,GROUPS`);
  expect(without.body).toMatchObject({ id: zoe.id, name: { givenName: 'Zoe' } });
  for (const name of ['emails', 'groups']) expect(without.body[name]).toBeUndefined();
  const lean = await find('Groups', 'displayName eq "Quartz"', '&excludedAttributes=members');
  expect(lean.body.Resources[0]).toMatchObject({ id: group.id, displayName: 'Quartz' });
  expect(lean.body.Resources[0]?.members).toBeUndefined();
  const patched = await scim('PATCH', `/Users/${zoe.id}?attributes=title`, {
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'title', value: 'New' }],
    },
  });
  expect(patched.body).toEqual({ schemas: zoe.schemas, id: zoe.id, title: 'New' });
});

test('RFC 7644 section 3.4.3: /.search by POST on users, groups and the root', async () => {
  const { scim, zoe, group } = await serveNamed();
  const search = (path: string, more: object) =>
    scim('POST', path, { body: { schemas: [searchUrn], ...more } });
  const users = await search('/Users/.search', {
    filter: 'externalId eq "EXT-1"',
    attributes: ['userName'],
    startIndex: 1,
    count: 10,
  });
  expect(users.body.Resources).toEqual([{ schemas: zoe.schemas, id: zoe.id, userName: zoe.userName }]);
  const groups = await search('/Groups/.search', {
    filter: 'displayName eq "quartz"',
    excludedAttributes: ['members'],
  });
  expect(groups.body).toMatchObject({ totalResults: 1, Resources: [{ id: group.id }] });
  const both = await search('/.search', { filter: 'displayName co "quartz"', count: 1000 });
  expect(both.body).toMatchObject({ totalResults: 3, itemsPerPage: 3 });
  expect(both.body.Resources.at(-1)?.id).toBe(group.id);
  expect((await search('/.search', { filter: 'userName eq "no.body@x.example"' })).body.totalResults).toBe(0);
  expect(await search('/.search', { filter: 'shoeSize eq 42' })).toMatchObject(refusal(400, 'invalidFilter'));
  for (const body of [{}, [], { schemas: ['urn:x'] }, { schemas: [searchUrn], count: 'ten' }]) {
    expect(await scim('POST', '/Users/.search', { body })).toMatchObject(refusal(400, 'invalidSyntax'));
  }
});
