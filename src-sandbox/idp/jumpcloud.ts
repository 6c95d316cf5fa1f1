import { randomBytes } from 'node:crypto';
import type { DirectoryPerson, GroupLink } from './directory.ts';
import { PushFailure } from './push-failure.ts';
import { groupPath, groupSchema, madeId, patchOf, userPath, userSchema } from './scim-shapes.ts';
import { equals, firstResource, type ScimWire } from './scim-wire.ts';
import type { Vendor } from './vendor.ts';

/**
 * JumpCloud: activation makes and deletes a test person and a test group; only people of bound groups are sent; one
 * operation for each attribute; adds are repeated, removals name a list of values; empty groups are not made and a group
 * of the same name is taken over (idp-quirks, JumpCloud).
 */
export function jumpcloud(): Vendor {
  return {
    name: 'jumpcloud',
    habits: { headers: { accept: 'application/scim+json' }, contentType: 'application/scim+json' },
    scope: 'bound-groups',
    deletesAfterDays: null,
    quarantines: 'no',
    connect: ({ wire }) => activate(wire),

    async pushPerson({ wire }, { person, link }) {
      const active = person.standing === 'assigned';
      if (link === undefined) {
        if (!active) return undefined;
        const known = await findOne(wire, { path: '/Users', filter: equals('userName', person.userName) });
        if (known === undefined) {
          const { body } = await wire.send({ method: 'POST', path: '/Users', body: newUser(person) });
          return { remoteId: madeId(body), pushed: person };
        }
        await patchUser(wire, known, { person, before: undefined });
        return { remoteId: known, pushed: person };
      }
      await patchUser(wire, link.remoteId, { person, before: link.pushed });
      return { remoteId: link.remoteId, pushed: person };
    },

    async pushGroup({ wire }, { group, link, members, accountOf, keep }) {
      if (link === undefined && members.size === 0) return undefined;
      const at = link ?? (await findOrMakeGroup(wire, { name: group.name, externalId: group.id }));
      const path = groupPath(at.remoteId);
      if (at.name !== group.name) {
        const body = patchOf({ op: 'replace', path: 'displayName', value: group.name });
        await wire.send({ method: 'PATCH', path, body });
      }
      const come = [...members].filter(([id]) => !at.members.has(id)).map(([, { remoteId }]) => remoteId);
      const gone = [...at.members].filter((id) => !members.has(id)).flatMap((id) => accountOf(id) ?? []);
      if (come.length > 0) {
        const body = patchOf({ op: 'add', path: 'members', value: valuesOf(come) });
        await wire.send({ method: 'PATCH', path, body });
        const both = new Set([...at.members, ...members.keys()]);
        keep({ remoteId: at.remoteId, name: group.name, members: both });
        // The same once more: what was added is there already, and the tenant must bear that.
        await wire.send({ method: 'PATCH', path, body });
      }
      if (gone.length > 0) {
        const body = patchOf({ op: 'remove', path: 'members', value: valuesOf(gone) });
        await wire.send({ method: 'PATCH', path, body });
      }
      return { remoteId: at.remoteId, name: group.name, members: new Set(members.keys()) };
    },

    async removeGroup({ wire }, { remoteId }) {
      await wire.send({ method: 'DELETE', path: groupPath(remoteId) });
    },
  };
}

async function activate(wire: ScimWire): Promise<void> {
  const mark = randomBytes(4).toString('hex');
  const userName = `jumpcloud-test-${mark}@halden.example`;
  await wire.send({ method: 'GET', path: '/Users', query: { filter: equals('userName', userName) } });
  const test = { givenName: 'Test', familyName: mark, displayName: `Test ${mark}`, userName };
  const user = await wire.send({
    method: 'POST',
    path: '/Users',
    body: newUser({ ...test, id: mark, title: null, department: null, standing: 'assigned', leftAt: null }),
  });
  const userId = madeId(user.body);
  const path = userPath(userId);
  await wire.send({ method: 'GET', path: '/Groups', query: { startIndex: 1, count: 100 } });
  const displayName = `jumpcloud-test-${mark}`;
  const body = { schemas: [groupSchema], displayName, members: [{ value: userId }] };
  const group = await wire.send({ method: 'POST', path: '/Groups', body });
  await wire.send({ method: 'DELETE', path: groupPath(madeId(group.body)) });
  try {
    await wire.send({ method: 'DELETE', path });
  } catch (error) {
    // A tenant without DELETE keeps the test person, deactivated (idp-quirks, JumpCloud).
    if (!(error instanceof PushFailure) || error.kind !== 'refused') throw error;
    await wire.send({
      method: 'PATCH',
      path,
      body: patchOf({ op: 'replace', path: 'active', value: false }),
    });
  }
}

async function findOne(wire: ScimWire, { path, filter }: { path: string; filter: string }) {
  return firstResource((await wire.send({ method: 'GET', path, query: { filter } })).body)?.id;
}

function newUser(person: DirectoryPerson) {
  return {
    schemas: [userSchema],
    externalId: person.id,
    userName: person.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    displayName: person.displayName,
    emails: [{ value: person.userName, type: 'work', primary: true }],
    ...(person.title === null ? {} : { title: person.title }),
    active: true,
  };
}

async function patchUser(
  wire: ScimWire,
  remoteId: string,
  { person, before }: { person: DirectoryPerson; before: DirectoryPerson | undefined },
): Promise<void> {
  const active = person.standing === 'assigned';
  const attributes = [
    ['userName', person.userName, before?.userName],
    ['emails[type eq "work"].value', person.userName, before?.userName],
    ['displayName', person.displayName, before?.displayName],
    ['name.givenName', person.givenName, before?.givenName],
    ['name.familyName', person.familyName, before?.familyName],
    ['title', person.title, before?.title ?? null],
    ['active', active, before === undefined ? undefined : before.standing === 'assigned'],
  ] as const;
  const operations = attributes
    .filter(([, value, old]) => value !== old)
    .map(([path, value]) => ({ op: 'replace', path, value }));
  if (operations.length === 0) return;
  await wire.send({ method: 'PATCH', path: userPath(remoteId), body: patchOf(...operations) });
}

async function findOrMakeGroup(
  wire: ScimWire,
  { name, externalId }: { name: string; externalId: string },
): Promise<GroupLink> {
  const known = await findOne(wire, { path: '/Groups', filter: equals('displayName', name) });
  if (known !== undefined) return { remoteId: known, name, members: new Set() };
  const body = { schemas: [groupSchema], displayName: name, externalId };
  const made = await wire.send({ method: 'POST', path: '/Groups', body });
  return { remoteId: madeId(made.body), name, members: new Set() };
}

function valuesOf(ids: readonly string[]) {
  return ids.map((value) => ({ value }));
}
