import type { ScimTokenReminder } from '../../../src-contract/provisioning.ts';
import type { ScimTokenEnd } from './scim-token-ends.ts';

const dayMs = 86_400_000;
/** Days before the end at which somebody is told; 0: it has ended. */
const stages = [0, 1, 7, 14, 30] as const;

/** The reminder that is due at a moment; null when the end is further away than all of them. */
export function dueStage(expiresAt: string, nowMs: number): (typeof stages)[number] | null {
  const leftMs = Date.parse(expiresAt) - nowMs;
  return stages.find((days) => leftMs <= days * dayMs) ?? null;
}

/** The reminders to show: those that are due, without any that was put away at the same or a nearer stage. */
export function dueReminders(ends: readonly ScimTokenEnd[], nowMs: number): ScimTokenReminder[] {
  return ends.flatMap(({ ssoId, ssoName, expiresAt, seenDays }) => {
    const days = dueStage(expiresAt, nowMs);
    if (days === null || (seenDays !== null && seenDays <= days)) return [];
    return [{ ssoId, ssoName, expiresAt, days }];
  });
}
