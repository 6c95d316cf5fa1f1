import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../../src-main/ledger/record-trail.ts';
import { watchTrail } from '../../../src-main/ledger/watch-trail.ts';

/** Puts results into the trail of a profile's tenant, as many as told, by the code that records them. The app must be closed. */
export async function fillTrail(profile: string, entries: number): Promise<void> {
  const { ledger, lastEnd } = await openLedger(profile);
  const tenant = ledger.read((l) => l.prepare<[], { id: string }>('SELECT id FROM tenants').get());
  if (tenant === undefined) throw new Error('the profile has no tenant');
  const watch = watchTrail({
    folder: profile,
    ledger,
    lastEnd,
    tenantIds: () => [tenant.id],
    now: () => new Date(),
    changed: () => undefined,
    log: () => undefined,
  });
  await watch.begin({ is: 'none' });
  const first = Date.now() - entries * 60_000;
  await ledger.write((writable) => {
    for (let i = 1; i <= entries; i += 1) {
      recordTrail(writable, {
        tenantId: tenant.id,
        at: new Date(first + i * 60_000).toISOString(),
        actor: i % 3 === 0 ? 'amara.nwosu@halden.example' : 'ingrid.solvang@halden.example',
        action: i % 2 === 0 ? 'Removed from team' : 'Invited',
        subject: `person-${i}@halden.example`,
        phase: 'result',
        outcome: i % 17 === 0 ? 'failed: The control plane does not answer.' : 'done: As asked',
        requestId: `61c8-${i}`,
        jobId: null,
        detail: i % 2 === 0 ? 'No longer on the fleet rota' : '',
        ...(i % 2 === 0 ? { change: ['- fleet, Member', '  3 other teams unchanged'] } : {}),
      });
    }
  });
  watch.close();
  ledger.close();
}
