import { equals } from '../read-exchange.ts';
import { groupSchema, patchOf, userSchema } from '../scim-bodies.ts';
import type { Replay, VendorScript } from './replay.ts';

/** What Okta sends for a new person: a random password is always in it, and an empty list of groups. */
function newPerson({ names }: Replay): object {
  return {
    schemas: [userSchema],
    userName: names.one,
    name: { givenName: 'Tenantry', familyName: 'Probe' },
    emails: [{ primary: true, value: names.one, type: 'work' }],
    displayName: 'Tenantry Probe',
    locale: 'en-US',
    externalId: `00u${names.mark}`,
    groups: [],
    password: `Pr0be-${names.mark}`,
    active: true,
  };
}

const page = { startIndex: 1, count: 100 };

async function begin(replay: Replay): Promise<string> {
  const { names } = replay;
  const filter = equals('userName', names.one);
  await replay.ask('Looking for a person who is not there', 'person', { filter, ...page }, null);
  const id = await replay.person(newPerson(replay));
  await replay.ask('Looking for the person', 'person', { filter, ...page }, id);
  return id;
}

/** Reads the person, changes the name and sends all of it back. */
async function putName(replay: Replay, id: string): Promise<void> {
  const whole = { ...(await replay.read('person', id)), displayName: 'Tenantry Probe Okta' };
  await replay.put('person', id, 'Changing the profile by PUT', whole);
  await replay.expectPerson(
    id,
    { displayName: 'Tenantry Probe Okta' },
    'a PUT with a new name changes nothing',
  );
}

const listedWith = (people: readonly { id: string; name: string }[]) =>
  people.map(({ id, name }) => ({ value: id, display: name }));

/** Catalogue apps: people by pathless PATCH, members by filter (Okta's SCIM 2.0 reference). */
export const oktaCatalogue: VendorScript = {
  id: 'okta',
  vendor: 'Okta, catalogue app',
  run: async (replay) => {
    const { names, bystander } = replay;
    const id = await begin(replay);
    const person = { id, name: names.one };
    await putName(replay, id);
    const turn = (active: boolean) => patchOf({ op: 'replace', value: { active } });
    await replay.patch('person', id, 'Deactivating', turn(false));
    await replay.expectPerson(id, { active: false }, 'deactivating without a path leaves the person active');
    await replay.patch('person', id, 'Reactivating', turn(true));
    await replay.expectPerson(id, { active: true }, 'reactivating leaves the person deactivated');

    const filter = equals('displayName', names.group);
    await replay.ask('Looking for a group that is not there', 'group', { filter, ...page }, null);
    const body = { schemas: [groupSchema], displayName: names.group, members: [] };
    const groupId = await replay.group(body);
    const named = patchOf({ op: 'replace', value: { id: groupId, displayName: names.group } });
    await replay.patch('group', groupId, 'Pushing the name of the group', named);
    const both = listedWith([person, bystander]);
    const first = patchOf({ op: 'replace', path: 'members', value: both });
    await replay.patch('group', groupId, 'Pushing all members', first);
    await replay.expectMembers(groupId, [id, bystander.id], 'Pushing all members');
    const gone = patchOf({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` });
    await replay.patch('group', groupId, 'Removing a member', gone);
    await replay.expectMembers(groupId, [bystander.id], 'Removing a member');
    await replay.remove('group', groupId);
  },
};

/** Apps of the integration wizard: everything by PUT, members included. */
export const oktaWizard: VendorScript = {
  id: 'okta-put',
  vendor: 'Okta, integration wizard',
  run: async (replay) => {
    const { names, bystander } = replay;
    const id = await begin(replay);
    const person = { id, name: names.one };
    await putName(replay, id);
    for (const active of [false, true]) {
      const whole = { ...(await replay.read('person', id)), active };
      await replay.put('person', id, active ? 'Reactivating by PUT' : 'Deactivating by PUT', whole);
      await replay.expectPerson(id, { active }, `a PUT with active ${String(active)} is not followed`);
    }
    const groupId = await replay.group({ schemas: [groupSchema], displayName: names.group, members: [] });
    const push = async (doing: string, people: readonly { id: string; name: string }[]): Promise<void> => {
      const body = { schemas: [groupSchema], displayName: names.group, members: listedWith(people) };
      await replay.put('group', groupId, doing, body);
      await replay.expectMembers(
        groupId,
        people.map((one) => one.id),
        doing,
      );
    };
    await push('Pushing all members by PUT', [person, bystander]);
    await push('Pushing one member less by PUT', [bystander]);
    await push('Pushing a group without members', []);
    await replay.remove('group', groupId);
  },
};
