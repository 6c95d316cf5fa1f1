import type { GroupLink } from './directory.ts';
import { PushFailure } from './push-failure.ts';
import { groupPath, groupSchema, madeId, type PatchOperation, patchOf } from './scim-shapes.ts';
import { equals, firstResource, type ScimWire } from './scim-wire.ts';
import type { GroupPush, Push } from './vendor.ts';

const legacyGroupMarker = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
const atOnce = 5;

/** Entra's default dialect, or what its flag aadOptscim062020 makes of it. */
export type EntraStyle = 'default' | 'scim062020';
export type EntraWord = 'Add' | 'Replace' | 'Remove';

/** The operation as the dialect writes it. */
export function entraWord(style: EntraStyle, op: EntraWord): string {
  return style === 'default' ? op : op.toLowerCase();
}

/** Makes the tenant's group like the directory's: found by its name or made, renamed, then one PATCH a member. */
export async function pushEntraGroup(
  push: Push,
  { change, style }: { change: GroupPush; style: EntraStyle },
): Promise<GroupLink> {
  const { group } = change;
  const link = change.link ?? (await findOrMakeGroup(push.wire, { group, style }));
  const path = groupPath(link.remoteId);
  if (change.link !== undefined) {
    await push.wire.send({ method: 'GET', path, query: { excludedAttributes: 'members' } });
  }
  if (link.name !== group.name) {
    const body = patchOf({ op: entraWord(style, 'Replace'), path: 'displayName', value: group.name });
    await push.wire.send({ method: 'PATCH', path, body });
  }
  const members = new Set(link.members);
  const told = { remoteId: link.remoteId, name: group.name, members };
  try {
    await changeMembers(push, { change, link, style, members });
  } catch (error) {
    change.keep(told);
    throw error;
  }
  return told;
}

/** Takes each member in or out, five at the same moment; `members` is who is in the group as far as the tenant said. */
async function changeMembers(
  { wire, note }: Push,
  {
    change,
    link,
    style,
    members,
  }: { change: GroupPush; link: GroupLink; style: EntraStyle; members: Set<string> },
): Promise<void> {
  const steps = [
    ...[...change.members].map(([id, { remoteId }]) => ({ id, remoteId, op: 'Add' as const })),
    ...[...link.members].map((id) => ({ id, remoteId: change.accountOf(id), op: 'Remove' as const })),
  ].filter(({ id, op }) => (op === 'Add' ? !link.members.has(id) : !change.members.has(id)));
  await inParallel(steps, async ({ id, remoteId, op }) => {
    if (remoteId !== undefined) {
      const body = patchOf(memberChange(style, { op, remoteId }));
      try {
        await wire.send({ method: 'PATCH', path: groupPath(link.remoteId), body });
      } catch (error) {
        if (!(error instanceof PushFailure) || error.kind !== 'refused') throw error;
        note(error);
        return;
      }
    }
    if (op === 'Add') members.add(id);
    else members.delete(id);
  });
}

function memberChange(
  style: EntraStyle,
  { op, remoteId }: { op: 'Add' | 'Remove'; remoteId: string },
): PatchOperation {
  if (style === 'default') return { op, path: 'members', value: [{ $ref: null, value: remoteId }] };
  if (op === 'Add') return { op: 'add', path: 'members', value: [{ value: remoteId }] };
  return { op: 'remove', path: `members[value eq ${JSON.stringify(remoteId)}]` };
}

async function findOrMakeGroup(
  wire: ScimWire,
  {
    group,
    style,
  }: { group: { readonly id: string; readonly name: string }; style: 'default' | 'scim062020' },
): Promise<GroupLink> {
  const query = { excludedAttributes: 'members', filter: equals('displayName', group.name) };
  const found = firstResource((await wire.send({ method: 'GET', path: '/Groups', query })).body);
  if (found !== undefined) return { remoteId: found.id, name: group.name, members: new Set() };
  const body = {
    schemas: style === 'default' ? [groupSchema, legacyGroupMarker] : [groupSchema],
    externalId: group.id,
    displayName: group.name,
    meta: { resourceType: 'Group' },
  };
  const made = await wire.send({ method: 'POST', path: '/Groups', body });
  return { remoteId: madeId(made.body), name: group.name, members: new Set() };
}

/** Five at a time. The first failure ends it once the calls under way are answered, so that none is sent afterwards. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) {
        if (failures.length > 0) return;
        await work(item).catch((error: unknown) => failures.push(error));
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}
