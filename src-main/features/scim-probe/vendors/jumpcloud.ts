import { equals } from '../read-exchange.ts';
import { groupSchema, listed, patchOf, userSchema } from '../scim-bodies.ts';
import type { VendorScript } from './replay.ts';

/** JumpCloud: a test person and group at activation, adds sent twice, removal by a list of values. */
export const jumpcloud: VendorScript = {
  id: 'jumpcloud',
  vendor: 'JumpCloud',
  run: async (replay) => {
    const { names, bystander } = replay;
    const filter = equals('userName', names.one);
    await replay.ask('Looking for a person who is not there', 'person', { filter }, null);
    const id = await replay.person({
      schemas: [userSchema],
      externalId: `jc-${names.mark}`,
      userName: names.one,
      name: { givenName: 'Tenantry', familyName: 'Probe' },
      displayName: 'Tenantry Probe',
      emails: [{ value: names.one, type: 'work', primary: true }],
      active: true,
    });
    // One operation for each attribute.
    const changed = patchOf(
      { op: 'replace', path: 'displayName', value: 'Tenantry Probe JumpCloud' },
      { op: 'replace', path: 'name.givenName', value: 'Tenantry' },
      { op: 'replace', path: 'active', value: false },
    );
    await replay.patch('person', id, 'Changing and deactivating', changed);
    const wanted = { active: false, displayName: 'Tenantry Probe JumpCloud' };
    await replay.expectPerson(id, wanted, 'one of several operations in a PATCH is not followed');
    await replay.patch('person', id, 'Reactivating', patchOf({ op: 'replace', path: 'active', value: true }));
    await replay.expectPerson(id, { active: true }, 'reactivating leaves the person deactivated');
    await replay.ask('Reading groups', 'group', { startIndex: 1, count: 1 }, null).catch((error: unknown) => {
      // Other groups may be there; only a list must come.
      if (!(error instanceof Error) || !error.message.endsWith('answers with others')) throw error;
    });

    const groupId = await replay.group({
      schemas: [groupSchema],
      displayName: names.group,
      members: listed([id, bystander.id]),
    });
    await replay.expectMembers(groupId, [id, bystander.id], 'Making a group with members');
    const again = patchOf({ op: 'add', path: 'members', value: listed([id]) });
    await replay.patch('group', groupId, 'Adding a member who is in it', again);
    await replay.expectMembers(groupId, [id, bystander.id], 'Adding a member who is in it');
    const gone = patchOf({ op: 'remove', path: 'members', value: listed([id]) });
    await replay.patch('group', groupId, 'Removing a member by a list of values', gone);
    await replay.expectMembers(groupId, [bystander.id], 'Removing a member by a list of values');
    await replay.remove('group', groupId);
  },
};
