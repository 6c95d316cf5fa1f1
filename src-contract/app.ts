import { z } from 'zod';
import { channel } from './channel.ts';
import { done, noInput, tenantIdField } from './fields.ts';

export const colorSchemeField = z.enum(['system', 'light', 'dark']);
export type ColorScheme = z.infer<typeof colorSchemeField>;

/** Whether keys without Ctrl act. */
export const letterKeysField = z.enum(['on', 'off']);
export type LetterKeys = z.infer<typeof letterKeysField>;

export const aboutSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  /** Set on a runtime that is for development and tests only. */
  runtimeNote: z.string().nullable(),
  dataFolder: z.string(),
  /** Whether credentials can be kept with the operating system, and what that means in words. */
  vault: z.strictObject({ keeps: z.enum(['with-the-system', 'this-session-only']), sentence: z.string() }),
  colorScheme: colorSchemeField,
  letterKeys: letterKeysField,
  /** The tenant that was in view when the app was last used; null before the first. It may be gone by now. */
  lastTenantId: tenantIdField.nullable(),
  /** Things that went wrong at start and were mended, such as a damaged copy that is being fetched again. */
  notices: z.array(z.string()),
  /** `sandbox` when the app was started with --sandbox. */
  startOn: z.enum(['last-tenant', 'sandbox']),
});
export type About = z.infer<typeof aboutSchema>;

export const appChannels = {
  'app/about': channel({ kind: 'read', input: noInput, output: aboutSchema }),
  'app/choose-color-scheme': channel({
    kind: 'change',
    input: z.strictObject({ colorScheme: colorSchemeField }),
    output: done,
  }),
  /** Remembers for the next start what the window shows. */
  'app/remember': channel({
    kind: 'change',
    input: z.strictObject({ lastTenantId: tenantIdField.nullable(), letterKeys: letterKeysField }),
    output: done,
  }),
  'app/copy-text': channel({
    kind: 'change',
    input: z.strictObject({ text: z.string().max(20_000) }),
    output: done,
  }),
  /** Opens a page of this tenant's own console in the browser; the address is made in main. */
  'app/open-console': channel({
    kind: 'change',
    input: z.strictObject({
      tenantId: tenantIdField,
      page: z.enum(['home', 'provisioning', 'access-tokens', 'users']),
    }),
    output: done,
  }),
};
