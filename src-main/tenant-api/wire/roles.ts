import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import type { Role } from './tenant-api-types.ts';

/** A role as GET /role/list sends it (tenant-api note, section 4). */
export const roleWireSchema = z.object({
  id: z.string(),
  name: z.string(),
  resourceType: z.string().nullish(),
  isDefault: z.boolean().nullish(),
  manifest: z.object({ displayName: z.string().nullish() }).nullish(),
});
export type RoleWire = z.infer<typeof roleWireSchema>;
export type RoleAgreement = Agreement<typeof roleWireSchema, Role>;
