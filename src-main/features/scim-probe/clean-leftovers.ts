import type { Outcome } from '../../../src-contract/outcome.ts';
import { cleanUp } from './clean-up.ts';
import { failedWith, passed } from './notes.ts';
import { patientWire } from './patient-wire.ts';
import { noteInTrail } from './probe-trail.ts';
import { readAim, type ScimProbeRooms } from './scim-probe-doors.ts';
import { listThings, shownThing } from './stored-things.ts';

/** Removes what earlier probes left at this address. Fails with `scim-token-gone` or `scim-run-busy`. */
export function cleanLeftovers(rooms: ScimProbeRooms, tokenId: string): Outcome<{ runId: string }> {
  const found = readAim(rooms, tokenId);
  if (!found.ok) return found;
  const { tenant, given, address, ssoId, token, tokenFrom } = found.value;
  const { clock, ledger } = rooms;
  const facts = { tenantId: tenant.id, kind: 'clean-up', scimUrl: given, ssoId, tokenFrom } as const;
  return rooms.runs.begin(facts, async ({ notes, until, things: told }) => {
    const things = ledger.read((readable) => listThings(readable, tenant.id));
    const here = things.filter(({ scimUrl }) => scimUrl === given);
    const subject = `SCIM service at ${address.host}`;
    const action = 'Removed what a probe had left';
    notes.at('Removing what was left');
    const names = here.map(({ name }) => name).join(', ');
    await noteInTrail(rooms, tenant, {
      action,
      subject,
      phase: 'intent',
      outcome: `Going to remove ${names}`,
    });
    const wire = patientWire(rooms.openScim({ address, token, until }), { clock, until });
    const left = await cleanUp(wire, ledger, here, clock.wallMs());
    const sentence =
      left.length === 0
        ? `${here.length} removed or not there any more`
        : left
            .map(({ name, remoteId, note }) => `${name} (${remoteId ?? 'id not known'}): ${note}`)
            .join('. ');
    notes.note('cleaned-up', left.length === 0 ? passed(sentence) : failedWith(sentence), null);
    told(left.map(shownThing));
    const outcome = left.length === 0 ? 'done' : 'failed: some are left';
    await noteInTrail(rooms, tenant, { action, subject, phase: 'result', outcome, detail: sentence });
  });
}
