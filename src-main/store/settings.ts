import { z } from 'zod';
import { colorSchemeField, letterKeysField } from '../../src-contract/app.ts';

/** What the app remembers about itself; nothing of any tenant but which one was in view. */
export const settingsSchema = z.strictObject({
  colorScheme: colorSchemeField,
  letterKeys: letterKeysField,
  /** Empty before the first. */
  lastTenantId: z.string(),
  window: z.strictObject({
    width: z.number(),
    height: z.number(),
    x: z.number().nullable(),
    y: z.number().nullable(),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  colorScheme: 'system',
  letterKeys: 'on',
  lastTenantId: '',
  window: { width: 1440, height: 900, x: null, y: null },
};
