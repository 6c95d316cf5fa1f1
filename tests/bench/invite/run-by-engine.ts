import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from '../../../src-contract/jobs.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { createJobEngine } from '../../../src-main/action/job-engine.ts';
import type { PlannedRow } from '../../../src-main/action/tenant-action.ts';
import { actions } from '../../../src-main/actions.ts';
import { openCache } from '../../../src-main/cache/open-cache.ts';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';

const shelf = join('out', 'bench');
const thread = pathToFileURL(join('out', 'main', 'cache-thread.js'));

export interface EngineRun {
  tookMs: number;
  /** People a second between the moments at which a fifth and four fifths of them were registered: without start and end. */
  steadyPerSecond: number;
}

/** The client that the app makes, with Node's fetch in the place of Electron's. */
export function clientOf(origin: string): TenantClient {
  return createTenantClient({
    controlPlane: origin,
    token: new Secret('made-up'),
    fetch,
    log: () => undefined,
  });
}

/** Runs a plan by the app's engine: ledger with its fsyncs on the disk of this folder, copy in its thread, journal and trail. */
export async function runByEngine(origin: string, rows: readonly PlannedRow[]): Promise<EngineRun> {
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, 'profile-'));
  const { ledger } = await openLedger(folder);
  const cache = await openCache({ folder, thread, log: () => undefined });
  const client = clientOf(origin);
  const marks: { at: number; sent: number }[] = [];
  const people = rows.filter(({ phase }) => phase === 0).length;
  const engine = createJobEngine({
    ledger,
    cache,
    client: () => ok(client),
    actor: () => 'bench',
    actions,
    place: async () => ok({ displayName: 'Bench', environment: 'sandbox', people: 0 }),
    announceJob: (job: Job) => {
      // Registered: proved, or accepted and waiting to be.
      marks.push({ at: performance.now(), sent: job.counts.done + job.proving });
    },
    now: () => new Date(),
  });
  try {
    const plan = { tenantId: 'bench', kind: 'bulk-invite', title: 'Bench', reason: '', facts: {} } as const;
    const began = performance.now();
    const started = await engine.start({ ...plan, rows });
    if (!started.ok) throw new Error(started.failure.sentence);
    const ended = await engine.awaitEnd(started.value.id);
    if (!ended.ok || ended.value.state !== 'done') {
      throw new Error(`the run ended otherwise: ${JSON.stringify(ended)}`);
    }
    const tookMs = performance.now() - began;
    const first = marks.find(({ sent }) => sent >= people * 0.2);
    const last = marks.find(({ sent }) => sent >= people * 0.8);
    const steadyPerSecond =
      first === undefined || last === undefined || last.at === first.at
        ? people / (tookMs / 1000)
        : ((last.sent - first.sent) * 1000) / (last.at - first.at);
    return { tookMs, steadyPerSecond };
  } finally {
    client.close();
    await cache.close();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
