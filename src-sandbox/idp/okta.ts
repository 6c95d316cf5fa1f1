import { randomBytes } from 'node:crypto';
import { type DirectoryGroup, type DirectoryPerson, samePerson } from './directory.ts';
import { PushFailure } from './push-failure.ts';
import { groupPath, groupSchema, madeId, patchOf, userPath, userSchema } from './scim-shapes.ts';
import { equals, firstResource, type ScimWire } from './scim-wire.ts';
import type { GroupPush, Vendor } from './vendor.ts';

const pageSize = 100;

/**
 * Okta: asks `userName eq` first, sends a random password with each new person, never deletes anybody, and says
 * goodbye with active=false. Catalogue apps PATCH what is active and who is in a group; apps of the integration wizard
 * PUT everything (Okta's SCIM 2.0 reference; idp-quirks, Okta).
 */
export function okta(name: 'okta' | 'okta-put'): Vendor {
  const style = name === 'okta' ? 'patch' : 'put';
  // A push that the tenant finds wrong is lost and not tried again until the group changes (idp-quirks, Okta).
  const lost = new Map<string, DirectoryGroup>();
  return {
    name,
    habits: {
      headers: {
        'user-agent': 'Okta SCIM Client 1.0.0',
        accept: 'application/scim+json',
        'accept-charset': 'utf-8',
      },
      contentType: 'application/scim+json; charset=utf-8',
    },
    scope: 'assigned',
    deletesAfterDays: null,
    quarantines: 'no',

    // Saving the connection asks for two people and a page of groups; the first import then reads all people.
    async connect({ wire }) {
      await wire.send({ method: 'GET', path: '/Users', query: { startIndex: 1, count: 2 } });
      await wire.send({ method: 'GET', path: '/Groups', query: { startIndex: 1, count: pageSize } });
      await importPeople(wire);
    },

    async pushPerson({ wire }, { person, link }) {
      const isHere = person.standing === 'assigned';
      if (link === undefined) {
        if (!isHere) return undefined;
        const known = await findPerson(wire, person.userName);
        if (known === undefined) {
          const { body } = await wire.send({ method: 'POST', path: '/Users', body: newUser(person) });
          return { remoteId: madeId(body), pushed: person };
        }
        await putUser(wire, known, person);
        return { remoteId: known, pushed: person };
      }
      const { remoteId, pushed } = link;
      const turned = isHere !== (pushed.standing === 'assigned');
      if (turned && style === 'patch') {
        const body = patchOf({ op: 'replace', value: { active: isHere } });
        await wire.send({ method: 'PATCH', path: userPath(remoteId), body });
      }
      const isOtherwiseSame = samePerson({ ...pushed, standing: person.standing }, person);
      if (style === 'put' || (isHere && !isOtherwiseSame)) await putUser(wire, remoteId, person);
      return { remoteId, pushed: person };
    },

    async pushGroup({ wire, note }, change) {
      const { group, link } = change;
      if (lost.get(group.id) === group) return link;
      try {
        const remoteId = link?.remoteId ?? (await findOrMakeGroup(wire, group.name));
        const path = groupPath(remoteId);
        if (style === 'put') await wire.send({ method: 'PUT', path, body: wholeGroup(change) });
        else await patchGroup(wire, { path, remoteId, change });
        lost.delete(group.id);
        return { remoteId, name: group.name, members: new Set(change.members.keys()) };
      } catch (error) {
        if (!(error instanceof PushFailure) || error.status !== 400) throw error;
        lost.set(group.id, group);
        note(error);
        return link;
      }
    },

    async removeGroup({ wire }, { remoteId }) {
      await wire.send({ method: 'DELETE', path: groupPath(remoteId) });
    },
  };
}

async function importPeople(wire: ScimWire): Promise<void> {
  for (let startIndex = 1; ; startIndex += pageSize) {
    const query = { startIndex, count: pageSize };
    const { body } = await wire.send({ method: 'GET', path: '/Users', query });
    if (typeof body.totalResults !== 'number' || startIndex + pageSize > body.totalResults) return;
  }
}

async function findPerson(wire: ScimWire, userName: string): Promise<string | undefined> {
  const query = { filter: equals('userName', userName), startIndex: 1, count: pageSize };
  return firstResource((await wire.send({ method: 'GET', path: '/Users', query })).body)?.id;
}

function newUser(person: DirectoryPerson) {
  return {
    schemas: [userSchema],
    ...profile(person),
    locale: 'en-US',
    externalId: person.id,
    groups: [],
    // Sent whether passwords are synchronised or not; nobody is meant to sign in with it.
    password: randomBytes(6).toString('base64url'),
    active: true,
  };
}

function profile(person: DirectoryPerson) {
  return {
    userName: person.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    emails: [{ primary: true, value: person.userName, type: 'work' }],
    displayName: person.displayName,
    ...(person.title === null ? {} : { title: person.title }),
  };
}

/** Reads the account, changes what changed, and sends all of it back. */
async function putUser(wire: ScimWire, remoteId: string, person: DirectoryPerson): Promise<void> {
  const path = userPath(remoteId);
  const { body } = await wire.send({ method: 'GET', path });
  const active = person.standing === 'assigned';
  const whole = { ...body, ...profile(person), externalId: person.id, active };
  await wire.send({ method: 'PUT', path, body: whole });
}

async function findOrMakeGroup(wire: ScimWire, name: string): Promise<string> {
  const query = { filter: equals('displayName', name), startIndex: 1, count: pageSize };
  const found = firstResource((await wire.send({ method: 'GET', path: '/Groups', query })).body);
  if (found !== undefined) return found.id;
  const body = { schemas: [groupSchema], displayName: name, members: [] };
  return madeId((await wire.send({ method: 'POST', path: '/Groups', body })).body);
}

function wholeGroup({ group, members }: GroupPush) {
  return { schemas: [groupSchema], displayName: group.name, members: listed([...members.values()]) };
}

/** Every push of members is preceded by one of the name. A first push replaces all members, a later one names changes. */
async function patchGroup(
  wire: ScimWire,
  { path, remoteId, change }: { path: string; remoteId: string; change: GroupPush },
): Promise<void> {
  const { group, link, members, accountOf } = change;
  const named = patchOf({ op: 'replace', value: { id: remoteId, displayName: group.name } });
  await wire.send({ method: 'PATCH', path, body: named });
  if (link === undefined) {
    const replaced = patchOf({ op: 'replace', path: 'members', value: listed([...members.values()]) });
    await wire.send({ method: 'PATCH', path, body: replaced });
    return;
  }
  const gone = [...link.members].filter((id) => !members.has(id)).flatMap((id) => accountOf(id) ?? []);
  const come = [...members].filter(([id]) => !link.members.has(id)).map(([, account]) => account);
  const operations = [
    ...gone.map((id) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` })),
    ...(come.length === 0 ? [] : [{ op: 'add', path: 'members', value: listed(come) }]),
  ];
  if (operations.length > 0) await wire.send({ method: 'PATCH', path, body: patchOf(...operations) });
}

function listed(accounts: readonly { readonly remoteId: string; readonly userName: string }[]) {
  return accounts.map(({ remoteId, userName }) => ({ value: remoteId, display: userName }));
}
