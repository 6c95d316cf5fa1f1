/** Hours of a week that resemble each other: working days from 7 to 19, their nights, Saturdays and Sundays. */
export type HourKind = 'working' | 'night' | 'weekend';

const hourMs = 3_600_000;
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day of a moment by this computer's calendar: `2026-11-23`. */
export function localDay(ms: number): string {
  const at = new Date(ms);
  return `${String(at.getFullYear()).padStart(4, '0')}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

/** The number of a moment's hour on the wall clock. Days have 24 of them, also when clocks are changed. */
export function localHour(ms: number): number {
  return hourOfDay(localDay(ms)) + new Date(ms).getHours();
}

/** The number of the first hour of a day. */
export function hourOfDay(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / hourMs);
}

/** The day that lies so many days before another. */
export function dayBefore(day: string, days: number): string {
  return new Date((hourOfDay(day) - days * 24) * hourMs).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(hourOfDay(day) * hourMs).getUTCDay();
}

/** Which kind of hour it is. */
export function kindOfHour(hour: number): HourKind {
  const at = new Date(hour * hourMs);
  const weekday = at.getUTCDay();
  if (weekday === 0 || weekday === 6) return 'weekend';
  const ofDay = at.getUTCHours();
  return ofDay >= 7 && ofDay < 19 ? 'working' : 'night';
}
