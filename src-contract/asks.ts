import { z } from 'zod';
import { idField } from './fields.ts';

/** What a plan asks of the admin before it may run (design guide, section 9). Null means: not asked. */
export const asksSchema = z.strictObject({
  /** The number of people, in Production above 25. */
  typeNumber: z.int().nullable(),
  typeTenantName: z.string().nullable(),
  /** An exact text, such as the email of a person who is deleted. */
  typeText: z.string().nullable(),
  /** The sentence beside a checkbox that must be ticked. */
  acknowledge: z.string().nullable(),
});
export type Asks = z.infer<typeof asksSchema>;

/** What the page sends to run a plan: never the change itself, only the plan's id and what the admin confirmed. */
export const confirmedSchema = z.strictObject({
  planId: idField,
  reason: z.string().max(500),
  typed: z.string().max(400),
  acknowledged: z.boolean(),
});
export type Confirmed = z.infer<typeof confirmedSchema>;
