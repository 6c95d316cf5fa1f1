import { z } from 'zod';
import { tenantIdField } from './fields.ts';
import { jobSchema } from './jobs.ts';
import { offboardingReadField } from './offboarding.ts';
import { scimRunSchema } from './scim-probe.ts';
import { syncStatusSchema } from './sync.ts';

/** What main announces, always after the commit that made it true. One closed union. */
export const changeSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('tenants') }),
  z.strictObject({ what: z.literal('users'), tenantId: tenantIdField }),
  z.strictObject({ what: z.literal('staged'), tenantId: tenantIdField }),
  z.strictObject({ what: z.literal('provisioning'), tenantId: tenantIdField }),
  /** What syncs saw of the identity provider. */
  z.strictObject({ what: z.literal('heartbeat'), tenantId: tenantIdField }),
  /** Items of Overview were snoozed, or are shown again. */
  z.strictObject({ what: z.literal('overview'), tenantId: tenantIdField }),
  /** The audit trail grew, or was checked. */
  z.strictObject({ what: z.literal('audit-log'), tenantId: tenantIdField }),
  z.strictObject({ what: z.literal('sync'), status: syncStatusSchema }),
  z.strictObject({ what: z.literal('job'), job: jobSchema }),
  /** How far a file of people is read. Told for each piece of it, and nothing hangs on any of them. */
  z.strictObject({
    what: z.literal('bulk-reading'),
    tenantId: tenantIdField,
    bytesRead: z.int(),
    sizeBytes: z.int(),
  }),
  /** A SCIM test or probe found something, or ended. */
  z.strictObject({ what: z.literal('scim-run'), run: scimRunSchema }),
  /** One of the reads that a deletion plan is made of is done. */
  z.strictObject({
    what: z.literal('offboarding-read'),
    tenantId: tenantIdField,
    read: offboardingReadField,
    found: z.int(),
  }),
]);
export type Change = z.infer<typeof changeSchema>;
