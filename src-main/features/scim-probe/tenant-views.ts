import { countProvisioning } from '../provisioning/provisioning-rows.ts';
import type { OtherViews } from './other-views.ts';
import type { Aim, ScimProbeRooms } from './scim-probe-doors.ts';
import { findCopied, findCopiedTeam } from './scim-probe-rows.ts';

/** Reading more people than this twice would take longer than the probe. */
const syncsUpTo = 50_000;

/** The connected tenant seen over REST and in the copy; null for another service, and while signed out. */
export async function openViews(rooms: ScimProbeRooms, aim: Aim): Promise<OtherViews | null> {
  if (aim.owner === null) return null;
  const tenantId = aim.tenant.id;
  const opened = rooms.client(tenantId);
  if (!opened.ok) return null;
  const client = opened.value;
  const { people, scim } = await rooms.cache.read(countProvisioning, { tenantId });
  return {
    people,
    scimPeople: scim,
    copied: (ids) => rooms.cache.read(findCopied, { tenantId, ids }),
    copiedTeam: (name) => rooms.cache.read(findCopiedTeam, { tenantId, name }),
    restPerson: async (id) => {
      const found = await client.readUser(id);
      if (!found.ok) return 'unknown';
      return found.value && { email: found.value.email, isActive: found.value.active !== false };
    },
    restTeam: async (name) => {
      const found = await client.findTeam(name);
      if (!found.ok) return 'unknown';
      const { manifest, totalMemberCount } = found.value ?? {};
      return found.value && { members: manifest?.members?.length ?? totalMemberCount ?? 0 };
    },
    sync: async () => {
      if (people > syncsUpTo)
        return `Not synced: reading ${people.toLocaleString('en-US')} people takes too long`;
      const synced = await rooms.syncAnew(tenantId);
      return synced.ok ? null : `Could not sync: ${synced.failure.sentence}`;
    },
    restTakesToken: async () => {
      const asked = await client.isApiToken(aim.token);
      return asked.ok ? (asked.value ? 'yes' : 'no') : 'unknown';
    },
  };
}
