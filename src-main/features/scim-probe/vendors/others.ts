import { equals } from '../read-exchange.ts';
import { groupSchema, listed, patchOf, userSchema } from '../scim-bodies.ts';
import { Broke, type Replay, type VendorScript } from './replay.ts';

const plainPerson = ({ names }: Replay, emails: unknown): object => ({
  schemas: [userSchema],
  userName: names.one,
  externalId: `ext-${names.mark}`,
  name: { givenName: 'Tenantry', familyName: 'Probe' },
  displayName: 'Tenantry Probe',
  emails,
  active: true,
});

/** OneLogin: `emails` may be an object in place of a list, without `primary`; deactivation by PATCH. */
export const onelogin: VendorScript = {
  id: 'onelogin',
  vendor: 'OneLogin',
  run: async (replay) => {
    const { names, bystander } = replay;
    await replay.ask('Looking for a person', 'person', { filter: equals('userName', names.one) }, null);
    const id = await replay.person(plainPerson(replay, { value: names.one, type: 'work' }));
    await replay.patch(
      'person',
      id,
      'Deactivating',
      patchOf({ op: 'replace', path: 'active', value: false }),
    );
    await replay.expectPerson(id, { active: false }, 'the person stays active');
    await replay.patch('person', id, 'Reactivating', patchOf({ op: 'replace', path: 'active', value: true }));
    await replay.expectPerson(id, { active: true }, 'reactivating leaves the person deactivated');
    const groupId = await replay.group({ schemas: [groupSchema], displayName: names.group });
    const add = patchOf({ op: 'add', path: 'members', value: listed([id, bystander.id]) });
    await replay.patch('group', groupId, 'Adding members', add);
    await replay.expectMembers(groupId, [id, bystander.id], 'Adding members');
    const gone = patchOf({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` });
    await replay.patch('group', groupId, 'Removing a member', gone);
    await replay.expectMembers(groupId, [bystander.id], 'Removing a member');
  },
};

/** PingFederate: people by PUT only, all groups fetched to find one of the name. */
export const pingfederate: VendorScript = {
  id: 'pingfederate',
  vendor: 'PingFederate',
  run: async (replay) => {
    const { names, bystander } = replay;
    const body = plainPerson(replay, [{ value: names.one, type: 'work', primary: true }]);
    const id = await replay.person(body);
    for (const active of [false, true]) {
      const doing = active ? 'Reactivating by PUT' : 'Deactivating by PUT';
      await replay.put('person', id, doing, { ...body, id, active });
      await replay.expectPerson(id, { active }, `a PUT with active ${String(active)} is not followed`);
    }
    const groupId = await replay.group({ schemas: [groupSchema], displayName: names.group });
    const push = async (members: readonly string[], doing: string): Promise<void> => {
      const whole = {
        schemas: [groupSchema],
        id: groupId,
        displayName: names.group,
        members: listed(members),
      };
      await replay.put('group', groupId, doing, whole);
      await replay.expectMembers(groupId, members, doing);
    };
    await push([id, bystander.id], 'Putting two members');
    await push([bystander.id], 'Putting one member less');
    await replay.remove('group', groupId);
    await replay.remove('person', id);
  },
};

/** The bridge for Google Workspace: lists without a filter, groups by PUT with `externalId`. */
export const googleBridge: VendorScript = {
  id: 'google-bridge',
  vendor: 'Google Workspace, bridge',
  run: async (replay) => {
    const { names, bystander } = replay;
    const id = await replay.person(plainPerson(replay, [{ value: names.one, type: 'work', primary: true }]));
    await replay.patch(
      'person',
      id,
      'Deactivating',
      patchOf({ op: 'replace', path: 'active', value: false }),
    );
    await replay.expectPerson(id, { active: false }, 'the person stays active');
    await replay.patch('person', id, 'Reactivating', patchOf({ op: 'replace', path: 'active', value: true }));
    const group = { schemas: [groupSchema], displayName: names.group, externalId: `goo-${names.mark}` };
    const members = [
      { value: id, display: names.one },
      { value: bystander.id, display: bystander.name },
    ];
    const groupId = await replay.group({ ...group, members });
    await replay.expectMembers(groupId, [id, bystander.id], 'Making a group with members');
    const externalId = (await replay.read('group', groupId)).externalId;
    if (externalId !== group.externalId) throw new Broke('the externalId of a group is not kept');
    await replay.put('group', groupId, 'Putting one member less', {
      ...group,
      id: groupId,
      members: members.slice(1),
    });
    await replay.expectMembers(groupId, [bystander.id], 'Putting one member less');
  },
};

/** Grouper: its PATCH has the wrong urn and plain JSON, and must be answered 200 with the group. */
export const grouper: VendorScript = {
  id: 'grouper',
  vendor: 'Grouper',
  run: async (replay) => {
    const { names } = replay;
    const asJson = 'application/json';
    const id = await replay.person(
      plainPerson(replay, [{ value: names.one, type: 'work', primary: true }]),
      asJson,
    );
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Tenantry Probe Grouper' }],
    };
    const answer = await replay.patch('person', id, 'A PATCH with its urn', body, { contentType: asJson });
    if (answer.status !== 200) throw new Broke(`a PATCH is answered ${answer.status}, and it takes 200 only`);
    await replay.expectPerson(
      id,
      { displayName: 'Tenantry Probe Grouper' },
      'a changed name is not followed',
    );
    await replay.remove('person', id);
  },
};
