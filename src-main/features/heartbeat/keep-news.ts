import type { Provisioning } from '../../../src-contract/provisioning.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { dropPushNews, readPushNews } from './heartbeat-rows.ts';
import { keepProvisioningMarks, keepPushNews } from './push-days.ts';

type KeepDoors = Pick<FeatureRooms, 'cache' | 'ledger' | 'announce'>;

/**
 * Moves what syncs saw from the copy into the ledger, which outlives the copy. The sync stores it in the transaction of its
 * swap; here each is counted in one transaction of the ledger and only then forgotten, so a crash in between counts it once.
 */
export async function keepNews({ cache, ledger, announce }: KeepDoors, tenantId: string): Promise<void> {
  const waiting = await cache.read(readPushNews, { tenantId });
  for (const { no, ...news } of waiting) {
    await ledger.write((writable) => keepPushNews(writable, tenantId, news));
    await cache.write(dropPushNews, { tenantId, no });
  }
  if (waiting.length > 0) announce({ what: 'heartbeat', tenantId });
}

/** Keeps what Provisioning just read of the mode and of the use of tokens, so that it is known offline and on Overview. */
export async function keepProvisioning(
  { ledger, announce }: Omit<KeepDoors, 'cache'>,
  { tenantId, mode, tokens }: Provisioning,
): Promise<void> {
  const used = (tokens ?? []).flatMap(({ lastUsedAt }) => (lastUsedAt === null ? [] : [lastUsedAt])).sort();
  const states = (tokens ?? []).map(({ state }) => state);
  const tokenState = states.includes('active')
    ? 'active'
    : states.includes('unknown')
      ? 'unknown'
      : tokens === null
        ? null
        : 'none';
  const differs = await ledger.write((writable) =>
    keepProvisioningMarks(writable, tenantId, { mode, tokenState, tokenUsedAt: used.at(-1) ?? null }),
  );
  if (differs) announce({ what: 'heartbeat', tenantId });
}
