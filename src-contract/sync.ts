import { z } from 'zod';
import { channel } from './channel.ts';
import { done, momentField, tenantIdField, tenantInput } from './fields.ts';
import { failureSchema } from './outcome.ts';

export const syncStatusSchema = z.strictObject({
  tenantId: tenantIdField,
  phase: z.enum(['idle', 'syncing', 'offline', 'failed', 'signed-out']),
  /** Moment of the last complete sync; the age of everything on screen. */
  lastSyncAt: momentField.nullable(),
  /** People read so far and expected, while syncing. */
  progress: z.strictObject({ done: z.int(), expected: z.int() }).nullable(),
  people: z.int(),
  teams: z.int(),
  /** What the last sync saw. */
  lastRun: z
    .strictObject({
      added: z.int(),
      changed: z.int(),
      gone: z.int(),
      pages: z.int(),
      durationMs: z.int(),
    })
    .nullable(),
  /** A drop so large that the admin must confirm it before rows are marked gone; null otherwise. */
  heldDrop: z.strictObject({ missing: z.int(), before: z.int() }).nullable(),
  failure: failureSchema.nullable(),
  nextTryAt: momentField.nullable(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const syncChannels = {
  'sync/status': channel({ kind: 'read', input: tenantInput, output: syncStatusSchema }),
  /** Starts a sync unless one runs, and answers at once; progress is announced. */
  'sync/start': channel({ kind: 'change', input: tenantInput, output: done }),
  /** Accepts a held drop: the next sync may mark that many people gone. */
  'sync/accept-drop': channel({ kind: 'change', input: tenantInput, output: done }),
};
