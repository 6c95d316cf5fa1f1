import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import type { RoleBinding } from './tenant-api-types.ts';

/** Who gets which roles, as PUT /role-bindings takes it (tenant-api note, section 4). What we do not know goes back as it came. */
export const bindingManifestSchema = z.looseObject({
  type: z.literal('role-binding'),
  name: z.string().min(1),
  subjects: z.array(z.looseObject({ type: z.string(), name: z.string() })),
  permissions: z.array(
    z.looseObject({ resourceType: z.string(), resourceFqn: z.string(), role: z.string() }),
  ),
});
export type BindingManifestWire = z.infer<typeof bindingManifestSchema>;

/** A role binding as GET /role-bindings sends it. */
export const bindingWireSchema = z.object({ manifest: bindingManifestSchema });
export type BindingWire = z.infer<typeof bindingWireSchema>;
export type BindingAgreement = Agreement<typeof bindingWireSchema, RoleBinding>;
