import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLastRotation } from '../../../src-main/features/provisioning/scim-rotations.ts';
import { type FaultySandbox, serveFaultySandbox } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { makeFolder, openRooms } from './open-rooms.ts';

const tenantId = 'tenant-1';
/** Enough to meet each kind of moment. */
const kills = 12;
/** How long the tenant takes for an answer, so that kills fall before, into and after the call. */
const answerMs = 40;
/** The kills are spread evenly over this time from the click on. */
const spreadMs = 140;

let tenant: FaultySandbox;
const program = builtProgram('rotate-and-die');
let disk: ReturnType<typeof makeFolder>;
beforeAll(async () => {
  tenant = await serveFaultySandbox('--users', '5', '--latency', String(answerMs));
  disk = makeFolder();
}, 60_000);
afterAll(async () => {
  await tenant.close();
  disk.drop();
});

/**
 * Starts a rotation in a process of its own and kills it so many ms after the click, before it, or once it has its answer. Returns
 * whether it had that.
 */
async function rotateAndKill(when: number | 'before' | 'answered'): Promise<'answered' | 'cut-off'> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(program), disk.folder, tenant.tenantUrl, tenant.token],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const said: string[] = [];
  lines.on('line', (line) => said.push(line));
  await once(lines, 'line');
  if (when !== 'before') {
    child.stdin.write('go\n');
    await (when === 'answered' ? once(lines, 'line') : wait(when));
  }
  child.kill('SIGKILL');
  await gone;
  expect(said[0]).toBe('planned');
  return said.includes('made') ? 'answered' : 'cut-off';
}

test(`D7: ${kills} kills in a rotation are never a silent loss`, async () => {
  const seen = { untouched: 0, unknown: 0, lost: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const before = await currentToken();
    const spread = ((kill - 1) * spreadMs) / (kills - 2);
    // On a busy machine no kill of the spread need fall after the answer.
    const end = await rotateAndKill(kill === 0 ? 'before' : kill === kills - 1 ? 'answered' : spread);
    const rooms = await openRooms({ ...tenant, folder: disk.folder });
    const read = await rooms.handlers['provisioning/read']({ tenantId });
    const [token] = read.ok ? (read.value.tokens ?? []) : [];
    const ssoId = token?.ssoId ?? '';
    const rotation = rooms.ledger.read((ledger) => readLastRotation(ledger, { tenantId, ssoId }));
    const after = await currentToken();
    const wasRotated = after.lastFour !== before.lastFour;
    // Nobody ever copied the new token: whenever the tenant made one, the screen must say that it has to be rotated again.
    if (wasRotated) expect(['unknown', 'lost']).toContain(token?.state);
    if (token?.state === 'lost') {
      expect({ wasRotated, rotation: rotation?.lastFour }).toEqual({
        wasRotated: true,
        rotation: after.lastFour,
      });
      seen.lost += 1;
    } else if (token?.state === 'unknown') {
      seen.unknown += 1;
    } else {
      expect({ end, wasRotated }).toEqual({ end: 'cut-off', wasRotated: false });
      seen.untouched += 1;
    }
    // Each intent in the trail has its result, also of the rotation that was cut off.
    const phases = rooms.trail().map(({ phase }) => phase);
    expect(phases.filter((phase) => phase === 'intent')).toHaveLength(phases.length / 2);
    // The admin rotates again, copies, and everything is known once more.
    await rotateAndCopy(rooms, ssoId);
    const mended = await rooms.handlers['provisioning/read']({ tenantId });
    expect(mended.ok && mended.value.tokens?.[0]?.state).toBe('active');
    await rooms.close();
  }
  // The spread met every kind of moment.
  expect(seen.untouched + seen.unknown + seen.lost).toBe(kills);
  expect(seen.untouched).toBeGreaterThan(0);
  expect(seen.unknown).toBeGreaterThan(0);
  expect(seen.lost).toBeGreaterThan(0);
}, 300_000);

async function currentToken(): Promise<{ lastFour: string | null }> {
  const headers = { authorization: `Bearer ${tenant.token}` };
  const list = await fetch(`${tenant.tenantUrl}/api/svc/v1/sso`, { headers });
  const { data } = (await list.json()) as { data: { id: string }[] };
  const url = `${tenant.tenantUrl}/api/svc/v1/sso/${data[0]?.id}/scim-token`;
  return ((await (await fetch(url, { headers })).json()) as { data: { lastFour: string | null } }).data;
}

async function rotateAndCopy(rooms: Awaited<ReturnType<typeof openRooms>>, ssoId: string): Promise<void> {
  const plan = await rooms.handlers['provisioning/plan-scim-token']({ tenantId, ssoId });
  const made = await rooms.handlers['provisioning/make-scim-token']({
    planId: plan.ok ? plan.value.planId : '',
    acknowledged: true,
    typedTenantName: rooms.tenant.displayName,
  });
  expect(made.ok).toBe(true);
  const copied = await rooms.handlers['provisioning/copy-scim-token']({
    tokenId: made.ok ? made.value.tokenId : '',
  });
  expect(copied.ok).toBe(true);
}
