import { dayText, fullMomentText } from '../../kit/moment-text.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * The moment of an entry to the second: `10:43:55` today, `Yesterday 16:20`, else `2026-11-02 16:20`; and in full for the
 * tooltip. What is no moment is shown as it came.
 */
export function momentLine(moment: string, nowMs = Date.now()): { short: string; full: string } {
  const at = new Date(moment);
  const full = fullMomentText(moment);
  if (Number.isNaN(at.getTime())) return { short: moment, full };
  const minutes = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  const today = new Date(nowMs);
  const yesterday = new Date(nowMs);
  yesterday.setDate(yesterday.getDate() - 1);
  if (at.toDateString() === today.toDateString()) {
    return { short: `${minutes}:${twoDigits(at.getSeconds())}`, full };
  }
  const isYesterday = at.toDateString() === yesterday.toDateString();
  return { short: `${isYesterday ? 'Yesterday' : dayText(moment)} ${minutes}`, full };
}
