import { z } from 'zod';
import { type Provisioning, provisioningSchema } from '../../../src-contract/provisioning.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** What the tenant last reported, without the counts, which come from the copy. */
export type SeenProvisioning = Omit<Provisioning, 'counts'>;

const seenSchema = z.strictObject(provisioningSchema.shape).omit({ counts: true });

/** The last report of a tenant, for when it is out of reach; null when there was none, or a former version kept another form. */
export function readSeenProvisioning(ledger: ReadableLedger, tenantId: string): SeenProvisioning | null {
  const row = ledger
    .prepare<[string], { answer: string }>('SELECT answer FROM provisioning_seen WHERE tenant_id = ?')
    .get(tenantId);
  const parsed = row === undefined ? null : seenSchema.safeParse(JSON.parse(row.answer));
  return parsed?.success === true ? parsed.data : null;
}

/** How people got into a tenant when it last told; null when it never did. */
export function lastReportOf(
  ledger: ReadableLedger,
  tenantId: string,
): { mode: Provisioning['mode']; idpName: string | null; defaultRole: string } | null {
  const seen = readSeenProvisioning(ledger, tenantId);
  if (seen === null) return null;
  const { mode, defaultRole, sso } = seen;
  return { mode, idpName: sso[0]?.name ?? null, defaultRole: defaultRole ?? 'member' };
}

/** Keeps the latest report; there is one a tenant. */
export function keepSeenProvisioning(ledger: WritableLedger, seen: SeenProvisioning): void {
  ledger
    .prepare(
      `INSERT INTO provisioning_seen (tenant_id, answer) VALUES (?, ?)
       ON CONFLICT (tenant_id) DO UPDATE SET answer = excluded.answer`,
    )
    .run(seen.tenantId, JSON.stringify(seen));
}
