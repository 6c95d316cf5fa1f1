import { equals } from '../read-exchange.ts';
import { enterpriseSchema, groupSchema, type PatchOperation, patchOf, userSchema } from '../scim-bodies.ts';
import type { Replay, VendorScript } from './replay.ts';

const legacyGroupMarker = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

type Dialect = 'default' | 'scim062020';

/** The operation as the dialect writes it: capitalised unless the flag is set. */
function word(dialect: Dialect, op: 'Add' | 'Replace' | 'Remove'): string {
  return dialect === 'default' ? op : op.toLowerCase();
}

function member(dialect: Dialect, op: 'Add' | 'Remove', id: string): PatchOperation {
  if (dialect === 'default') return { op, path: 'members', value: [{ $ref: null, value: id }] };
  if (op === 'Add') return { op: 'add', path: 'members', value: [{ value: id }] };
  return { op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` };
}

async function pushPerson(replay: Replay, dialect: Dialect): Promise<string> {
  const { names } = replay;
  const byName = { filter: equals('userName', names.one) };
  await replay.ask('Looking for a person who is not there', 'person', byName, null);
  const byOther = { filter: equals('externalId', `aad-${names.mark}`) };
  await replay.ask('Looking by externalId', 'person', byOther, null);
  const id = await replay.person({
    schemas: [userSchema, enterpriseSchema],
    externalId: `aad-${names.mark}`,
    userName: names.one,
    active: true,
    displayName: 'Tenantry Probe',
    emails: [{ primary: true, type: 'work', value: names.one }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Tenantry Probe', familyName: 'Probe', givenName: 'Tenantry' },
    [enterpriseSchema]: { department: 'Probe' },
  });
  const changed = patchOf(
    { op: word(dialect, 'Replace'), path: 'displayName', value: 'Tenantry Probe Entra' },
    { op: word(dialect, 'Replace'), path: 'emails[type eq "work"].value', value: names.one },
    { op: word(dialect, 'Add'), path: 'title', value: 'Probe' },
  );
  await replay.patch('person', id, 'Changing the profile', changed);
  await replay.expectPerson(id, { displayName: 'Tenantry Probe Entra' }, 'a changed name is not followed');
  const truth = (value: boolean) => (dialect === 'default' ? (value ? 'True' : 'False') : value);
  const turn = (value: boolean) =>
    patchOf({ op: word(dialect, 'Replace'), path: 'active', value: truth(value) });
  await replay.patch('person', id, 'Deactivating', turn(false));
  const left = dialect === 'default' ? 'active "False" leaves the person active' : 'the person stays active';
  await replay.expectPerson(id, { active: false }, left);
  await replay.ask('Looking for the deactivated person', 'person', byName, id);
  await replay.patch('person', id, 'Reactivating', turn(true));
  await replay.expectPerson(id, { active: true }, 'reactivating leaves the person deactivated');
  return id;
}

async function pushGroup(replay: Replay, dialect: Dialect, personId: string): Promise<void> {
  const { names, bystander } = replay;
  const query = { excludedAttributes: 'members', filter: equals('displayName', names.group) };
  await replay.ask('Looking for a group that is not there', 'group', query, null);
  const groupId = await replay.group({
    schemas: dialect === 'default' ? [groupSchema, legacyGroupMarker] : [groupSchema],
    externalId: `aadg-${names.mark}`,
    displayName: names.group,
    meta: { resourceType: 'Group' },
  });
  // Several at the same moment, each in a request of its own.
  const sent = await Promise.allSettled(
    [personId, bystander.id].map((id) =>
      replay.patch('group', groupId, 'Adding a member', patchOf(member(dialect, 'Add', id))),
    ),
  );
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
  await replay.expectMembers(groupId, [personId, bystander.id], 'Adding two members at the same moment');
  await replay.patch('group', groupId, 'Removing a member', patchOf(member(dialect, 'Remove', personId)));
  const how = dialect === 'default' ? 'Removing a member by a list of values' : 'Removing a member by filter';
  await replay.expectMembers(groupId, [bystander.id], how);
  await replay.remove('group', groupId);
}

function entra(dialect: Dialect, vendor: string, id: string): VendorScript {
  return {
    id,
    vendor,
    run: async (replay) => {
      const personId = await pushPerson(replay, dialect);
      await pushGroup(replay, dialect, personId);
    },
  };
}

/** Entra as it comes: capitalised operations, "False" as text, removal by a list of values. */
export const entraDefault = entra('default', 'Entra ID', 'entra');

/** Entra with the flag in its tenant URL: as RFC 7644 has it. */
export const entraFlag = entra('scim062020', 'Entra ID with aadOptscim062020', 'entra-scim062020');
