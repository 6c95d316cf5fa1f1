import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import type { TeamDto } from './tenant-api-types.ts';

/** A team as the tenant sends it (tenant-api note, section 3); the name stands in `manifest` or `teamName`. */
export const teamWireSchema = z.object({
  id: z.string().min(1).max(128),
  teamName: z.string().nullish(),
  description: z.string().nullish(),
  isEditable: z.boolean().nullish(),
  members: z.array(z.unknown()).nullish(),
  manifest: z
    .object({
      name: z.string().nullish(),
      description: z.string().nullish(),
      members: z.array(z.string()).nullish(),
      managers: z.array(z.string()).nullish(),
    })
    .loose()
    .nullish(),
  metadata: z.object({ createdByScim: z.boolean().nullish() }).nullish(),
  totalMemberCount: z.number().nullish(),
  updatedAt: z.string().nullish(),
});
export type TeamWire = z.infer<typeof teamWireSchema>;
export type TeamAgreement = Agreement<typeof teamWireSchema, TeamDto>;
