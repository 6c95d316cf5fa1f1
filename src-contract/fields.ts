import { z } from 'zod';

/** Ids that main hands out: opaque to the page. */
export const idField = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const tenantIdField = idField;
/** A remote user id: opaque, about 24 letters and digits in practice (tenant-api note, section 1). */
export const userIdField = z.string().min(1).max(128);
/** ISO 8601 moment in UTC. */
export const momentField = z.string().max(40);
export const emailField = z.string().min(1).max(320);
export const noInput = z.strictObject({});
export const tenantInput = z.strictObject({ tenantId: tenantIdField });
export const done = z.strictObject({});
/** Offset window of a long list. */
export const windowFields = { offset: z.int().min(0).max(5_000_000), limit: z.int().min(1).max(1000) };
