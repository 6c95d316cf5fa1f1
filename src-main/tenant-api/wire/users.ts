import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import type { User, UserList } from './tenant-api-types.ts';

/**
 * A user as the tenant sends it (tenant-api note, section 2). Loose on purpose: real rows lack optional fields, and an
 * unknown field or enum value must not lose the person. `email` and `id` are what nothing works without.
 */
export const userWireSchema = z.object({
  id: z.string().min(1).max(128),
  email: z.string().min(1).max(320),
  tenantName: z.string().nullish(),
  active: z.boolean().nullish(),
  isEditable: z.boolean().nullish(),
  roles: z.array(z.string()).nullish(),
  rolesWithResource: z
    .array(
      z.object({
        roleId: z.string().nullish(),
        roleName: z.string().nullish(),
        resourceType: z.string().nullish(),
        resourceId: z.string().nullish(),
      }),
    )
    .nullish(),
  metadata: z
    .object({
      displayName: z.string().nullish(),
      inviteAccepted: z.boolean().nullish(),
      registeredInIdp: z.boolean().nullish(),
      tenantRoleManagedBy: z.string().nullish(),
      ssoName: z.string().nullish(),
      createdByScim: z.boolean().nullish(),
    })
    .nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  lastAccessedAt: z.string().nullish(),
});
export type UserWire = z.infer<typeof userWireSchema>;
export type UserAgreement = Agreement<typeof userWireSchema, User>;

/** GET /users: total is compared with the rows received, never trusted alone (section 8, decision 11). */
export const usersPageSchema = z.object({
  data: z.array(z.unknown()),
  pagination: z.object({ total: z.number().int().min(0) }),
});
export type UsersPageAgreement = Agreement<typeof usersPageSchema, UserList>;
