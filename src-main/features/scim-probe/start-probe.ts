import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome } from '../../../src-contract/outcome.ts';
import type { Plans } from '../../action/plans.ts';
import type { ScimWire } from '../../tenant-api/scim-wire.ts';
import { cleanUp } from './clean-up.ts';
import { type Finding, failedWith, passed } from './notes.ts';
import type { OtherViews } from './other-views.ts';
import { openOwnThings } from './own-things.ts';
import { patientWire } from './patient-wire.ts';
import type { AgreedProbe } from './plan-probe.ts';
import { probeDialect } from './probe-dialect.ts';
import { noteInTrail } from './probe-trail.ts';
import { type Aim, readAim, type ScimProbeRooms } from './scim-probe-doors.ts';
import type { RunHandle } from './scim-runs.ts';
import { type StoredThing, shownThing } from './stored-things.ts';
import { openViews } from './tenant-views.ts';

/** Whether REST and SCIM both say that everything is gone. */
async function cleanFinding(
  things: readonly StoredThing[],
  left: readonly StoredThing[],
  views: OtherViews | null,
): Promise<Finding> {
  if (left.length > 0) {
    const named = left.map(({ name, remoteId, note }) => `${name} (${remoteId ?? 'id not known'}): ${note}`);
    return failedWith(named.join('. '));
  }
  const made = things.filter(({ remoteId }) => remoteId !== null);
  if (views !== null) {
    for (const { kind, name, remoteId } of made) {
      const seen = kind === 'person' ? await views.restPerson(remoteId ?? '') : await views.restTeam(name);
      if (seen !== null && seen !== 'unknown')
        return failedWith(`Gone over SCIM, but REST still shows ${name}`);
    }
  }
  return passed(`${made.length} made, none left${views === null ? '' : ', over SCIM and REST'}`);
}

/** How long a request that makes something may still take once the run was ended. */
const makingMs = 3000;

/**
 * The line of a run. What makes something is waited for a moment when the run is ended: broken off at once, the service would
 * make it after the clean-up has looked for it.
 */
function openLine(rooms: ScimProbeRooms, { address, token }: Aim, until: AbortSignal): ScimWire {
  const late = new AbortController();
  const wire = rooms.openScim({ address, token, until });
  const making = rooms.openScim({ address, token, until: late.signal });
  const end = (): void => {
    void rooms.clock.wait(makingMs, late.signal).finally(() => late.abort());
  };
  until.addEventListener('abort', end, { once: true });
  return {
    address,
    send: (call) => (call.method === 'POST' && !until.aborted ? making.send(call) : wire.send(call)),
  };
}

async function runProbe(
  rooms: ScimProbeRooms,
  aim: Aim,
  agreed: AgreedProbe,
  handle: RunHandle,
): Promise<void> {
  const { clock, ledger } = rooms;
  const { tenant, given, address, token } = aim;
  const { notes, until, runId } = handle;
  const subject = `SCIM service at ${address.host}`;
  const action = 'Probed over SCIM';
  const views = await openViews(rooms, aim);
  await noteInTrail(rooms, tenant, {
    action,
    subject,
    phase: 'intent',
    outcome: `Going to make and remove ${agreed.names.one}, a second person and a group`,
  });
  const wire = patientWire(openLine(rooms, aim, until), { clock, until });
  const own = openOwnThings({ wire, ledger, clock, runId, tenantId: tenant.id, scimUrl: given });
  const doors = {
    own,
    notes,
    names: agreed.names,
    clock,
    views,
    until,
    restDiffers: [],
    restAsked: { times: 0 },
  };
  let fault: unknown = null;
  try {
    await probeDialect(doors, agreed.replays, handle.vendors);
  } catch (error) {
    fault = error ?? new Error('unknown');
  }
  // A line of its own: what ended the run must not end the clean-up.
  notes.at('Removing what was made');
  const still = new AbortController().signal;
  const broom = patientWire(rooms.openScim({ address, token, until: still }), { clock, until: still });
  const left = await cleanUp(broom, ledger, own.stored, clock.wallMs());
  const finding = await cleanFinding(own.stored, left, views);
  notes.note('cleaned-up', finding, null);
  handle.things(left.map(shownThing));
  const found = notes.checks.filter(({ result }) => result === 'failed').length;
  await noteInTrail(rooms, tenant, {
    action,
    subject,
    phase: 'result',
    outcome: `${until.aborted ? 'cancelled' : fault === null ? 'done' : 'broken off'}: ${found} of ${notes.checks.length} checks failed`,
    detail: finding.sentence.slice(0, 1000),
  });
  if (views !== null && !until.aborted) await views.sync();
  if (fault !== null) throw fault;
}

/**
 * Starts the probe that the admin agreed to. What it makes is stored before it is made and removed whatever happens. Fails
 * with `plan-expired`, `confirmation-differs`, `scim-token-gone` or `scim-run-busy`.
 */
export function startProbe(
  rooms: ScimProbeRooms,
  plans: Plans<AgreedProbe>,
  confirmed: { planId: string; typedTenantName: string },
): Outcome<{ runId: string }> {
  const plan = plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const { typeTenantName, tokenId } = plan.value;
  if (typeTenantName !== null && confirmed.typedTenantName.trim() !== typeTenantName) {
    const failure = describeFailure('confirmation-differs', { why: typeTenantName });
    return failed({ ...failure, field: 'typedTenantName' });
  }
  const aim = readAim(rooms, tokenId);
  if (!aim.ok) return aim;
  const { tenant, given, ssoId, tokenFrom } = aim.value;
  if (rooms.runs.isRunning(tenant.id)) return failed(describeFailure('scim-run-busy'));
  const taken = plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const facts = { tenantId: tenant.id, kind: 'probe', scimUrl: given, ssoId, tokenFrom } as const;
  return rooms.runs.begin(facts, (handle) => runProbe(rooms, aim.value, taken.value, handle));
}
